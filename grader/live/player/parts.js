/** The parts from npm: found in the folder that the first argument names, and nowhere else. */
'use strict';

const Module = require('node:module');
const path = require('node:path');

const folder = path.resolve(process.argv[2]);
const need = Module.createRequire(path.join(folder, 'package.json'));

/** A file of a part. */
const file = (...names) => path.join(folder, 'node_modules', ...names);

module.exports = {need, file};
