async function render({ model, el }) {
  el.classList.add("unrolled-presets");
  const control = await refer(model, model.get("control"));
  const id = unique("presets");
  const buttons = model.get("choices").map(([name, value]) => {
    const button = make("button", { type: "button", class: "unrolled-button" }, name);
    button.addEventListener("click", () => {
      control.set("value", value);
      control.save_changes();
    });
    return button;
  });
  el.append(
    make("div", { class: "unrolled-label", id }, model.get("label")),
    make("div", { class: "unrolled-row", role: "group", "aria-labelledby": id }, ...buttons),
  );
  const draw = () =>
    model.get("choices").forEach(([, value], k) => {
      buttons[k].setAttribute("aria-pressed", String(control.get("value") === value));
    });
  draw();
  return listen(control, "change:value", draw);
}
export default { render };
