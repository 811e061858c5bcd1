// Where the scripts of a page may run: what floods or holds up the browser gets an end. Runs before any of them.
(() => {
  let said = 0, asked = 0;
  for (const name of Object.keys(console)) {
    const real = console[name];
    if (typeof real === "function") {
      console[name] = function (...words) { if ((said += 1) <= 50) real.apply(console, words.slice(0, 5)); };
    }
  }
  for (const [name, answer] of [["alert", undefined], ["confirm", false], ["prompt", null]]) {
    const real = window[name];
    window[name] = function (...words) { return (asked += 1) <= 5 ? real.apply(window, words) : answer; };
  }
  window.open = () => null;
  window.print = () => undefined;
  for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "WebTransport"]) {
    try { delete window[name]; } catch (_) { window[name] = undefined; }
  }
})();
