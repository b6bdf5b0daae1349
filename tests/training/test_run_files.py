"""Run files: a killed run goes on exactly, damage is told in a sentence, and one process at a time trains on one."""

import importlib.util
import json
import multiprocessing
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from safetensors.torch import load, save

from unrolled.models import CharRNN
from unrolled.runtime.files import BusyError
from unrolled.training.checkpoint import CheckpointError
from unrolled.training.run_files import held, load_run, save_run

SCRIPT = Path(__file__).with_name("resumable.py")
spec = importlib.util.spec_from_file_location("resumable", SCRIPT)
resumable = importlib.util.module_from_spec(spec)
spec.loader.exec_module(resumable)


def test_a_killed_run_goes_on_as_if_nothing_had_happened(tmp_path):
    whole = resumable.losses(tmp_path / "whole.run")
    killed = tmp_path / "killed.run"
    process = subprocess.run([sys.executable, str(SCRIPT), str(killed), "14"])
    assert process.returncode == -signal.SIGKILL
    rest = resumable.losses(killed)
    assert len(rest) == resumable.STEPS - 12  # saved last after step 12
    assert rest == whole[12:]


def test_a_run_without_a_file_starts_from_the_beginning(tmp_path):
    run = resumable.small_run()
    assert not load_run(tmp_path / "nothing.run", run)
    assert run.step == 0


@pytest.fixture
def begun(tmp_path):
    """A file after a few updates."""
    resumable.losses(tmp_path / "a.run", steps=8)
    return tmp_path / "a.run"


def parts(path):
    """What a file without a checksum holds, as before there was one: tensors, and words as JSON."""
    content = path.read_bytes()
    header = json.loads(content[8 : 8 + int.from_bytes(content[:8], "little")])
    return load(content), json.loads(header["__metadata__"]["run"])


def write(path, tensors, words):
    path.write_bytes(save(tensors, {"run": words if isinstance(words, str) else json.dumps(words)}))


def refused(path):
    run = resumable.small_run()
    with pytest.raises(CheckpointError, match="delete it to start from the beginning") as error:
        load_run(path, run)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)
    assert run.step == 0


def test_a_file_from_before_there_was_a_checksum_is_still_read(begun, tmp_path):
    old = tmp_path / "old.run"
    write(old, *parts(begun))
    for one, two in zip(resumable.losses(begun), resumable.losses(old), strict=True):
        assert one == two


@pytest.mark.parametrize("content", [b"", b"x" * 1000, b"\xff" * 16, b"\x02" + b"\0" * 7 + b"{}"])
def test_what_is_no_run_file_is_told(tmp_path, content):
    path = tmp_path / "bad.run"
    path.write_bytes(content)
    refused(path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_flipped_bit_anywhere_is_told(begun, share):
    content = bytearray(begun.read_bytes())
    content[int(share * len(content))] ^= 4
    begun.write_bytes(content)
    refused(begun)


@pytest.mark.parametrize(
    "words",
    ["{", "{}", "[]", {"step": None}, {"step": -1}, {"seconds": "long"}, {"seconds": float("nan")}, {"curve": 3},
     {"curve": [[1, 2]]}, {"recent": ["low"]}, {"recent": None}],
)  # fmt: skip
def test_words_of_another_form_are_told(begun, words):
    tensors, right = parts(begun)
    write(begun, tensors, words if isinstance(words, str) else right | words)
    refused(begun)


TENSORS = {
    "no generator": lambda held: held.pop("generator"),
    "a short generator": lambda held: held.update(generator=held["generator"][:10]),
    "another generator": lambda held: held.update(generator=held["generator"].float()),
    "no optimiser": lambda held: [held.pop(key) for key in list(held) if key.startswith("optimizer.")],
    "half an optimiser": lambda held: held.pop("optimizer.0.exp_avg"),
    "an optimiser of other sizes": lambda held: held.update({"optimizer.0.exp_avg": torch.zeros(2, 2)}),
    "an odd weight": lambda held: held.update({"optimizer.99.step": torch.zeros(())}),
    "an odd number": lambda held: held.update({"optimizer.x.step": torch.zeros(())}),
    "an odd name": lambda held: held.update({"optimizer.0": torch.zeros(())}),
    "an odd state": lambda held: held.update({"state.x.0": torch.zeros(2)}),
    "an odd key": lambda held: held.update(thing=torch.zeros(2)),
    "an odd part": lambda held: held.update({"model.thing": torch.zeros(2)}),
}


@pytest.mark.parametrize("change", TENSORS)
def test_tensors_that_make_no_run_are_told(begun, change):
    tensors, words = parts(begun)
    TENSORS[change](tensors)
    write(begun, tensors, words)
    refused(begun)


def test_a_folder_in_the_place_of_a_run_file_is_told(tmp_path):
    refused(tmp_path)


def hold(path, entered, leave):
    with held(path):
        entered.set()
        leave.wait(60)


def test_one_process_at_a_time_trains_on_a_run_file(tmp_path):
    path = tmp_path / "a.run"
    context = multiprocessing.get_context("fork")
    entered, leave = context.Event(), context.Event()
    other = context.Process(target=hold, args=(path, entered, leave))
    other.start()
    assert entered.wait(60)
    with pytest.raises(BusyError, match=re.escape(f"Another process is training on {path}")), held(path):
        pass
    other.kill()  # a lock dies with its process
    other.join()
    with held(path):
        pass


def test_a_run_file_of_another_model_is_told(tmp_path):
    path = tmp_path / "other.run"
    save_run(path, resumable.small_run())
    run = resumable.small_run()
    run.model = CharRNN(4, hidden=9, layers=2)
    with pytest.raises(CheckpointError, match="belongs to another model"):
        load_run(path, run)
