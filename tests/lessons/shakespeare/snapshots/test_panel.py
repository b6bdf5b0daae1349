"""Learning to write: every snapshot at every temperature, clicks, playing, and where it begins."""

import numpy as np
import pytest

from told import refused
from unrolled.lessons.shakespeare.snapshots import probe as probes
from unrolled.lessons.shakespeare.snapshots.panel import SnapshotsPanel
from unrolled.lessons.shakespeare.snapshots.record import Learning, Snapshot, Writing

STEPS, TAUS = (0, 20, 500, 4000), (0.5, 0.8, 1.0)


def writing(step, tau):
    skills = {name: share for share, name in zip((0.9, step / 4000), ("words", "long"), strict=True)}
    return Writing(f"<b>&{step} at {tau:g}", "." * len(f"<b>&{step} at {tau:g}"), skills, 4.0)


def learning():
    snapshots = tuple(
        Snapshot(
            step, 2048 * step, step / 50, 4 - step / 2000, dict.fromkeys(TAUS, 2.0), {t: writing(step, t) for t in TAUS}
        )
        for step in STEPS
    )
    curve = np.array([[2000, 2.0, 2.1], [4000, 1.9, 2.0]])
    view = Learning("1 layer of 8 units", snapshots, curve, {"words": 1.0, "long": 1.0}, 4.1, {})
    return probes.point_at(view, len(STEPS) - 1, 0.8)


@pytest.fixture
def panel():
    return SnapshotsPanel(learning())


def test_every_snapshot_at_every_temperature(panel):
    for k, step in enumerate(STEPS):
        panel.snapshot.value = k + 1
        assert panel.live.cursor == k
        for tau in TAUS:
            panel.temperature.value = f"{tau:g}"
            assert (panel.record.now.step, panel.record.temperature) == (step, tau)
            assert panel.describe().startswith(f"After {step:,} updates")
            assert f"at τ = {tau:g}" in panel.describe()
            assert panel.describe() in panel.drawing()
            assert f"&lt;b&gt;&amp;{step}" in panel.drawing()
            assert "<b>" not in panel.drawing()
    assert not panel.status.problem


def test_the_picture_moves_the_slider(panel):
    for k in (2, 0, 3):
        panel.live.cursor = k
        assert panel.snapshot.value == k + 1
        assert panel.record.index == k
    assert panel.live.last == len(STEPS) - 1


@pytest.mark.parametrize(("step", "index"), [(0, 0), (9, 0), (11, 1), (2500, 3), (10**6, 3)])
def test_it_starts_at_the_nearest_snapshot(step, index):
    panel = SnapshotsPanel(learning(), step=step)
    assert (panel.record.index, panel.live.cursor, panel.snapshot.value) == (index, index, index + 1)
    assert panel.record.first == {"words": 0, "long": 3}


def test_it_plays_to_the_end_and_stops(panel):
    panel.play.playing = True
    seen = []
    for tick in range(1, 6):
        if panel.play.playing:
            panel.play.ticks = tick
            seen.append(panel.record.index)
    assert seen == [1, 2, 3]
    assert not panel.play.playing


def test_played_at_the_end_it_begins_anew_and_elsewhere_it_goes_on(panel):
    panel.snapshot.value = 3
    panel.play.playing = True
    assert panel.record.index == 2
    panel.play.ticks += 1
    assert (panel.record.index, panel.play.playing) == (3, False)
    panel.play.playing = True
    assert panel.record.index == 0


def test_bad_input_is_told_and_the_last_picture_stays(panel):
    for typed, words in (("late", "not a number"), ("9", "runs from 1 to 4")):
        with refused(panel, words):
            panel.snapshot.type(typed)
    panel.snapshot.type("2")
    assert not panel.status.problem
    assert panel.status.text.startswith("1 layer of 8 units. ")
