/**
 * A WebGL that draws nothing. The renderer sets up shaders and textures although it then works on the processor alone;
 * this answers as a working WebGL 1 would, so that the set-up goes through.
 */
'use strict';

// Numbers of the WebGL standard that the renderer and twgl compare or count with.
const CONSTANTS = {
  ALPHA: 0x1906, ARRAY_BUFFER: 0x8892, CLAMP_TO_EDGE: 0x812f, COLOR_ATTACHMENT0: 0x8ce0, COMPILE_STATUS: 0x8b81,
  DEPTH_ATTACHMENT: 0x8d00, DEPTH_COMPONENT: 0x1902, DEPTH_COMPONENT16: 0x81a5, DEPTH_STENCIL: 0x84f9,
  DEPTH_STENCIL_ATTACHMENT: 0x821a, ELEMENT_ARRAY_BUFFER: 0x8893, FLOAT: 0x1406, FRAGMENT_SHADER: 0x8b30,
  FRAMEBUFFER: 0x8d40, FRAMEBUFFER_COMPLETE: 0x8cd5, LINEAR: 0x2601, LINK_STATUS: 0x8b82, LUMINANCE: 0x1909,
  LUMINANCE_ALPHA: 0x190a, MAX_TEXTURE_SIZE: 0x0d33, NEAREST: 0x2600, RENDERBUFFER: 0x8d41, RGB: 0x1907,
  RGB565: 0x8d62, RGB5_A1: 0x8057, RGBA: 0x1908, RGBA4: 0x8056, STATIC_DRAW: 0x88e4, STENCIL_ATTACHMENT: 0x8d20,
  STENCIL_INDEX8: 0x8d48, TEXTURE_2D: 0x0de1, TEXTURE_CUBE_MAP: 0x8513, TRIANGLES: 4, UNSIGNED_BYTE: 0x1401,
  UNSIGNED_SHORT: 0x1403, VERSION: 0x1f02, VERTEX_SHADER: 0x8b31,
};
const OBJECTS = ['Buffer', 'Framebuffer', 'Program', 'Renderbuffer', 'Shader', 'Texture'];
// Only WebGL 2 has these: where one of them answers, twgl takes another way.
const NEWER = new Set([
  'createQuery', 'createSampler', 'createTransformFeedback', 'createVertexArray', 'drawArraysInstanced',
  'getActiveUniformBlockName', 'getUniformBlockIndex', 'texImage3D', 'texStorage2D',
]);
const YES = new Set([CONSTANTS.COMPILE_STATUS, CONSTANTS.LINK_STATUS]);
const ANSWERS = {
  checkFramebufferStatus: () => CONSTANTS.FRAMEBUFFER_COMPLETE,
  getAttribLocation: () => 0,
  getBufferParameter: () => 48,
  getError: () => 0,
  getExtension: () => null,
  getParameter: what => (what === CONSTANTS.VERSION ? 'WebGL 1.0' : 4096),
  getProgramInfoLog: () => '',
  getProgramParameter: (_program, what) => YES.has(what) || 0,
  getShaderInfoLog: () => '',
  getShaderParameter: (_shader, what) => YES.has(what) || 0,
  getUniformLocation: () => ({}),
};

/** The classes of WebGL objects, which twgl tests for with instanceof. */
function install() {
  for (const name of OBJECTS) globalThis[`WebGL${name}`] = class {};
  for (const name of OBJECTS) ANSWERS[`create${name}`] = () => new globalThis[`WebGL${name}`]();
}

/** The context of one canvas. */
function context(canvas) {
  const nothing = () => undefined;
  return new Proxy({canvas}, {
    get(own, name) {
      if (name in own) return own[name];
      if (typeof name === 'symbol' || NEWER.has(name)) return undefined;
      if (/^[A-Z][A-Z0-9_]*$/.test(name)) return CONSTANTS[name] ?? 0;
      return ANSWERS[name] ?? nothing;
    },
  });
}

module.exports = {context, install};
