/**
 * Touching a colour, to the same pixel as the renderer's own code on the processor, many times quicker: without a
 * function call a pixel. Where a pixel is mixed of several (see-through edges, effects) the renderer's code decides.
 */
'use strict';

const NEAR_ZERO = 1e-6; // as in the renderer
const [RED, GREEN, BLUE] = [0b11111000, 0b11111000, 0b11110000]; // the bits that Scratch compares
const [NO, YES, NOTHING, MIXED] = [0, 1, 2, 3];

const matches = (a, at, b) =>
  (a[at] & RED) === (b[0] & RED) && (a[at + 1] & GREEN) === (b[1] & GREEN) && (a[at + 2] & BLUE) === (b[2] & BLUE);

/** Where points of the stage lie in a drawable's picture. Rounded like the renderer's 32-bit numbers. */
class Plane {
  constructor(drawable) {
    const m = drawable._inverseMatrix;
    [this.a, this.b, this.e, this.f, this.x0, this.y0] = [m[0], m[1], m[4], m[5], m[12], m[13]];
    const {_colorData: data, _width: width, _height: height} = drawable.skin._silhouette;
    [this.data, this.width, this.height] = [data, width, height];
    const flat = m[3] === 0 && m[7] === 0 && m[15] === 1;
    this.plain = drawable.enabledEffects === 0 && flat && Boolean(data) && width > 0 && height > 0;
  }

  /** The place of the pixel at a point in the data; -1 outside of the picture. */
  nearest(x, y) {
    let u = Math.fround(0.5 - (x * this.a + y * this.e + this.x0));
    let v = Math.fround(x * this.b + y * this.f + this.y0 + 0.5);
    if (Math.abs(u) < NEAR_ZERO) u = 0;
    if (Math.abs(v) < NEAR_ZERO) v = 0;
    if (u < 0 || v < 0 || u > 1 || v > 1) return -1;
    return (Math.floor(v * (this.height - 1)) * this.width + Math.floor(u * (this.width - 1))) * 4;
  }

  /** Is something drawn at a point? `linear`: in one of the four pixels around. */
  covers(x, y, linear) {
    let u = Math.fround(0.5 - (x * this.a + y * this.e + this.x0));
    let v = Math.fround(x * this.b + y * this.f + this.y0 + 0.5);
    if (Math.abs(u) < NEAR_ZERO) u = 0;
    if (Math.abs(v) < NEAR_ZERO) v = 0;
    const column = Math.floor(u * (this.width - 1));
    const row = Math.floor(v * (this.height - 1));
    if (this.filled(column, row)) return true;
    return linear && (this.filled(column + 1, row) || this.filled(column, row + 1) || this.filled(column + 1, row + 1));
  }

  filled(column, row) {
    if (column < 0 || row < 0 || column >= this.width || row >= this.height) return false;
    return this.data[(row * this.width + column) * 4 + 3] > 0;
  }
}

/** Does `drawable` lie on a pixel of this colour? `bounds`, `candidates` and `inside` as in the renderer. */
function touches({drawable, candidates, bounds, colour, inside, sample}) {
  const own = new Plane(drawable);
  const linear = drawable.isTouching === drawable._isTouchingLinear;
  const planes = candidates.map(candidate => new Plane(candidate.drawable));
  const point = new Float32Array(3);
  const mixed = new Uint8ClampedArray(4);
  const quick = own.plain && !inside;
  const white = matches([255, 255, 255], 0, colour);
  for (let y = bounds.bottom; y <= bounds.top; y++) {
    for (let x = bounds.left; x <= bounds.right; x++) {
      if (quick) {
        if (!own.covers(x, y, linear)) continue;
      } else {
        point[0] = x;
        point[1] = y;
        if (!(inside ? inside(point) : drawable.isTouching(point))) continue;
      }
      let found = seen(planes, x, y, colour);
      if (found === MIXED) {
        point[0] = x;
        point[1] = y;
        found = matches(sample(point, candidates, mixed), 0, colour) ? YES : NO;
      }
      if (found === YES || (found === NOTHING && white)) return true;
    }
  }
  return false;
}

/** Does what one sees at a point match? NOTHING: nothing is drawn there; MIXED: it is mixed of several pixels. */
function seen(planes, x, y, colour) {
  for (let index = 0; index < planes.length; index++) {
    const plane = planes[index];
    if (!plane.plain) return MIXED;
    const at = plane.nearest(x, y);
    if (at < 0) continue;
    const alpha = plane.data[at + 3];
    if (alpha === 255) return matches(plane.data, at, colour) ? YES : NO;
    if (alpha !== 0) return MIXED;
  }
  return NOTHING;
}

module.exports = {touches};
