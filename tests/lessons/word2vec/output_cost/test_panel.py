"""The cost of an answer: every control over its values, measuring in the background, bad input."""

import threading

import numpy as np
import pytest

from told import refused
from unrolled.lessons.word2vec.output_cost import probe as probes
from unrolled.lessons.word2vec.output_cost.panel import KEPT, OutputCostPanel
from unrolled.lessons.word2vec.output_cost.record import Timing


@pytest.fixture
def panel():
    made = OutputCostPanel()
    yield made
    made.close()


def test_every_vocabulary(panel):
    changed = []
    for power in np.arange(2, 6.01, 0.05):
        panel.power.value = float(power)
        view = panel.record
        assert round(10 ** round(float(power), 2)) == view.V
        assert panel.describe().startswith(f"{view.V:,} words")
        changed.append(view.forms[0].weights)
    assert changed == sorted(changed)
    for _, power in panel.presets.choices:
        panel.power.value = power
        assert not panel.status.problem


def test_every_dimension_negative_and_number_of_pairs(panel):
    for size in range(50, 1001, 50):
        panel.size.value = size
        assert size == panel.record.D
        assert panel.record.forms[0].weights == size * 10_000
    for count in range(1, 21):
        panel.negatives.value = count
        assert panel.record.forms[2].outputs == 1 + count
    for power in np.arange(6, 12.01, 0.5):
        panel.pairs.value = float(power)
        assert panel.record.pairs == pytest.approx(10**power)


def test_the_cursor_goes_through_the_words_and_survives_a_smaller_vocabulary(panel):
    still = panel.live.svg
    for index in range(panel.live.last + 1):
        panel.live.cursor = index
        word, _, code = panel.record.word
        assert f"the path to “{word}” has {len(code)} nodes" in panel.describe()
        assert panel.live.svg == still
    panel.power.value = 2
    assert panel.record.index == panel.live.cursor == panel.live.last
    assert panel.record.word[0] == "water"


def test_measuring_goes_on_beside_the_sliders(panel, monkeypatch):
    go, asked = threading.Event(), []

    def slow(V, D):
        asked.append((V, D))
        assert go.wait(5)
        return Timing(V, D, {"full": 10.0, "tree": 1.0, "sampled": 1.0})

    monkeypatch.setattr(probes, "measure_here", slow)
    panel.measure.presses += 1
    assert panel.record.measuring
    panel.size.value = 100  # a moved slider does not end it
    assert panel.record.measuring
    panel.measure.presses += 1  # nor does a second press begin another
    go.set()
    view = panel.finish()
    assert not view.measuring
    assert asked == [(10_000, 300)]
    assert view.here == (Timing(10_000, 300, {"full": 10.0, "tree": 1.0, "sampled": 1.0}),)
    for _ in range(KEPT + 2):
        panel.measure.presses += 1
        panel.finish()
    assert len(panel.record.here) == KEPT


def test_a_measurement_that_fails_does_not_go_on_for_ever(panel, monkeypatch):
    monkeypatch.setattr(threading, "excepthook", lambda _: None)

    def fails(V, D):
        raise MemoryError

    monkeypatch.setattr(probes, "measure_here", fails)
    panel.measure.presses += 1
    assert not panel.finish().measuring


def test_typed_nonsense_is_told(panel):
    with refused(panel, "is not a number"):
        panel.power.type("a lot <b>")
    with refused(panel, "runs from 1 to 20"):
        panel.negatives.type("0")
    panel.negatives.type("7")
    assert not panel.status.problem
