"""Put this project's settings where the Jupyter programs of this environment read them.

JupyterLab: other windowing modes lose plots on scrolling, and a dialog about news covers the first screen of a
lecture. Lecture mode is an extension of JupyterLab, a folder of plain files. nbconvert and Lab's export: pages with
charts, descriptions and no widgets, see ``unrolled.notebook.export``, and slides in one file. Voila: a page that loads
nothing from the network. `make lab` and Binder's postBuild run this.
"""

import json
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).parent
EXPORT = HERE / "jupyter_config.json"
TEMPLATES = (HERE / "voila" / "templates" / "unrolled", HERE / "nbconvert" / "templates" / "unrolled_slides")
LECTURE = HERE.parent / "lib" / "unrolled" / "lecture" / "labextensions" / "unrolled-lecture"


def install(prefix: Path) -> list[Path]:
    """Write settings and extension below the folder of an environment; other settings in the last file stay."""
    share = prefix / "share" / "jupyter"
    lab = share / "lab" / "settings" / "overrides.json"
    lab.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(HERE / "jupyterlab_overrides.json", lab)
    lecture = share / "labextensions" / LECTURE.name
    shutil.rmtree(lecture, ignore_errors=True)
    shutil.copytree(LECTURE, lecture)
    templates = [share / template.relative_to(HERE) for template in TEMPLATES]
    for template, target in zip(TEMPLATES, templates, strict=True):
        shutil.copytree(template, target, dirs_exist_ok=True)
    every = prefix / "etc" / "jupyter" / "jupyter_config.json"
    every.parent.mkdir(parents=True, exist_ok=True)
    held = json.loads(every.read_text("utf-8")) if every.exists() else {}
    for name, settings in json.loads(EXPORT.read_text("utf-8")).items():
        held[name] = {**held.get(name, {}), **settings}
    every.write_text(json.dumps(held, indent=2) + "\n", "utf-8")
    return [lab, lecture, *templates, every]


if __name__ == "__main__":
    for path in install(Path(sys.prefix)):
        print(f"written to {path}")
