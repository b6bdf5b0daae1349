"""One JupyterLab and one Chromium for all browser tests; what several of them share lies beside them."""

import os
import shutil
import sys
from pathlib import Path

import pytest

import lab

sys.path.insert(0, str(Path(__file__).parent))
NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


@pytest.fixture(scope="session")
def _chromium():
    if lab.chromium() is None:
        reason = "no Chromium found: install Debian's chromium, or set UNROLLED_CHROMIUM to one"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture(scope="session")
def address(_chromium, tmp_path_factory):
    """A Lab on a copy of the notebooks, so that saving changes nothing here."""
    folder = tmp_path_factory.mktemp("lab") / "notebooks"
    shutil.copytree(NOTEBOOKS, folder)
    with lab.server(folder) as address:
        yield address


@pytest.fixture(scope="session")
def opened(_chromium):
    with lab.browser() as opened:
        yield opened
