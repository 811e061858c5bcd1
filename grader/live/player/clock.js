/**
 * Virtual time. While a project loads, timers are real and the time stands at 0; while it runs, time moves only by
 * frames and by what is charged, so that the same inputs give the same frames on every machine.
 */
'use strict';

const FRAME = 1000 / 30;
// What every look at the clock costs, in milliseconds. The engine looks once a pass over its scripts (it stops after
// 25 ms) and once a round of a block that runs without screen refresh (500 ms): busy loops end, always at the same round.
const LOOK = 0.05;
const EPOCH = Date.UTC(2024, 0, 15, 3, 0, 0);
const LOOKS_BETWEEN_WALL_CHECKS = 512;
const CHARGES_BETWEEN_WALL_CHECKS = 16;
const FIRST_ID = 1e9; // above every number that a real timer could have

const real = {
  Date,
  now: performance.now.bind(performance),
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
};

/** Thrown into the engine when a run has used its time on the wall. */
class CutError extends Error {}

class Clock {
  constructor() {
    this.deadline = Infinity; // of the wall, by real.now()
    this.rest();
  }

  /** Real timers, time 0: for loading. */
  rest() {
    this.virtual = false;
    this.inStep = false;
    this.slot = 0; // which frame of the 30 a second begins next
    this.frameStart = 0;
    this.used = 0; // milliseconds of this frame
    this.looks = 0;
    this.charges = 0;
    this.timers = new Map();
    this.nextId = FIRST_ID;
  }

  /** Virtual timers from now on. */
  begin() {
    this.virtual = true;
  }

  /** Milliseconds since the begin. */
  get time() {
    return this.frameStart + this.used;
  }

  look() {
    if (this.inStep) {
      this.used += LOOK;
      this.looks += 1;
      if (this.looks % LOOKS_BETWEEN_WALL_CHECKS === 0) this.checkWall();
    }
    return this.time;
  }

  /** Time that something slow takes; it is seen at the next look. */
  charge(milliseconds) {
    if (!this.inStep) return;
    this.used += milliseconds;
    this.charges += 1;
    if (this.charges % CHARGES_BETWEEN_WALL_CHECKS === 0) this.checkWall();
  }

  checkWall() {
    if (real.now() > this.deadline) throw new CutError('the time on the wall is used up');
  }

  /** When the next frame will begin: on the next line of the 33 ms grid, later when this frame took longer. */
  get nextFrame() {
    return Math.max(this.slot, Math.ceil(this.time / FRAME - 1e-6)) * FRAME;
  }

  startFrame() {
    this.frameStart = this.nextFrame;
    this.slot = Math.round(this.frameStart / FRAME) + 1;
    this.used = 0;
  }

  later(action, delay, rest, repeats) {
    const wait = Math.max(repeats ? 1 : 0, Number(delay) || 0);
    const id = this.nextId++;
    this.timers.set(id, {at: this.time + wait, action, rest, every: repeats ? wait : 0});
    return id;
  }

  /** Run what is due, in the order of its time; of two at one time the earlier made. Was there any? */
  runDue() {
    for (let some = false; ; some = true) {
      let first = null;
      for (const [id, timer] of this.timers) {
        if (timer.at <= this.time && (first === null || timer.at < first[1].at)) first = [id, timer];
      }
      if (first === null) return some;
      const [id, timer] = first;
      if (timer.every) timer.at += timer.every;
      else this.timers.delete(id);
      timer.action(...timer.rest);
    }
  }
}

const clock = new Clock();

/** Put our clock where libraries look for the time. Before any of them loads. */
function install() {
  performance.now = () => clock.look();
  const RealDate = real.Date;
  function VirtualDate(...parts) {
    if (!new.target) return new RealDate(EPOCH + clock.look()).toString();
    return Reflect.construct(RealDate, parts.length ? parts : [EPOCH + clock.look()], new.target);
  }
  VirtualDate.prototype = RealDate.prototype;
  VirtualDate.now = () => EPOCH + clock.look();
  VirtualDate.parse = RealDate.parse;
  VirtualDate.UTC = RealDate.UTC;
  globalThis.Date = VirtualDate;
  for (const [name, repeats] of [['Timeout', false], ['Interval', true]]) {
    globalThis[`set${name}`] = (action, delay, ...rest) =>
      clock.virtual ? clock.later(action, delay, rest, repeats) : real[`set${name}`](action, delay, ...rest);
    globalThis[`clear${name}`] = id => {
      if (typeof id === 'number' && id >= FIRST_ID) clock.timers.delete(id);
      else real[`clear${name}`](id);
    };
  }
}

module.exports = {clock, install, real, CutError};
