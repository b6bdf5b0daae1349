/** The plugin: commands, and the patience that panels need while a page loads. */
import { loadDeck, openDeck } from "./deck.js";
import { notebookInFront, watchRuns } from "./notebook.js";
import { Stage } from "./stage.js";

// anywidget 0.11 gives a module two seconds to load; past that, every later message for its widget is dropped. Here, at
// the page's start, the longer time is there before the first module (panels/js/dom.js sets it too, for other places).
function bePatient() {
  if (globalThis.unrolledPatience) return;
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (milliseconds) => timeout(milliseconds === 2000 ? 60_000 : milliseconds);
  globalThis.unrolledPatience = true;
}

function activate(app) {
  bePatient();
  watchRuns(app);
  loadDeck().catch(() => {}); // asked again, and told, when the list is opened
  const link = document.createElement("link");
  Object.assign(link, { rel: "stylesheet", href: new URL("lecture.css", import.meta.url).href });
  document.head.append(link);
  const stage = new Stage(app);
  app.commands.addCommand("unrolled-lecture:start", {
    label: "Lecture mode",
    caption: "Lecture mode (F8): one cell or panel at a time, as large as the screen",
    isEnabled: () => Boolean(notebookInFront(app)),
    execute: () => (stage.on ? stage.leave() : stage.enter(notebookInFront(app))),
  });
  app.commands.addCommand("unrolled-lecture:deck", {
    label: "Slides of the lecture…",
    caption: "Choose a slide of the lecture (Shift F8): its panel opens in the state that the slide shows",
    execute: () => openDeck(app, stage),
  });
}

export default { id: "unrolled-lecture:plugin", autoStart: true, requires: [], activate };
