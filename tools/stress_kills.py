"""Kills at random moments: of a training, and of a study."""

from __future__ import annotations

import json
import random
import tempfile
import time
from pathlib import Path

from stress_check import Check, require
from stress_files import start

KILLS = 40
TRAIN = """
import hashlib, sys, torch
from pathlib import Path
sys.path.insert(0, sys.argv[2])
import resumable
from unrolled.training.run_files import load_run
torch.set_num_threads(1)
resumable.SAVE_EVERY = 1
print("ready", flush=True)
resumable.losses(Path(sys.argv[1]), steps=1000)
load_run(Path(sys.argv[1]), run := resumable.small_run())
numbers = b"".join(value.numpy().tobytes() for value in run.model.state_dict().values())
print(run.step, hashlib.sha256(numbers).hexdigest(), flush=True)
"""
STUDY = """
import time
from unrolled.training import results
jobs = {str(k): lambda k=k: (time.sleep(0.03), {"number": k})[1] for k in range(400)}
print("ready", flush=True)
results.collect("stress", {}, jobs, tell=lambda _: None)
"""
TESTS = str(Path(__file__).resolve().parents[1] / "tests" / "training")


def killed(code: str, *words: str, seed: int, **environment: str) -> str:
    """Start a process, and kill it within half a second after it is ready; returns its output."""
    process = start(code, *words, **environment)
    ready = process.stdout.readline()
    time.sleep(random.Random(seed).uniform(0, 0.5))
    process.kill()
    said, error = process.communicate()
    require(ready == "ready\n" and process.returncode in (0, -9), error)
    return said


def whole(code: str, *words: str, **environment: str) -> str:
    """Run the same program to its end."""
    process = start(code, *words, **environment)
    said, error = process.communicate()
    require(process.returncode == 0, error)
    return said


def a_training() -> str:
    """Check that a killed training ends with the same weights as an undisturbed one."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = whole(TRAIN, f"{folder}/whole.run", TESTS)
        for seed in range(KILLS):
            killed(TRAIN, f"{folder}/broken.run", TESTS, seed=seed)
        found = whole(TRAIN, f"{folder}/broken.run", TESTS)
        require(found == wanted, f"{found} in place of {wanted}")
    return f"killed {KILLS} times; step and weights are bit for bit those of a run without a kill"


def a_study() -> str:
    """Check that no run of a study is lost, and that its file can be read after every kill."""
    with tempfile.TemporaryDirectory() as folder:
        file, lengths = Path(folder, "data", "results", "stress.json"), []
        for seed in range(KILLS):
            killed(STUDY, seed=seed, UNROLLED_DATA=f"{folder}/data")
            lengths.append(len(json.loads(file.read_text())["runs"]) if file.exists() else 0)
        whole(STUDY, UNROLLED_DATA=f"{folder}/data")
        lengths.append(len(json.loads(file.read_text())["runs"]))
    require(lengths == sorted(lengths), f"runs were lost: {lengths}")
    require(lengths[-1] == 400, f"{lengths[-1]} of 400 runs")
    return f"killed {KILLS} times; the file could be read after each, no run was lost, 400 of 400 at the end"


CHECKS = (
    Check(f"a training that saves after every update, killed {KILLS} times at random", a_training),
    Check(f"a study, killed {KILLS} times at random", a_study),
)
