// What a person with a small screen, or who reads Khmer, would stumble over on this page: a list of sentences.
(language) => {
  const found = [];
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".vh, .skip, .cm-editor");  // an editor of code sets its own lines
  const name = (element) => {
    const text = (element.textContent || "").trim().replace(/\s+/g, " ").slice(0, 40);
    return `${element.tagName.toLowerCase()}${[...element.classList].map((one) => "." + one).join("")} "${text}"`;
  };
  const all = [...document.body.querySelectorAll("*")].filter(shown);
  const scrolls = (element) => {
    for (let at = element; at && at !== document.body; at = at.parentElement)
      if (["auto", "scroll"].includes(getComputedStyle(at).overflowX)) return true;
    return false;
  };

  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > wide) found.push(`the page scrolls sideways: ${document.documentElement.scrollWidth} > ${wide}`);
  for (const element of all) {
    const box = element.getBoundingClientRect();
    if (box.width && (box.right > wide + 1 || box.left < -1) && !scrolls(element) && !element.closest("svg"))
      found.push(`sticks out of the screen: ${name(element)}`);
    const style = getComputedStyle(element);
    if (style.overflowX === "hidden" && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      found.push(`is cut off: ${name(element)}`);
    if (element.hasAttribute("style")) found.push(`has a style attribute: ${name(element)}`);
  }

  // Words: each text stands in the language that its element says.
  const latin = /[A-Za-z]{2,}/, khmer = /[\u1780-\u17ff]/;
  const allowed = /\b(Kru|Scratch|HTML|CSS|QR|Word|PDF|channary|MB|KB|Wix|YAML|GIF|PNG|JPEG|WebP|HEIC|A4|CSV|JSON|Gradescope|JUnit|Excel|UTF|Windows|Ctrl|Esc|Tab|KRU_PUBLIC_URL|Asia\/Phnom_Penh|sb3|sb2|zip|html?|mhtml|min|https?)\b|\S+\.(sb3|html?|zip|png|css|jpe?g|docx)\b|https?:\S+|\.sb3|\{[\w:.]+\}|\b(true|false)\b|127\.0\.0\.1:\d+/gi;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (node.data.trim() && parent && !parent.closest("script, style, noscript, code, pre, .at, .mono, .num1, textarea, .cm-editor") && parent.checkVisibility())
      texts.push([node.data, parent, true]);
  }
  for (const element of document.body.querySelectorAll("[aria-label], [alt], [placeholder], [title]"))
    for (const key of ["aria-label", "alt", "title"])
      if (element.getAttribute(key)) texts.push([element.getAttribute(key), element, false]);
  for (const [text, element, drawn] of texts) {
    const own = element.closest("[lang]").lang;
    const plain = text.replace(allowed, "");
    if (own === "km" && drawn && latin.test(plain)) found.push(`Latin words where Khmer stands: "${text.trim().slice(0, 60)}" in ${name(element)}`);
    // A name inside a label cannot say its language; a label that is all Khmer can.
    if (own === "en" && khmer.test(plain) && (drawn || !latin.test(text))) found.push(`Khmer words where English stands: "${text.trim().slice(0, 60)}" in ${name(element)}`);
    if (!drawn || !shown(element)) continue;
    // What is drawn has a scale of its own.
    const style = getComputedStyle(element), size = parseFloat(style.fontSize) * (element.ownerSVGElement ? element.getScreenCTM().a : 1);
    if (size < 13.5 && !element.closest(".card, .stack, sup, sub")) found.push(`smaller than 14 px: ${name(element)}`);
    if (khmer.test(text) && !element.ownerSVGElement && style.lineHeight !== "normal" && parseFloat(style.lineHeight) / size < 1.65 && !element.closest(".card, .brand, .stack, option"))
      found.push(`Khmer set too tight (${(parseFloat(style.lineHeight) / size).toFixed(2)}): ${name(element)}`);
  }

  // Fingers: what stands alone is 44 px high; a link inside a sentence may be as high as its line.
  for (const element of document.querySelectorAll("button, select, input:not([type=hidden]):not([type=radio]):not([type=checkbox]), summary, a.btn, a.link, label.pick, nav a, .tries a, .grid a")) {
    const box = element.getBoundingClientRect();
    if (shown(element) && box.height && box.height < 43.5) found.push(`is ${box.height.toFixed(0)} px high: ${name(element)}`);
  }

  if (document.querySelectorAll("h1").length !== 1) found.push("there is not one h1");
  if (document.documentElement.lang !== language) found.push(`the page says lang=${document.documentElement.lang}`);
  if (!document.title.replace(/–.*/, "").trim()) found.push("the page has no title");
  if (document.querySelectorAll(".next").length > 1) found.push("there is more than one next step");
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  for (const id of new Set(ids)) if (ids.filter((one) => one === id).length > 1) found.push(`id twice: ${id}`);
  for (const picture of document.images) if (picture.complete && !picture.naturalWidth) found.push(`a picture that does not show: ${picture.src}`);
  return [...new Set(found)];
}
