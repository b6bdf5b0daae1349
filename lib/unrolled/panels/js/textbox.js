const PAUSE = 200; // ms without typing before the text is used

function render({ model, el }) {
  el.classList.add("unrolled-textbox");
  const id = unique("text");
  const box = make("textarea", {
    id, rows: model.get("rows"), spellcheck: "false", autocomplete: "off", "aria-describedby": `${id}-count ${id}-hint`, ...OWN_KEYS,
  });
  const count = make("span", { id: `${id}-count`, class: "unrolled-unit" });
  el.append(make("div", { class: "unrolled-label" }, make("label", { for: id }, model.get("label")), count), box);
  if (model.get("hint")) el.append(make("div", { id: `${id}-hint`, class: "unrolled-hint" }, model.get("hint")));
  const tell = () => {
    const length = Array.from(box.value).length;
    count.textContent = `${length.toLocaleString("en")} character${length === 1 ? "" : "s"}`;
  };
  const draw = () => {
    told = model.get("value");
    if (box.value !== told) box.value = told;
    tell();
  };
  let timer = 0;
  let told = model.get("value");
  const save = () => {
    clearTimeout(timer);
    const text = box.value;
    if (told === text) return;
    model.set("value", text);
    told = text;
    if (text.length < PART / 3) { // a place of a string takes up to three bytes
      model.save_changes();
      return;
    }
    const bytes = new TextEncoder().encode(text);
    const parts = bytes.length > model.get("most") ? 0 : Math.ceil(bytes.length / PART);
    model.send({ size: bytes.length, parts });
    sendParts(model, Array.from({ length: parts }, (_, k) => bytes.slice(k * PART, (k + 1) * PART).buffer));
  };
  box.addEventListener("input", () => {
    tell();
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  box.addEventListener("change", save);
  model.on("change:value", draw);
  draw();
  return save;
}
export default { render };
