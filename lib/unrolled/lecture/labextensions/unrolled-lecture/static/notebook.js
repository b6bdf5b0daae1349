/** What lecture mode asks of an open notebook: its cells, and to run them. */

/** The notebook in front, or null. */
export function notebookInFront(app) {
  const widget = app.shell.currentWidget;
  return widget?.context && widget.content?.widgets && widget.sessionContext ? widget : null;
}

/** Whether a cell has something to show without its code: text, or what it printed or drew. */
export function hasSomething(cell) {
  if (cell.model.type === "markdown") return Boolean(cell.model.sharedModel.getSource().trim());
  return cell.model.type === "code" && cell.model.outputs.length > 0;
}

/** The nearest cell to show from `index` on (`step` 1) or back (-1); -1 if there is none. */
export function nearest(cells, index, step) {
  for (let k = index; k >= 0 && k < cells.length; k += step) if (hasSomething(cells[k])) return k;
  return -1;
}

const ran = new WeakMap(); // by notebook, the ids of the cells that its kernel has run since this page was opened

/** Remember of every notebook which cells its kernel has run: the counts in a file are those of another day. */
export function watchRuns(app) {
  app.docRegistry.addWidgetExtension("Notebook", {
    createNew(notebook) {
      const ids = new Set();
      ran.set(notebook, ids);
      const onMessage = (_, { direction, msg }) => {
        if (direction === "send" && msg.header.msg_type === "execute_request" && msg.metadata.cellId) ids.add(msg.metadata.cellId);
      };
      const session = notebook.sessionContext;
      session.kernelChanged.connect((_, { newValue }) => {
        ids.clear();
        newValue?.anyMessage.connect(onMessage);
      });
      session.statusChanged.connect((_, status) => /restarting|dead/.test(status) && ids.clear());
      session.session?.kernel?.anyMessage.connect(onMessage);
    },
  });
}

/** The code cells up to this one that the kernel has not run yet. */
export function unrun(notebook, index) {
  const cells = notebook.content.widgets.slice(0, index + 1);
  const ids = ran.get(notebook) ?? new Set();
  return cells.filter(({ model }) => model.type === "code" && model.sharedModel.getSource().trim() && !ids.has(model.sharedModel.getId()));
}

/** Run cells, one after the other; `tell` hears how many are left. A cell that fails keeps its error, and the rest go on. */
export async function run(notebook, cells, tell) {
  for (const [done, cell] of cells.entries()) {
    tell(cells.length - done);
    try {
      await cell.constructor.execute(cell, notebook.sessionContext);
    } catch {
      // the traceback stands under the cell
    }
  }
  tell(0);
}
