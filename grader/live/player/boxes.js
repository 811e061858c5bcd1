/**
 * The box around an SVG element, reckoned from the numbers in it. jsdom lays nothing out; the engine asks for the box
 * of Scratch 2 pictures and of pictures without a centre. Control points count as if the line went through them.
 */
'use strict';

const EMPTY = Object.freeze({x: 0, y: 0, width: 0, height: 0});
const NUMBERS = /[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi;
// How many numbers one step of a path takes, and which of them are places.
const STEPS = {m: 2, l: 2, t: 2, h: 1, v: 1, c: 6, s: 4, q: 4, a: 7, z: 0};
const IDENTITY = [1, 0, 0, 1, 0, 0];

/** The box of this element in its own coordinates, as the DOM's getBBox has it. */
function boundingBox() {
  const points = [];
  collect(this, IDENTITY, points, true);
  if (!points.length) return EMPTY;
  const xs = points.map(point => point[0]);
  const ys = points.map(point => point[1]);
  const [x, y] = [smallest(xs), smallest(ys)];
  return {x, y, width: largest(xs) - x, height: largest(ys) - y};
}

// Not Math.min(...): a path of many points would not fit on the stack.
const smallest = numbers => numbers.reduce((a, b) => (b < a ? b : a));
const largest = numbers => numbers.reduce((a, b) => (b > a ? b : a));

function collect(element, matrix, points, top) {
  const own = top ? matrix : multiply(matrix, transformOf(element));
  for (const [x, y] of pointsOf(element)) {
    points.push([own[0] * x + own[2] * y + own[4], own[1] * x + own[3] * y + own[5]]);
  }
  if (/^(defs|clippath|mask|symbol|lineargradient|radialgradient)$/i.test(element.tagName)) return;
  for (const child of element.children) collect(child, own, points, false);
}

function pointsOf(element) {
  const number = (name, otherwise = 0) => {
    const value = parseFloat(element.getAttribute(name));
    return Number.isFinite(value) ? value : otherwise;
  };
  const corners = (x, y, width, height) => [[x, y], [x + width, y + height]];
  switch (element.tagName.toLowerCase()) {
    case 'rect': case 'image': case 'foreignobject':
      return corners(number('x'), number('y'), number('width'), number('height'));
    case 'circle':
      return corners(number('cx') - number('r'), number('cy') - number('r'), 2 * number('r'), 2 * number('r'));
    case 'ellipse':
      return corners(number('cx') - number('rx'), number('cy') - number('ry'), 2 * number('rx'), 2 * number('ry'));
    case 'line':
      return [[number('x1'), number('y1')], [number('x2'), number('y2')]];
    case 'polygon': case 'polyline':
      return pairs((element.getAttribute('points') ?? '').match(NUMBERS)?.map(Number) ?? []);
    case 'path':
      return pointsOfPath(element.getAttribute('d') ?? '');
    case 'text': {
      const size = number('font-size', 14);
      const lines = (element.textContent ?? '').split('\n');
      const width = largest(lines.map(line => line.length)) * size * 0.55;
      return corners(number('x'), number('y') - size * 0.9, width, lines.length * size * 1.2);
    }
    default:
      return [];
  }
}

const pairs = numbers => numbers.flatMap((x, at) => (at % 2 === 0 && at + 1 < numbers.length ? [[x, numbers[at + 1]]] : []));

function pointsOfPath(text) {
  const points = [];
  let [x, y] = [0, 0];
  for (const [, letter, rest] of text.matchAll(/([a-z])([^a-df-z]*)/gi)) {
    const kind = letter.toLowerCase();
    const takes = STEPS[kind];
    if (!takes) continue;
    const relative = letter === kind;
    const numbers = (rest.match(NUMBERS) ?? []).map(Number);
    for (let at = 0; at + takes <= numbers.length; at += takes) {
      const step = numbers.slice(at, at + takes);
      const [fromX, fromY] = relative ? [x, y] : [0, 0];
      if (kind === 'h') x = fromX + step[0];
      else if (kind === 'v') y = fromY + step[0];
      else {
        const places = pairs(kind === 'a' ? step.slice(5) : step).map(([px, py]) => [fromX + px, fromY + py]);
        points.push(...places.slice(0, -1));
        [x, y] = places.at(-1);
      }
      points.push([x, y]);
    }
  }
  return points;
}

function transformOf(element) {
  let result = IDENTITY;
  for (const [, name, inside] of (element.getAttribute('transform') ?? '').matchAll(/(\w+)\s*\(([^)]*)\)/g)) {
    const [a = 0, b, c = 0, ...more] = (inside.match(NUMBERS) ?? []).map(Number);
    if (name === 'translate') result = multiply(result, [1, 0, 0, 1, a, b ?? 0]);
    else if (name === 'scale') result = multiply(result, [a, 0, 0, b ?? a, 0, 0]);
    else if (name === 'matrix' && more.length === 3) result = multiply(result, [a, b, c, ...more]);
    else if (name === 'rotate') {
      const [sin, cos] = [Math.sin((a * Math.PI) / 180), Math.cos((a * Math.PI) / 180)];
      const turn = multiply([1, 0, 0, 1, b ?? 0, c], [cos, sin, -sin, cos, 0, 0]);
      result = multiply(result, multiply(turn, [1, 0, 0, 1, -(b ?? 0), -c]));
    }
  }
  return result;
}

const multiply = (m, n) => [
  m[0] * n[0] + m[2] * n[1], m[1] * n[0] + m[3] * n[1], m[0] * n[2] + m[2] * n[3], m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4], m[1] * n[4] + m[3] * n[5] + m[5],
];

module.exports = {boundingBox};
