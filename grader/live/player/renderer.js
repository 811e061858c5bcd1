/** The renderer of Scratch, on the processor alone. What it drew with the graphics card, pen and stamps, is drawn here. */
'use strict';

const {need} = require('./parts');
const {createCanvas} = require('./page');
const {touches} = require('./colours');
const {drawOne} = require('./picture');

const {ScratchRender} = (module => (module.ScratchRender ? module : {ScratchRender: module}))(need('scratch-render'));
const [WIDTH, HEIGHT] = [480, 360];
// Virtual milliseconds for what is truly slow, so that a loop of it yields: 150 for the whole stage, 1 for a cat.
const LOOK_AT_COLOURS = 0.25;
const LOOK_AT_A_PIXEL = 150 / (WIDTH * HEIGHT);
const GHOST = 1 << 6; // a mask sees through it

class Renderer extends ScratchRender {
  /** `clock` is charged for slow looks; `strokes` hears of each pen line. */
  constructor(clock, strokes) {
    super(createCanvas(WIDTH, HEIGHT), -WIDTH / 2, WIDTH / 2, -HEIGHT / 2, HEIGHT / 2);
    this.setUseGpuMode(ScratchRender.UseGpuModes.ForceCPU);
    this.clock = clock;
    this.strokes = strokes;
  }

  /** Nobody watches each frame; pictures are drawn when they are asked for. */
  draw() {}

  createPenSkin() {
    const id = super.createPenSkin();
    addPenCanvas(this._allSkins[id]);
    return id;
  }

  penLine(skin, attributes, x0, y0, x1, y1) {
    this.strokes({x0, y0, x1, y1, color: attributes.color4f, size: attributes.diameter});
    super.penLine(skin, attributes, x0, y0, x1, y1);
  }

  penPoint(skin, attributes, x, y) {
    this.strokes({x0: x, y0: y, x1: x, y1: y, color: attributes.color4f, size: attributes.diameter});
    super.penPoint(skin, attributes, x, y);
  }

  penClear(skin) {
    this.strokes(null);
    super.penClear(skin);
  }

  penStamp(penSkin, stamped) {
    const drawable = this._allDrawables[stamped];
    const skin = this._allSkins[penSkin];
    if (!drawable || !this._touchingBounds(stamped)) return;
    drawOne(skin.penCanvas.getContext('2d'), drawable);
    skin._silhouetteDirty = true;
  }

  isTouchingColor(id, colour, mask) {
    const candidates = this._candidatesTouching(id, this._visibleDrawList);
    const background = matchesBackground(colour, this._backgroundColor3b);
    const bounds = background ? this._touchingBounds(id) : candidates.length ? this._candidatesBounds(candidates) : null;
    this.clock.charge(LOOK_AT_COLOURS + (bounds ? bounds.width * bounds.height * LOOK_AT_A_PIXEL : 0));
    if (bounds === null) return false;
    const drawable = this._allDrawables[id];
    drawable.updateCPURenderAttributes();
    const own = new Uint8ClampedArray(4);
    const inside = mask && (point => masked(drawable.constructor.sampleColor4b(point, drawable, own, ~GHOST), mask));
    return touches({drawable, candidates, bounds, colour, inside, sample: ScratchRender.sampleColor3b});
  }
}

const same = (a, b, bits) => bits.every((bit, at) => (a[at] & bit) === (b[at] & bit));
const matchesBackground = (colour, background) => same(colour, background, [0b11111000, 0b11111000, 0b11110000]);
const masked = (pixel, mask) => pixel[3] > 0 && same(pixel, mask, [0b11111100, 0b11111100, 0b11111100]);

/** A pen layer that is a canvas: the original's is a texture that only a graphics card could draw on. */
function addPenCanvas(skin) {
  const canvas = createCanvas(WIDTH, HEIGHT);
  const drawing = canvas.getContext('2d');
  drawing.lineCap = 'round';
  Object.assign(skin, {
    penCanvas: canvas,
    clear() {
      drawing.clearRect(0, 0, WIDTH, HEIGHT);
      this._silhouetteDirty = true;
    },
    drawPoint(attributes, x, y) {
      this.drawLine(attributes, x, y, x, y);
    },
    drawLine(attributes, x0, y0, x1, y1) {
      const size = attributes.diameter || 1;
      const nudge = size === 1 || size === 3 ? 0.5 : 0; // as in Scratch, so that thin lines lie on pixels
      const [red, green, blue, alpha] = attributes.color4f ?? [0, 0, 1, 1];
      drawing.strokeStyle = `rgba(${Math.round(red * 255)},${Math.round(green * 255)},${Math.round(blue * 255)},${alpha})`;
      drawing.lineWidth = size;
      drawing.beginPath();
      drawing.moveTo(WIDTH / 2 + x0 + nudge, HEIGHT / 2 - y0 - nudge);
      // A line of no length would have no round ends.
      const end = x0 === x1 && y0 === y1 ? 0.01 : 0;
      drawing.lineTo(WIDTH / 2 + x1 + nudge + end, HEIGHT / 2 - y1 - nudge);
      drawing.stroke();
      this._silhouetteDirty = true;
    },
    updateSilhouette() {
      if (!this._silhouetteDirty) return;
      this._silhouette.update(drawing.getImageData(0, 0, WIDTH, HEIGHT));
      this._silhouetteDirty = false;
    },
  });
}

module.exports = {HEIGHT, Renderer, WIDTH};
