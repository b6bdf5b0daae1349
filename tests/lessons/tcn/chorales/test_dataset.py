"""Our chorales: what the file holds, the split by tune, and the steps of the tool that makes it."""

import hashlib
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

import build_chorales
from unrolled.datasets import paths, piano_rolls
from unrolled.lessons.tcn.chorales import dataset as chorales
from unrolled.lessons.tcn.chorales.dataset import Chorale

ROOT = Path(__file__).resolve().parents[4]


def test_the_code_names_the_committed_file_and_it_is_small():
    packed = (ROOT / "data" / chorales.FILE).read_bytes()
    assert hashlib.sha256(packed).hexdigest() == chorales.SHA256
    assert len(packed) < 100_000


def test_the_settings_are_four_voices_of_a_choir():
    held = chorales.settings()
    assert len(held) == len({one.name for one in held}) == 368
    assert sum(len(one.voices) for one in held) == 20_000
    assert Counter(one.part for one in held) == {"train": 209, "valid": 76, "test": 83}
    for one in held:
        assert one.voices.shape[1] == len(chorales.VOICES)
        assert one.voices.dtype == np.uint8
        assert -6 <= one.shift <= 5
    notes = np.concatenate([one.voices for one in held])
    assert (notes == 0).mean() < 0.02
    sounding = np.where(notes == 0, np.nan, notes)
    assert (np.diff(np.nanmean(sounding, axis=0)) < -4).all()  # soprano above alto above tenor above bass
    assert np.nanmin(sounding) >= 31
    assert np.nanmax(sounding) <= 84


@pytest.mark.parametrize("minor", [False, True])
def test_every_setting_stands_mostly_on_white_keys_and_ends_at_home(minor):
    held = [one for one in chorales.settings() if one.minor == minor]
    assert len(held) > 150
    notes = np.concatenate([one.voices[one.voices > 0] for one in held])
    assert np.isin(notes % 12, [0, 2, 4, 5, 7, 9, 11]).mean() > 0.9
    last = Counter(int(one.voices[one.voices[:, 3] > 0][-1, 3]) % 12 for one in held)
    assert last.most_common(1)[0][0] == (9 if minor else 0)  # the bass ends on the tonic


def test_no_tune_of_the_held_out_parts_is_a_training_tune():
    held = chorales.settings()
    groups = build_chorales.tunes([one.voices for one in held])
    assert len(groups) == 229
    assert sorted(place for group in groups for place in group) == list(range(368))
    assert all(len({held[place].part for place in group}) == 1 for group in groups)


def test_the_rolls_are_those_of_the_settings():
    music = chorales.music()
    assert (len(music.train), len(music.valid), len(music.test)) == (209, 76, 83)
    first = next(one for one in chorales.settings() if one.part == "test")
    np.testing.assert_array_equal(music.test[0], piano_rolls.piano_roll(first.voices))


def test_the_baseline_of_the_sources_table():
    music = chorales.music()
    shares = piano_rolls.key_shares(music.train)
    assert [round(piano_rolls.bernoulli_loss(shares, part), 2) for part in (music.valid, music.test)] == [10.76, 10.73]


def test_a_missing_file_gets_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("UNROLLED_DATA", str(tmp_path))
    chorales.settings.cache_clear()
    with pytest.raises(paths.CorpusError, match="chorales are missing"):
        chorales.settings()


def test_settings_survive_packing():
    held = [
        Chorale("bwv1", np.array([[72, 67, 64, 48], [0, 67, 0, 255]], np.uint8), False, -3, "valid"),
        Chorale("bwv2", np.array([[60, 57, 52, 45]], np.uint8), True, 5, "train"),
    ]
    for one, two in zip(chorales.unpack(chorales.pack(held)), held, strict=True):
        assert (one.name, one.minor, one.shift, one.part) == (two.name, two.minor, two.shift, two.part)
        np.testing.assert_array_equal(one.voices, two.voices)


def test_the_note_on_the_beat_is_kept():
    soprano = [(0.0, 1.5, 72), (1.5, 0.5, 74), (2.0, 0.5, 76), (2.5, 0.5, 77), (3.0, 1.0, 0)]  # 74 and 77 are passed
    bass = [(0.0, 4.0, 48)]
    voices = build_chorales.on_the_beat([soprano, bass], 4)
    assert voices.tolist() == [[72, 48], [72, 48], [76, 48], [0, 48]]


@pytest.mark.parametrize("minor", [False, True])
@pytest.mark.parametrize("tonic", range(12))
def test_every_key_comes_home_by_the_shorter_way(tonic, minor):
    voices, shift = build_chorales.moved(np.array([[60 + tonic, 0]]), tonic, minor)
    assert voices[0, 0] % 12 == (9 if minor else 0)
    assert voices[0, 1] == 0  # a rest stays a rest
    assert -6 <= shift <= 5


def test_tunes_are_alike_in_any_key_and_by_way_of_a_third():
    rng = np.random.default_rng(0)
    tune, other = rng.integers(60, 75, (2, 14))
    near, nearer = tune.copy(), tune.copy()
    near[1] += 1  # two of eleven intervals differ
    nearer[1] += 1
    nearer[5] += 1  # four differ from the tune, two from the one before
    voices = [np.stack([melody, melody - 12], axis=1) for melody in (tune, other, near + 3, nearer, other - 5)]
    voices[4] = np.concatenate((np.zeros((2, 2), int), voices[4]))  # rests at the beginning do not count
    assert [sorted(group) for group in build_chorales.tunes(voices)] == [[0, 2, 3], [1, 4]]


def test_a_tune_is_never_split():
    names = [f"bwv{number}" for number in range(400)]
    groups = [list(range(start, start + 4)) for start in range(0, 400, 4)]
    parts = build_chorales.split(groups, names)
    counts = Counter(parts.values())
    assert sum(counts.values()) == 400
    assert 77 <= counts["test"] < 81
    assert 76 <= counts["valid"] < 80
    assert all(len({parts[place] for place in group}) == 1 for group in groups)
    assert build_chorales.split(groups[::-1], names) == parts  # the order of the groups does not matter
