/**
 * The stage: one cell at a time, in the page's top layer, as large as the screen.
 *
 * Nothing is moved: the cell's own node becomes a popover, so its widgets stay alive and Lab's page lies untouched
 * below. What is enlarged is the cell's content (CSS zoom), not Lab's own controls.
 */
import { Bar } from "./bar.js";
import { fit } from "./fit.js";
import { onKey } from "./keys.js";
import { nearest, run, unrun } from "./notebook.js";

const SETTLING = 1500; // milliseconds in which a panel that has just come may still change its height

export class Stage {
  constructor(app) {
    this.app = app;
    this.notebook = null;
    this.index = -1;
    this.node = null;
    this.bar = new Bar();
    this._key = (event) => onKey(this, event);
    this._fit = () => this.node && fit(this.node);
    this._moved = () => this.bar.appear();
  }

  get on() {
    return this.node !== null;
  }

  get cells() {
    return this.notebook.content.widgets;
  }

  /** Begin with the notebook's active cell, or the first after it that has something to show. */
  async enter(notebook, index = notebook.content.activeCellIndex) {
    if (this.on) this.leave();
    this.notebook = notebook;
    const first = nearest(this.cells, Math.max(index, 0), 1);
    const start = first < 0 ? nearest(this.cells, this.cells.length - 1, -1) : first;
    if (start < 0) return;
    window.addEventListener("keydown", this._key, true);
    window.addEventListener("resize", this._fit);
    window.addEventListener("pointermove", this._moved);
    await this.show(start);
    this.bar.appear();
  }

  /** Back to the notebook, at the cell that was shown. */
  leave() {
    if (!this.on) return;
    window.removeEventListener("keydown", this._key, true);
    window.removeEventListener("resize", this._fit);
    window.removeEventListener("pointermove", this._moved);
    this._settle();
    this.bar.close();
    lower(this.node);
    const cell = this.cells[this.index];
    this.node = null;
    this.notebook.content.activeCellIndex = this.index;
    this.notebook.content.scrollToItem?.(this.index, "center");
    this.notebook.content.node.focus({ preventScroll: true });
    cell.node.scrollIntoView({ block: "nearest" });
  }

  /** Show the cell of that index in place of the present one, in the same frame. */
  async show(index) {
    const cell = this.cells[index];
    this.index = index;
    this.notebook.content.activeCellIndex = index;
    if (!cell.isAttached) await this.notebook.content.scrollToItem?.(index);
    if (this.index !== index) return; // another step came meanwhile
    const before = this.node;
    this.node = cell.node;
    raise(this.node);
    if (before && before !== this.node) lower(before);
    fit(this.node);
    this._settle(this.node);
    this.focus();
    this._say();
    this.bar.onTop();
  }

  /** The next cell that has something to show, or the one before. */
  step(direction) {
    const index = nearest(this.cells, this.index + direction, direction);
    if (index >= 0) this.show(index);
    else this.bar.say(direction > 0 ? "This is the last cell. Esc returns to the notebook." : "This is the first cell.");
  }

  first() {
    this.show(nearest(this.cells, 0, 1));
  }

  last() {
    this.show(nearest(this.cells, this.cells.length - 1, -1));
  }

  /** One screen down (or up) in a cell that is longer than the screen; past its end, the next cell. */
  page(direction) {
    const { scrollTop, scrollHeight, clientHeight } = this.node;
    const left = direction > 0 ? scrollHeight - clientHeight - scrollTop : scrollTop;
    if (left > 4) this.node.scrollBy({ top: direction * clientHeight * 0.85 });
    else this.step(direction);
  }

  /** Run what is shown, and before it what has not been run in this kernel. */
  async run() {
    const cell = this.cells[this.index];
    const before = unrun(this.notebook, this.index).filter((one) => one !== cell);
    const those = cell.model.type === "code" ? [...before, cell] : before;
    await this.running(those);
  }

  /** Run these cells; the bar counts down. */
  async running(cells) {
    const shown = this.node;
    await run(this.notebook, cells, (left) => this.bar.say(left ? `Running: ${left} ${left === 1 ? "cell" : "cells"} left` : ""));
    if (this.node === shown) this._settle(shown);
    if (this.on) this.focus();
    this._say();
  }

  /** The focus on the panel itself, so that its own keys work; else on the cell. */
  focus() {
    const panel = this.node.querySelector(".unrolled-panel");
    if (!panel) this.node.tabIndex = -1;
    (panel ?? this.node).focus({ preventScroll: true });
  }

  /** Show the code, or hide it; show all controls of the panel, or the first alone. */
  toggle(what) {
    this.node.classList.toggle(`unrolled-stage-${what}`);
    fit(this.node);
  }

  _say() {
    if (!this.on) return;
    const waits = unrun(this.notebook, this.index).includes(this.cells[this.index]);
    this.bar.place(this.index + 1, this.cells.length, waits ? "not run yet: Shift Enter" : "");
  }

  /** Fit again while a panel that has just come settles; afterwards nothing jumps any more. */
  _settle(node) {
    this._sizes?.disconnect();
    clearTimeout(this._settled);
    if (!node) return;
    this._sizes = new ResizeObserver(() => node === this.node && fit(node));
    for (const part of node.querySelectorAll(".jp-OutputArea, .unrolled-panel, .jp-MarkdownOutput")) this._sizes.observe(part);
    this._settled = setTimeout(() => this._sizes.disconnect(), SETTLING);
  }
}

function raise(node) {
  if (node.matches(":popover-open")) return;
  node.popover = "manual";
  node.classList.add("unrolled-stage");
  node.showPopover();
  node.scrollTop = 0;
}

function lower(node) {
  node.hidePopover();
  node.removeAttribute("popover");
  node.classList.remove("unrolled-stage", "unrolled-stage-code", "unrolled-stage-controls");
}
