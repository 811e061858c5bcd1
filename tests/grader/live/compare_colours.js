// Random pictures on a stage: does our quick look at colours see what the renderer's own code sees?
// `node compare_colours.js PARTS ROUNDS` prints {"asked", "touched", "different"}.
'use strict';

const path = require('node:path');

const player = path.join(__dirname, '..', '..', '..', 'grader', 'live', 'player');
const {clock} = require(path.join(player, 'clock.js'));
require(path.join(player, 'wall.js')).closeBrowserWays();
require(path.join(player, 'page.js')).install();
const {Renderer} = require(path.join(player, 'renderer.js'));
require(path.join(player, 'chance.js')).seed(11);

const slow = Object.getPrototypeOf(Renderer.prototype).isTouchingColor;
const COLOURS = [[255, 0, 0], [0, 0, 255], [255, 255, 255], [0, 170, 0], [250, 3, 9]];
const any = list => list[Math.floor(Math.random() * list.length)];
const between = (low, high) => low + Math.random() * (high - low);

function picture() {
  const [width, height] = [Math.ceil(between(1, 90)), Math.ceil(between(1, 90))];
  const pixels = new ImageData(width, height);
  const [first, second] = [any(COLOURS), any(COLOURS)];
  const seeThrough = Math.random() < 0.4;
  for (let at = 0; at < pixels.data.length; at += 4) {
    const spot = at / 4;
    const round = ((spot % width) - width / 2) ** 2 + (Math.floor(spot / width) - height / 2) ** 2 < (width * height) / 5;
    pixels.data.set([...(round ? first : second), round ? 255 : seeThrough ? any([0, 90, 255]) : 0], at);
  }
  return pixels;
}

function scene() {
  const renderer = new Renderer(clock, () => undefined);
  renderer.setLayerGroupOrdering(['background', 'pen', 'sprite']);
  const ids = [];
  for (let count = 0; count < 4; count++) {
    const id = renderer.createDrawable('sprite');
    renderer.updateDrawableSkinId(id, renderer.createBitmapSkin(picture(), any([1, 2]), [between(0, 40), between(0, 40)]));
    renderer.updateDrawablePosition(id, [Math.random() < 0.5 ? Math.round(between(-60, 60)) : between(-60, 60), between(-60, 60)]);
    renderer.updateDrawableDirectionScale(id, any([90, 0, 37.5, -120]), any([[100, 100], [150, 150], [-60, 60], [33.3, 33.3]]));
    if (Math.random() < 0.2) renderer.updateDrawableEffect(id, any(['ghost', 'color', 'whirl', 'brightness']), between(0, 90));
    ids.push(id);
  }
  return {renderer, ids};
}

const told = {asked: 0, touched: 0, different: []};
for (let round = 0; round < Number(process.argv[3]); round++) {
  const {renderer, ids} = scene();
  for (const id of ids) {
    for (const colour of COLOURS) {
      for (const mask of [undefined, any(COLOURS)]) {
        const expected = slow.call(renderer, id, colour, mask);
        told.asked += 1;
        told.touched += expected;
        if (renderer.isTouchingColor(id, colour, mask) !== expected) told.different.push([round, id, colour, mask ?? null]);
      }
    }
  }
}
process.stdout.write(JSON.stringify(told));
