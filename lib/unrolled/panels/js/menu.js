function render({ model, el }) {
  el.classList.add("unrolled-menu");
  const id = unique("menu");
  const options = model.get("choices").map(([name, value]) => make("option", { value }, name));
  const select = make("select", { id, class: "unrolled-select", ...OWN_KEYS }, ...options);
  select.addEventListener("change", () => {
    model.set("value", select.value);
    model.save_changes();
  });
  el.append(make("div", { class: "unrolled-label" }, make("label", { for: id }, model.get("label"))), select);
  const draw = () => {
    select.value = model.get("value");
  };
  model.on("change:value", draw);
  draw();
}
export default { render };
