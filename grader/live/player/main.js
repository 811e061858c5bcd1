/**
 * One line of JSON in, one line of JSON out: `node main.js PARTS`. The parent opens a project, starts it as often as
 * it likes, and lets time pass. This process ends when its input does.
 */
'use strict';

const fs = require('node:fs');

const CHUNK = 65536;

class Lines {
  constructor() {
    this.waiting = Buffer.alloc(0);
    this.chunk = Buffer.alloc(CHUNK); // one for all reads: what was read is copied out of it
  }

  more() {
    for (;;) {
      try {
        const size = fs.readSync(0, this.chunk, 0, CHUNK, null);
        if (size === 0) process.exit(0);
        return this.chunk.subarray(0, size);
      } catch (trouble) {
        if (trouble.code === 'EOF') process.exit(0);
        if (trouble.code !== 'EAGAIN') throw trouble;
      }
    }
  }

  /** The next line; waits for it. */
  line() {
    for (;;) {
      const end = this.waiting.indexOf(10);
      if (end >= 0) {
        const line = this.waiting.toString('utf8', 0, end);
        this.waiting = this.waiting.subarray(end + 1);
        return line;
      }
      this.waiting = Buffer.concat([this.waiting, this.more()]);
    }
  }

  /** So many bytes that follow a line. */
  bytes(count) {
    const parts = [this.waiting];
    let have = this.waiting.length;
    while (have < count) {
      const part = Buffer.from(this.more());
      parts.push(part);
      have += part.length;
    }
    const all = Buffer.concat(parts);
    this.waiting = all.subarray(count);
    return Buffer.from(all.subarray(0, count));
  }
}

function write(text) {
  const bytes = Buffer.from(`${text}\n`);
  for (let at = 0; at < bytes.length;) {
    try {
      at += fs.writeSync(1, bytes, at);
    } catch (trouble) {
      if (trouble.code === 'EPIPE') process.exit(0); // nobody listens any more
      if (trouble.code !== 'EAGAIN') throw trouble;
    }
  }
}

/** Put everything into place, in the order that it needs, and give back what answers. */
function prepare() {
  process.env.TZ = 'UTC';
  for (const level of Object.keys(console)) if (typeof console[level] === 'function') console[level] = () => undefined;
  process.on('unhandledRejection', () => undefined); // of the engine's: a sound or a picture that it asked the network for
  const {install} = require('./clock');
  const wall = require('./wall');
  wall.closeBrowserWays();
  require('./page').install();
  install();
  const {Answers} = require('./answers');
  wall.closeNodeWays();
  return new Answers();
}

async function main() {
  const lines = new Lines();
  const answers = prepare();
  write(JSON.stringify({ready: true, node: process.versions.node, rss: process.memoryUsage.rss()}));
  for (;;) {
    const asked = JSON.parse(lines.line());
    write(await answers.to(asked, asked.size ? lines.bytes(asked.size) : null));
  }
}

main();
