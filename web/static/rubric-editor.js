// The editor of rubrics over the plain box for text: same text, same mistakes at the same places, same words offered.
// It begins when CodeMirror is here; the box stays in the form and is what the form sends.
import { autocompletion, closeBrackets } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, nextDiagnostic, setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tagHighlighter, tags } from "@lezer/highlight";

const form = document.getElementById("editor");
const text = document.getElementById("text");
const label = document.querySelector("label[for=text]");
const MOST = 40;
let words = null;

const offers = (context) => {
  if (!words) return null;
  const whole = context.state.doc.toString();
  const found = window.kruOffers(words, whole.slice(0, context.pos), whole.slice(context.pos).split("\n", 1)[0]);
  if (!found.options.length || (found.from === context.pos && !context.explicit)) return null;
  return { from: found.from, options: found.options.slice(0, MOST), filter: false };
};

// Names of classes, so that colours come from the style sheet: light, dark, and those a person set in her system.
const colours = tagHighlighter([
  { tag: tags.definition(tags.propertyName), class: "cm-key" },
  { tag: tags.propertyName, class: "cm-key" },
  { tag: tags.comment, class: "cm-note" },
  { tag: tags.string, class: "cm-words" },
  { tag: tags.attributeValue, class: "cm-words" },
]);

// Esc, then Tab, leaves the text, whatever else Esc closes: no trap for who works by keys. She has some seconds for it.
const leave = (editor) => {
  editor.setTabFocusMode(5000);
  return false;
};

const view = new EditorView({
  doc: text.value,
  extensions: [
    Prec.highest(keymap.of([{ key: "Escape", run: leave }])),
    EditorView.cspNonce.of(form.dataset.nonce),
    EditorState.phrases.of(JSON.parse(form.dataset.phrases)),
    lineNumbers(),
    lintGutter(),
    history(),
    drawSelection(),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    yaml(),
    indentUnit.of("  "),
    syntaxHighlighting(colours),
    autocompletion({ override: [offers], icons: false }),
    keymap.of([{ key: "F8", run: nextDiagnostic }, ...historyKeymap, ...defaultKeymap, indentWithTab]),
    EditorView.contentAttributes.of({
      "aria-labelledby": "ed",
      "aria-describedby": "ed-how ed-leave",
      tabindex: "0", // it takes the focus without; tools that look for that read the attribute
      lang: "en",
      spellcheck: "false",
    }),
    EditorView.updateListener.of((update) => {
      if (!update.docChanged) return;
      text.value = update.state.doc.toString();
      text.dispatchEvent(new Event("input"));
    }),
  ],
});

const marked = () => {
  const found = [];
  for (const one of document.querySelectorAll("#mistakes .mistake[data-line]")) {
    const number = Number(one.dataset.line);
    if (number > view.state.doc.lines) continue;
    const line = view.state.doc.line(number);
    // Columns count letters as people do; a letter outside the first plane takes two places here.
    const before = [...line.text].slice(0, Number(one.dataset.column) - 1).join("").length;
    const word = line.text.slice(before).match(/^[\w./-]+/)?.[0].length ?? 1;
    const from = Math.min(line.from + before, line.to);
    const message = one.querySelector("strong").textContent;
    found.push({ from, to: Math.min(from + word, line.to), severity: "error", message });
  }
  found.sort((one, other) => one.from - other.from);
  view.dispatch(setDiagnostics(view.state, found));
};

document.getElementById("numbers").hidden = true;
text.hidden = true;
text.after(view.dom);
document.getElementById("ed-leave").hidden = false;
label.addEventListener("click", () => view.focus());
form.addEventListener("kru-checked", marked);
form.addEventListener("kru-words", (event) => (words = event.detail));
words = window.kruWords ?? null;
marked();
