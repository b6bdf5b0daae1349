"""Checkpoints: round trips, damage told in a sentence, never half a file, and a killed run that goes on exactly."""

import importlib.util
import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from unrolled.datasets.text import Vocabulary
from unrolled.models import CharRNN
from unrolled.training import checkpoint
from unrolled.training.checkpoint import CheckpointError, load_char_rnn, load_run, save_char_rnn, save_run, write_whole

SCRIPT = Path(__file__).with_name("resumable.py")
spec = importlib.util.spec_from_file_location("resumable", SCRIPT)
resumable = importlib.util.module_from_spec(spec)
spec.loader.exec_module(resumable)


@pytest.fixture
def saved(tmp_path):
    path = tmp_path / "small.safetensors"
    model = CharRNN(3, hidden=4, layers=1, cell="gru")
    save_char_rnn(path, model, Vocabulary("abc"), {"about": "a test"})
    return path, model


def test_a_checkpoint_comes_back_whole(saved):
    path, model = saved
    again, vocabulary, card = load_char_rnn(path)
    assert vocabulary == Vocabulary("abc")
    assert card["about"] == "a test"
    assert not again.training
    for one, two in zip(model.parameters(), again.parameters(), strict=True):
        assert torch.equal(one, two)


def test_half_the_bytes_give_nearly_the_same_weights(saved, tmp_path):
    path, model = saved
    small = tmp_path / "half.safetensors"
    save_char_rnn(small, model, Vocabulary("abc"), {}, half=True)
    again, _, _ = load_char_rnn(small)
    for one, two in zip(model.parameters(), again.parameters(), strict=True):
        assert two.dtype == torch.float32
        torch.testing.assert_close(two, one, atol=1e-3, rtol=1e-3)
    numbers = sum(weights.numel() for weights in model.parameters())
    assert path.stat().st_size - small.stat().st_size > 1.8 * numbers  # two bytes each, less what the header grew


@pytest.mark.parametrize(
    ("name", "command"), [("shakespeare_3x512", "make train-shakespeare"), ("latex_2x512", "make train-latex")]
)
def test_a_missing_model_names_the_command_that_trains_it(name, command, tmp_path):
    with pytest.raises(CheckpointError, match=command):
        load_char_rnn(tmp_path / f"{name}.safetensors")


def flip(path):
    content = bytearray(path.read_bytes())
    content[-3] ^= 1
    path.write_bytes(content)


DAMAGES = {
    "no weights": (lambda path: path.unlink(), "missing"),
    "no card": (lambda path: path.with_suffix(".json").unlink(), "missing"),
    "a flipped bit": (flip, "damaged"),
    "cut short": (lambda path: path.write_bytes(path.read_bytes()[:-10]), "damaged"),
    "empty": (lambda path: path.write_bytes(b""), "damaged"),
    "a card that is no JSON": (lambda path: path.with_suffix(".json").write_text("{"), "not JSON"),
    "another card": (lambda path: path.with_suffix(".json").write_text("{}"), "damaged"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_told_in_one_sentence(saved, damage):
    path, _ = saved
    break_it, word = DAMAGES[damage]
    break_it(path)
    with pytest.raises(CheckpointError, match=word) as error:
        load_char_rnn(path)
    assert "\n" not in str(error.value)
    assert "restore it" in str(error.value)


def test_a_card_that_does_not_fit_its_weights_is_told(saved):
    path, _ = saved
    card = json.loads(path.with_suffix(".json").read_text())
    card["config"]["hidden"] = 5
    path.with_suffix(".json").write_text(json.dumps(card))
    with pytest.raises(CheckpointError, match="do not belong together"):
        load_char_rnn(path)


def test_a_full_disk_never_costs_the_last_good_file(tmp_path, monkeypatch):
    path = tmp_path / "file"
    write_whole(path, b"good")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(checkpoint.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new and half written")
    assert path.read_bytes() == b"good"
    assert list(tmp_path.iterdir()) == [path]


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


@pytest.mark.parametrize("content", [b"", b"x" * 1000])
def test_a_damaged_run_file_is_told(tmp_path, content):
    path = tmp_path / "bad.run"
    path.write_bytes(content)
    with pytest.raises(CheckpointError, match="delete it to start from the beginning"):
        load_run(path, resumable.small_run())


def test_a_run_file_of_another_model_is_told(tmp_path):
    path = tmp_path / "other.run"
    save_run(path, resumable.small_run())
    run = resumable.small_run()
    run.model = CharRNN(4, hidden=9, layers=2)
    with pytest.raises(CheckpointError, match="belongs to another model"):
        load_run(path, run)
