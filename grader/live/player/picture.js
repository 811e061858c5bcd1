/** The stage as a picture: everything that is drawn, in its order. */
'use strict';

const {createCanvas} = require('./page');

const [WIDTH, HEIGHT] = [480, 360];
const AROUND = 6; // steps between a sprite and its frame
const FRAME = [[6, '#ffffff'], [3, '#b4004e']]; // widths and colours, the lower first
const GHOST = 1 << 6; // the renderer's bit for the effect that only fades

/** A canvas with the stage as it is now, `scale` times as large as Scratch's 480 x 360. */
function stage(renderer, scale = 1) {
  const canvas = createCanvas(Math.round(WIDTH * scale), Math.round(HEIGHT * scale));
  const drawing = canvas.getContext('2d');
  drawing.fillStyle = '#fff';
  drawing.fillRect(0, 0, canvas.width, canvas.height);
  drawing.scale(scale, scale);
  for (const id of renderer._drawList) {
    const drawable = renderer._allDrawables[id];
    if (drawable.getVisible()) drawOne(drawing, drawable);
  }
  return canvas;
}

/** One drawable where it stands, on a canvas whose units are those of the stage. */
function drawOne(drawing, drawable) {
  const {skin} = drawable;
  if (!skin || !(skin.size[0] > 0 && skin.size[1] > 0)) return;
  const ghost = Math.max(0, Math.min(1, drawable.getUniforms().u_ghost));
  if (ghost === 0) return;
  drawable.updateCPURenderAttributes();
  if (drawable.enabledEffects & ~GHOST) {
    drawSampled(drawing, drawable);
    return;
  }
  const image = imageOf(skin);
  if (!image) return;
  drawing.save();
  drawing.globalAlpha *= ghost;
  drawing.imageSmoothingEnabled = !skin.useNearest(drawable.scale, drawable);
  drawing.translate(WIDTH / 2 + drawable._position[0], HEIGHT / 2 - drawable._position[1]);
  drawing.rotate(((drawable._direction - 90) * Math.PI) / 180);
  drawing.scale(drawable.scale[0] / 100, drawable.scale[1] / 100);
  const [x, y] = skin.rotationCenter;
  drawing.drawImage(image, -x, -y, skin.size[0], skin.size[1]);
  drawing.restore();
}

/** Pixel by pixel, with the renderer's own sampler: so the picture is what touching a colour feels. */
function drawSampled(drawing, drawable) {
  const bounds = drawable.getAABB();
  const left = Math.max(-WIDTH / 2, Math.floor(bounds.left));
  const right = Math.min(WIDTH / 2, Math.ceil(bounds.right));
  const bottom = Math.max(-HEIGHT / 2, Math.floor(bounds.bottom));
  const top = Math.min(HEIGHT / 2, Math.ceil(bounds.top));
  if (right <= left || top <= bottom) return;
  const canvas = createCanvas(right - left, top - bottom);
  const part = canvas.getContext('2d');
  const pixels = part.createImageData(right - left, top - bottom);
  const place = new Float32Array(3);
  const colour = new Uint8ClampedArray(4);
  let at = 0;
  for (let y = top; y > bottom; y--) {
    for (let x = left; x < right; x++, at += 4) {
      place[0] = x;
      place[1] = y;
      drawable.constructor.sampleColor4b(place, drawable, colour);
      const alpha = colour[3] / 255;
      if (alpha === 0) continue;
      // The sampler's colours are multiplied with their alpha already.
      pixels.data[at] = colour[0] / alpha;
      pixels.data[at + 1] = colour[1] / alpha;
      pixels.data[at + 2] = colour[2] / alpha;
      pixels.data[at + 3] = colour[3];
    }
  }
  part.putImageData(pixels, 0, 0);
  drawing.drawImage(canvas, WIDTH / 2 + left, HEIGHT / 2 - top);
}

const fromPixels = new WeakMap(); // a canvas by the pixels it shows: bitmaps never change

function imageOf(skin) {
  if (skin.penCanvas) return skin.penCanvas;
  if (skin._svgImage) return skin._svgImageLoaded ? skin._svgImage : null;
  if (skin._canvas) return skin._canvas; // a bubble
  const {_colorData: pixels, _width: width, _height: height} = skin._silhouette;
  if (!pixels || !width || !height) return null;
  if (!fromPixels.has(pixels)) {
    const canvas = createCanvas(width, height);
    canvas.getContext('2d').putImageData(new ImageData(pixels, width, height), 0, 0);
    fromPixels.set(pixels, canvas);
  }
  return fromPixels.get(pixels);
}

/** A frame around a sprite, dark on light, so that it shows on every backdrop. `bounds` are steps of the stage. */
function outline(canvas, scale, bounds) {
  const left = Math.max(-WIDTH / 2, bounds.left - AROUND);
  const right = Math.min(WIDTH / 2, bounds.right + AROUND);
  const bottom = Math.max(-HEIGHT / 2, bounds.bottom - AROUND);
  const top = Math.min(HEIGHT / 2, bounds.top + AROUND);
  if (right <= left || top <= bottom) return;
  const drawing = canvas.getContext('2d');
  drawing.save();
  drawing.setTransform(scale, 0, 0, scale, 0, 0);
  for (const [width, colour] of FRAME) {
    drawing.lineWidth = width;
    drawing.strokeStyle = colour;
    drawing.beginPath();
    drawing.roundRect(WIDTH / 2 + left + 3, HEIGHT / 2 - top + 3, right - left - 6, top - bottom - 6, 6);
    drawing.stroke();
  }
  drawing.restore();
}

module.exports = {drawOne, outline, stage};
