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

const ROWS = 200; // of a table: a longer line is thinned

/** The numbers of a chart as an HTML table: a row for each place on the x-axis, a column for each line. `data` is as plotly has read it. */
function table(data, layout) {
  const lines = data.filter(({ visible, x, y }) => visible !== false && (x ?? y)?.length);
  const name = (line, k) => (line.name ?? "").replace(/<[^>]*>/g, " ").trim() || `line ${k + 1}`;
  const across = layout.xaxis?.title?.text?.replace(/<[^>]*>/g, " ") || "x";
  const columns = lines.map(({ x, y }) => new Map(Array.from(y ?? x, (value, k) => [x?.[k] ?? k, value])));
  const places = [...new Set(columns.flatMap((column) => [...column.keys()]))];
  if (places.every((place) => typeof place === "number")) places.sort((a, b) => a - b);
  const every = Math.ceil(places.length / ROWS);
  const written = (value) => (typeof value === "number" ? String(Number(value.toPrecision(4))) : value ?? "");
  const head = make("tr", {}, ...[across, ...lines.map(name)].map((words) => make("th", { scope: "col" }, words)));
  const rows = places
    .filter((_, k) => k % every === 0)
    .map((place) =>
      make("tr", {}, make("th", { scope: "row" }, String(written(place))), ...columns.map((column) => make("td", {}, String(written(column.get(place)))))),
    );
  const caption = every > 1 ? [make("caption", {}, `Every ${every}th of ${places.length} places`)] : [];
  return make("table", {}, ...caption, make("thead", {}, head), make("tbody", {}, ...rows));
}

/** A button that shows the chart's numbers over it; seen when the chart is pointed at, or the button has the focus. */
function numbers(place, el) {
  const id = unique("numbers");
  const button = make(
    "button",
    { type: "button", class: "unrolled-button unrolled-numbers", "aria-expanded": "false", "aria-controls": id, ...OWN_KEYS },
    "Numbers",
  );
  const box = make("div", { id, class: "unrolled-table", tabindex: "0", role: "group", "aria-label": "The chart’s numbers", hidden: true });
  const open = (wanted) => {
    box.replaceChildren(...(wanted ? [table(place._fullData, place.layout)] : []));
    box.hidden = !wanted;
    button.setAttribute("aria-expanded", wanted);
    if (wanted) box.focus();
  };
  button.addEventListener("click", () => open(box.hidden));
  el.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || box.hidden) return;
    event.stopPropagation();
    open(false);
    button.focus();
  });
  el.append(button, box);
}

async function render({ model, el }) {
  const Plotly = await plotly(model);
  el.classList.add("unrolled-chart");
  const place = make("div", { role: "img" });
  const chart = make("div", { class: "unrolled-plot" }, place);
  el.append(chart);
  numbers(place, chart);
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
