// The editor of rubrics: checks while she writes, offers words that fit, keeps line numbers beside the text, and shows
// what became of her page. Without scripts the form checks when it is sent. CodeMirror takes the box's place when it is
// there (rubric-editor.js); everything else here stays as it is.
"use strict";
(() => {
  const form = document.getElementById("editor");
  if (!form) return;
  const text = document.getElementById("text");
  const numbers = document.getElementById("numbers");
  const mistakes = document.getElementById("mistakes");
  const offer = document.getElementById("offer");
  const MOST = 6;
  let words = null;
  let timer = 0;
  let asked = 0;
  let shown = 0;

  const number = () => {
    if (text.hidden) return; // the editor has numbers of its own
    const broken = new Set([...mistakes.querySelectorAll(".at")].map((one) => one.textContent.split(":")[1]));
    const count = text.value.split("\n").length;
    numbers.replaceChildren();
    for (let line = 1; line <= count; line += 1) {
      const one = document.createElement(broken.has(String(line)) ? "b" : "span");
      one.textContent = line;
      numbers.append(one);
    }
    numbers.hidden = false;
    numbers.scrollTop = text.scrollTop;
  };

  const check = async () => {
    const mine = (asked += 1);
    try {
      const answer = await fetch(form.dataset.check, { method: "POST", body: new FormData(form) });
      const part = await answer.text();
      if (!answer.ok || mine !== asked) return; // signed out meanwhile, or a newer text is on its way
      const page = new DOMParser().parseFromString(part, "text/html");
      if (page.body.innerHTML.trim() !== mistakes.innerHTML.trim()) mistakes.replaceChildren(...page.body.childNodes);
      number();
      form.dispatchEvent(new Event("kru-checked"));
      if (!mistakes.querySelector(".mistake")) show();
    } catch {
      // No connection for a moment: the next letter asks again, and the button still works.
    }
  };

  // Her page for the chosen example, with the text as it is now; the place keeps its height meanwhile.
  const show = async () => {
    const part = document.getElementById("her-page");
    const chosen = document.getElementById("example")?.value;
    const mine = (shown += 1);
    const address = new URL(location.href);
    if (chosen) address.searchParams.set("example", chosen);
    try {
      const answer = await fetch(address, { cache: "no-store" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!answer.ok || mine !== shown) return;
      const [old, fresh] = [document, page].map((one) => one.getElementById("seen"));
      if (old && fresh) old.replaceWith(fresh);
      else if (fresh) part.replaceWith(page.getElementById("her-page")); // there was nothing to show until now
    } catch {
      // It is shown at the next look.
    }
  };

  const proposed = () => {
    if (!words || text.selectionStart !== text.selectionEnd) return { from: 0, options: [] };
    const before = text.value.slice(0, text.selectionStart);
    const after = text.value.slice(text.selectionStart).split("\n", 1)[0];
    const found = window.kruOffers(words, before, after);
    return before.length - found.from < 2 ? { ...found, options: [] } : found;
  };

  const take = (from, word) => {
    text.setRangeText(word, from, text.selectionStart, "end");
    text.focus();
    text.dispatchEvent(new Event("input"));
    offer.hidden = true;
  };

  const propose = () => {
    if (text.hidden) return;
    const { from, options } = proposed();
    offer.replaceChildren();
    for (const { label, apply } of options.slice(0, MOST)) {
      const one = document.createElement("button");
      one.type = "button";
      one.textContent = label;
      one.addEventListener("click", () => take(from, apply));
      offer.append(one);
    }
    if (options.length) {
      const how = document.createElement("small");
      how.textContent = offer.dataset.how;
      offer.append(how);
    }
    offer.hidden = !options.length;
  };

  text.addEventListener("input", () => {
    number();
    propose();
    clearTimeout(timer);
    timer = setTimeout(check, 700);
  });
  text.addEventListener("scroll", () => (numbers.scrollTop = text.scrollTop));
  text.addEventListener("keydown", (event) => {
    const first = offer.querySelector("button");
    if (event.ctrlKey && event.code === "Space" && !offer.hidden && first) {
      event.preventDefault();
      first.click();
    } else if (event.key === "Escape") offer.hidden = true;
  });
  document.addEventListener("change", (event) => event.target.id === "example" && show());
  number();
  fetch(form.dataset.words)
    .then((answer) => (answer.ok ? answer.json() : null))
    .then((found) => {
      words = window.kruWords = found;
      form.dispatchEvent(new CustomEvent("kru-words", { detail: found }));
    })
    .catch(() => {});

  const look = async () => {
    const part = document.getElementById("tried");
    if (part.dataset.waits !== "1") return;
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("tried");
      if (fresh) part.replaceWith(fresh);
    } catch {
      // The next look finds it again.
    }
    setTimeout(look, 1500);
  };
  setTimeout(look, 1500);
})();
