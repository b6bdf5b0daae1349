// What a lecture's audience would stumble over in a panel on stage; given to playwright's evaluate.
(panel) => {
  const box = (element) => element.getBoundingClientRect();
  const cut = (element) => element.textContent.trim().slice(0, 40);
  const stage = panel.closest(".unrolled-stage");
  const seen = (element) => box(element).width > 0 && getComputedStyle(element).visibility === "visible" && !element.closest(".unrolled-unseen");
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const scale = (element) => {
    const svg = element.ownerSVGElement;
    return svg ? box(svg).width / (svg.viewBox.baseVal.width || svg.width.baseVal.value) : panel.currentCSSZoom;
  };
  const size = (element) => parseFloat(getComputedStyle(element).fontSize) * scale(element);
  const all = [...panel.querySelectorAll("*")].filter((e) => hasText(e) && seen(e) && !e.matches("tspan, sub, sup, mjx-container *, title, desc, style"));
  const letters = all.filter((e) => box(e).width > 0 && e.clientWidth !== 1); // words for screen readers take one pixel
  const small = letters.filter((e) => size(e) < 21.95).map((e) => `${size(e).toFixed(1)}: ${cut(e)}`);
  const at = box(panel);
  const texts = letters.filter((e) => e.matches("text"));
  const over = [];
  texts.forEach((one, i) => {
    for (const other of texts.slice(0, i)) {
      const [a, b] = [box(one), box(other)];
      const z = panel.currentCSSZoom;
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 5 * z && down > 0.45 * Math.min(a.height, b.height) && cut(one) !== cut(other)) over.push(`${cut(other)} | ${cut(one)}`);
    }
  });
  const controls = [...panel.querySelectorAll(".unrolled-controls > :not(.unrolled-action)")].filter((e) => box(e).width);
  return {
    title: panel.dataset.title,
    zoom: Number(panel.currentCSSZoom.toFixed(3)),
    smallest: letters.length ? Number(Math.min(...letters.map(size)).toFixed(1)) : null,
    small: [...new Set(small)].slice(0, 12),
    over: [...new Set(over)].slice(0, 12),
    controls: controls.length,
    outside: at.left < -1 || at.top < -1 || at.right > innerWidth + 1 || at.bottom > innerHeight + 1 ? [at.left, at.top, at.right, at.bottom].map(Math.round) : null,
    scrolls: stage ? stage.scrollHeight > stage.clientHeight + 1 : null,
  };
}
