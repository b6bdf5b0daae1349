function render({ model, el }) {
  el.classList.add("unrolled-predict");
  const id = unique("predict");
  const replies = make("div", { role: "status", class: "unrolled-reply" });
  const inputs = model.get("words").map((_, k) => make("input", { type: "radio", name: id, value: k, ...OWN_KEYS }));
  const rows = model.get("words").map((words, k) => make("label", { class: "unrolled-choice" }, inputs[k], make("span", {}, words)));
  inputs.forEach((input, k) =>
    input.addEventListener("change", () => {
      model.set("chosen", k);
      model.save_changes();
    }),
  );
  el.append(
    make("div", { class: "unrolled-caption" }, make("b", {}, "Predict "), make("span", { class: "unrolled-unit" }, "choose before you look")),
    make("div", { role: "radiogroup", "aria-labelledby": id }, make("div", { id, class: "unrolled-ask" }, model.get("ask")), ...rows),
    replies,
  );
  const draw = () => {
    const chosen = model.get("chosen");
    inputs.forEach((input, k) => {
      input.checked = k === chosen;
      rows[k].classList.toggle("unrolled-chosen", k === chosen);
    });
    const reply = chosen < 0 ? "" : model.get("reply");
    replies.dataset.kind = !reply ? "" : model.get("right") ? "right" : "wrong";
    replies.textContent = reply && `${model.get("right") ? "✓ Right." : "✗ Not quite."} ${reply}`;
  };
  for (const trait of ["chosen", "reply", "right"]) model.on(`change:${trait}`, draw);
  draw();
}
export default { render };
