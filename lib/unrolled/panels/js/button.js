function render({ model, el }) {
  el.classList.add("unrolled-action");
  const button = make("button", { type: "button", class: "unrolled-button", ...OWN_KEYS }, model.get("label"));
  const press = () => {
    model.set("presses", model.get("presses") + 1);
    model.save_changes();
  };
  button.addEventListener("click", press);
  el.append(button);
  const key = model.get("key");
  if (!key) return;
  button.setAttribute("aria-keyshortcuts", key.toUpperCase());
  return onPanelKey(el, (pressed) => {
    if (pressed.toLowerCase() !== key) return false;
    press();
    return true;
  });
}
export default { render };
