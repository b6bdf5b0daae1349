"""The study of units that track something: labels, scores, choice, control, and the committed result."""

import numpy as np
import pytest
import torch

from readers import untrained
from unrolled.datasets import shakespeare
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.lstm.tracking import probe as tracking
from unrolled.lessons.lstm.tracking.probe import (
    auc,
    by_character,
    carries,
    labels,
    rank_correlation,
    ranks,
    shuffled,
    track,
)
from unrolled.training.checkpoint import load_char_rnn


def marked(text, feature):
    return "".join(c if on else "." for c, on in zip(text.replace("\n", "/"), labels(text)[feature], strict=True))


def test_labels_by_hand():
    text = "Old Lady:\nWhat is that: a letter?\nYes.\n\nKENT:\nNothing's here.\n"
    assert marked(text, "heading") == "Old Lady:...............................KENT:................."
    assert marked(text, "speech") == "..........What is that: a letter?/............Nothing's here./"
    assert marked(text, "word").replace(".", "") == "er" + "ing's"
    assert labels("ab\n\nc\n")["line"].tolist() == [0, 1, 2, 0, 0, 1]


def test_a_line_with_a_colon_inside_a_speech_is_no_heading():
    assert labels("A:\nHear me:\nNow.\n")["heading"].sum() == 2


def test_ranks_share_places_among_equals():
    assert ranks(np.array([3.0, 1.0, 3.0, 2.0])).tolist() == [3.5, 1, 3.5, 2]


def test_auc_counts_pairs():
    rng = np.random.default_rng(0)
    values, label = rng.integers(0, 6, (4, 40)).astype(float), rng.integers(0, 2, 40)
    for score, row in zip(auc(ranks(values), label), values, strict=True):
        pairs = row[label == 1][:, None] - row[label == 0]
        assert score == pytest.approx(((pairs > 0) + 0.5 * (pairs == 0)).mean())


def test_rank_correlation_is_one_for_any_rising_line():
    x = np.arange(9.0)
    assert rank_correlation(ranks(np.stack([x**3, -np.exp(x)])), x) == pytest.approx([1, -1])


def reading(seed=0, units=12, strength=3.0):
    """A reading whose unit 7 tells headings, and nothing else tells anything."""
    rng = np.random.default_rng(seed)
    made = object.__new__(tracking.Reading)
    heading = rng.integers(0, 4, 600).repeat(10) == 0  # runs of ten, without a beat that a shift could fall in with
    heading = heading.astype(float)
    values = rng.normal(size=(units, 6000))
    values[7] -= strength * heading
    made.ranked, made.labels = ranks(values), {"heading": heading, "line": np.arange(6000) % 40}
    made.characters = "".join(rng.choice(list("ab"), 6000))
    return made


def test_the_unit_is_chosen_on_one_reading_and_scored_on_the_other():
    chosen, scored = reading(0), reading(1, strength=1.0)
    found = track("heading", 6, chosen, scored)
    assert (found.layer, found.unit, found.sign) == (2, 1, -1)
    assert found.validation == pytest.approx(1 - auc(chosen.ranked[7], chosen.labels["heading"]), abs=1e-4)
    assert found.test == pytest.approx(1 - auc(scored.ranked[7], scored.labels["heading"]), abs=1e-4)
    assert found.test < found.validation
    assert found.shuffled <= found.shuffled_most < 0.6 < found.test
    assert found.character == pytest.approx(0.5, abs=0.05)


def test_on_shuffled_labels_the_best_of_all_units_is_near_chance():
    made = reading()
    noise = shuffled("heading", made)
    assert len(noise) == tracking.SHIFTS
    assert noise.max() < 0.1 < abs(auc(made.ranked[7], made.labels["heading"]) - 0.5)
    more = reading(units=200)
    assert np.median(shuffled("heading", more)) > np.median(noise)  # more units, more luck


def test_shuffling_keeps_how_labels_hang_together():
    """A slow unit and a slow label: a plain shuffle would call 0.6 impossible, a circle does not."""
    made = reading()
    slow = np.cumsum(np.random.default_rng(5).normal(size=(12, 6000)), axis=1)
    made.ranked = ranks(slow)
    made.labels["heading"] = (np.cumsum(np.random.default_rng(6).normal(size=6000)) > 0).astype(float)
    plain = np.random.default_rng(0).permutation(made.labels["heading"])
    assert np.abs(auc(made.ranked, plain) - 0.5).max() < 0.05 < np.median(shuffled("heading", made))


def test_the_character_alone_can_tell_what_only_needs_the_character():
    made, other = reading(), reading(1)
    for one in (made, other):
        one.labels["heading"] = np.array([c == "a" for c in one.characters], dtype=float)
    assert by_character("heading", made, other) == 1.0


def test_pieces_are_the_carries_of_a_reading_from_their_own_start():
    text = "a bee had a cabbage; " * 60
    vocabulary = Vocabulary(text)
    model = untrained(vocabulary, 4, seed=0)
    got = carries(model, vocabulary, text, piece=300, window=70)
    assert got.shape == (8, 300 * ((len(text) - tracking.BURN_IN) // 300))
    with torch.inference_mode():
        start = 300  # the second piece is read from here; what counts begins a burn-in later
        records = model.trace(vocabulary.encode(text[start : start + tracking.BURN_IN + 300])[None]).layers
    due = torch.cat([record.c[0, tracking.BURN_IN :] for record in records], dim=1).T.numpy()
    np.testing.assert_allclose(got[:, 300:600], due, atol=1e-5)


def test_the_committed_result_says_what_the_shipped_model_does():
    """Each tracker's unit, on a part of a test play: its score is near the one in the file."""
    model, vocabulary, _ = load_char_rnn("shakespeare_2x256")
    text = shakespeare.split().test["Macbeth"][: tracking.BURN_IN + 4000]
    ranked = ranks(carries(model, vocabulary, text))
    found = tracking.load_trackers()
    assert [one.feature for one in found] == list(tracking.FEATURES)
    for one in found:
        name, score, chance = tracking.measure(labels(text)[one.feature])
        assert (name, tracking.FEATURES[one.feature]) == (one.measure, one.words)
        row = ranked[(one.layer - 1) * 256 + one.unit]
        here = chance + one.sign * (score(row, labels(text)[one.feature][tracking.BURN_IN :]) - chance)
        assert here == pytest.approx(one.test, abs=0.06)
        assert one.test > one.character > chance
        assert one.test > one.shuffled_most >= one.shuffled
