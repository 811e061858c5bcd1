// What a page looks like at the width it has now. Runs in a world of its own: the page's scripts cannot reach it.
// `asked`: {mark, selectors, properties}. Gives back plain data, every list bounded.
async function probe(asked) {
  const MOST_ELEMENTS = 20000, MOST_PARTS = 300, MOST_TEXTS = 1500, MOST_PAIRS = 20;
  const origin = location.origin;
  const root = document.documentElement, body = document.body || root;
  const round = (number) => Math.round(number * 10) / 10;
  const boxOf = (rect) => ({
    x: round(rect.left + scrollX), y: round(rect.top + scrollY), width: round(rect.width), height: round(rect.height),
  });
  const orderOf = (element) => {
    const mark = element.getAttribute(asked.mark);
    return mark === null || !/^\d{1,9}$/.test(mark) ? null : Number(mark);
  };
  const nameOf = (element) => {
    const first = element.classList[0];
    const tail = element.id ? "#" + element.id : first ? "." + first : "";
    return (element.localName + tail).slice(0, 60);
  };
  const part = (element, rect, text) => ({
    order: orderOf(element), name: nameOf(element), box: boxOf(rect || element.getBoundingClientRect()),
    text: (text || "").replace(/\s+/g, " ").trim().slice(0, 80),
  });
  const visible = (element) => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const rect = element.getBoundingClientRect();
    return rect.width > 0 && rect.height > 0;
  };

  // How wide it is, and who makes it so

  const scroller = document.scrollingElement || root;
  const wide = root.clientWidth;
  const overflow = getComputedStyle(root).overflowX;
  const onWindow = overflow === "visible" ? getComputedStyle(body).overflowX : overflow;
  const scrollWidth = Math.max(scroller.scrollWidth, wide);
  const sideways = scrollWidth > wide + 1 && onWindow !== "hidden" && onWindow !== "clip";
  const clips = (element) => {
    for (let above = element.parentElement; above && above !== body && above !== root; above = above.parentElement) {
      if (getComputedStyle(above).overflowX !== "visible") return true;
    }
    return false;
  };
  const inner = document.createRange();
  const rightOf = (element) => {
    let right = element.getBoundingClientRect().right;
    for (const node of element.childNodes) {  // a long word leaves the box that it stands in
      if (node.nodeType !== 3 || !node.data.trim()) continue;
      inner.selectNodeContents(node);
      right = Math.max(right, inner.getBoundingClientRect().right);
    }
    return right;
  };
  const elements = Array.prototype.slice.call(document.querySelectorAll("body *"), 0, MOST_ELEMENTS);
  const out = [];
  if (sideways) {
    for (const element of [body, ...elements]) {
      if (out.length >= 5) break;
      if (rightOf(element) + scrollX <= wide + 1 || !visible(element)) continue;
      if (out.some((one) => one.contains(element)) || clips(element)) continue;
      out.push(element);
    }
  }

  // Pictures

  const pictures = Array.prototype.slice.call(document.images, 0, MOST_PARTS).map((image) => {
    const address = image.currentSrc || image.src || "";
    const own = address === "" || address.startsWith(origin + "/") || /^(data|blob):/.test(address);
    const style = getComputedStyle(image);
    const across = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
    const down = parseFloat(style.paddingTop) + parseFloat(style.paddingBottom);
    const vector = /\.svgz?([?#]|$)/i.test(address) || address.startsWith("data:image/svg");
    let state = "shown";
    if (!image.checkVisibility({ opacityProperty: true, visibilityProperty: true })) state = "hidden";
    else if (image.complete && image.naturalWidth === 0) state = own ? "broken" : "elsewhere";
    else if (!image.complete) state = own ? "hidden" : "elsewhere";
    return {
      part: part(image, null, image.alt), state,
      natural_width: image.naturalWidth, natural_height: image.naturalHeight,
      drawn_width: round(Math.max(0, image.clientWidth - across)),
      drawn_height: round(Math.max(0, image.clientHeight - down)),
      stretches: style.objectFit === "fill" && !vector,
    };
  });

  // What the rubric asks about

  const aroundOf = (element, rect) => {
    for (let above = element.parentElement; above; above = above.parentElement) {
      const outer = above.getBoundingClientRect();
      const style = getComputedStyle(above);
      const left = outer.left + parseFloat(style.borderLeftWidth) + parseFloat(style.paddingLeft);
      const right = outer.right - parseFloat(style.borderRightWidth) - parseFloat(style.paddingRight);
      if (right - left > rect.width + 32) {  // more than the margins that browsers give a page
        return boxOf(new DOMRect(left, outer.top, right - left, outer.height));
      }
    }
    return null;
  };
  const matched = {};
  for (const selector of asked.selectors) {
    let found = [];
    try { found = document.querySelectorAll(selector); } catch (_) { /* one that this browser does not know */ }
    const names = asked.properties[selector] || [];
    matched[selector] = Array.prototype.slice.call(found, 0, MOST_PARTS).map((element) => {
      const rect = element.getBoundingClientRect();
      const styles = {};
      if (names.length) {
        const map = element.computedStyleMap();
        for (const name of names) {
          try {
            const value = map.get(name);
            if (value) styles[name] = String(value).slice(0, 300);
          } catch (_) { /* a property that this browser does not know */ }
        }
      }
      return { part: part(element, rect, element.innerText), visible: visible(element),
               inside: aroundOf(element, rect), styles };
    });
  }

  // What a finger must hit

  const TARGETS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=link]";
  const inSentence = (element) => {
    if (getComputedStyle(element).display !== "inline" || element.querySelector("img, svg")) return false;
    let around = element.parentElement;
    while (around && getComputedStyle(around).display === "inline") around = around.parentElement;
    if (!around) return false;
    let rest = around.textContent || "";
    for (const link of around.querySelectorAll(TARGETS)) rest = rest.replace(link.textContent || "", "");
    return /\p{L}{2}/u.test(rest);
  };
  const reach = (element) => {
    let rect = element.getBoundingClientRect();
    for (const inner of element.querySelectorAll("*")) {
      const other = inner.getBoundingClientRect();
      if (!other.width || !other.height) continue;
      const left = Math.min(rect.left, other.left), top = Math.min(rect.top, other.top);
      rect = new DOMRect(left, top, Math.max(rect.right, other.right) - left, Math.max(rect.bottom, other.bottom) - top);
    }
    return rect;
  };
  const targets = [];
  for (const element of document.querySelectorAll(TARGETS)) {
    if (targets.length >= MOST_PARTS) break;
    if (!visible(element) || element.disabled) continue;
    const native = element.localName === "input" && /^(checkbox|radio)$/.test(element.type)
      && Math.abs(element.getBoundingClientRect().width - 13) < 1;
    targets.push({ part: part(element, reach(element), element.innerText || element.value),
                   free: native || inSentence(element) });
  }

  // Texts that lie over each other

  const clipOf = new Map();
  const clip = (element) => {
    if (!element || element === root) return null;
    if (clipOf.has(element)) return clipOf.get(element);
    let found = clip(element.parentElement);
    const style = getComputedStyle(element);
    if (element !== body && style.overflowX !== "visible") {
      const rect = element.getBoundingClientRect();
      found = found ? { left: Math.max(found.left, rect.left), right: Math.min(found.right, rect.right),
                        top: Math.max(found.top, rect.top), bottom: Math.min(found.bottom, rect.bottom) } : rect;
    }
    clipOf.set(element, found);
    return found;
  };
  const texts = [];
  const seen = new Map();
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (texts.length < MOST_TEXTS && walker.nextNode()) {
    const node = walker.currentNode, element = node.parentElement;
    if (!element || !node.data.trim() || /^(script|style|template|noscript|option)$/.test(element.localName)) continue;
    if (!seen.has(element)) seen.set(element, visible(element));
    if (!seen.get(element)) continue;
    range.selectNodeContents(node);
    const within = clip(element);
    for (const rect of range.getClientRects()) {
      if (texts.length >= MOST_TEXTS) break;
      const left = within ? Math.max(rect.left, within.left) : rect.left;
      const right = within ? Math.min(rect.right, within.right) : rect.right;
      const top = within ? Math.max(rect.top, within.top) : rect.top;
      const bottom = within ? Math.min(rect.bottom, within.bottom) : rect.bottom;
      if (right - left < 2 || bottom - top < 2) continue;
      texts.push({ element, node, rect: new DOMRect(left, top, right - left, bottom - top) });
    }
  }
  texts.sort((one, other) => one.rect.top - other.rect.top);
  const pairs = [], told = new Map();
  for (let first = 0; first < texts.length && pairs.length < MOST_PAIRS; first += 1) {
    const one = texts[first];
    for (let second = first + 1; second < texts.length && pairs.length < MOST_PAIRS; second += 1) {
      const other = texts[second];
      if (other.rect.top >= one.rect.bottom) break;
      if (one.element === other.element) continue;
      const across = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left);
      const down = Math.min(one.rect.bottom, other.rect.bottom) - Math.max(one.rect.top, other.rect.top);
      // The box of a line is taller than its letters, and those of Khmer more so.
      if (across <= 4 || down <= 0.4 * Math.min(one.rect.height, other.rect.height)) continue;
      if (told.get(one.element) === other.element || told.get(other.element) === one.element) continue;
      told.set(one.element, other.element);
      pairs.push({ first: part(one.element, one.rect, one.node.data),
                   second: part(other.element, other.rect, other.node.data) });
    }
  }

  return {
    width: innerWidth, height: Math.max(scroller.scrollHeight, body.scrollHeight), scroll_width: scrollWidth,
    scrolls_sideways: sideways,
    shows: [...seen.values()].filter(Boolean).length + pictures.filter((one) => one.state === "shown").length,
    body_font_size: round(parseFloat(getComputedStyle(body).fontSize) || 0),
    sticks_out: out.map((element) => part(element, null, element.innerText)),
    pictures, matched, targets, texts: texts.length, overlaps: pairs,
  };
}
