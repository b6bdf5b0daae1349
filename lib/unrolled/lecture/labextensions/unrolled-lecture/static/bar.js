/** What lies over the stage: the place in the notebook, for a few seconds; the help; a black screen. */

const SECONDS = 4;

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export class Bar {
  constructor() {
    this._words = make("span", { role: "status" });
    this._place = make("span", { class: "unrolled-lecture-place" });
    const hint = make("span", {}, make("kbd", {}, "H"), " keys");
    this.node = make("div", { class: "unrolled-lecture-bar", popover: "manual" }, this._place, this._words, hint);
    this.cover = make("div", { class: "unrolled-lecture-cover", popover: "manual" });
    document.body.append(this.node, this.cover);
    this.isHelp = this.isBlack = false;
  }

  /** Above the cell that has just been raised. */
  onTop() {
    if (this.node.matches(":popover-open")) this.node.hidePopover();
    this.node.showPopover();
  }

  place(number, of, words) {
    this._place.textContent = `${number} of ${of}`;
    this.say(words);
  }

  /** A sentence stays until another takes its place; without one, the bar goes after a few seconds. */
  say(words) {
    this._words.textContent = words;
    this.appear();
  }

  appear() {
    this.node.classList.remove("unrolled-lecture-gone");
    clearTimeout(this._timer);
    if (!this._words.textContent) {
      this._timer = setTimeout(() => this.node.classList.add("unrolled-lecture-gone"), SECONDS * 1000);
    }
  }

  help(open, keys = []) {
    this.isHelp = open;
    const rows = keys.map(([key, does]) => make("tr", {}, make("th", { scope: "row" }, key), make("td", {}, does)));
    this.cover.replaceChildren(make("h2", {}, "Lecture mode"), make("table", {}, ...rows), make("p", {}, "Any key goes on."));
    this.cover.classList.remove("unrolled-lecture-black");
    open ? this.cover.showPopover() : this.cover.hidePopover();
  }

  black(open) {
    this.isBlack = open;
    this.cover.replaceChildren();
    this.cover.classList.toggle("unrolled-lecture-black", open);
    open ? this.cover.showPopover() : this.cover.hidePopover();
  }

  close() {
    clearTimeout(this._timer);
    for (const one of [this.node, this.cover]) if (one.matches(":popover-open")) one.hidePopover();
    this.isHelp = this.isBlack = false;
  }
}
