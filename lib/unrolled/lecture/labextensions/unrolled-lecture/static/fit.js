/** How large a cell's content can be on this screen. */

const LEAST = 22; // pixels: the smallest type of a lecture
const SMALL = 14; // pixels: the smallest type of a notebook
const PANEL = 914; // pixels: what the pictures of panels are drawn for, and their frame
const PROSE = 720; // pixels: a line of some 90 letters
const EDGE = 8; // pixels left free at each side
const MOST = 3;

/**
 * Enlarge the content of a cell on stage until it fills the screen. A panel always fits whole; text that would be
 * smaller than LEAST keeps that size and is scrolled.
 */
export function fit(node) {
  const panel = node.querySelector(".unrolled-panel");
  for (const one of node.querySelectorAll(".unrolled-controls")) lead(one);
  const natural = panel || node.querySelector("svg, .unrolled-predict") ? PANEL : PROSE;
  const edge = natural === PANEL ? EDGE : 4 * EDGE;
  const [width, height] = [innerWidth - 2 * edge, innerHeight - 2 * EDGE - 2];
  const least = panel ? 0 : LEAST / SMALL;
  const set = (zoom) => {
    node.style.setProperty("--unrolled-zoom", zoom);
    node.style.setProperty("--unrolled-least", `${Math.max(SMALL, LEAST / zoom)}px`);
    node.style.setProperty("--unrolled-paper", `${Math.min(natural, width / zoom)}px`);
  };
  let zoom = Math.min(width / natural, MOST);
  for (let round = 0; round < 4; round += 1) {
    // Smaller content has larger letters relative to it, so the height changes with the zoom: a few rounds settle it.
    set(zoom);
    const tall = content(node).reduce((sum, part) => sum + part.getBoundingClientRect().height, 0);
    if (tall <= height && round) break;
    const next = Math.max(Math.min(width / natural, (zoom * height) / tall, MOST), least);
    if (Math.abs(next - zoom) < 0.005) break;
    zoom = next;
  }
}

function content(node) {
  return [...node.children].filter((part) => part.offsetHeight && part.matches(".jp-Cell-inputWrapper, .jp-Cell-outputWrapper"));
}

/** Mark the one control that a lecture shows: the first slider, else the first control. Buttons stay. */
function lead(row) {
  const first = row.querySelector(":scope > .unrolled-range") ?? row.querySelector(":scope > :not(.unrolled-action)");
  for (const one of row.children) one.classList.toggle("unrolled-lead", one === first);
}
