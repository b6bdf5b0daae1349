"""Piano rolls: keys, the per-key baseline, and the two sets of the paper where a mirror holds them."""

import math
import os
from pathlib import Path

import numpy as np
import pytest

from unrolled.datasets import piano_rolls, registry
from unrolled.datasets.matlab import MatlabError

MIRROR = Path(os.environ.get("UNROLLED_MIRROR") or "nowhere")


def test_midi_numbers_become_keys():
    roll = piano_rolls.piano_roll(np.array([[60, 0], [21, 108], [60, 60], [0, 0]], np.uint8))
    assert roll.shape == (4, 88)
    assert roll.dtype == np.uint8
    assert [np.flatnonzero(row).tolist() for row in roll] == [[39], [0, 87], [39], []]
    assert roll.max() == 1


@pytest.mark.parametrize("note", [20, 109, 255])
def test_a_note_outside_the_piano_is_told(note):
    with pytest.raises(ValueError, match="notes 21 to 108"):
        piano_rolls.piano_roll(np.array([[60, note]], np.uint8))


def rolls(*keys):
    """A roll for each list of sets of keys."""
    held = []
    for steps in keys:
        roll = np.zeros((len(steps), 88), np.uint8)
        for t, sounding in enumerate(steps):
            roll[t, list(sounding)] = 1
        held.append(roll)
    return held


def test_the_baseline_by_hand():
    train = rolls([{0}, {0, 1}], [{0}])
    shares = piano_rolls.key_shares(train)
    assert shares[:3] == pytest.approx([3.5 / 4, 1.5 / 4, 0.5 / 4])
    held = rolls([{5}, {0}], [{0, 1}, {0, 1}])
    silent = 86 * -math.log(1 - 0.5 / 4)
    second = [-math.log(3.5 / 4) - math.log(1 - 1.5 / 4) + silent, -math.log(3.5 / 4) - math.log(1.5 / 4) + silent]
    assert piano_rolls.bernoulli_loss(shares, held) == pytest.approx(sum(second) / 2)
    first = -math.log(1 - 3.5 / 4) - math.log(1 - 1.5 / 4) - math.log(0.5 / 4) + 85 * -math.log(1 - 0.5 / 4)
    whole = [first, second[0], second[1], second[1]]
    assert piano_rolls.bernoulli_loss(shares, held, first=0) == pytest.approx(sum(whole) / 4)


def test_nothing_to_score_is_told():
    with pytest.raises(ValueError, match="No step is left"):
        piano_rolls.bernoulli_loss(np.full(88, 0.1), rolls([{0}]))


def test_a_key_never_heard_costs_much_and_not_infinitely():
    shares = piano_rolls.key_shares(rolls([{0}] * 50))
    assert 0 < shares.min() < shares.max() < 1
    assert 3 < piano_rolls.bernoulli_loss(shares, rolls([{0}, {87}])) < 20


def test_an_unknown_set_is_told():
    with pytest.raises(registry.DownloadError, match="'Piano': choose JSB or Nottingham"):
        piano_rolls.load("Piano")


def test_a_file_without_rolls_is_told(monkeypatch):
    for held in ({}, {f"{part}data": [np.zeros((3, 87))] for part in ("train", "valid", "test")},
                 {"traindata": np.zeros((3, 88)), "validdata": [], "testdata": []},
                 {f"{part}data": [[np.zeros((3, 88))]] for part in ("train", "valid", "test")}):  # fmt: skip
        monkeypatch.setattr(piano_rolls.matlab, "read", lambda data, held=held: held)
        with pytest.raises(MatlabError, match="no train, valid and test rolls of 88 keys"):
            piano_rolls.parse(b"")


@pytest.mark.parametrize(
    ("name", "counts", "from_first", "from_second"),
    [("JSB", (229, 76, 77), 11.06, 11.09), ("Nottingham", (694, 173, 170), 10.25, 10.26)],
)
def test_the_sets_of_the_paper_and_their_baselines(name, counts, from_first, from_second, tmp_path, monkeypatch):
    if not (MIRROR / piano_rolls.SETS[name]).is_file():
        pytest.skip(f"UNROLLED_MIRROR names no folder that holds {piano_rolls.SETS[name]}")
    monkeypatch.setenv("UNROLLED_CACHE", str(tmp_path))
    music = piano_rolls.load(name)
    parts = (music.train, music.valid, music.test)
    assert tuple(map(len, parts)) == counts
    assert all(roll.shape[1] == 88 and roll.dtype == np.uint8 and roll.max() == 1 for part in parts for roll in part)
    shares = piano_rolls.key_shares(music.train)
    assert round(piano_rolls.bernoulli_loss(shares, music.test, first=0), 2) == from_first
    assert round(piano_rolls.bernoulli_loss(shares, music.test), 2) == from_second
