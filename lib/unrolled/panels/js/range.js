function render({ model, el }) {
  el.classList.add("unrolled-range");
  const [low, step] = ["low", "step"].map((name) => model.get(name));
  let high = model.get("high"); // follows what the range counts, such as the pictures of a shelf
  const decimals = model.get("decimals");
  const id = unique("range");
  const input = make("input", { type: "range", id, min: low, max: high, step, ...OWN_KEYS });
  const label = make("label", { for: id, id: `${id}-label` }, model.get("label"));
  const readout = make("input", {
    type: "text", inputmode: "decimal", class: "unrolled-readout", autocomplete: "off", spellcheck: "false",
    size: Math.max(numeral(low, decimals).length, numeral(high, decimals).length) + 1,
    "aria-label": `${model.get("label")}, typed`, ...OWN_KEYS,
  });
  const unit = make("span", { class: "unrolled-unit" }, model.get("unit"));
  const share = (value) => (value - low) / (high - low);
  el.append(make("div", { class: "unrolled-label" }, label, make("span", {}, readout, unit)), input);

  const draw = () => {
    const value = model.get("value");
    input.value = value;
    input.style.setProperty("--share", `${100 * share(value)}%`);
    input.setAttribute("aria-valuetext", `${numeral(value, decimals)} ${model.get("unit")}`.trim());
    readout.value = numeral(value, decimals);
  };
  let timer = 0;
  const put = (value) => {
    const snapped = low + Math.round((Math.min(high, Math.max(low, value)) - low) / step) * step;
    model.set("value", Number(snapped.toFixed(10)));
    if (model.get("rest") === 0) {
      model.save_changes();
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(() => model.save_changes(), model.get("rest"));
  };
  input.addEventListener("input", () => put(Number(input.value)));
  input.addEventListener("keydown", (event) => {
    const pages = { PageUp: 1, PageDown: -1 }[event.key];
    if (!pages) return;
    event.preventDefault();
    put(model.get("value") + pages * model.get("page"));
  });
  // Python judges what was typed, and says in the status line what was wrong; the typed text stays.
  let told = null;
  const tell = () => {
    if (readout.value === told || readout.value === numeral(model.get("value"), decimals)) return;
    told = readout.value;
    model.send({ typed: told });
  };
  readout.addEventListener("input", () => (told = null));
  readout.addEventListener("change", tell);
  readout.addEventListener("keydown", (event) => {
    if (event.key === "Enter") tell();
    if (event.key === "Escape") draw();
  });
  model.on("change:value", draw);
  model.on("change:high", () => {
    high = model.get("high");
    input.max = high;
    draw();
  });
  draw();
}
export default { render };
