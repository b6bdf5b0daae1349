"""Live trainings: any text that can be learned from, the rest in words; measured runs and what is expected."""

from dataclasses import replace

import numpy as np
import pytest

from unrolled.training import live


def test_nine_tenths_to_learn_from_and_none_of_it_held_out():
    text = "".join(chr(97 + k % 26) for k in range(3000)) + "\n"
    material = live.own_text(text)
    assert len(material.train) == 2700
    assert material.vocabulary.decode(material.train) == text[:2700]
    assert all(material.vocabulary.decode(piece) in text[2700:] for piece in material.heldout)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("abc", "has 3 characters: paste at least 1,000"),
        ("", "has 0 characters"),
        ("a" * 5000, "holds only “a”"),
        ("".join(map(chr, range(0x4E00, 0x4E00 + 1500))), "1,500 different characters"),
        ("ab" * (live.LONGEST // 2 + 1), "paste up to"),
    ],
)
def test_texts_that_cannot_be_learned_from(text, words):
    with pytest.raises(live.TextError, match=words) as error:
        live.own_text(text)
    assert "\n" not in str(error.value)


def test_line_ends_of_other_systems_are_one_character():
    assert "\r" not in live.own_text("line one\r\nline two\rline three\n" * 60).vocabulary


def test_the_shortest_text_is_trained_on_and_the_loss_falls():
    material = live.own_text("the cat sat on the mat. " * 42)
    recipe = replace(live.LIVE, hidden=24, seconds=None, steps=60)
    _, events = live.begin(recipe, material)
    losses = [event.loss for event in events]
    assert len(losses) == 60
    assert losses[-1] < 0.5 * losses[0]


@pytest.mark.parametrize("length", [1000, 1500, 30_000, 4_000_000])
def test_a_batch_fits_its_text(length):
    material = replace_train(length)
    fitted = live.fitted(live.LIVE, material)
    assert fitted.batch * fitted.window * 5 < length
    assert (fitted.batch, fitted.window) == (32, 50) or length < 30_000


def replace_train(length):
    import torch

    return live.Material("x", live.Vocabulary("ab"), torch.zeros(length, dtype=torch.int64), [])


def test_the_committed_runs_reach_the_goal():
    """Measured by `make live-runs`, not here: three seeds of a minute each, on the whole validation plays."""
    minute = [run for run in live.measured() if run["recipe"]["cell"] == "lstm" and run["recipe"]["seconds"] == 60]
    assert len(minute) == 3
    assert max(run["nats"] for run in minute) < 1.68


def test_a_band_for_what_was_measured_and_none_for_the_rest():
    band = live.expected(live.LIVE)
    assert band.shape == (20, 3)
    assert (band[:, 1] <= band[:, 2]).all()
    assert (np.diff(band[:, 0]) > 0).all()
    assert live.expected(replace(live.LIVE, hidden=100)).shape == (0, 3)
    assert np.isnan(live.expected_pace(replace(live.LIVE, hidden=100)))
    assert live.expected_pace(live.LIVE) > 1000


def test_measured_recipes_are_those_of_today():
    today = [
        (replace(live.LIVE, cell=cell, rate=live.RATES[cell], seconds=seconds, seed=seed))
        for cell, seconds in (("lstm", 60), ("lstm", 20), ("gru", 60), ("rnn", 60))
        for seed in range(3)
    ]
    stored = [live.Recipe(**{**run["recipe"], "decays": tuple(run["recipe"]["decays"])}) for run in live.measured()]
    assert stored == today
