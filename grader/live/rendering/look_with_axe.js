// axe's rules, as plain data: what it is sure of, what a person must look at, and how often it was content.
async function lookWithAxe(asked) {
  const round = (number) => Math.round((Number(number) || 0) * 100) / 100;
  const text = (value) => String(value === null || value === undefined ? "" : value).slice(0, 80);
  const found = await axe.run(document, {
    runOnly: { type: "rule", values: asked.rules }, resultTypes: ["violations", "incomplete", "passes"],
    elementRef: true, iframes: false,
  });
  const noted = [], passed = {};
  const note = (results, sure) => {
    for (const result of results) {
      for (const node of result.nodes) {
        if (noted.length >= 300) return;
        const element = node.element;
        if (!element) continue;
        const rect = element.getBoundingClientRect();
        const mark = element.getAttribute(asked.mark);
        const first = element.classList[0];
        const data = ((node.any || []).find((one) => one.data && one.data.contrastRatio !== undefined) || {}).data || {};
        noted.push({
          rule: result.id, sure,
          part: {
            order: mark === null || !/^\d{1,9}$/.test(mark) ? null : Number(mark),
            name: text(element.localName + (element.id ? "#" + element.id : first ? "." + first : "")),
            box: { x: round(rect.left + scrollX), y: round(rect.top + scrollY),
                   width: round(rect.width), height: round(rect.height) },
            text: text((element.innerText || "").replace(/\s+/g, " ").trim()),
          },
          ink: text(data.fgColor), paper: text(data.bgColor),
          ratio: round(data.contrastRatio), needed: round(parseFloat(data.expectedContrastRatio)),
        });
      }
    }
  };
  note(found.violations, true);
  note(found.incomplete, false);
  for (const result of found.passes) passed[result.id] = result.nodes.length;
  return { noted, passed };
}
