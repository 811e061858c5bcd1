/**
 * What the engine expects of a browser: a document, canvases, pictures. The document is jsdom without scripts and
 * without a network; canvases and pictures are drawn by Skia.
 */
'use strict';

const Module = require('node:module');
const gl = require('./gl');
const {need, file} = require('./parts');
const {sizeOf} = require('./pictures');
const {remembering} = require('./vectors');

const LARGEST_SIDE = 8192;
const LARGEST_AREA = 16e6; // pixels: 64 MB. What the editor makes is never above 2 million
const KHMER = 'Noto Sans Khmer';
// By the names that the paint editor writes into pictures.
const FONTS = {
  'Sans Serif': 'NotoSans-Medium.ttf', Serif: 'SourceSerifPro-Regular.otf', Handwriting: 'handlee-regular.ttf',
  Marker: 'Knewave.ttf', Curly: 'Griffy-Regular.ttf', Pixel: 'Grand9K-Pixel.ttf', Scratch: 'Scratch.ttf',
};
const FROM_JSDOM = [
  'DOMParser', 'DocumentFragment', 'Element', 'Event', 'HTMLElement', 'HTMLFormElement', 'HTMLTemplateElement',
  'NamedNodeMap', 'Node', 'NodeFilter', 'SVGElement', 'Text', 'XMLSerializer',
];

let skia = null;
const loading = new Set();
const tooLarge = [];

/** Sizes of pictures that were left out because they are too large, since the last call. */
const taken = () => tooLarge.splice(0);

/** How many pictures have not told yet whether they loaded. */
const pending = () => loading.size;

function createCanvas(width = 300, height = 150) {
  const canvas = skia.createCanvas(width, height);
  const drawing = canvas.getContext.bind(canvas);
  let webgl = null;
  canvas.getContext = (kind, ...rest) => {
    if (!kind.startsWith('webgl')) return drawing(kind, ...rest);
    webgl ??= gl.context(canvas);
    return webgl;
  };
  canvas.addEventListener = () => undefined;
  canvas.style = {};
  canvas.clientWidth = width;
  canvas.clientHeight = height;
  return canvas;
}

/** A property that Skia reads as its own listener, and that a page sets to another. */
function answerAs(image, name, listener) {
  Object.defineProperty(image, name, {
    get: () => listener,
    set(action) {
      image[`page${name.slice(2)}`] = action;
    },
  });
}

function makeImageClass() {
  return class Picture extends skia.Image {
    constructor() {
      super();
      this.listeners = {load: new Set(), error: new Set()};
      // Skia calls these two, at times from within the setter of `src`; a page hears of a picture only later, unpacked.
      answerAs(this, 'onload', () => this.unpack());
      answerAs(this, 'onerror', () => setImmediate(() => this.tell('error', new Error('the picture is broken'))));
    }

    async unpack() {
      await null;
      await this.decode().then(() => this.tell('load'), trouble => this.tell('error', trouble));
    }

    tell(event, ...rest) {
      loading.delete(this);
      this[`page${event}`]?.(...rest);
      for (const listener of [...this.listeners[event]]) listener(...rest);
    }

    addEventListener(event, listener) {
      this.listeners[event]?.add(listener);
    }

    removeEventListener(event, listener) {
      this.listeners[event]?.delete(listener);
    }

    set src(address) {
      loading.add(this);
      const bytes = typeof address === 'string' ? fromDataUrl(address) : address;
      const size = bytes ? sizeOf(bytes) : null;
      if (!bytes || (size && (Math.max(...size) > LARGEST_SIDE || size[0] * size[1] > LARGEST_AREA))) {
        if (size) tooLarge.push(size);
        setImmediate(() => this.tell('error', new Error('no picture that can be shown')));
        return;
      }
      super.src = bytes;
    }

    get src() {
      return super.src;
    }
  };
}

/** The bytes of a data: address; null for any other, nothing is fetched. */
function fromDataUrl(address) {
  const found = /^data:([^,]*),/.exec(address);
  if (!found) return null;
  const rest = address.slice(found[0].length);
  return found[1].includes('base64') ? Buffer.from(rest, 'base64') : Buffer.from(decodeURIComponent(rest));
}

/** Sizes of SVG elements, which jsdom does not know: it lays nothing out. */
function addSvgSizes(window) {
  const svg = window.SVGSVGElement.prototype;
  if (!('viewBox' in svg)) {
    Object.defineProperty(svg, 'viewBox', {
      get() {
        this.knownViewBox ??= {baseVal: viewBox(this)};
        return this.knownViewBox;
      },
    });
  }
  for (const name of ['x', 'y', 'width', 'height']) {
    if (name in svg) continue;
    Object.defineProperty(svg, name, {
      get() {
        return {baseVal: {value: parseFloat(this.getAttribute(name)) || 0}};
      },
    });
  }
  window.SVGElement.prototype.getBBox ??= require('./boxes').boundingBox;
}

function viewBox(element) {
  const numbers = (element.getAttribute('viewBox') ?? '').trim().split(/[\s,]+/).map(Number);
  const [x, y, width, height] = numbers.length === 4 && numbers.every(Number.isFinite) ? numbers : [0, 0, 0, 0];
  return {x, y, width, height};
}

/** The measuring code of the SVG library takes the first child of a span, also where a broken picture left none. */
function neverEmpty(span, window) {
  const {get} = Object.getOwnPropertyDescriptor(window.Element.prototype, 'children');
  const instead = [{getBBox: () => ({x: 0, y: 0, width: 0, height: 0})}];
  Object.defineProperty(span, 'children', {
    get() {
      const children = get.call(this);
      return children.length ? children : instead;
    },
  });
  return span;
}

function addFonts() {
  for (const [name, font] of Object.entries(FONTS)) {
    skia.GlobalFonts.registerFromPath(file('scratch-render-fonts', 'src', font), name);
  }
  // What bubbles and monitors ask for: the same everywhere, whatever fonts a machine has.
  skia.GlobalFonts.registerFromPath(file('scratch-render-fonts', 'src', FONTS['Sans Serif']), 'Helvetica');
  const khmer = file('@fontsource', 'noto-sans-khmer', 'files', 'noto-sans-khmer-khmer-400-normal.woff2');
  skia.GlobalFonts.registerFromPath(khmer, KHMER);
}

/** Make this process look like a page, before the engine loads. */
function install() {
  skia = need('@napi-rs/canvas');
  // The fonts are registered with Skia by their files; the engine would carry them through every SVG as text.
  const load = Module._load;
  let vectors = null;
  Module._load = (name, ...rest) => {
    if (name.startsWith('base64-loader!')) return 'AA==';
    const loaded = load(name, ...rest);
    return name === 'scratch-svg-renderer' ? (vectors ??= remembering(loaded)) : loaded;
  };
  const {JSDOM} = need('jsdom');
  const {window} = new JSDOM('<!doctype html><body></body>');
  // Each document would add its listeners here and leave them: nothing ever happens to this window.
  window.addEventListener = () => undefined;
  globalThis.window = globalThis;
  globalThis.self = globalThis;
  globalThis.document = window.document;
  for (const name of FROM_JSDOM) globalThis[name] = window[name];
  Object.defineProperty(globalThis, 'navigator', {
    value: {language: 'en', languages: ['en'], userAgent: 'Kru'}, configurable: true, writable: true,
  });
  const Picture = makeImageClass();
  globalThis.Image = Picture;
  globalThis.HTMLImageElement = skia.Image;
  globalThis.HTMLVideoElement = class {};
  globalThis.HTMLCanvasElement = skia.createCanvas(1, 1).constructor;
  globalThis.ImageData = skia.ImageData;
  delete globalThis.createImageBitmap; // with it the engine would take a way that this page does not have
  const createElement = window.document.createElement.bind(window.document);
  window.document.createElement = (tag, ...rest) => {
    if (tag === 'canvas') return createCanvas();
    if (tag === 'img') return new Picture();
    const element = createElement(tag, ...rest);
    return tag === 'span' ? neverEmpty(element, window) : element;
  };
  addSvgSizes(window);
  gl.install();
  addFonts();
}

module.exports = {KHMER, createCanvas, install, pending, taken};
