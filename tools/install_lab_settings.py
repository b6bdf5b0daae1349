"""Put this project's settings where the Jupyter programs of this environment read them.

JupyterLab: other windowing modes lose plots on scrolling, and a question about news covers the first screen of a
lecture. Lecture mode is an extension of JupyterLab, a folder of plain files. nbconvert and Lab's export: pages with
charts, descriptions and no widgets, see ``unrolled.notebook.export``. `make lab` and Binder's postBuild run this.
"""

import json
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).parent
EXPORT = HERE / "jupyter_config.json"
LECTURE = HERE.parent / "lib" / "unrolled" / "lecture" / "labextensions" / "unrolled-lecture"


def install(prefix: Path) -> list[Path]:
    """Write settings and extension below the folder of an environment; other settings in the last file stay."""
    lab = prefix / "share" / "jupyter" / "lab" / "settings" / "overrides.json"
    lab.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(HERE / "jupyterlab_overrides.json", lab)
    lecture = prefix / "share" / "jupyter" / "labextensions" / LECTURE.name
    shutil.rmtree(lecture, ignore_errors=True)
    shutil.copytree(LECTURE, lecture)
    every = prefix / "etc" / "jupyter" / "jupyter_config.json"
    every.parent.mkdir(parents=True, exist_ok=True)
    held = json.loads(every.read_text("utf-8")) if every.exists() else {}
    for name, settings in json.loads(EXPORT.read_text("utf-8")).items():
        held[name] = {**held.get(name, {}), **settings}
    every.write_text(json.dumps(held, indent=2) + "\n", "utf-8")
    return [lab, lecture, every]


if __name__ == "__main__":
    for path in install(Path(sys.prefix)):
        print(f"written to {path}")
