/**
 * A picture drawn in Python: a still one, and over it a layer that moves with the cursor.
 * Where it has a cursor it is a slider to keys and screen readers; each place can be clicked, or the cursor dragged.
 * A part with data-cells="columns,rows,first place,first row" stands for that many cells; with data-tip as well, a JSON
 * of the rows' names, the columns' names and the values in words, row by row, hovering tells what is there.
 */
function render({ model, el }) {
  const picture = make("div", { class: "unrolled-picture unrolled-wide" });
  const still = make("div", { class: "unrolled-still" });
  const over = make("div", { class: "unrolled-over", "aria-hidden": "true" });
  picture.append(still, over);
  el.append(picture);
  const label = model.get("label");
  const held = (place, last) => Math.min(Math.max(place, 0), last);
  const go = (place, row = model.get("row")) => {
    const cursor = held(place, model.get("last"));
    row = held(row, model.get("last_row"));
    if (cursor === model.get("cursor") && row === model.get("row")) return;
    model.set({ cursor, row });
    model.save_changes();
  };
  if (label) {
    for (const [name, value] of Object.entries({ role: "slider", tabindex: 0, "aria-label": label, ...OWN_KEYS }))
      picture.setAttribute(name, value);
    const cell = (event, part) => {
      const [columns, rows, place, row] = part.dataset.cells.split(",").map(Number);
      const box = part.getBoundingClientRect();
      const across = held(Math.floor(((event.clientX - box.x) / box.width) * columns), columns - 1);
      const down = held(Math.floor(((event.clientY - box.y) / box.height) * rows), rows - 1);
      return { across, down, columns, pick: place + across, row: row + down };
    };
    const pick = (event) => {
      const found = event.target.closest("[data-pick], [data-row], [data-cells]");
      if (!found) return;
      const at = found.dataset.cells ? cell(event, found) : found.dataset;
      go(Number(at.pick ?? model.get("cursor")), Number(at.row ?? model.get("row")));
    };
    const tip = make("div", { class: "unrolled-tip", "aria-hidden": "true", hidden: true });
    picture.append(tip);
    picture.addEventListener("pointermove", (event) => {
      const part = event.target.closest("[data-tip]");
      tip.hidden = !part;
      if (!part) return;
      const [rows, columns, values] = JSON.parse(part.dataset.tip);
      const at = cell(event, part);
      const box = picture.getBoundingClientRect();
      tip.textContent = `${rows[at.down]}, ${columns[at.across]}: ${values[at.down * at.columns + at.across]}`;
      tip.style.top = `${event.clientY - box.y + 16}px`;
      tip.style.left = `${Math.min(event.clientX - box.x + 12, box.width - tip.offsetWidth - 8)}px`;
    });
    picture.addEventListener("pointerleave", () => (tip.hidden = true));
    picture.addEventListener("click", pick);
    picture.addEventListener("pointermove", (event) => event.buttons === 1 && pick(event));
    picture.addEventListener("keydown", (event) => {
      const place = model.get("cursor");
      const to = { ArrowRight: place + 1, ArrowLeft: place - 1, PageDown: place + 10, PageUp: place - 10, Home: 0, End: model.get("last") };
      const rows = model.get("last_row") > 0 ? { ArrowDown: 1, ArrowUp: -1 } : {};
      if (!(event.key in to) && !(event.key in rows)) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key in to) go(to[event.key]);
      else go(place, model.get("row") + rows[event.key]);
    });
  }
  picture.addEventListener("click", (event) => {
    const found = event.target.closest("[data-press]");
    if (found) model.send({ pressed: found.dataset.press });
  });
  const draw = () => {
    still.innerHTML = model.get("svg"); // drawn by a figure, where every text is escaped
    name();
  };
  const cover = () => {
    over.innerHTML = model.get("layer"); // likewise
  };
  const name = () => {
    const svg = still.firstElementChild;
    if (!label) return svg.setAttribute("aria-label", model.get("description"));
    svg.setAttribute("aria-hidden", "true");
    picture.setAttribute("aria-valuemin", 1);
    picture.setAttribute("aria-valuemax", model.get("last") + 1);
    picture.setAttribute("aria-valuenow", model.get("cursor") + 1);
    picture.setAttribute("aria-valuetext", model.get("description"));
  };
  model.on("change:svg", draw);
  model.on("change:layer", cover);
  model.on("change:description", name);
  draw();
  cover();
}
export default { render };
