// Sizes of a panel and of its parts in pixels, and what a reader would stumble over; given to playwright's evaluate.
(panel) => {
  const box = (element) => element.getBoundingClientRect();
  const part = (selector) => panel.querySelector(selector);
  const tall = (selector) => (part(selector) ? Math.round(box(part(selector)).height) : 0);
  const words = part(".unrolled-words");
  // A pair of buttons side by side, such as Start and Stop, counts as one control.
  const row = [...panel.querySelectorAll(":scope > .unrolled-controls > :not(.unrolled-opener)")].filter((e) => box(e).width);
  const isButton = (element) => element?.classList.contains("unrolled-action");
  const found = {
    title: part(".unrolled-title").textContent,
    panel: Math.round(box(panel).height),
    width: Math.round(box(panel).width),
    head: tall(".unrolled-head"),
    controls: tall(".unrolled-controls"),
    in_sight: row.filter((element, k) => !(isButton(element) && isButton(row[k - 1]))).length,
    picture: tall(".unrolled-wide, .unrolled-chart, .unrolled-two, .unrolled-sheet"),
    status: tall(".unrolled-status"),
    sentence_lines: Math.round((words.scrollHeight || 0) / 20),
    sentence_cut: words.scrollHeight > words.clientHeight + 1 || words.scrollWidth > words.clientWidth + 1,
  };
  const trouble = [];
  const svgs = [...panel.querySelectorAll("svg[role=img], .unrolled-still > svg, .unrolled-over > svg")];
  const texts = svgs.flatMap((svg) => [...svg.querySelectorAll("text")]).filter((t) => t.textContent.trim() && box(t).width);
  const cut = (text) => text.textContent.slice(0, 40);
  if (svgs.length) {
    const frame = box(svgs[0]);
    const scale = frame.width / (svgs[0].viewBox.baseVal.width || frame.width);
    for (const text of texts) {
      const size = parseFloat(getComputedStyle(text).fontSize) * scale;
      if (size < 13.9 && !text.querySelector("tspan")) trouble.push(`small (${size.toFixed(1)}): ${cut(text)}`);
      const at = box(text);
      const outside = at.left < frame.left - 1 || at.right > frame.right + 1 || at.top < frame.top - 2 || at.bottom > frame.bottom + 3;
      if (outside) trouble.push(`leaves the picture: ${cut(text)}`);
    }
  }
  texts.forEach((one, i) => {
    for (const other of texts.slice(0, i)) {
      const [a, b] = [box(one), box(other)];
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 2 && down > 5) trouble.push(`over each other: ${cut(other)} | ${cut(one)}`);
    }
  });
  for (const area of panel.querySelectorAll("textarea")) {
    if (area.offsetParent && area.scrollHeight > area.clientHeight + 2) trouble.push("a text box does not show all its lines");
  }
  return { found, trouble: [...new Set(trouble)].slice(0, 40) };
}
