/** The list of the lecture's slides, by number: choosing one opens its panel in the state that the slide shows. */
import { notebookInFront, unrun } from "./notebook.js";

let deck = null; // { slides, routes }
let next = 0; // the slide after the one chosen last

/** Fetch the list, once; the page does it at its start, so that keys typed right after Shift F8 are not lost. */
export async function loadDeck() {
  deck ??= await (await fetch(new URL("deck.json", import.meta.url))).json();
  return deck;
}

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** A dialog with all slides; type a number or use the arrows, then Enter. Beside each stand the routes it is on. */
export async function openDeck(app, stage) {
  const { slides, routes } = await loadDeck();
  const dialog = make("dialog", { class: "unrolled-lecture-deck", "aria-labelledby": "unrolled-lecture-deck" });
  const buttons = slides.map((slide, k) => {
    const on = Object.keys(routes).filter((minutes) => routes[minutes].includes(slide.key));
    const words = on.length ? [make("small", {}, `${on.join(", ")} min`)] : [];
    const button = make("button", {}, make("b", {}, slide.number), make("span", {}, slide.title), ...words);
    button.addEventListener("click", () => {
      dialog.close();
      next = Math.min(k + 1, slides.length - 1);
      showSlide(app, stage, slide).catch((error) => stage.bar.say(error.message));
    });
    return button;
  });
  let typed = "";
  dialog.addEventListener("keydown", (event) => {
    event.stopPropagation();
    const at = buttons.indexOf(document.activeElement);
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move) {
      event.preventDefault();
      buttons[(at + move + buttons.length) % buttons.length].focus();
    } else if (/^\d$/.test(event.key)) {
      const first = (number) => slides.findIndex((slide) => slide.number === number);
      typed = first(typed + event.key) >= 0 ? typed + event.key : event.key;
      buttons[first(typed)]?.focus();
    }
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (stage.on) stage.focus();
  });
  const note = make("p", {}, "A number or ↑ ↓, then Enter. The minutes name the routes of the lecturer’s guide.");
  const list = make("ul", {}, ...buttons.map((button) => make("li", {}, button)));
  dialog.append(make("h2", { id: "unrolled-lecture-deck" }, "Slides of the lecture"), note, list);
  document.body.append(dialog);
  dialog.showModal();
  buttons[next].focus();
}

/** Open the slide's notebook, run what it needs, put the panel into the slide's state, and take the stage. */
export async function showSlide(app, stage, slide) {
  const notebook = await open(app, `${slide.notebook}.ipynb`);
  const sources = notebook.content.widgets.map(({ model }) => (model.type === "code" ? model.sharedModel.getSource() : ""));
  const index = sources.findIndex((source) => source.includes(slide.cell));
  if (index < 0) throw new Error(`No cell of ${slide.notebook} holds ${slide.cell}: it was edited, so its panel is not found.`);
  if (stage.on && stage.notebook === notebook) await stage.show(index);
  else await stage.enter(notebook, index);
  await stage.running(unrun(notebook, index));
  const kernel = notebook.sessionContext.session?.kernel;
  if (!kernel) throw new Error(`${slide.notebook} has no kernel: press Esc, choose one by Kernel › Change Kernel…, and come back.`);
  const code = `from unrolled import lecture; lecture.show(${JSON.stringify(slide.key)})`;
  const reply = await kernel.requestExecute({ code, silent: true, store_history: false, stop_on_error: false }).done;
  if (reply.content.status === "error") throw new Error(reply.content.evalue);
  if (stage.on) stage.focus();
}

async function open(app, name) {
  const front = notebookInFront(app);
  const folder = front?.context.path.split("/").slice(0, -1).join("/") ?? "";
  const { contents } = app.serviceManager;
  for (const place of new Set([folder, "notebooks", ""])) {
    const path = place ? `${place}/${name}` : name;
    if (front?.context.path === path) return front;
    try {
      await contents.get(path, { content: false });
    } catch {
      continue;
    }
    const notebook = await app.commands.execute("docmanager:open", { path, factory: "Notebook" });
    await notebook.revealed;
    await notebook.context.ready;
    await notebook.sessionContext.ready;
    return notebook;
  }
  throw new Error(`The notebook ${name} was found neither beside this one nor in the folder notebooks.`);
}
