/**
 * A passage of LaTeX and its page. Formulas are set by the MathJax that the page has; ipywidgets' own HTMLMath reaches
 * JupyterLab's in the same way. What MathJax refuses is shown as source, marked, and told to Python.
 */
async function setFormulas(model, node) {
  const jupyter = model.widget_manager._rendermime?.latexTypesetter;
  if (jupyter) return jupyter.typeset(node);
  if (window.MathJax?.typesetPromise) return window.MathJax.typesetPromise([node]);
  const hub = window.MathJax?.Hub; // MathJax 2
  if (hub) return new Promise((done) => hub.Queue(["Typeset", hub, node], done));
}

/** What MathJax says against a formula: an error, a command it does not know (which it prints in red), or nothing. */
function refusal(formula) {
  const error = formula.querySelector("[data-mjx-error]");
  if (error) return error.dataset.mjxError;
  const unknown = formula.querySelector("mjx-mtext[style*='red'], mjx-merror");
  if (unknown) return "MathJax does not know a command in it";
  return formula.querySelector("mjx-container, .MathJax, .MathJax_Preview") ? "" : "MathJax did not set it";
}

function mark(formula, why) {
  formula.className = "unrolled-refused";
  const words = make("span", { class: "unrolled-why" }, `✗ ${why}`);
  formula.replaceChildren(words, " ", make("code", {}, formula.dataset.source));
}

function render({ model, el }) {
  const part = (name) => make("div", { class: "unrolled-scroll", role: "region", "aria-label": name, tabindex: 0, ...OWN_KEYS });
  const source = part("Source");
  const page = part("Page");
  const sheet = make("div", { class: "unrolled-sheet", role: "group" }, source, page);
  el.append(sheet);
  const draw = latest(async () => {
    const { source: written, page: printed } = model.get("values");
    const next = make("div", { class: "unrolled-unseen" });
    next.innerHTML = printed; // drawn by a figure, where every text is escaped
    page.append(next); // in its place, unseen: MathJax measures it
    const formulas = [...next.querySelectorAll(".unrolled-formula")];
    if (formulas.length) await setFormulas(model, next);
    const refused = formulas.map((formula) => [formula, refusal(formula)]).filter(([, why]) => why);
    refused.forEach(([formula, why]) => mark(formula, why));
    source.innerHTML = written; // likewise
    page.replaceChildren(...next.childNodes);
    next.remove();
    sheet.setAttribute("aria-label", model.get("description"));
    sheet.dataset.formulas = formulas.length;
    if (!refused.length) return;
    const said = Object.fromEntries(refused.map(([formula, why]) => [formula.dataset.given, why]));
    model.set("refused", { ...model.get("refused"), ...said });
    model.save_changes();
  });
  model.on("change:values", draw);
  model.on("change:description", () => sheet.setAttribute("aria-label", model.get("description")));
  draw();
}
export default { render };
