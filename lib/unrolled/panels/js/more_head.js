function render({ model, el }) {
  el.classList.add("unrolled-more-head");
  const words = make("span", { class: "unrolled-unit" });
  const reset = make("button", { type: "button", class: "unrolled-reset", ...OWN_KEYS }, "reset");
  reset.addEventListener("click", () => {
    model.set("resets", model.get("resets") + 1);
    model.save_changes();
    // This button is about to go: the focus must not leave the panel with it, or keys would act on the notebook.
    el.closest(".unrolled-panel")?.querySelector(".unrolled-opener button")?.focus();
  });
  el.append(make("b", {}, "More controls"), make("span", {}, words, " ", reset));
  const draw = () => {
    const differ = model.get("differ");
    words.textContent = differ === 0 ? "all at their start" : `${differ} ${differ === 1 ? "differs" : "differ"} from ${differ === 1 ? "its" : "their"} start`;
    reset.hidden = !differ;
  };
  model.on("change:differ", draw);
  draw();
}
export default { render };
