/**
 * Vector costumes, read once. The engine reads the same costumes at each fresh start of a project, and a document of
 * jsdom takes a hundred times longer than a look into a map. Only texts and sizes are kept: documents are large.
 */
'use strict';

const MOST_CHARACTERS = 8e6;

/** The SVG library with a memory. What it gives back for a text that it knows has a size, and can be written. */
function remembering(library) {
  const known = new Map();
  const keys = new WeakMap();
  let characters = 0;

  function loadSvgString(text, old) {
    const key = `${old ? 2 : 3}${text}`;
    const kept = known.get(key);
    if (kept) return kept;
    const tag = library.loadSvgString(text, old);
    keys.set(tag, key);
    return tag;
  }

  function serializeSvgToString(tag, fonts) {
    if (tag.kept) return tag.kept[fonts ? 1 : 0] ?? library.serializeSvgToString(tag.again(), fonts);
    const written = library.serializeSvgToString(tag, fonts);
    const key = keys.get(tag);
    if (key !== undefined) keep(key, tag, written, fonts);
    return written;
  }

  function keep(key, tag, written, fonts) {
    characters += key.length + written.length;
    if (characters > MOST_CHARACTERS) {
      known.clear();
      characters = key.length + written.length;
    }
    const {x, y, width, height} = tag.viewBox.baseVal;
    const kept = known.get(key)?.kept ?? [];
    kept[fonts ? 1 : 0] = written;
    const again = () => library.loadSvgString(key.slice(1), key[0] === '2');
    known.set(key, {viewBox: {baseVal: {x, y, width, height}}, kept, again});
  }

  return {...library, loadSvgString, serializeSvgToString};
}

module.exports = {remembering};
