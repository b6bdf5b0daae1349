function render({ model, el }) {
  el.classList.add("unrolled-action");
  const button = make("button", { type: "button", class: "unrolled-button" }, model.get("label"));
  const press = () => {
    model.set("presses", model.get("presses") + 1);
    model.save_changes();
  };
  button.addEventListener("click", press);
  el.append(button);
  const key = model.get("key");
  if (!key) return;
  const onKey = (event) => {
    const typing = event.target.matches("textarea, input:not([type=range])");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.key.toLowerCase() !== key) return;
    event.preventDefault();
    event.stopPropagation();
    press();
  };
  let panel = null;
  inPanel(el, (found) => {
    panel = found;
    panel.addEventListener("keydown", onKey);
    button.setAttribute("aria-keyshortcuts", key.toUpperCase());
  });
  return () => panel?.removeEventListener("keydown", onKey);
}
export default { render };
