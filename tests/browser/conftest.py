"""One JupyterLab and one Chromium for all browser tests; what several of them share lies beside them."""

import collections
import contextlib
import os
import re
import shutil
import sys
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

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


class Held:
    """The one notebook that is open and has run: two pages of one notebook would share its kernel, and its end."""

    def __init__(self, opened, address):
        self._open = lambda notebook, **size: lab.visit(opened, address, notebook, **size)
        self._stack = contextlib.ExitStack()
        self._notebook = self._visit = None

    def ran(self, notebook):
        if notebook != self._notebook:
            self.leave()
            self._visit = self._stack.enter_context(self._open(notebook))
            self._notebook = notebook
            self._visit.run_all()
        return self._visit

    def leave(self):
        self._stack.close()
        self._notebook = None

    def alone(self, notebook, **size):
        self.leave()
        return self._open(notebook, **size)


@pytest.fixture(scope="session")
def _held(address, opened):
    held = Held(opened, address)
    yield held
    held.leave()


@pytest.fixture(scope="session")
def ran(_held):
    """A committed notebook by its name, open and run once for all of its tests, which follow one another."""
    return _held.ran


@pytest.fixture(scope="session")
def alone(_held):
    """A committed notebook by its name, as it opens, in a page of its own for one test (``with``)."""
    return _held.alone


NAMED = {  # files of tests by the notebook they open; what opens none stands alone
    "test_start": "00", "test_rnn": "01", "test_gradients": "02", "test_lstm_gates": "03", "test_char_rnn": "04",
    "test_shakespeare": "05", "test_encodings": "07", "test_word2vec": "08", "test_analogies": "09",
    "test_captioning": "10", "test_tcn": "11", "test_table1": "12", "test_lecture": "03",
}  # fmt: skip


LONG = {"test_lecture_routes": 20, "11": 6, "test_keyboard": 5, "06": 5}  # what few tests take, in tests of others


def group(nodeid):
    """The notebook of a test, such as "04", or its file."""
    file = Path(nodeid.split("::")[0]).stem
    named = re.search(r"\[(\d\d)_", nodeid)
    return named[1] if named else NAMED.get(file, file)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Tests of one notebook stand together; first those that look at it as it opens. The longest groups begin first."""
    here = [item for item in items if Path(__file__).parent in item.path.parents]
    for item in here:
        item.add_marker(pytest.mark.browser)
    there = [item for item in items if item not in set(here)]
    tests = collections.Counter(group(item.nodeid) for item in here) + collections.Counter(LONG)
    # Then those of the panels, and at last those that leave panels in other states.
    place = {"test_every_notebook": 0, "test_lecture": 2}
    here.sort(key=lambda item: (-tests[group(item.nodeid)], group(item.nodeid), place.get(item.path.stem, 1)))
    items[:] = [*there, *here]


class ByNotebook(LoadScopeScheduling):
    """Tests of one notebook run in one process. (The marks of xdist 3.8 have no effect with pytest 9.)"""

    def _split_scope(self, nodeid):
        return group(nodeid)


def pytest_xdist_make_scheduler(config, log):
    config.option.loadscopereorder = False  # else the groups of fewest tests come last, and the longest is one of them
    return ByNotebook(config, log)
