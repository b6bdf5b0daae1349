/** The keys of the stage. What a panel uses itself goes to the panel; clickers send the Page keys. */
import { openDeck } from "./deck.js";

export const KEYS = [
  ["→ ←  Page keys  Space", "next, and before"],
  ["Home End", "first, and last"],
  ["↓  Tab", "to the panel’s control; Esc comes back"],
  ["Shift Enter", "run up to here, so that the panel is live"],
  ["V", "the code"],
  ["L", "all controls of the panel"],
  ["G", "go to a slide of the lecture"],
  [".", "black screen"],
  ["F", "full screen"],
  ["H", "this help"],
  ["Esc  F8", "back to the notebook"],
];

const isTyping = (target) => target.matches("textarea, select, [contenteditable=true], input:not([type=range], [type=radio])");

export function onKey(stage, event) {
  if (document.querySelector("dialog[open]")) return; // the list of slides has its own keys
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const { target, key } = event;
  const atStage = target === stage.node || !stage.node.contains(target) || target.matches(".unrolled-panel");
  const take = (act) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
  };
  if (stage.bar.isHelp && key !== "F8") return take(() => stage.bar.help(false));
  if (stage.bar.isBlack) return take(() => stage.bar.black(false));
  if (key === "F8") return take(() => (event.shiftKey ? openDeck(stage.app, stage) : stage.leave()));
  if (key === "Enter" && event.shiftKey) return take(() => stage.run());
  if (!isTyping(target) && (key === "PageDown" || key === "PageUp")) return take(() => stage.page(key === "PageDown" ? 1 : -1));
  if (key === "Escape") {
    if (target.closest?.(".unrolled-open")) return; // the panel closes its other controls first
    return take(() => (atStage ? stage.leave() : stage.focus()));
  }
  if (!atStage) return; // the control's own keys
  const acts = {
    ArrowRight: () => stage.step(1),
    ArrowLeft: () => stage.step(-1),
    " ": () => stage.page(event.shiftKey ? -1 : 1),
    ArrowDown: () => toControl(stage) || stage.node.scrollBy({ top: 80 }),
    ArrowUp: () => stage.node.scrollBy({ top: -80 }),
    Home: () => stage.first(),
    End: () => stage.last(),
    v: () => stage.toggle("code"),
    l: () => stage.toggle("controls"),
    g: () => openDeck(stage.app, stage),
    h: () => stage.bar.help(true, KEYS),
    "?": () => stage.bar.help(true, KEYS),
    f: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
    ".": () => stage.bar.black(true),
  };
  const act = acts[key.length === 1 ? key.toLowerCase() : key];
  if (act && !ownedByPanel(stage.node, key)) return take(act);
  if (!stage.node.contains(target)) take(() => {}); // nothing reaches the notebook below
}

/** Whether the panel on stage names this letter among its own keys. */
function ownedByPanel(node, key) {
  if (key.length !== 1 || key === " ") return false;
  return [...node.querySelectorAll(".unrolled-keys kbd")].some((kbd) => kbd.textContent.toLowerCase() === key.toLowerCase());
}

function toControl(stage) {
  const control = stage.node.querySelector(
    ".unrolled-lead input[type=range], .unrolled-lead :is(input:checked, textarea, select, button), .unrolled-wide[tabindex='0']",
  );
  control?.focus({ preventScroll: true });
  return Boolean(control);
}
