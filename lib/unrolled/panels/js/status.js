const SHAPES = {
  fine: '<circle cx="9" cy="9" r="7" fill="var(--unrolled-right)"/><path d="M5.5,9.2 L8,11.6 L12.5,6.3" stroke="var(--unrolled-ground)" stroke-width="2" fill="none"/>',
  problem: '<path d="M9,1.5 L17,16.5 L1,16.5 Z" fill="var(--unrolled-ink)"/><path d="M9,7 V11.5 M9,13 V15" stroke="var(--unrolled-ground)" stroke-width="2"/>',
};

const DESERTED = "The kernel has stopped or was restarted, so nothing here can be computed. Run the cells again, from the first one.";

/** Calls back once nobody would answer any more: the kernel has died, or was shut down, changed or restarted. */
function onDesertion(model, el, callback) {
  const manager = model.widget_manager;
  const kernel = manager.kernel; // a page without kernels has none
  if (!kernel) return () => {};
  const onStatus = (_, status) => ["restarting", "autorestarting", "terminating", "dead"].includes(status) && callback();
  const onMove = () => (manager.kernel?.id !== kernel.id || kernel.isDisposed || kernel.status === "dead") && callback();
  let panel = null;
  const moves = ["pointerdown", "keydown", "input"];
  kernel.statusChanged.connect(onStatus);
  inPanel(el, (found) => {
    panel = found;
    moves.forEach((move) => panel.addEventListener(move, onMove, true));
  });
  return () => {
    kernel.statusChanged.disconnect(onStatus);
    moves.forEach((move) => panel?.removeEventListener(move, onMove, true));
  };
}

const REST = 600; // milliseconds without a change, after which a screen reader is told: not at every step of a drag

function render({ model, el }) {
  el.classList.add("unrolled-status");
  const shape = make("span", { "aria-hidden": "true", class: "unrolled-shape" });
  const words = make("span", { class: "unrolled-words", "aria-hidden": "true" }); // heard from the span below, once
  const spoken = make("span", { role: "status", class: "unrolled-spoken" });
  const keys = make("span", { class: "unrolled-keys" });
  for (const [names, does] of model.get("shortcuts")) {
    keys.append(make("span", {}, ...names.map((name) => make("kbd", {}, name)), ` ${does}`));
  }
  el.append(shape, words, keys, spoken);
  keys.hidden = !keys.childElementCount;
  let deserted = false;
  let timer = null;
  const draw = () => {
    const kind = deserted || model.get("problem") ? "problem" : "fine";
    shape.innerHTML = `<svg width="18" height="18" viewBox="0 0 18 18">${SHAPES[kind]}</svg>`;
    words.textContent = deserted ? DESERTED : model.get("text");
    el.dataset.kind = kind;
    clearTimeout(timer);
    timer = setTimeout(() => (spoken.textContent = words.textContent), REST);
  };
  model.on("change:text", draw);
  model.on("change:problem", draw);
  draw();
  return onDesertion(model, el, () => {
    deserted = true;
    draw();
  });
}
export default { render };
