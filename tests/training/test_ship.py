"""What ships: the finished weights, calibrated and in their compact form, a card, and snapshots."""

from dataclasses import asdict, replace

import pytest
import torch

from unrolled.datasets.corpus import Corpus, Split
from unrolled.datasets.text import Vocabulary
from unrolled.training import char_rnn, trio
from unrolled.training.char_rnn import Recipe, ship, snapshot_path, train_and_ship
from unrolled.training.checkpoint import load_char_rnn
from unrolled.training.losses import heldout_loss

TEXT = "to be or not to be, that is the question. " * 20
RECIPE = Recipe(
    hidden=8, layers=1, dropout=0.0, batch=4, window=10, steps=12, rate=0.02, warmup=2, hold=0.5, evaluations=3
)


@pytest.fixture
def corpus():
    split = Split({"a": TEXT}, {"b": TEXT[7:200]}, {"c": TEXT[11:150]})
    return Corpus("a line of a play", "lines", "nowhere.txt", "0" * 64, split, Vocabulary(TEXT))


@pytest.fixture
def shipped(corpus, tmp_path, monkeypatch):
    monkeypatch.setenv("UNROLLED_DATA", str(tmp_path / "data"))
    plan = {"runs": tmp_path / "runs", "test": True, "corpus": corpus, "half": True, "snapshots": [0, 12]}
    run = ship("tiny", RECIPE, "a command", **plan)
    return run, *load_char_rnn("tiny"), plan


def test_the_card_tells_how_it_was_made(shipped):
    run, _, vocabulary, card, _ = shipped
    assert card["recipe"] == {**asdict(RECIPE), "decays": list(RECIPE.decays)}
    assert [step for step, _, _ in card["curve"]["rows"]] == [4, 8, 12]
    assert run.step == RECIPE.steps
    assert set(card["nats"]) == {"validation", "test"}
    assert card["lines"] == {"validation": ["b"], "test": ["c"]}
    assert vocabulary == Vocabulary(TEXT)


def test_snapshots_are_of_their_moments(shipped, tmp_path):
    _, model, _, card, _ = shipped
    fresh, _, _ = load_char_rnn(snapshot_path(tmp_path / "runs", "tiny", 0))
    last, _, _ = load_char_rnn(snapshot_path(tmp_path / "runs", "tiny", RECIPE.steps))
    same = [torch.equal(a, b) for a, b in zip(model.layers.parameters(), last.layers.parameters(), strict=True)]
    assert all(same)
    assert not any(torch.equal(a, b) for a, b in zip(model.parameters(), fresh.parameters(), strict=True))
    assert "calibration" not in card


def test_calibration_divides_the_logits_by_what_fits_held_out_text(corpus, tmp_path, monkeypatch):
    monkeypatch.setenv("UNROLLED_DATA", str(tmp_path / "data"))
    recipe = replace(RECIPE, calibrate=True, steps=40)
    ship("tiny", recipe, "a command", runs=tmp_path, corpus=corpus, snapshots=[40])
    model, _, card = load_char_rnn("tiny")
    plain, _, _ = load_char_rnn(snapshot_path(tmp_path, "tiny", 40))
    found = card["calibration"]
    assert found["after"] <= found["before"] == pytest.approx(card["curve"]["rows"][-1][2], abs=1e-3)
    assert card["nats"]["validation"] == pytest.approx(found["after"], abs=1e-4)  # the text is short: all is measured
    divided = plain.h_to_logits.weight / found["temperature"]
    torch.testing.assert_close(model.h_to_logits.weight, divided, rtol=2e-3, atol=1e-4)  # snapshots are float16
    heads = corpus.encoded("validation")
    for tau in (found["temperature"] - 0.05, found["temperature"] + 0.05):
        plain.h_to_logits.weight.data = divided * found["temperature"] / tau
        plain.h_to_logits.bias.data = model.h_to_logits.bias.data * found["temperature"] / tau
        assert heldout_loss(plain, heads) > found["after"] - 1e-5


def test_the_weights_are_rounded_and_the_forms_compared(shipped):
    _, model, _, card, _ = shipped
    assert all(torch.equal(weights, weights.half().float()) for weights in model.parameters())
    assert set(card["forms"]) == {"float32", "float16", "int8", "kl"}
    assert card["forms"]["float16"] == pytest.approx(card["forms"]["float32"], abs=0.01)


def test_a_finished_training_is_not_made_again(shipped, monkeypatch):
    run, _model, _, card, plan = shipped
    again = ship("tiny", RECIPE, "a command", **plan)
    assert again.step == run.step
    assert load_char_rnn("tiny")[2] == card


def test_without_asking_there_are_neither_forms_nor_test_losses(corpus, tmp_path, monkeypatch):
    monkeypatch.setenv("UNROLLED_DATA", str(tmp_path / "data"))
    run = ship("small", RECIPE, "a command", runs=tmp_path, corpus=corpus)
    card = load_char_rnn("small")[2]
    assert "forms" not in card
    assert run.step == RECIPE.steps
    assert set(card["nats"]) == {"validation"}
    assert char_rnn.load_run(tmp_path / "small.run", char_rnn.start(RECIPE, len(corpus.vocabulary)))


def test_a_command_reads_its_options_and_ships(monkeypatch, corpus, tmp_path):
    calls = []
    monkeypatch.setattr(char_rnn, "ship", lambda *given, **named: calls.append((given, named)))
    monkeypatch.setattr("sys.argv", ["it", "--runs", str(tmp_path), "--save-every", "7"])
    train_and_ship("What it does.", "small", RECIPE, "make small", corpus=lambda: corpus, half=True)
    expected = {"runs": tmp_path, "save_every": 7, "test": True, "corpus": corpus, "half": True}
    assert calls == [(("small", RECIPE, "make small"), expected)]


@pytest.mark.parametrize(("options", "trained"), [([], ["missing"]), (["--anew"], ["there", "missing"])])
def test_a_command_trains_what_is_not_there_yet(monkeypatch, tmp_path, options, trained):
    calls = []
    monkeypatch.setattr(trio, "is_whole", lambda name: name == "there")
    monkeypatch.setattr("sys.argv", ["it", "--runs", str(tmp_path), *options])
    jobs = {name: lambda runs, name=name: calls.append((name, runs)) for name in ("there", "missing")}
    trio.train_missing("What it does.", jobs)
    assert calls == [(name, tmp_path) for name in trained]
