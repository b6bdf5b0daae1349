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
    if (box.value !== model.get("value")) box.value = model.get("value");
    tell();
  };
  let timer = 0;
  const save = () => {
    clearTimeout(timer);
    if (model.get("value") === box.value) return;
    model.set("value", box.value);
    model.save_changes();
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
