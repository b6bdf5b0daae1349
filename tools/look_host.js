// A page without a kernel: models that hold what a panel's widgets held, and the panel built from them.
const models = {};
const make = (id, state) => {
  const heard = {};
  return models[id] = {
    get: (name) => state[name],
    set: (name, value) => {
      const given = typeof name === "string" ? { [name]: value } : name;
      for (const [key, one] of Object.entries(given)) { state[key] = one; (heard[`change:${key}`] ?? []).forEach((f) => f()); }
    },
    on: (event, f) => event.split(" ").forEach((one) => (heard[one] ??= []).push(f)),
    off: () => {},
    save_changes: () => {},
    send: () => {},
    widget_manager: { get_model: async (id) => models[id] },
  };
};
if (globalThis.Plotly) globalThis.unrolledPlotly = Promise.resolve(globalThis.Plotly);
for (const [id, { state }] of Object.entries(WIDGETS)) make(id, state);
const build = async (id) => {
  const { classes, children, esm, display } = WIDGETS[id];
  const el = document.createElement("div");
  el.classList.add("lm-Widget", ...classes);
  if (display) el.style.display = display;
  if (children) { for (const child of children) el.append(await build(child)); return el; }
  const url = URL.createObjectURL(new Blob([esm], { type: "text/javascript" }));
  const { default: module } = await import(url);
  el.dataset.later = id;
  queueMicrotask(() => {});
  el.render = () => module.render({ model: models[id], el });
  return el;
};
const panel = await build(ROOT);
document.getElementById("here").append(panel);
for (const el of panel.querySelectorAll("[data-later]")) await el.render();
await new Promise((done) => setTimeout(done, 700));
document.body.dataset.ready = "yes";
