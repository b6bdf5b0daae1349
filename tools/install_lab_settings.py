"""Put this project's JupyterLab settings where the Lab of this environment reads them.

Other windowing modes lose plots on scrolling, and a question about news covers
the first screen of a lecture. `make lab` and Binder's postBuild run this.
"""

import shutil
import sys
from pathlib import Path

target = Path(sys.prefix) / "share" / "jupyter" / "lab" / "settings" / "overrides.json"
target.parent.mkdir(parents=True, exist_ok=True)
shutil.copyfile(Path(__file__).with_name("jupyterlab_overrides.json"), target)
print(f"JupyterLab settings written to {target}")
