/** How large a picture says it is, from its first bytes: before anything unpacks it. */
'use strict';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

/** [width, height] in pixels, or null when the bytes do not say. */
function sizeOf(bytes) {
  if (bytes.length > 24 && bytes.subarray(0, 4).equals(PNG)) return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  if (bytes.length > 10 && bytes.toString('latin1', 0, 3) === 'GIF') return [bytes.readUInt16LE(6), bytes.readUInt16LE(8)];
  if (bytes.length > 4 && bytes[0] === 0xff && bytes[1] === 0xd8) return sizeOfJpeg(bytes);
  if (bytes.length > 26 && bytes.toString('latin1', 0, 2) === 'BM') {
    return [Math.abs(bytes.readInt32LE(18)), Math.abs(bytes.readInt32LE(22))];
  }
  return null;
}

function sizeOfJpeg(bytes) {
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const kind = bytes[at + 1];
    // The frame headers; C4, C8 and CC in between are tables.
    if (kind >= 0xc0 && kind <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(kind)) {
      return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

module.exports = {sizeOf};
