/** Chance that repeats: Math.random from a seed (the mulberry32 sequence). */
'use strict';

/** From now on Math.random gives the numbers of this seed. */
function seed(number) {
  let state = number >>> 0;
  Math.random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

module.exports = {seed};
