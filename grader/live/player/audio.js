/** Sound that nobody hears and that takes its true time: it ends by the virtual clock. */
'use strict';

const UNKNOWN = 0.5; // seconds, of a sound that does not say how long it is

/** Seconds of a sound: what its bytes say, else what the project says. */
function lengthOf(sound) {
  const bytes = sound.data ? Buffer.from(sound.data.buffer, sound.data.byteOffset, sound.data.byteLength) : null;
  const told = sound.sampleCount > 0 && sound.rate > 0 ? sound.sampleCount / sound.rate : UNKNOWN;
  return (bytes && lengthOfWave(bytes)) ?? told;
}

function lengthOfWave(bytes) {
  if (bytes.length < 12 || bytes.toString('latin1', 0, 4) !== 'RIFF') return null;
  let [rate, plain] = [0, false];
  for (let at = 12; at + 8 <= bytes.length;) {
    const [name, size] = [bytes.toString('latin1', at, at + 4), bytes.readUInt32LE(at + 4)];
    if (name === 'fmt ' && at + 20 <= bytes.length) {
      plain = bytes.readUInt16LE(at + 8) === 1;
      rate = bytes.readUInt32LE(at + 16);
    }
    // A packed wave does not say by its size how long it is.
    if (name === 'data') return plain && rate > 0 ? Math.min(size, bytes.length - at - 8) / rate : null;
    at += 8 + size + (size % 2);
  }
  return null;
}

class Bank {
  constructor(engine) {
    this.engine = engine;
    this.players = new Map();
    this.playing = new Map(); // by target and sound
  }

  addSoundPlayer(player) {
    this.players.set(player.id, player);
  }

  getSoundPlayer(id) {
    return this.players.get(id);
  }

  playSound(target, id) {
    const player = this.players.get(id);
    if (!player) return Promise.resolve();
    this.stop(target, id); // the same sound begins anew
    this.engine.played(target, player);
    return new Promise(done => {
      const sound = {target, left: player.seconds, done, since: 0, speed: 1, timer: null};
      this.playing.set(`${target.id} ${id}`, sound);
      this.schedule(sound);
    });
  }

  schedule(sound) {
    sound.since = this.engine.clock.time;
    sound.speed = 2 ** ((sound.target.soundEffects?.pitch ?? 0) / 120); // ten of the pitch effect are a semitone
    sound.timer = setTimeout(() => this.end(sound), (sound.left * 1000) / sound.speed);
  }

  end(sound) {
    clearTimeout(sound.timer);
    for (const [key, one] of this.playing) if (one === sound) this.playing.delete(key);
    sound.done();
  }

  /** A new pitch makes what is playing quicker or slower. */
  setEffects(target) {
    for (const sound of [...this.playing.values()].filter(one => one.target === target)) {
      clearTimeout(sound.timer);
      sound.left -= ((this.engine.clock.time - sound.since) / 1000) * sound.speed;
      this.schedule(sound);
    }
  }

  stop(target, id) {
    const sound = this.playing.get(`${target.id} ${id}`);
    if (sound) this.end(sound);
  }

  stopAllSounds(target) {
    for (const sound of [...this.playing.values()]) if (!target || target === '*' || sound.target === target) this.end(sound);
  }

  dispose() {
    this.stopAllSounds();
  }
}

/** What the engine takes for its audio. `played(target, player)` hears of each sound that begins. */
class Audio {
  constructor(clock, played) {
    this.clock = clock;
    this.played = played;
    this.loudness = -1; // no microphone
    this.count = 0;
    this.audioContext = {currentTime: 0};
  }

  decodeSoundPlayer(sound) {
    // The instruments of the music extension have no name; without them it keeps its time and is silent.
    if (!sound.name) return Promise.reject(new Error('no instrument'));
    const [seconds, rate] = [lengthOf(sound), sound.rate || 48000];
    const buffer = {sampleRate: rate, length: Math.round(seconds * rate)};
    return Promise.resolve({id: `sound ${this.count++}`, name: sound.name, seconds, buffer});
  }

  createBank() {
    return new Bank(this);
  }

  getLoudness() {
    return this.loudness;
  }

  getInputNode() {
    return null;
  }

  dispose() {
    this.played = () => undefined;
  }
}

module.exports = {Audio};
