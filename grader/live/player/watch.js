/**
 * Who touches whom, also for a moment inside a frame: what falls into a basket is often away again when the frame ends.
 * A pair is the name of a sprite (its clones too) and another name, `edge`, `mouse`, or a colour as [r, g, b].
 */
'use strict';

class Watch {
  constructor(project) {
    this.project = project;
    this.runtime = project.vm.runtime;
    this.pairs = [];
    this.met = [];
    this.busy = false;
    this.patched = new WeakSet();
  }

  set(pairs) {
    if (JSON.stringify(pairs) === JSON.stringify(this.pairs)) return;
    this.pairs = pairs;
    this.met = pairs.map(() => false);
  }

  /** Look at each move of those that are watched. The first target tells where all of them have their moves. */
  attach() {
    const target = this.runtime.targets.find(one => !one.isStage);
    const prototype = target && Object.getPrototypeOf(target);
    if (!prototype || Object.hasOwn(prototype, 'watchedBy')) {
      if (prototype) prototype.watchedBy = this;
      return;
    }
    prototype.watchedBy = this;
    const setXY = prototype.setXY;
    prototype.setXY = function watched(...place) {
      const result = setXY.apply(this, place);
      prototype.watchedBy.moved(this);
      return result;
    };
  }

  moved(target) {
    if (this.busy || !this.pairs.length || target.isStage || target.runtime !== this.runtime) return;
    const {name} = target.sprite;
    this.busy = true;
    this.pairs.forEach(([who, what], at) => {
      if (this.met[at] || (who !== name && what !== name)) return;
      if (Array.isArray(what)) return; // slow, and it would take virtual time: only when the frame ends
      const asked = who === name ? what : who;
      this.met[at] = target.visible && this.project.touches(target, asked);
    });
    this.busy = false;
  }

  /** Which pairs met since the last frame, the end of this one looked at too. */
  taken() {
    this.pairs.forEach(([who, what], at) => {
      if (this.met[at]) return;
      const those = this.runtime.targets.filter(one => !one.isStage && one.visible && one.sprite.name === who);
      this.met[at] = those.some(one => this.project.touches(one, what));
    });
    const {met} = this;
    this.met = this.pairs.map(() => false);
    return met;
  }
}

module.exports = {Watch};
