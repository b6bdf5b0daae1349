// Helpers that every module of this folder starts with.

// anywidget 0.11 gives a module two seconds to load; past that, every later message for its widget is dropped, and the
// panel stands still without a word. A busy page needs longer (a slow laptop, many widgets at once): give it a minute.
if (!globalThis.unrolledPatience) {
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (milliseconds) => timeout(milliseconds === 2000 ? 60_000 : milliseconds);
  globalThis.unrolledPatience = true;
}

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

/** Call back once the element stands in its panel; Lab may attach a cell far below only when it is scrolled to. */
function inPanel(el, callback, wait = 16) {
  const panel = el.closest(".unrolled-panel");
  if (panel) callback(panel);
  else setTimeout(() => inPanel(el, callback, Math.min(2 * wait, 250)), wait);
}

/** Hear the keys pressed anywhere in the panel, save where text is typed; `take(key)` says whether it used the key. */
function onPanelKey(el, take) {
  let panel = null;
  const onKey = (event) => {
    const typing = event.target.matches("textarea, select, input:not([type=range], [type=radio])");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !take(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  inPanel(el, (found) => {
    panel = found;
    panel.addEventListener("keydown", onKey);
  });
  return () => panel?.removeEventListener("keydown", onKey);
}

const PART = 1 << 20; // bytes a message: a Jupyter server closes the connection at 10 MB

/** Send pieces of bytes, a message each; Python's Parts joins them. */
function sendParts(model, pieces) {
  pieces.forEach((piece, part) => model.send({ part }, undefined, [piece]));
}

/** Draw at once; changes that come while an asynchronous drawing is under way are drawn after it, the latest only. */
function latest(draw) {
  let busy = false;
  let again = false;
  return async function run() {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    try {
      do {
        again = false;
        await draw();
      } while (again);
    } finally {
      busy = false;
    }
  };
}

/** A number with a true minus. */
function numeral(value, decimals) {
  return value.toFixed(decimals).replace("-", "−");
}

// JupyterLab would take keys for itself without this.
const OWN_KEYS = { "data-lm-suppress-shortcuts": "true" };

