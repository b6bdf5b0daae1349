/** A button that asks for a file and sends its bytes, part by part; Python joins them. */
function render({ model, el }) {
  el.classList.add("unrolled-action");
  const file = make("input", { type: "file", accept: "image/*", tabindex: -1, "aria-hidden": "true", hidden: true });
  const button = make("button", { type: "button", class: "unrolled-button", ...OWN_KEYS }, model.get("label"));
  button.addEventListener("click", () => file.click());
  const send = async () => {
    const chosen = file.files[0];
    if (!chosen) return;
    const about = { name: chosen.name, size: chosen.size };
    const parts = chosen.size > model.get("most") ? 0 : Math.ceil(chosen.size / PART);
    const pieces = [];
    try {
      for (let k = 0; k < parts; k++) pieces.push(await chosen.slice(k * PART, (k + 1) * PART).arrayBuffer());
    } catch {
      model.send({ ...about, failed: true });
      return;
    } finally {
      file.value = ""; // so that the same file can be chosen again
    }
    model.send({ ...about, parts });
    sendParts(model, pieces);
  };
  file.addEventListener("change", send);
  el.append(button, file);
  const key = model.get("key");
  if (!key) return;
  button.setAttribute("aria-keyshortcuts", key.toUpperCase());
  return onPanelKey(el, (pressed) => {
    if (pressed.toLowerCase() !== key) return false;
    file.click();
    return true;
  });
}
export default { render };
