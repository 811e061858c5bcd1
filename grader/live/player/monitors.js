/** The boxes of variables and lists over the stage, and the box of a question: the editor draws them, not the engine. */
'use strict';

const {KHMER, createCanvas} = require('./page');

const [WIDTH, HEIGHT] = [480, 360];
const FONT = `Helvetica, "${KHMER}", sans-serif`;
const COLOURS = {data: '#ff8c1a', list: '#fc662c', motion: '#4c97ff', looks: '#9966ff', sensing: '#5cb1d6', sound: '#cf63cf'};
const LABELS = {
  motion_xposition: 'x position', motion_yposition: 'y position', motion_direction: 'direction', looks_size: 'size',
  sensing_answer: 'answer', sensing_timer: 'timer', sensing_loudness: 'loudness', sound_volume: 'volume',
};
const ROW = 22;
const LINE = 17; // of a caption

function box(drawing, x, y, width, height, fill, line) {
  drawing.beginPath();
  drawing.roundRect(x, y, width, height, 4);
  drawing.fillStyle = fill;
  drawing.fill();
  if (!line) return;
  drawing.strokeStyle = line;
  drawing.lineWidth = 1;
  drawing.stroke();
}

function text(drawing, words, x, y, colour, font) {
  drawing.fillStyle = colour;
  drawing.font = `${font} ${FONT}`;
  drawing.textBaseline = 'middle';
  drawing.fillText(words, x, y);
}

/** As the editor shows numbers: six places after the point. */
function shown(value) {
  if (typeof value === 'number') return String(Math.round(value * 1e6) / 1e6);
  return String(value ?? '').slice(0, 200);
}

function label(monitor) {
  const params = monitor.params ?? {};
  const name = params.VARIABLE ?? params.LIST ?? LABELS[monitor.opcode] ?? monitor.opcode.replace(/^[a-z]+_/, '');
  return monitor.spriteName ? `${monitor.spriteName}: ${name}` : name;
}

function drawVariable(drawing, monitor, x, y) {
  const colour = COLOURS[monitor.opcode.split('_')[0]] ?? COLOURS.data;
  const value = shown(monitor.value);
  if (monitor.mode === 'large') {
    drawing.font = `bold 16px ${FONT}`;
    const width = Math.max(48, drawing.measureText(value).width + 12);
    box(drawing, x, y, width, 26, colour);
    text(drawing, value, x + (width - drawing.measureText(value).width) / 2, y + 13, '#fff', 'bold 16px');
    return 30;
  }
  const name = label(monitor);
  drawing.font = `bold 12px ${FONT}`;
  const nameWidth = drawing.measureText(name).width;
  drawing.font = `12px ${FONT}`;
  const valueWidth = Math.max(40, drawing.measureText(value).width + 10);
  const height = monitor.mode === 'slider' ? 2 * ROW : ROW;
  box(drawing, x, y, nameWidth + valueWidth + 18, height, '#e6f0ff', '#c3ccd9');
  text(drawing, name, x + 6, y + ROW / 2, '#575e75', 'bold 12px');
  box(drawing, x + nameWidth + 12, y + 3, valueWidth, ROW - 6, colour);
  text(drawing, value, x + nameWidth + 12 + (valueWidth - drawing.measureText(value).width) / 2, y + ROW / 2, '#fff', '12px');
  if (monitor.mode === 'slider') {
    const [from, to] = [Number(monitor.sliderMin) || 0, Number(monitor.sliderMax) || 100];
    const share = Math.max(0, Math.min(1, ((Number(monitor.value) || 0) - from) / (to - from || 1)));
    const length = nameWidth + valueWidth + 2;
    box(drawing, x + 8, y + 1.5 * ROW - 2, length, 4, '#c3ccd9');
    box(drawing, x + 8 + share * length - 5, y + 1.5 * ROW - 6, 10, 12, colour);
  }
  return height + 4;
}

function drawList(drawing, monitor, x, y) {
  const items = Array.isArray(monitor.value) ? monitor.value : [];
  const width = Number(monitor.width) || 100;
  const height = Number(monitor.height) || 200;
  box(drawing, x, y, width, height, '#e6f0ff', '#c3ccd9');
  text(drawing, label(monitor), x + 6, y + ROW / 2, '#575e75', 'bold 12px');
  drawing.save();
  drawing.beginPath();
  drawing.rect(x, y + ROW, width, height - 2 * ROW);
  drawing.clip();
  const rows = Math.max(0, Math.min(items.length, Math.ceil((height - 2 * ROW) / ROW)));
  for (let row = 0; row < rows; row++) {
    const top = y + (row + 1) * ROW;
    text(drawing, String(row + 1), x + 6, top + ROW / 2, '#575e75', 'bold 11px');
    box(drawing, x + 26, top + 2, width - 32, ROW - 4, COLOURS.list);
    text(drawing, shown(items[row]), x + 32, top + ROW / 2, '#fff', '12px');
  }
  drawing.restore();
  text(drawing, `length ${items.length}`, x + 6, y + height - ROW / 2, '#575e75', '11px');
  return height + 4;
}

function drawQuestion(drawing, question) {
  const height = question ? 64 : 40;
  box(drawing, 8, HEIGHT - height - 8, WIDTH - 16, height, '#fff', '#d9d9d9');
  if (question) text(drawing, question.slice(0, 80), 20, HEIGHT - height + 6, '#575e75', 'bold 12px');
  box(drawing, 16, HEIGHT - 42, WIDTH - 32, 28, '#fff', '#4c97ff');
}

/** All of them, over the stage that is drawn already. */
function draw(drawing, runtime, question) {
  let next = 5;
  for (const record of runtime.getMonitorState().valueSeq()) {
    const monitor = record.toJS ? record.toJS() : record;
    if (!monitor.visible) continue;
    const placed = Number.isFinite(monitor.x) && Number.isFinite(monitor.y);
    const [x, y] = placed ? [monitor.x, monitor.y] : [5, next];
    const height = (monitor.mode === 'list' ? drawList : drawVariable)(drawing, monitor, x, y);
    if (!placed) next += height;
  }
  if (question !== null) drawQuestion(drawing, question);
}

/** A picture with lines of text under it, each cut to its width. */
function caption(picture, lines) {
  const canvas = createCanvas(picture.width, picture.height + lines.length * LINE + 4);
  const drawing = canvas.getContext('2d');
  drawing.fillStyle = '#fff';
  drawing.fillRect(0, 0, canvas.width, canvas.height);
  drawing.drawImage(picture, 0, 0);
  drawing.strokeStyle = '#c3ccd9';
  drawing.strokeRect(0.5, 0.5, picture.width - 1, picture.height - 1);
  drawing.font = `12px ${FONT}`;
  lines.forEach((line, row) => {
    const letters = [...line];
    while (letters.length > 1 && drawing.measureText(letters.join('')).width > picture.width - 6) {
      letters.splice(letters.at(-1) === '…' ? -2 : -1, 2, '…');
    }
    text(drawing, letters.join(''), 3, picture.height + row * LINE + LINE / 2 + 2, '#575e75', '12px');
  });
  return canvas;
}

module.exports = {caption, draw};
