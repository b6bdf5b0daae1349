/** plotly.js, loaded once for the page however many charts stand in it; from a blob, so that it compiles in the background. */
function plotly(model) {
  globalThis.unrolledPlotly ??= refer(model, model.get("library")).then(
    (library) =>
      new Promise((resolve, reject) => {
        const address = URL.createObjectURL(new Blob([library.get("source")], { type: "text/javascript" }));
        const script = make("script", { src: address, async: true });
        script.onload = () => resolve(globalThis.Plotly);
        script.onerror = () => reject(new Error("plotly.js could not be read"));
        document.head.append(script);
      }),
  );
  return globalThis.unrolledPlotly;
}

/**
 * What to ask of plotly so that it shows the values: {"0.y": [...], "layout.title.text": "..."} becomes
 * traces {y: [[...]]}, layout {"title.text": ...}, which [0]. Unchanged values are left out: plotly works for them, too.
 */
function changes(values, drawn) {
  const byTrace = {};
  const layout = {};
  for (const [name, value] of Object.entries(values)) {
    if (JSON.stringify(value) === JSON.stringify(drawn[name])) continue;
    const [first, ...rest] = name.split(".");
    const attribute = rest.join(".");
    if (first === "layout") layout[attribute] = value;
    else (byTrace[first] ??= {})[attribute] = value;
  }
  const which = Object.keys(byTrace).map(Number);
  const traces = {};
  for (const attribute of new Set(Object.values(byTrace).flatMap(Object.keys))) {
    traces[attribute] = which.map((k) => byTrace[k][attribute]); // undefined leaves a trace as it is
  }
  return { traces, layout, which };
}

const isDark = () => document.body.dataset.jpThemeLight === "false";

/** The same figure in the page's theme: every light colour of the language gives way to its dark twin. */
function themed(value, palette) {
  if (!isDark()) return value;
  return JSON.parse(JSON.stringify(value).replace(/#[0-9A-Fa-f]{6}\b/g, (colour) => palette[colour.toUpperCase()] ?? colour));
}

async function render({ model, el }) {
  const Plotly = await plotly(model);
  el.classList.add("unrolled-chart");
  const place = make("div", { role: "img" });
  el.append(place);
  if (model.get("caption")) {
    el.classList.add("unrolled-two");
    const id = unique("passage");
    const passage = make("pre", { class: "unrolled-passage", tabindex: "0", "aria-labelledby": id, role: "group" });
    el.append(make("div", {}, make("div", { class: "unrolled-caption", id }, model.get("caption")), passage));
    const write = () => (passage.textContent = model.get("passage"));
    model.on("change:passage", write);
    write();
  }
  const palette = model.get("palette");
  let drawn = {};
  const begin = async () => {
    const { data, layout } = structuredClone(themed(model.get("spec"), palette));
    await Plotly.newPlot(place, data, layout, model.get("config"));
    drawn = {};
  };
  await begin();
  const draw = latest(async () => {
    place.setAttribute("aria-label", model.get("description"));
    const values = themed(model.get("values"), palette);
    const { traces, layout: changed, which } = changes(values, drawn);
    drawn = values;
    if (Object.keys(changed).length) await Plotly.update(place, traces, changed, which);
    else if (which.length) await Plotly.restyle(place, traces, which);
  });
  await draw();
  model.on("change:values", draw);
  let dark = isDark();
  const theme = new MutationObserver(latest(async () => {
    if (dark === isDark()) return;
    dark = isDark();
    await begin();
    await draw();
  }));
  theme.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
  const resize = new ResizeObserver(latest(async () => place.offsetWidth && Plotly.Plots.resize(place)));
  resize.observe(el);
  return () => {
    resize.disconnect();
    theme.disconnect();
    Plotly.purge(place);
  };
}
export default { render };
