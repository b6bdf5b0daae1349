"""A full disk: on a small file system of its own if one may be mounted, otherwise by a limit on the size of files.

In both cases a training, a study and a download run into it. Afterwards the old files must still be whole, the error
must be one sentence, and once there is room the same command must continue.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from stress_check import Check, require

SMALL = 256  # kB
# Each writes until the disk is full, prints its error, and reads what is left.
TRAIN = """
import sys, torch
from pathlib import Path
from unrolled.models import CharRNN
from unrolled.runtime import UnrolledError
from unrolled.training.loop import Run
from unrolled.training.run_files import load_run, save_run
def run(hidden):
    model = CharRNN(4, hidden=hidden, layers=1)
    return Run(model, torch.optim.SGD(model.parameters(), 0.1))
file = Path(sys.argv[1], "a.run")
save_run(file, run(8))
try:
    save_run(file, run(300))
except UnrolledError as error:
    print(error)
assert load_run(file, run(8))
save_run(file, run(8))
"""
STUDY = """
import os, sys
os.environ["UNROLLED_DATA"] = sys.argv[1] + "/data"
from unrolled.runtime import UnrolledError
from unrolled.training import results
jobs = {str(k): lambda: {"curve": [0.123456789] * 2000} for k in range(40)}
try:
    results.collect("x", {}, jobs, tell=lambda _: None)
except UnrolledError as error:
    print(error)
assert 0 < len(results.load_results("x")) < 40
"""
FETCH = """
import os, sys
os.environ["UNROLLED_CACHE"], os.environ["UNROLLED_MIRROR"] = sys.argv[1] + "/cache", sys.argv[2]
from pathlib import Path
from unrolled.datasets.registry import Entry, fetch
from unrolled.runtime import UnrolledError
try:
    fetch("f", registry={"f": Entry("", None, 1_000_000, "", "")}, progress=False)
except UnrolledError as error:
    print(error)
assert not list(Path(sys.argv[1], "cache").iterdir())
"""
LIMIT = f"""
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({SMALL * 1024}, {SMALL * 1024}))
"""


def may_mount() -> bool:
    """Whether this user may mount a small file system that only its own processes see."""
    command = ["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", tempfile.gettempdir()]
    try:
        return subprocess.run(command, capture_output=True).returncode == 0
    except OSError:
        return False


def full(code: str, words: str, mount: bool) -> str:
    """Run one of the three on a full disk, and return its one sentence."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as mirror:
        Path(mirror, "f").write_bytes(bytes(1_000_000))
        command = [sys.executable, "-c", code if mount else LIMIT + code, folder, mirror]
        if mount:
            script = f'mount -t tmpfs -o size={SMALL}k tmpfs "$1" && shift && exec "$@"'
            command = ["unshare", "-m", "sh", "-c", script, "sh", folder, *command]
        done = subprocess.run(command, capture_output=True, text=True, env=os.environ)
    require(done.returncode == 0, done.stderr)
    told = done.stdout.strip()
    require("\n" not in told and words in told, f"it said {told!r}")
    return "one sentence; what was there is whole" if "f could" not in told else "one sentence; nothing half is left"


def checks() -> tuple[Check, ...]:
    mount = may_mount()
    where = f"a file system of {SMALL} kB" if mount else f"a limit of {SMALL} kB on each file"
    words = "No space left on device" if mount else "File too large"
    cases = {"a run file": TRAIN, "a result file": STUDY, "a download": FETCH}
    return tuple(
        Check(f"{what} on {where}", lambda code=code: full(code, words, mount)) for what, code in cases.items()
    )


CHECKS = checks()
