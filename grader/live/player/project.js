/** A project, loaded fresh into an engine of its own, and its frames. */
'use strict';

const {need} = require('./parts');
const {clock, real, CutError} = require('./clock');
const chance = require('./chance');
const page = require('./page');
const wall = require('./wall');
const {Audio} = require('./audio');
const {Input} = require('./input');
const {Recorder} = require('./record');
const {Renderer} = require('./renderer');
const {Watch} = require('./watch');

const VirtualMachine = need('scratch-vm');
const storageModule = need('scratch-storage');
const Storage = storageModule.ScratchStorage ?? storageModule;
const {BitmapAdapter} = need('scratch-svg-renderer');

const ROUNDS_OF_PROMISES = 20; // a promise of the engine is at most a few others deep
const LONGEST_PICTURES = 3000; // milliseconds on the wall to wait for costumes
const LARGEST_REPLY = 4e6; // characters of frames, after which the parent must ask for more
const MOST_TROUBLES = 20;
// Virtual milliseconds of one script's turn: a hundred busy scripts get as many turns a frame as one, not a hundred times.
const A_TURN = 0.05;

const PROMISE_WAIT = 1; // the engine's mark of a script that waits for a promise

/** Let promises go on; all that are there go on in one round, those that follow from them in further ones. */
async function settle(rounds) {
  for (let round = 0; round < rounds; round++) await null;
}

class Project {
  /** Load `bytes`; throws what the engine throws when it cannot. */
  static async load(bytes, seed) {
    clock.rest();
    // Other numbers than the run gets: the engine names clones by chance, and must not name one like a sprite.
    chance.seed(~seed);
    const project = new Project();
    const copy = new ArrayBuffer(bytes.length);
    new Uint8Array(copy).set(bytes);
    await project.vm.loadProject(copy);
    const end = real.now() + LONGEST_PICTURES;
    while (page.pending() > 0 && real.now() < end) await new Promise(done => real.setTimeout(done, 1));
    project.ready();
    chance.seed(seed);
    clock.begin();
    return project;
  }

  constructor() {
    this.vm = new VirtualMachine();
    this.troubles = 0;
    this.tooLarge = [];
    this.vm.attachStorage(new Storage());
    this.audio = new Audio(clock, (target, player) => this.recorder.event('sound', target, player.name));
    this.vm.attachAudioEngine(this.audio);
    this.renderer = new Renderer(clock, line => this.recorder.stroke(line));
    this.vm.attachRenderer(this.renderer);
    this.vm.attachV2BitmapAdapter(new BitmapAdapter(() => new Image(), () => page.createCanvas()));
    this.recorder = new Recorder(this.vm, this.renderer);
    this.watch = new Watch(this);
    this.input = new Input(this.vm, this.renderer, this.audio);
  }

  ready() {
    const {sequencer} = this.vm.runtime;
    const stepThread = sequencer.stepThread.bind(sequencer);
    sequencer.stepThread = thread => {
      clock.charge(A_TURN);
      stepThread(thread);
    };
    this.vm.setCompatibilityMode(true); // 30 frames a second
    this.vm.runtime.currentStepTime = 1000 / 30;
    this.tooLarge = page.taken();
    wall.taken();
    for (const target of this.vm.runtime.targets) this.recorder.numberOf(target);
    this.recorder.events.length = 0;
    this.watch.attach();
  }

  flag() {
    this.recorder.inFlag = true;
    this.vm.greenFlag();
    this.recorder.inFlag = false;
  }

  async step() {
    const {runtime} = this.vm;
    clock.startFrame();
    clock.checkWall();
    clock.inStep = true;
    try {
      if (clock.runDue()) await settle(ROUNDS_OF_PROMISES);
      runtime._step();
    } catch (trouble) {
      if (trouble instanceof CutError) throw trouble;
      // As in a browser: this frame ends here, and the next one comes.
      this.troubles += 1;
      if (this.troubles <= MOST_TROUBLES) this.recorder.event('trouble', this.recorder.active(), trouble?.message ?? trouble);
    } finally {
      clock.inStep = false;
    }
    const waits = runtime.threads.some(thread => thread.status === PROMISE_WAIT);
    await settle(waits ? ROUNDS_OF_PROMISES : 1);
    for (const what of wall.taken()) this.recorder.event('network', null, what);
    this.recorder.frame += 1;
  }

  /**
   * Let so many virtual milliseconds (or frames) pass. With `record` every frame is kept, else only the last.
   * `again` are keys that are down and repeat themselves in each frame.
   * Gives back `{frames, left}`; what is left must be asked for again, because the reply would be too large.
   */
  async advance({milliseconds = 0, frames = 0, record = false, watch = [], again = []}) {
    this.watch.set(watch);
    const kept = [];
    const end = clock.nextFrame + milliseconds - 1e-6;
    let size = 0;
    let done = 0;
    while (milliseconds > 0 ? clock.nextFrame < end : done < frames) {
      for (const key of again) this.input.key(key, true);
      await this.step();
      done += 1;
      if (!record) continue;
      const text = JSON.stringify(this.seen());
      kept.push(text);
      size += text.length;
      if (size > LARGEST_REPLY) break;
    }
    if (!record) kept.push(JSON.stringify(this.seen()));
    const left = milliseconds > 0 ? {milliseconds: Math.max(0, end - clock.nextFrame)} : {frames: frames - done};
    return {frames: kept, left};
  }

  /** The frame, with which watched pairs met in it. */
  seen() {
    const frame = this.recorder.take(clock.nextFrame);
    return this.watch.pairs.length ? {...frame, met: this.watch.taken()} : frame;
  }

  /** Is it touching this now? Another sprite (by number), `edge` or `mouse`; or a colour as [r, g, b]. */
  touches(target, what) {
    if (Array.isArray(what)) return target.isTouchingColor(what);
    if (what === 'edge') return target.isTouchingEdge();
    if (what === 'mouse') {
      const {mouse} = this.vm.runtime.ioDevices;
      return target.isTouchingPoint(mouse.getClientX(), mouse.getClientY());
    }
    return target.isTouchingSprite(what);
  }

  dispose() {
    this.vm.runtime.threads = [];
    this.vm.quit?.();
    this.vm.removeAllListeners?.();
  }
}

module.exports = {Project};
