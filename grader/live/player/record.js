/** What is seen, frame by frame: only what changed since the frame that was sent last, so that recordings stay small. */
'use strict';

const MOST_EVENTS = 20000;
const MOST_STROKES = 5000;
const LONGEST_TEXT = 1000;
const MOST_ITEMS = 200; // of a list; its true length is told
const HATS = {
  event_whenbroadcastreceived: ['broadcast', 'BROADCAST_OPTION'],
  event_whenbackdropswitchesto: ['backdrop', 'BACKDROP'],
  control_start_as_clone: ['clone', null],
};

// The engine builds long texts of pieces, and a look into one copies all of it: of the longest only the length is told.
const HUGE_TEXT = 1e6;

function short(text) {
  if (text.length > HUGE_TEXT) return `(${text.length})…`;
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

/** A value as JSON can say it: JSON knows no infinity. */
function plain(value) {
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : String(value);
  return typeof value === 'boolean' ? value : short(String(value));
}

class Recorder {
  constructor(vm, renderer) {
    this.runtime = vm.runtime;
    this.renderer = renderer;
    this.numbers = new Map(); // of sprites and clones, in the order in which they were first seen
    this.sent = new Map(); // by number: what was seen last, and sent
    this.sentValues = new Map();
    this.events = [];
    this.strokes = [];
    this.strokesSinceErase = 0;
    this.frame = 0;
    this.question = null;
    this.inFlag = false;
    this.lost = 0; // events beyond the limit
    this.listen();
  }

  listen() {
    const {runtime} = this;
    let said = null;
    runtime.on('SAY', (target, kind, text) => {
      said = {target, text: String(text)};
      if (said.text !== '') this.event(kind, target, said.text);
    });
    // The editor closes the box at an answer; the engine says nothing about it. The next question may come at once.
    runtime.prependListener('ANSWER', () => {
      this.question = null;
    });
    runtime.on('QUESTION', question => {
      if (question === null) {
        this.question = null;
        return;
      }
      // A visible sprite asks in its bubble, and the box stays without words.
      const inBubble = question === '' && said !== null;
      if (inBubble && this.events.at(-1)?.kind === 'say') this.events.pop();
      this.question = short(inBubble ? said.text : String(question));
      this.event('ask', inBubble ? said.target : this.active(), this.question);
    });
    runtime.on('PROJECT_STOP_ALL', () => {
      if (!this.inFlag) this.event('stop-all', this.active(), '');
    });
    const startHats = runtime.startHats.bind(runtime);
    runtime.startHats = (opcode, fields, target) => {
      const [kind, field] = HATS[opcode] ?? [];
      if (kind) this.event(kind, target ?? this.active(), field ? fields?.[field] : '');
      return startHats(opcode, fields, target);
    };
  }

  active() {
    return this.runtime.sequencer.activeThread?.target ?? null;
  }

  event(kind, target, text) {
    if (this.events.length >= MOST_EVENTS) {
      this.lost += 1;
      return;
    }
    this.events.push({frame: this.frame, kind, sprite: target ? target.sprite.name : '', text: short(String(text ?? ''))});
  }

  stroke(line) {
    if (line === null) {
      this.strokesSinceErase = 0;
      return;
    }
    this.strokesSinceErase += 1;
    if (this.strokes.length >= MOST_STROKES) return;
    const [red, green, blue] = (line.color ?? [0, 0, 1]).map(part => Math.round(part * 255));
    this.strokes.push([this.frame, line.x0, line.y0, line.x1, line.y1, [red, green, blue], line.size ?? 1]);
  }

  numberOf(target) {
    if (!this.numbers.has(target.id)) this.numbers.set(target.id, this.numbers.size);
    return this.numbers.get(target.id);
  }

  targetOf(number) {
    return this.runtime.targets.find(target => this.numberOf(target) === number) ?? null;
  }

  /** The frame as it is, against what was sent before; afterwards this is what was sent. */
  take(time) {
    const layers = new Map(this.renderer._drawList.map((id, place) => [id, place]));
    const [changed, values, here] = [{}, {}, new Set()];
    for (const target of this.runtime.targets) {
      const number = this.numberOf(target);
      here.add(number);
      const layer = layers.get(target.drawableID) ?? -1;
      const known = this.sent.get(number);
      // Most stand as they stood: that is seen without writing anything down.
      if (!known || !known.stands(target, layer)) {
        const state = stateOf(target, layer);
        const text = JSON.stringify(state);
        if (known?.text !== text) changed[number] = state;
        this.sent.set(number, new Seen(target, layer, text));
      }
      const news = this.newValues(target, number);
      if (news) values[number] = news;
    }
    const gone = [...this.sent.keys()].filter(number => !here.has(number));
    for (const number of gone) {
      this.sent.delete(number);
      this.sentValues.delete(number);
    }
    const running = this.runtime.threads.filter(thread => !thread.updateMonitor).length;
    return {
      frame: this.frame, time, running, question: this.question, pen: this.strokesSinceErase, changed, values, gone,
    };
  }

  newValues(target, number) {
    let known = this.sentValues.get(number);
    if (!known) this.sentValues.set(number, (known = new Map()));
    let news = null;
    for (const variable of Object.values(target.variables)) {
      if (variable.type === 'broadcast_msg') continue;
      const {name, value} = variable;
      const old = known.get(variable.id);
      if (Array.isArray(value)) {
        if (old && old.length === value.length && old.items.every((item, at) => item === value[at])) continue;
        const items = value.slice(0, MOST_ITEMS);
        known.set(variable.id, {length: value.length, items});
        (news ??= []).push([name, {length: value.length, items: items.map(plain)}]);
      } else if (!known.has(variable.id) || old !== value) {
        known.set(variable.id, value);
        (news ??= []).push([name, plain(value)]);
      }
    }
    return news;
  }

  /** Events and pen strokes since the last call. */
  happened() {
    return {events: this.events.splice(0), strokes: this.strokes.splice(0)};
  }
}

/** A target as it was last looked at: what its state is made of, so that a look tells whether that changed. */
class Seen {
  constructor(target, layer, text) {
    this.text = text;
    this.layer = layer;
    this.name = target.sprite.name;
    this.x = target.x;
    this.y = target.y;
    this.direction = target.direction;
    this.size = target.size;
    this.visible = target.visible;
    this.volume = target.volume;
    this.costume = costumeOf(target);
    [this.bubbleType, this.bubbleText] = bubbleOf(target);
    this.effects = Object.values(target.effects);
  }

  stands(target, layer) {
    if (
      target.x !== this.x || target.y !== this.y || target.direction !== this.direction || target.size !== this.size ||
      target.visible !== this.visible || layer !== this.layer || target.volume !== this.volume ||
      target.sprite.name !== this.name || costumeOf(target) !== this.costume
    ) return false;
    const [type, text] = bubbleOf(target);
    if (type !== this.bubbleType || text !== this.bubbleText) return false;
    let at = 0;
    for (const name in target.effects) if (target.effects[name] !== this.effects[at++]) return false;
    return at === this.effects.length;
  }
}

const NO_BUBBLE = [null, null];

function bubbleOf(target) {
  const bubble = target.getCustomState('Scratch.looks');
  return bubble?.text ? [bubble.type, bubble.text] : NO_BUBBLE;
}

function costumeOf(target) {
  return target.getCostumes()[target.currentCostume]?.name ?? '';
}

function stateOf(target, layer) {
  const [type, text] = bubbleOf(target);
  const effects = {};
  for (const [name, value] of Object.entries(target.effects)) if (value !== 0) effects[name] = plain(value);
  return {
    name: target.sprite.name, stage: target.isStage, clone: !target.isOriginal, x: plain(target.x), y: plain(target.y),
    direction: plain(target.direction), size: plain(target.size), visible: target.visible, costume: costumeOf(target),
    bubble: text ? [type, short(String(text))] : null, effects, layer, volume: plain(target.volume),
  };
}

module.exports = {Recorder};
