/** Every character typed here goes to Python at once; the box itself stays empty. Enter is a line end. */
function render({ model, el }) {
  el.classList.add("unrolled-keybox");
  const id = unique("keys");
  const box = make("input", {
    id, type: "text", class: "unrolled-key", autocomplete: "off", autocapitalize: "off", spellcheck: "false", ...OWN_KEYS,
  });
  el.append(make("div", { class: "unrolled-label" }, make("label", { for: id }, model.get("label"))), box);
  box.addEventListener("input", () => {
    if (box.value) model.send({ typed: box.value });
    box.value = "";
  });
  box.addEventListener("keydown", (event) => {
    event.stopPropagation(); // no letter typed here is another control's shortcut
    if (event.key === "Enter") model.send({ typed: "\n" });
  });
}
export default { render };
