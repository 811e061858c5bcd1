// Before a look: pictures that wait for scrolling come now, what moves stands at its end, two frames are drawn.
async function settle() {
  const waiting = [];
  for (const image of Array.prototype.slice.call(document.images, 0, 1000)) {
    if (image.loading === "lazy") image.loading = "eager";
    if (!image.complete) {
      waiting.push(new Promise((done) => {
        image.addEventListener("load", done, { once: true });
        image.addEventListener("error", done, { once: true });
      }));
    }
  }
  waiting.push(document.fonts.ready);
  await Promise.race([Promise.all(waiting), new Promise((done) => setTimeout(done, 1000))]);
  for (const animation of document.getAnimations().slice(0, 1000)) {
    try { animation.finish(); } catch (_) { animation.cancel(); }
  }
  await new Promise((done) => {
    setTimeout(done, 300);
    requestAnimationFrame(() => requestAnimationFrame(done));
  });
  return true;
}
