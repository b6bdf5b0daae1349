"""The analogy court: every control over its values, hearings kept, the last picture staying."""

import itertools
import threading

import numpy as np
import pytest

from unrolled.datasets.analogy_questions import Section
from unrolled.datasets.word_vectors import WordVectors
from unrolled.lessons.analogies.court import panel as court_panel
from unrolled.lessons.analogies.court.panel import CourtPanel
from unrolled.measuring import hearing

PAIRS = [(f"w{k}", f"w{4990 + k}") for k in range(20)]  # the last ten have a word beyond the 5,000 first
ASKED = tuple((*a, *b) for a in PAIRS for b in PAIRS if a != b)
QUESTIONS = (Section("family", ASKED[:200]), Section("gram8-plural", ASKED[200:]))
PLACES = np.random.default_rng(0).normal(size=(5020, 5))
PLACES[4990:5010] = PLACES[:20] + np.eye(5)[0]
VECTORS = WordVectors.of([f"w{k}" for k in range(5020)], PLACES, "one, 5 dimensions, 3 million words")
OTHER = WordVectors.of([f"w{k}" for k in range(5020)], -PLACES[::-1], "two, 5 dimensions")


@pytest.fixture
def panel():
    made = CourtPanel(VECTORS, OTHER, questions=QUESTIONS)
    made.finish()
    yield made
    made.close()


def test_the_first_case_is_heard(panel):
    shown = panel.record
    assert not shown.waiting
    assert shown.score("total").asked == 380
    assert shown.score("total").share > 0.2
    assert "one pair" in panel.describe()


def test_every_control_over_its_values(panel):
    seen = set()
    cases = itertools.product(("0", "1"), ("5000", "all"), ("cosine", "3CosMul"), ("1", "2", "5", "10", "0"))
    for which, size, method, pairs in cases:
        panel.which.value, panel.size.value, panel.method.value, panel.pairs.value = which, size, method, pairs
        panel.finish()
        for inputs, unknown in itertools.product(("left out", "allowed"), ("counted wrong", "left out")):
            panel.inputs.value, panel.unknown.value = inputs, unknown
            shown = panel.record
            assert (shown.allowed, shown.strict) == (inputs == "allowed", unknown == "counted wrong")
            assert (shown.hearing.method, shown.hearing.pairs) == (method, int(pairs))
            assert shown.hearing.size == (5000 if size == "5000" else 5020)
            assert shown.hearing.about.startswith(("one", "two")[int(which)])
            assert shown.score("total").covered == (90 if size == "5000" else 380)
            assert not panel.status.problem
            seen.add(panel.describe())
    assert len(seen) > 60


def test_what_was_heard_once_is_not_heard_again(panel, monkeypatch):
    panel.pairs.value = "2"
    panel.finish()
    monkeypatch.setattr(court_panel, "hear", lambda *_, **__: pytest.fail("heard again"))
    panel.pairs.value = "1"
    assert not panel.record.waiting
    panel.unknown.value = "left out"
    panel.inputs.value = "allowed"
    assert panel.record.hearing.pairs == 1


def test_the_last_picture_stays_until_the_next_hearing_is_over(panel, monkeypatch):
    go, real = threading.Event(), hearing.hear

    def slow(*args, **options):
        go.wait(10)
        return real(*args, **options)

    monkeypatch.setattr(court_panel, "hear", slow)
    panel.pairs.value = "5"
    assert panel.record.waiting
    assert panel.record.hearing.pairs == 1
    assert "the bars are of the case before" in panel.drawing()
    go.set()
    panel.finish()
    assert panel.record.hearing.pairs == 5
    assert "the case before" not in panel.drawing()


def test_a_move_ends_the_hearing_before(panel, monkeypatch):
    began, real = threading.Event(), hearing.hear

    def endless(*args, cancelled, pairs, **options):
        if pairs != 5:
            return real(*args, cancelled=cancelled, pairs=pairs, **options)
        began.set()
        while not cancelled():
            threading.Event().wait(0.001)
        return None

    monkeypatch.setattr(court_panel, "hear", endless)
    panel.pairs.value = "5"
    assert began.wait(10)
    panel.pairs.value = "10"
    panel.finish()
    assert panel.record.hearing.pairs == 10


def test_readers_without_a_kernel_get_a_hearing_that_is_over():
    made = CourtPanel(VECTORS, questions=QUESTIONS)
    bundle = made._repr_mimebundle_()
    assert "the court sits" not in str(bundle["image/svg+xml"])
    assert "of the questions answered correctly" in bundle["text/plain"]
    assert made.which not in made.children[1].children
    made.close()
