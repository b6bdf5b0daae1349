"""Build the notebooks from their scripts, check that both agree, or copy an edited notebook back.

    python tools/notebooks.py build [NB ...]   # scripts to executed notebooks
    python tools/notebooks.py check            # exit 1 if a notebook is not what its script says
    python tools/notebooks.py script NB        # an edited notebook back to its script

The build goes one way. The check compares the cells' sources and tags, never
file times.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient

from chart_pictures import add_pictures, charts
from unrolled.drawing.theme import CHART
from unrolled.notebook.export import PLOTLY, VIEW

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
SCRIPTS = "scripts"  # the folder of the percent scripts, inside notebooks/
HEADER = {"jupytext": {"notebook_metadata_filter": "-all"}}  # no header: it would name versions
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
LARGEST = 1_000_000  # bytes
HEADING = re.compile(r"##? ")  # a section begins
PAGE_COLOUR = "var(--unrolled-"  # meaningful only in a panel's page


def scripts() -> list[Path]:
    return sorted((FOLDER / SCRIPTS).glob("[0-9][0-9]_*.py"))


def built(script: Path) -> Path:
    """The notebook that is built from a script."""
    return script.parents[1] / f"{script.stem}.ipynb"


def read(script: Path) -> nbformat.NotebookNode:
    """A notebook without outputs, its cells numbered in place of random ids."""
    notebook = jupytext.read(script, fmt="py:percent")
    notebook.metadata = nbformat.from_dict({"kernelspec": KERNEL, "language_info": {"name": "python"}})
    for k, (cell, kind) in enumerate(zip(notebook.cells, slides(notebook.cells), strict=True)):
        cell["id"] = f"cell-{k:02d}"
        cell.metadata["slideshow"] = {"slide_type": kind}
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return notebook


def slides(cells: list[nbformat.NotebookNode]) -> list[str]:
    """For each cell its slide type in nbconvert --to slides: sections go to the right, their parts down.

    A text begins a part, and the code below it stays with it; a second cell of code gets a part of its own, since a
    panel fills a screen.
    """
    kinds = []
    for before, cell in zip([None, *cells], cells, strict=False):
        if cell.cell_type == "markdown":
            kinds.append("slide" if HEADING.match(cell.source) else "subslide")
        else:
            kinds.append("-" if before is not None and before.cell_type == "markdown" else "subslide")
    return kinds


def execute(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Run all cells and keep their outputs, except what only the kernel of this run can use."""
    os.environ["UNROLLED_WHOLE"] = "1"  # inherited by kernels, so that the saved pictures are finished ones
    # Saved widget state made a notebook of 5 MB in a trial; a live kernel has the state anyway.
    NotebookClient(
        notebook, timeout=300, store_widget_state=False, record_timing=False, kernel_name="python3",
        coalesce_streams=True,  # otherwise output is split at random places in each build, depending on timing
        resources={"metadata": {"path": str(FOLDER)}},
    ).execute()  # fmt: skip
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            # A panel's picture and sentence stay. Its view names a model that no other kernel has:
            # Lab would look for it when the notebook is opened, and log an error for each.
            data = output.get("data", {})
            data.pop(VIEW, None)
            if CHART in data:  # in place of the view: Lab draws it without a kernel
                data[PLOTLY] = data.pop(CHART)
    notebook.metadata.pop("widgets", None)
    notebook.metadata["language_info"] = {"name": "python"}
    return notebook


def sources(notebook: nbformat.NotebookNode) -> list[tuple[str, str, list[str]]]:
    return [(c.cell_type, c.source, list(c.metadata.get("tags", []))) for c in notebook.cells]


def cut(notebook: nbformat.NotebookNode) -> list[str | None]:
    return [cell.metadata.get("slideshow", {}).get("slide_type") for cell in notebook.cells]


def build(script: Path) -> None:
    target = built(script)
    notebook = execute(read(script))
    said = add_pictures(notebook, nbformat.read(target, as_version=4) if target.exists() else None)
    written = nbformat.writes(notebook) + "\n"
    if len(written.encode()) > LARGEST:
        raise SystemExit(
            f"{target.name} would have {len(written) / 1e6:.1f} MB: a committed notebook stays under 1 MB."
        )
    target.write_text(written)
    print(", ".join(filter(None, (f"built {target.name}", f"{len(written) / 1000:.0f} kB", said))))


def faults(script: Path) -> list[str]:
    """The faults of a script's notebook, in words."""
    target = built(script)
    if not target.exists():
        return [f"{target.name} is missing: run `make notebooks`."]
    stored = nbformat.read(target, as_version=4)
    found = []
    if sources(stored) != sources(read(script)):
        found.append(
            f"{target.name} does not match {script.name}: `make notebooks`, or `make script NB={script.stem}`."
        )
    if cut(stored) != cut(read(script)):
        found.append(f"{target.name} is not cut into slides: `make notebooks`.")
    if any(PAGE_COLOUR in str(o.get("data", {})) for c in stored.cells for o in c.get("outputs", [])):
        found.append(f"{target.name} holds pictures with the colours of a closed page: `make notebooks`.")
    if charts(stored):
        found.append(f"{target.name} has charts without a picture: `make notebooks`, where there is a Chromium.")
    if "widgets" in stored.metadata:
        found.append(f"{target.name} carries widget state: `make notebooks`.")
    if any(VIEW in o.get("data", {}) for c in stored.cells for o in c.get("outputs", [])):
        found.append(f"{target.name} shows widgets of a kernel that has ended: `make notebooks`.")
    if any("execution" in cell.metadata for cell in stored.cells):
        found.append(f"{target.name} carries execution times: `make notebooks`.")
    if any(o.output_type == "error" for c in stored.cells for o in c.get("outputs", [])):
        found.append(f"{target.name} holds an error.")
    code = [cell for cell in stored.cells if cell.cell_type == "code"]
    if any(cell.execution_count != k for k, cell in enumerate(code, 1)):
        found.append(f"{target.name} was not run from top to bottom: `make notebooks`.")
    if target.stat().st_size > LARGEST:
        found.append(f"{target.name} is over 1 MB.")
    return found


def to_script(name: str) -> None:
    target = FOLDER / f"{Path(name).stem}.ipynb"
    if not target.exists():
        raise SystemExit(f"There is no {target.name} in notebooks/.")
    notebook = nbformat.read(target, as_version=4)
    notebook.metadata = nbformat.from_dict(HEADER)
    for cell in notebook.cells:
        cell.metadata = {key: value for key, value in cell.metadata.items() if key == "tags"}
    script = FOLDER / SCRIPTS / f"{target.stem}.py"
    # jupytext spaces cells in its own way; ruff brings them into the form that `make lint` expects.
    script.write_text(re.sub(r"\n{3,}# %%", "\n\n# %%", jupytext.writes(notebook, fmt="py:percent")))
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", str(script)], check=True)
    print(f"wrote {target.stem}.py; now run `make notebooks`")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("action", choices=("build", "check", "script"))
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    if options.action == "script":
        if len(options.names) != 1:
            raise SystemExit("Say which: make script NB=04_char_rnn")
        to_script(options.names[0])
        return
    chosen = [s for s in scripts() if not options.names or s.stem in {Path(n).stem for n in options.names}]
    if options.action == "build":
        for script in chosen:
            build(script)
        return
    found = [fault for script in chosen for fault in faults(script)]
    orphans = {p.stem for p in FOLDER.glob("*.ipynb")} - {s.stem for s in scripts()}
    found += [f"{name}.ipynb has no script: `make script NB={name}`." for name in sorted(orphans)]
    print("\n".join(found) or f"{len(chosen)} notebooks agree with their scripts")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
