function render({ model, el }) {
  el.classList.add("unrolled-choices");
  const id = unique("choice");
  const choices = model.get("choices");
  const inputs = choices.map(([, value]) => make("input", { type: "radio", name: id, value, ...OWN_KEYS }));
  const rows = choices.map(([name], k) => make("label", { class: "unrolled-segment" }, inputs[k], make("span", {}, name)));
  inputs.forEach((input) =>
    input.addEventListener("change", () => {
      model.set("value", input.value);
      model.save_changes();
    }),
  );
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
}
export default { render };
