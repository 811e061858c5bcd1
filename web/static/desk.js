// Keys for marking, off until a mentor turns them on, and phrases that show where they go. All works without this.
"use strict";
(() => {
  const NAME = "kru-desk-keys";
  const form = document.querySelector("form[data-keys]");
  const box = document.getElementById("keys-on");
  for (const list of document.querySelectorAll("select[data-into]")) {
    list.addEventListener("change", () => {
      const into = document.getElementById(list.dataset.into);
      const words = list.value && list.selectedOptions[0].dataset.words;
      if (!words || !into) return;
      into.value = `${into.value.trim()} ${words}`.trim();
      list.value = "";
      into.focus();
    });
  }
  if (!form || !box) return;
  const remember = (on) => { try { localStorage.setItem(NAME, on ? "on" : ""); } catch { /* kept for this page */ } };
  try { box.checked = localStorage.getItem(NAME) === "on"; } catch { /* off */ }
  box.closest("label").hidden = false;
  box.addEventListener("change", () => remember(box.checked));
  const goals = [...form.querySelectorAll("fieldset")];
  const here = () => {
    const at = goals.findIndex((goal) => goal.contains(document.activeElement));
    return at >= 0 ? at : Math.max(0, goals.findIndex((goal) => !goal.querySelector(":checked")));
  };
  const go = (at) => {
    const goal = goals[Math.min(goals.length - 1, Math.max(0, at))];
    (goal.querySelector(":checked") || goal.querySelector("input")).focus();
    goal.scrollIntoView({ block: "nearest" });
  };
  const keep = (how) => form.querySelector(`button[value=${how}]`).click();
  const word = () => {
    const goal = goals[here()];
    goal.querySelector("details").open = true;
    goal.querySelector("textarea").focus();
  };
  const keys = { j: () => go(here() + 1), k: () => go(here() - 1), w: word, s: () => keep("stay"), n: () => keep("next") };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("textarea, select, input:not([type=radio], [type=checkbox])");
    if (!box.checked || typing || event.ctrlKey || event.altKey || event.metaKey || !goals.length) return;
    const key = event.key.toLowerCase();
    const level = goals[here()].querySelectorAll("input[type=radio]")[Number(key) - 1];
    if (["1", "2", "3"].includes(key) && level) {
      level.checked = true;
      level.focus();
    } else if (keys[key]) keys[key]();
    else return;
    event.preventDefault();
  });
})();
