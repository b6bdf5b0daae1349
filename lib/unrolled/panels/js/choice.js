function render({ model, el }) {
  el.classList.add("unrolled-choices");
  const id = unique("choice");
  const choices = model.get("choices");
  const inputs = choices.map(([, value]) => make("input", { type: "radio", name: id, value, ...OWN_KEYS }));
  const rows = choices.map(([name], k) => make("label", { class: "unrolled-segment" }, inputs[k], make("span", {}, name)));
  const choose = (value) => {
    model.set("value", value);
    model.save_changes();
  };
  inputs.forEach((input) => input.addEventListener("change", () => choose(input.value)));
  el.append(
    make("div", { class: "unrolled-label", id }, model.get("label")),
    make("div", { class: "unrolled-segments", role: "radiogroup", "aria-labelledby": id }, ...rows),
  );
  const draw = () =>
    inputs.forEach((input, k) => {
      input.checked = input.value === model.get("value");
      rows[k].classList.toggle("unrolled-pressed", input.checked);
    });
  model.on("change:value", draw);
  draw();
  const keys = model.get("shortcuts");
  if (!keys) return;
  inputs.forEach((input, k) => input.setAttribute("aria-keyshortcuts", keys[k]));
  return onPanelKey(el, (key) => {
    const k = keys.indexOf(key);
    if (k < 0 || key.length !== 1) return false;
    choose(choices[k][1]);
    return true;
  });
}
export default { render };
