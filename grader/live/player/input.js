/** Hands on the project: keys, the mouse, dragging, answers, noise. */
'use strict';

const [WIDTH, HEIGHT] = [480, 360];
// The engine takes a 0 for no place at all, so the left and the upper edge are a hair inside.
const HAIR = 1e-6;
const STRIDES = [16, 8, 4, 2, 1]; // in steps of the stage, for looking for a pixel that shows
const MOST_LOOKS = 20000;
// Keys by Scratch's names as the engine hears them from a browser. All others are their own name.
const KEYS = {
  'space': ' ', 'left arrow': 'ArrowLeft', 'up arrow': 'ArrowUp', 'right arrow': 'ArrowRight',
  'down arrow': 'ArrowDown', 'enter': 'Enter',
};

class Input {
  constructor(vm, renderer, audio) {
    this.vm = vm;
    this.runtime = vm.runtime;
    this.renderer = renderer;
    this.audio = audio;
    this.x = 0;
    this.y = 0;
  }

  key(name, down) {
    this.vm.postIOData('keyboard', {key: KEYS[name.toLowerCase()] ?? name, isDown: down});
  }

  /** The pointer to a place of the stage; with `down` the button too. */
  mouse(x, y, down) {
    this.x = x;
    this.y = y;
    const place = {x: Math.max(HAIR, x + WIDTH / 2), y: Math.max(HAIR, HEIGHT / 2 - y)};
    const data = {...place, canvasWidth: WIDTH, canvasHeight: HEIGHT};
    this.vm.postIOData('mouse', down === undefined ? data : {...data, isDown: down});
  }

  button(down) {
    this.mouse(this.x, this.y, down);
  }

  answer(text) {
    this.runtime.emit('ANSWER', text);
  }

  drag(target, x, y) {
    target.startDrag();
    target.setXY(x, y, true);
  }

  drop(target) {
    target.stopDrag();
  }

  noise(loudness) {
    this.audio.loudness = loudness;
  }

  setVariable(target, name, value) {
    const found = Object.values(target.variables).find(one => one.name === name && one.type === '');
    if (found) found.value = value;
    return Boolean(found);
  }

  /** A place where a click reaches this target, or why there is none: `hidden`, `away`, `see-through`, `behind`. */
  visiblePixel(target) {
    if (!target.visible) return {why: 'hidden'};
    const bounds = this.renderer.getBounds(target.drawableID);
    const left = Math.max(-WIDTH / 2 + 1, Math.ceil(bounds.left));
    const right = Math.min(WIDTH / 2 - 1, Math.floor(bounds.right));
    const bottom = Math.max(-HEIGHT / 2 + 1, Math.ceil(bounds.bottom));
    const top = Math.min(HEIGHT / 2 - 1, Math.floor(bounds.top));
    if (left > right || bottom > top) return {why: 'away'};
    const middle = [Math.round((left + right) / 2), Math.round((bottom + top) / 2)];
    const above = new Map();
    let looks = 0;
    const reaches = (x, y) => {
      const found = this.runtime.ioDevices.mouse._pickTarget(x + WIDTH / 2, HEIGHT / 2 - y);
      if (found === target) return true;
      if (found && !found.isStage) above.set(found.sprite.name, (above.get(found.sprite.name) ?? 0) + 1);
      looks += 1;
      return false;
    };
    if (reaches(...middle)) return {x: middle[0], y: middle[1]};
    for (const stride of STRIDES) {
      for (let y = bottom; y <= top; y += stride) {
        for (let x = left; x <= right && looks < MOST_LOOKS; x += stride) if (reaches(x, y)) return {x, y};
      }
    }
    const [most] = [...above].sort((a, b) => b[1] - a[1]);
    return most ? {why: 'behind', who: most[0]} : {why: 'see-through'};
  }
}

module.exports = {Input};
