"""Real or synthetic: rounds played by buttons, every temperature, names, looking back, and moves that are told off."""

import pytest

from readers import sampler
from told import problem, refused
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.shakespeare.quiz import probe as probes
from unrolled.lessons.shakespeare.quiz.panel import QuizPanel
from unrolled.lessons.shakespeare.quiz.probe import cues as quiz_cues
from unrolled.lessons.shakespeare.quiz.probe.cues import CUES, Library
from unrolled.lessons.shakespeare.quiz.record import Rule, Span
from unrolled.measuring.novelty import Corpus

SPEECH = "{}:\nAbba <b>had</b> a cabbage & a bee hid a big bean.\nWho had the bean? The bee had it!\n\n"
PLAYS = {title: "".join(map(SPEECH.format, names)) for title, names in (("One", "EFGHIJKLM"), ("Two", "NOPQRSTUV"))}
VOCABULARY = Vocabulary("".join(PLAYS.values()))
LIBRARY = Library.of(Corpus({"One": PLAYS["One"]}), PLAYS)
RULES = {tau: {name: Rule(Span(0, 1), Span(1, 2), 1, True, 0.9) for name in CUES} for tau in (1.0, 0.6, 0.8)}


@pytest.fixture(scope="module")
def model():
    return sampler(VOCABULARY, 8, 1)


@pytest.fixture(autouse=True)
def _short(monkeypatch):
    for name, length in (("MOST", 120), ("LEAST", 60), ("READ", 90)):
        monkeypatch.setattr(quiz_cues, name, length)


@pytest.fixture
def panel(model):
    return QuizPanel(model, VOCABULARY, LIBRARY, PLAYS, RULES)


def play(panel, judge=lambda passage: passage.real):
    for k, passage in enumerate(panel.record.passages):
        button = panel.real if judge(passage) else panel.synthetic
        button.presses += 1
        if k + 1 < len(panel.record.passages):
            panel.next.presses += 1


def test_a_round_is_played(panel):
    for k, passage in enumerate(panel.record.passages):
        assert "not judged yet" in panel.describe()
        assert passage.source not in panel.drawing()
        (panel.real if k % 2 else panel.synthetic).presses += 1
        assert f"you said {'real' if k % 2 else 'synthetic'}" in panel.describe()
        assert passage.source in panel.drawing()
        assert panel.describe() in panel.drawing()
        assert "<b>" not in panel.drawing()
        if k < 9:
            panel.next.presses += 1
            assert panel.live.cursor == k + 1
    assert not problem(panel)
    hits = sum(passage.real == bool(k % 2) for k, passage in enumerate(panel.record.passages))
    assert (panel.record.right, panel.record.judged) == (hits, 10)
    assert panel.record.chance == probes.chance(hits, 10)


def test_moves_that_are_not_allowed_are_told_and_the_last_picture_stays(panel):
    with refused(panel, "Judge this passage first"):
        panel.next.presses += 1
    panel.real.presses += 1
    assert not problem(panel)
    with refused(panel, "judged already"):
        panel.synthetic.presses += 1
    panel.next.presses += 1
    assert not problem(panel)
    for _ in range(9):
        panel.real.presses += 1
        panel.next.presses += 1
    assert "last passage" in problem(panel)


def test_one_can_look_back_but_not_ahead(panel):
    panel.live.cursor = 5
    assert panel.record.place == 0
    assert panel.live.last == 0
    for _ in range(3):
        panel.real.presses += 1
        panel.next.presses += 1
    assert panel.live.last == 3
    panel.live.cursor = 1
    assert panel.record.place == 1
    assert "you said real" in panel.describe()
    panel.live.cursor = 9
    assert panel.record.place == panel.live.cursor == 3


def test_a_new_round_keeps_the_score_and_a_new_temperature_does_not(panel):
    first = panel.record.passages
    play(panel)
    assert (panel.record.right, panel.record.judged) == (10, 10)
    panel.another.presses += 1
    assert panel.record.passages != first
    assert (panel.record.right, panel.record.judged, panel.record.answers, panel.record.place) == (10, 10, (), 0)
    play(panel, judge=lambda passage: not passage.real)
    assert (panel.record.right, panel.record.judged) == (10, 20)
    for _, tau in panel.temperature.choices[::-1]:
        panel.temperature.value = tau
        view = panel.record
        assert (view.temperature, view.judged, view.answers) == (float(tau), 0, ())
        assert {passage.source.split(", ")[1] for passage in view.passages if not passage.real} == {f"τ = {tau}"}
        assert view.rules == RULES[float(tau)]
    assert [tau for _, tau in panel.temperature.choices] == ["0.6", "0.8", "1"]


def test_names_are_hidden_until_shown_or_judged(panel):
    place = next(k for k, passage in enumerate(panel.record.passages) if passage.real)
    for _ in range(place):
        panel.synthetic.presses += 1
        panel.next.presses += 1
    passage = panel.record.passages[place]
    assert passage.masked.startswith("A:\n")
    for value, words in (("hidden", "A:⏎"), ("shown", passage.text[:2] + "⏎"), ("hidden", "A:⏎")):
        panel.names.value = value
        assert panel.record.hidden == (value == "hidden")
        assert words in panel.drawing()
    assert passage.text[:2] != "A:"
    panel.real.presses += 1
    assert passage.text[:2] + "⏎" in panel.drawing()


def test_the_seed_gives_the_round_and_the_start_is_known(model, panel):
    rounds = {}
    for seed in (0, 1):
        made = QuizPanel(model, VOCABULARY, LIBRARY, PLAYS, RULES, seed=seed)
        rounds[seed] = made.record.passages
    assert rounds[0] == panel.record.passages != rounds[1]
    assert panel.temperature.value == "0.8"
    panel.another.presses += 1
    assert panel.record.passages == rounds[1]
    assert QuizPanel(model, VOCABULARY, LIBRARY, PLAYS, {1.2: RULES[1.0]}).temperature.value == "1.2"
