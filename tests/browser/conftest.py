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
def _folder(tmp_path_factory):
    return tmp_path_factory.mktemp("lab") / "notebooks"


@pytest.fixture(scope="module", autouse=True)
def _as_committed(_folder):
    """Notebooks as they are in the repository, for each file of tests anew.

    A test that saves one, and Lab's own saving every two minutes, leave views of a kernel that is gone.
    """
    shutil.copytree(NOTEBOOKS, _folder, dirs_exist_ok=True)


@pytest.fixture(scope="session")
def address(_chromium, _folder):
    """A Lab on a copy of the notebooks, so that saving changes nothing here."""
    _folder.mkdir(parents=True, exist_ok=True)
    with lab.server(_folder) as address:
        yield address


@pytest.fixture(scope="session")
def opened(_chromium):
    with lab.browser() as opened:
        yield opened
