function render({ model, el }) {
  const id = unique("title");
  const title = make("div", { id, class: "unrolled-title", role: "heading", "aria-level": "3" });
  const question = make("div", { class: "unrolled-question" });
  el.classList.add("unrolled-head");
  el.append(title, question);
  const draw = () => {
    title.textContent = model.get("title");
    question.textContent = model.get("question");
  };
  model.on("change:title", draw);
  model.on("change:question", draw);
  draw();
  inPanel(el, (panel) => {
    // A click beside the controls leaves the focus in the panel, so that its keys are its own and never the notebook's.
    for (const [name, value] of Object.entries({ tabindex: -1, ...OWN_KEYS })) panel.setAttribute(name, value);
    let open = false; // before this key: Escape closes the other controls first
    panel.addEventListener("keydown", () => (open = panel.classList.contains("unrolled-open")), true);
    panel.addEventListener("keydown", (event) => {
      event.stopPropagation(); // Lab would take the browser's undo for itself
      if (event.key === "Escape" && !open) panel.closest(".jp-Cell")?.focus(); // as from an editor: back to the notebook's own keys
    });
    panel.setAttribute("role", "region");
    panel.setAttribute("aria-labelledby", id);
    panel.dataset.title = model.get("title");
  });
}
export default { render };
