// The editor of rubrics: checks while she writes, offers the words of the schema, keeps line numbers beside the text.
// Without scripts the form checks when it is sent.
"use strict";
(() => {
  const form = document.getElementById("editor");
  if (!form) return;
  const text = document.getElementById("text");
  const numbers = document.getElementById("numbers");
  const mistakes = document.getElementById("mistakes");
  const offer = document.getElementById("offer");
  const MOST = 6;
  let words = [];
  let timer = 0;
  let asked = 0;

  const number = () => {
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
    } catch {
      // No connection for a moment: the next letter asks again, and the button still works.
    }
  };

  const begun = () => {
    const before = text.value.slice(0, text.selectionStart).match(/[A-Za-z][\w.-]*$/);
    return text.selectionStart === text.selectionEnd && before ? before[0] : "";
  };

  const take = (word) => {
    const at = text.selectionStart;
    text.setRangeText(word, at - begun().length, at, "end");
    text.focus();
    text.dispatchEvent(new Event("input"));
    offer.hidden = true;
  };

  const propose = () => {
    const start = begun();
    const found = start.length < 2 ? [] : words.filter((word) => word.startsWith(start) && word !== start).slice(0, MOST);
    offer.replaceChildren();
    for (const word of found) {
      const one = document.createElement("button");
      one.type = "button";
      one.textContent = word;
      one.addEventListener("click", () => take(word));
      offer.append(one);
    }
    if (found.length) {
      const how = document.createElement("small");
      how.textContent = offer.dataset.how;
      offer.append(how);
    }
    offer.hidden = !found.length;
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
      take(first.textContent);
    } else if (event.key === "Escape") offer.hidden = true;
  });
  document.getElementById("example")?.addEventListener("change", (event) => event.target.form.submit());
  number();
  fetch(form.dataset.words)
    .then((answer) => (answer.ok ? answer.json() : []))
    .then((found) => (words = found))
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
