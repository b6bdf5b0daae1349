/** A button that counts a tick each second while it is pressed. */
function render({ model, el }) {
  el.classList.add("unrolled-action");
  const button = make("button", { type: "button", class: "unrolled-button", "aria-keyshortcuts": "P", ...OWN_KEYS });
  el.append(button);
  let timer = null;
  const tick = () => {
    model.set("ticks", model.get("ticks") + 1);
    model.save_changes();
  };
  const draw = () => {
    const playing = model.get("playing");
    button.textContent = playing ? "❚❚ Pause" : "▶ Play";
    button.setAttribute("aria-pressed", playing);
    clearInterval(timer);
    timer = playing ? setInterval(tick, 1000) : null;
  };
  const toggle = () => {
    const playing = !model.get("playing");
    model.set("playing", playing);
    model.save_changes();
    if (playing) tick();
  };
  button.addEventListener("click", toggle);
  model.on("change:playing", draw);
  model.on("change:ticks", draw); // of whichever view ticked: the others wait for the next second, too
  draw();
  const stopListening = onPanelKey(el, (key) => key.toLowerCase() === "p" && (toggle(), true));
  return () => {
    clearInterval(timer);
    stopListening();
  };
}
export default { render };
