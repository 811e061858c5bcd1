// The waiting page looks again by itself: the part that changes is swapped, nothing jumps. Without scripts, the page
// reloads by `meta refresh` instead.
"use strict";
(() => {
  const part = () => document.getElementById("progress");
  const seconds = Number(part()?.dataset.seconds || 0);
  if (!seconds) return;
  const look = async () => {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("progress");
      const plays = (one) => one?.dataset.state === "playing"; // her feedback, which is still to be played
      if (!fresh || plays(fresh) !== plays(part())) return location.reload(); // there is more to read
      if (fresh.innerHTML !== part().innerHTML) part().replaceChildren(...fresh.childNodes);
      if (fresh.dataset.state === "stuck") return;
    } catch {
      // No connection for a moment: the next look finds it again.
    }
    setTimeout(look, seconds * 1000);
  };
  setTimeout(look, seconds * 1000);
})();
