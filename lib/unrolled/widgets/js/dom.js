// Helpers that every module of this folder starts with.

/** An element with attributes and children; text children are never read as HTML. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

let counter = 0;
/** A name no other element of the page has. */
function unique(prefix) {
  counter += 1;
  return `unrolled-${prefix}-${counter}-${Math.random().toString(36).slice(2, 8)}`;
}

/** The model that a trait like "IPY_MODEL_..." refers to. */
function refer(model, reference) {
  return model.widget_manager.get_model(reference.replace("IPY_MODEL_", ""));
}

/** Listen to another widget's model; returns a function that stops listening. */
function listen(other, event, callback) {
  other.on(event, callback);
  return () => other.off(event, callback);
}

/** Call back once the element stands in its panel. */
function inPanel(el, callback, tries = 200) {
  const panel = el.closest(".unrolled-panel");
  if (panel) callback(panel);
  else if (tries > 0) requestAnimationFrame(() => inPanel(el, callback, tries - 1));
}

/** Draw at most once a frame, always the latest. */
function framed(draw) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      draw();
    });
  };
}

/** A number with a true minus. */
function numeral(value, decimals) {
  return value.toFixed(decimals).replace("-", "−");
}

// JupyterLab would take keys for itself without this.
const OWN_KEYS = { "data-lm-suppress-shortcuts": "true" };

