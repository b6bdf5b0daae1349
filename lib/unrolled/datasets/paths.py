"""Where the files committed with the project lie."""

from __future__ import annotations

import os
from pathlib import Path


def data_folder() -> Path:
    """The repository's ``data/`` folder, or the one named by ``UNROLLED_DATA``."""
    named = os.environ.get("UNROLLED_DATA")
    return Path(named) if named else Path(__file__).resolve().parents[3] / "data"
