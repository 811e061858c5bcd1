// What may stand at the caret of a rubric: keys by where they stand, values by their key, block names inside `blocks:`.
// `kruOffers(words, before, after)` gives {from, options: [{label, apply}]}; positions count from the start of the text.
"use strict";
(() => {
  const KEY = /^\s*(?:- +)*([\w-]+):(?:\s|$)/;
  const SCALAR = /^\s*(?:- +)*blocks:\s*[|>]/;
  const MARKS = /^\s*(?:\* |not: |\{ ?|\| )*/;
  const CLOSES = { "(": ")", "<": ">", "[": "]" };
  const unseen = (text) => text.replace(/[\u200b-\u200d]/g, "").toLowerCase();
  const margin = (line) => line.match(/^ */)[0].length;
  const inner = (line) => line.match(/^ *(?:- +)*/)[0].length;

  // The keys around the last line, inside out; `blocks` stands first when the line is block text.
  const around = (lines) => {
    const found = [];
    const last = lines[lines.length - 1];
    let limit = inner(last);
    let item = limit;
    for (let at = lines.length - 2; at >= 0 && limit > 0; at -= 1) {
      const line = lines[at];
      if (!line.trim() || line.trim().startsWith("#")) continue;
      const depth = inner(line);
      if (depth >= limit) continue;
      limit = depth;
      if (SCALAR.test(line)) return { blocks: !found.length, keys: ["blocks", ...found], item };
      const key = line.match(KEY);
      if (key) {
        found.push(key[1]);
        if (found.length === 1) item = depth;
      }
    }
    return { blocks: false, keys: found, item };
  };

  // The check that the criterion of the last line names: its parameters may stand under `with`.
  const check = (lines) => {
    for (let at = lines.length - 1; at >= 0; at -= 1) {
      const named = lines[at].match(/(?:^|[\s{,])check:\s*([\w.-]+)/);
      if (named) return named[1];
      if (at < lines.length - 1 && /^ {0,3}- /.test(lines[at])) return "";
    }
    return "";
  };

  const ranked = (names, begun) => {
    const start = unseen(begun.trim());
    if (!start) return names;
    const begins = names.filter((name) => unseen(name).startsWith(start));
    return [...begins, ...names.filter((name) => !begins.includes(name) && unseen(name).includes(` ${start}`))];
  };

  const blocks = (words, line, after, at) => {
    const rest = line.slice(line.match(MARKS)[0].length);
    const open = rest.match(/([<(])([^<>()[\]]*)$/);
    if (!open) {
      const names = words.blocks.filter((name) => !/^[<(]/.test(name));
      return { from: at - rest.length, options: ranked(names, rest).map((label) => ({ label, apply: label })) };
    }
    const [, bracket, begun] = open;
    const close = after.trimStart().startsWith(CLOSES[bracket]) ? "" : CLOSES[bracket];
    const names = words.blocks.filter((name) => name.startsWith(bracket)).map((name) => name.slice(1, -1));
    return { from: at - begun.length, options: ranked(names, begun).map((label) => ({ label, apply: label + close })) };
  };

  window.kruOffers = (words, before, after) => {
    const lines = before.split("\n");
    const line = lines[lines.length - 1];
    const here = around(lines);
    if (here.blocks) return blocks(words, line, after, before.length);
    const begun = line.match(/[A-Za-z][\w.-]*$/)?.[0] ?? "";
    const from = before.length - begun.length;
    const told = line.slice(0, line.length - begun.length);
    const quoted = told.split('"').length % 2 === 0; // inside words for people
    if (quoted || told.trimStart().startsWith("#") || /:\s+["']?[^{[,]*\s$/.test(told)) return { from, options: [] };
    const value = told.match(/([\w-]+):\s+(?:\[[^\]]*)?$/);
    const flow = told.match(/([\w-]+):\s*\{[^{}]*$/);
    const under = flow && !(value && value.index > flow.index) ? flow[1] : (here.keys[0] ?? "");
    let names = [];
    let key = false;
    if (value && !/:\s*\{\s*$/.test(told)) names = words.values[value[1]] ?? [];
    else if (!value || flow) {
      key = true;
      names = under === "with" ? (words.with[check(lines)] ?? []) : (words.keys[under] ?? []);
    }
    const ending = key && !/^\s*:/.test(after) ? ": " : "";
    const options = names.filter((name) => name.startsWith(begun) && name !== begun);
    if (options.length || begun.length < 2 || !key) return { from, options: options.map((label) => ({ label, apply: label + ending })) };
    const any = words.words.filter((name) => name.startsWith(begun) && name !== begun);
    return { from, options: any.map((label) => ({ label, apply: label })) };
  };
})();
