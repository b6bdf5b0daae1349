/** A picture drawn in Python. Where it has a cursor it is a slider to keys and screen readers; each place can be clicked. */
function render({ model, el }) {
  const picture = make("div", { class: "unrolled-picture unrolled-wide" });
  el.append(picture);
  const label = model.get("label");
  const go = (place) => {
    const held = Math.min(Math.max(place, 0), model.get("last"));
    if (held === model.get("cursor")) return;
    model.set("cursor", held);
    model.save_changes();
  };
  if (label) {
    for (const [name, value] of Object.entries({ role: "slider", tabindex: 0, "aria-label": label, ...OWN_KEYS }))
      picture.setAttribute(name, value);
    picture.addEventListener("click", (event) => {
      const found = event.target.closest("[data-pick]");
      if (found) go(Number(found.dataset.pick));
    });
    picture.addEventListener("keydown", (event) => {
      const place = model.get("cursor");
      const to = { ArrowRight: place + 1, ArrowLeft: place - 1, PageDown: place + 10, PageUp: place - 10, Home: 0, End: model.get("last") };
      if (!(event.key in to)) return;
      event.preventDefault();
      event.stopPropagation();
      go(to[event.key]);
    });
  }
  const draw = () => {
    picture.innerHTML = model.get("svg"); // drawn by figures/, where every text is escaped
    name();
  };
  const name = () => {
    const svg = picture.firstElementChild;
    if (!label) return svg.setAttribute("aria-label", model.get("description"));
    svg.setAttribute("aria-hidden", "true");
    picture.setAttribute("aria-valuemin", 1);
    picture.setAttribute("aria-valuemax", model.get("last") + 1);
    picture.setAttribute("aria-valuenow", model.get("cursor") + 1);
    picture.setAttribute("aria-valuetext", model.get("description"));
  };
  model.on("change:svg", draw);
  model.on("change:description", name);
  draw();
}
export default { render };
