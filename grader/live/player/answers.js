/** What the parent may ask, each with its answer. */
'use strict';

const {clock, real, CutError} = require('./clock');
const {Project} = require('./project');
const monitors = require('./monitors');
const picture = require('./picture');

const BETWEEN_LOOKS = 50; // milliseconds on the wall between two looks at the memory
const WORTH_COLLECTING = 300e6; // bytes in memory, above which an old engine is cleared away at once

class Answers {
  constructor() {
    this.bytes = null;
    this.project = null;
    this.lookedAt = 0;
  }

  /** The answer as one line of JSON. Never throws: what went amiss is an answer. */
  async to(asked, bytes) {
    const start = real.now();
    clock.deadline = asked.wall ? start + asked.wall : Infinity;
    let answer;
    try {
      for (const hand of asked.hands ?? []) this[`do_${hand.do}`](hand);
      answer = (await this[`do_${asked.do}`](asked, bytes)) ?? {};
    } catch (trouble) {
      answer = trouble instanceof CutError ? {cut: 'time'} : {trouble: String(trouble?.message ?? trouble).slice(0, 500)};
    }
    clock.deadline = Infinity;
    if (this.project) Object.assign(answer, this.project.recorder.happened());
    const {frames = null, ...rest} = answer;
    const text = JSON.stringify(start - this.lookedAt > BETWEEN_LOOKS ? {...rest, rss: this.memory(start)} : rest);
    return frames ? `${text.slice(0, -1)}${text === '{}' ? '' : ','}"frames":[${frames.join(',')}]}` : text;
  }

  memory(now) {
    this.lookedAt = now; // asking the system takes longer than a frame of most games
    return process.memoryUsage.rss();
  }

  /** Seconds of the processor that this process has used. */
  do_usage() {
    const {user, system} = process.cpuUsage();
    return {processor: (user + system) / 1e6};
  }

  do_open(_asked, bytes) {
    this.close();
    this.bytes = bytes;
  }

  close() {
    this.project?.dispose();
    this.project = null;
    if (globalThis.gc && process.memoryUsage.rss() > WORTH_COLLECTING) globalThis.gc();
  }

  async do_start({seed}) {
    this.close();
    this.project = await Project.load(this.bytes, seed);
    const {recorder, tooLarge} = this.project;
    return {tooLarge, frames: [JSON.stringify(recorder.take(0))]};
  }

  do_flag() {
    this.project.flag();
  }

  do_key({key, down}) {
    this.project.input.key(key, down);
  }

  do_mouse({x, y, down}) {
    this.project.input.mouse(x, y, down ?? undefined);
  }

  do_button({down}) {
    this.project.input.button(down);
  }

  do_answer({text}) {
    this.project.input.answer(text);
  }

  do_drag({number, x, y}) {
    this.project.input.drag(this.project.recorder.targetOf(number), x, y);
  }

  do_drop({number}) {
    this.project.input.drop(this.project.recorder.targetOf(number));
  }

  do_noise({loudness}) {
    this.project.input.noise(loudness);
  }

  do_set({number, name, value}) {
    return {found: this.project.input.setVariable(this.project.recorder.targetOf(number), name, value)};
  }

  do_pixel({number}) {
    return {pixel: this.project.input.visiblePixel(this.project.recorder.targetOf(number))};
  }

  do_advance(asked) {
    return this.project.advance(asked);
  }

  do_touching({number, what}) {
    const target = this.project.recorder.targetOf(number);
    return {touching: Boolean(target && this.project.touches(target, what))};
  }

  do_picture({scale, caption, outline}) {
    const {renderer, recorder, vm} = this.project;
    const canvas = picture.stage(renderer, scale);
    for (const number of outline ?? []) {
      const target = recorder.targetOf(number);
      if (target) picture.outline(canvas, scale, renderer.getBounds(target.drawableID));
    }
    monitors.draw(canvas.getContext('2d'), vm.runtime, recorder.question);
    const whole = caption?.length ? monitors.caption(canvas, caption) : canvas;
    return {png: whole.toBuffer('image/png').toString('base64')};
  }
}

module.exports = {Answers};
