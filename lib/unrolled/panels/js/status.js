const SHAPES = {
  fine: '<circle cx="9" cy="9" r="7" fill="var(--unrolled-right)"/><path d="M5.5,9.2 L8,11.6 L12.5,6.3" stroke="var(--unrolled-ground)" stroke-width="2" fill="none"/>',
  problem: '<path d="M9,1.5 L17,16.5 L1,16.5 Z" fill="var(--unrolled-ink)"/><path d="M9,7 V11.5 M9,13 V15" stroke="var(--unrolled-ground)" stroke-width="2"/>',
};

function render({ model, el }) {
  el.classList.add("unrolled-status");
  const shape = make("span", { "aria-hidden": "true", class: "unrolled-shape" });
  const words = make("span", { role: "status", class: "unrolled-words" });
  const keys = make("span", { class: "unrolled-keys" });
  for (const [names, does] of model.get("shortcuts")) {
    keys.append(make("span", {}, ...names.map((name) => make("kbd", {}, name)), does));
  }
  el.append(shape, words, keys);
  keys.hidden = !keys.childElementCount;
  const draw = () => {
    const kind = model.get("problem") ? "problem" : "fine";
    shape.innerHTML = `<svg width="18" height="18" viewBox="0 0 18 18">${SHAPES[kind]}</svg>`;
    words.textContent = model.get("text");
    el.dataset.kind = kind;
  };
  model.on("change:text", draw);
  model.on("change:problem", draw);
  draw();
}
export default { render };
