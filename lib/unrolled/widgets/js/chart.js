/** plotly.js, evaluated once for the page however many charts stand in it. */
function plotly(model) {
  globalThis.unrolledPlotly ??= refer(model, model.get("library")).then((library) => {
    const script = make("script");
    script.textContent = library.get("source");
    document.head.append(script);
    return globalThis.Plotly;
  });
  return globalThis.unrolledPlotly;
}

/** {"0.y": [...], "layout.title.text": "..."} to what Plotly.update takes: {y: [[...]]}, {"title.text": ...}, [0]. */
function changes(values, count) {
  const traces = {};
  const layout = {};
  for (const [name, value] of Object.entries(values)) {
    const [first, ...rest] = name.split(".");
    const attribute = rest.join(".");
    if (first === "layout") layout[attribute] = value;
    else (traces[attribute] ??= new Array(count).fill(undefined))[Number(first)] = value;
  }
  return [traces, layout];
}

async function render({ model, el }) {
  const Plotly = await plotly(model);
  el.classList.add("unrolled-chart");
  const place = make("div", { role: "img" });
  el.append(place);
  const { data, layout } = structuredClone(model.get("spec"));
  await Plotly.newPlot(place, data, layout, model.get("config"));
  const draw = async () => {
    place.setAttribute("aria-label", model.get("description"));
    const [traces, changed] = changes(model.get("values"), data.length);
    await Plotly.update(place, traces, changed, data.map((_, k) => k));
  };
  await draw();
  model.on("change:values", framed(draw));
  const resize = new ResizeObserver(framed(() => place.isConnected && place.offsetWidth && Plotly.Plots.resize(place)));
  resize.observe(el);
  return () => {
    resize.disconnect();
    Plotly.purge(place);
  };
}
export default { render };
