/** Opens and closes the panel's other controls, which lie over the picture while they are open. */
function render({ model, el }) {
  el.classList.add("unrolled-action", "unrolled-opener");
  const count = make("span", { class: "unrolled-count" });
  const button = make(
    "button",
    { type: "button", class: "unrolled-button", "aria-expanded": "false", "aria-keyshortcuts": "M", ...OWN_KEYS },
    "More controls ",
    make("span", { "aria-hidden": "true" }, "▾ "),
    count,
  );
  el.append(button);
  const draw = () => {
    const differ = model.get("differ");
    count.textContent = differ || "";
    count.hidden = !differ;
    const words = differ === 1 ? ", 1 differs from its start" : `, ${differ} differ from their start`;
    button.setAttribute("aria-label", `More controls${differ ? words : ""}`);
  };
  const open = (wanted) => {
    const panel = el.closest(".unrolled-panel");
    const box = panel?.querySelector(":scope > .unrolled-more");
    if (!box) return;
    const row = box.previousElementSibling;
    panel.style.setProperty("--unrolled-more-top", `${row.offsetTop + row.offsetHeight - 4}px`);
    box.id ||= unique("more");
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "More controls");
    button.setAttribute("aria-controls", box.id);
    button.setAttribute("aria-expanded", wanted);
    panel.classList.toggle("unrolled-open", wanted);
  };
  const toggle = () => open(button.getAttribute("aria-expanded") !== "true");
  button.addEventListener("click", toggle);
  const stopListening = onPanelKey(el, (key) => key.toLowerCase() === "m" && (toggle(), button.focus(), true));
  const onEscape = (event) => {
    if (event.key !== "Escape" || button.getAttribute("aria-expanded") !== "true") return;
    event.stopPropagation();
    open(false);
    button.focus();
  };
  let panel = null;
  inPanel(el, (found) => {
    panel = found;
    panel.addEventListener("keydown", onEscape);
  });
  model.on("change:differ", draw);
  draw();
  return () => {
    stopListening();
    panel?.removeEventListener("keydown", onEscape);
  };
}
export default { render };
