"""Checkpoints: round trips, and damage of weights or card told in a sentence."""

import json

import pytest
import torch

from unrolled.datasets.text import Vocabulary
from unrolled.models import CharRNN
from unrolled.training import checkpoint
from unrolled.training.checkpoint import CheckpointError, is_whole, load_card, load_char_rnn, save_char_rnn


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
    "another card": (lambda path: path.with_suffix(".json").write_text("{}"), "there is no 'sha256'"),
    "a list": (lambda path: path.with_suffix(".json").write_text("[]"), "not an object with named entries"),
    "a number": (lambda path: path.with_suffix(".json").write_text("3"), "not an object with named entries"),
    "null": (lambda path: path.with_suffix(".json").write_text("null"), "not an object with named entries"),
    "deep": (lambda path: path.with_suffix(".json").write_text("[" * 100_000), "not JSON"),
    "cut characters": (lambda path: change(path, characters="ab"), "do not belong together"),
    "no characters": (lambda path: change(path, characters=None), "characters are missing or not all different"),
    "a list of characters": (lambda path: change(path, characters=["a", "b", "c"]), "not all different"),
    "a character twice": (lambda path: change(path, characters="abb"), "characters are missing or not all different"),
    "no configuration": (lambda path: change(path, config=None), "its configuration is missing or malformed"),
    "a strange hash": (lambda path: change(path, sha256=7), "its SHA-256 is missing or malformed"),
    "a folder for weights": (lambda path: (path.unlink(), path.mkdir()), "missing"),
}


def change(path, **entries):
    card = json.loads(path.with_suffix(".json").read_text())
    path.with_suffix(".json").write_text(json.dumps(card | entries))


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_told_in_one_sentence(saved, damage):
    path, _ = saved
    break_it, word = DAMAGES[damage]
    break_it(path)
    with pytest.raises(CheckpointError, match=word) as error:
        load_char_rnn(path)
    assert "\n" not in str(error.value)
    assert "restore it" in str(error.value)


@pytest.mark.parametrize(
    "sizes", [{"hidden": 5}, {"layers": 10**6}, {"hidden": 10**6}, {"layers": -1}, {"cell": "none"}, {"odd": 1}]
)
def test_a_card_that_does_not_fit_its_weights_is_told(saved, sizes):
    path, model = saved
    change(path, config=model.config | sizes)
    with pytest.raises(CheckpointError, match="do not belong together"):
        load_char_rnn(path)


def test_a_card_that_lacks_what_is_read_from_it_says_so(saved):
    path, _ = saved
    with pytest.raises(CheckpointError, match=r"card of the checkpoint small is damaged \(there is no 'nats' in it\)"):
        load_card(path)["nats"]["validation"]


def test_a_checkpoint_whose_training_was_killed_between_card_and_weights_is_not_whole(saved, monkeypatch):
    path, _ = saved
    assert is_whole(path)
    write, written = checkpoint.write_whole, []

    def killed(path, content):
        written.append(path)
        if len(written) == 2:
            raise KeyboardInterrupt
        write(path, content)

    monkeypatch.setattr(checkpoint, "write_whole", killed)
    with pytest.raises(KeyboardInterrupt):
        save_char_rnn(path, CharRNN(3, hidden=4, layers=1, cell="gru"), Vocabulary("abc"), {})
    assert not is_whole(path)
    path.unlink()
    assert not is_whole(path)
