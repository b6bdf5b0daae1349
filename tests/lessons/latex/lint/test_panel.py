"""Lint: every control over its values, one's own source, faults pointed at, bad input, a writer that can be stopped."""

import threading
from html import unescape

import pytest
import torch

from readers import sampler
from told import problem, refused
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.latex.lint.panel import OWN, LintPanel
from unrolled.lessons.latex.lint.probe import KINDS, lint, scores
from unrolled.lessons.latex.lint.record import Scores
from unrolled.lessons.latex.writing.panel import FIRST, LENGTH, LONGEST
from unrolled.lessons.latex.writing.probe import START
from unrolled.measuring.char_rnn import gumbel_noise, read, sample

VOCABULARY = Vocabulary("\\{}$ \n-<>abcdefghilmnoprstx")  # of few characters, so that noise opens and closes much


def faults(count):
    return Scores(1000, dict.fromkeys(KINDS, 4), dict.fromkeys(KINDS, 2), {"math": count})


MEASURED = {
    "real": ({}, faults(0)),
    "5-gram": ({"order": 5}, faults(14)),
    **{f"tau {tau:g}": ({"tau": tau}, faults(k)) for k, tau in enumerate((0.3, 0.8, 1.2))},
}


@pytest.fixture(scope="module")
def model():
    return sampler(VOCABULARY, seed=3)


@pytest.fixture
def panel(model):
    made = LintPanel(model, VOCABULARY, measured=MEASURED)
    made.finish()
    yield made
    made.close()


def written(model, prompt, temperature, seed=0):
    logits, state = read(model, VOCABULARY.encode(prompt))
    noise = gumbel_noise(seed, LENGTH, len(VOCABULARY))
    return prompt + VOCABULARY.decode(sample(model, logits, state, noise, torch.tensor([temperature]))[0])


def test_it_begins_like_the_passages_of_the_study(panel):
    assert panel.prompt.value == START


def test_the_passage_is_what_its_noise_gives_and_is_judged_as_cut(panel, model):
    view = panel.finish()
    assert view.lint == lint(written(model, START, 0.8))
    assert view.scores == scores([view.lint])
    assert view.title == "The network at τ = 0.8"
    assert not problem(panel)
    assert panel.describe() in unescape(panel.drawing())
    assert panel.describe().startswith("The network at τ = 0.8: 927 characters, ")


@pytest.mark.parametrize("temperature", [0.0, 0.3, 0.55, 1.0, 1.5])
def test_every_temperature(panel, model, temperature):
    panel.temperature.value = temperature
    view = panel.finish()
    assert view.lint.text == written(model, START, temperature)
    assert f"τ = {temperature:g}:" in panel.describe()
    nearest = min((0.3, 0.8, 1.2), key=lambda tau: abs(tau - temperature))
    assert list(view.beside) == [f"network τ={nearest:g}", "5-gram counting", "real source"]
    assert view.beside[f"network τ={nearest:g}"] is MEASURED[f"tau {nearest:g}"][1]


def test_new_noise_and_prompts(panel, model):
    panel.new_noise.presses += 1
    assert panel.finish().lint.text == written(model, START, 0.8, seed=1)
    for prompt in ("a", "\\begin{proof}\n$<b>", "x" * 500):
        panel.prompt.value = prompt
        assert panel.finish().lint.text == written(model, prompt, 0.8, seed=1)
        assert "<b>" not in panel.drawing()
        assert panel.describe() in unescape(panel.drawing())


def test_the_first_characters_are_there_at_once(model, monkeypatch):
    monkeypatch.setattr(LintPanel, "_write_on", lambda *_: None)
    panel = LintPanel(model, VOCABULARY, measured=MEASURED)
    assert panel.record.lint.text == written(model, START, 0.8)[: len(START) + FIRST]
    assert panel.finish() is panel.record  # nothing to wait for


def test_a_new_setting_ends_the_old_writing(panel, model):
    threads = []
    for k in range(7):
        panel.temperature.value = 0.1 + 0.2 * k
        threads.append(panel._background._thread)
    assert panel.finish().lint.text == written(model, START, panel.temperature.value)
    assert not any(thread.is_alive() for thread in threads)
    panel.writer.value = "you"
    assert panel.finish().lint.text == OWN


def test_what_is_written_when_the_panel_is_closed_is_not_shown(model):
    at_its_last_character, go_on, steps = threading.Event(), threading.Event(), []

    class Slow:
        def step(self, state, ids):
            if threading.current_thread() is not threading.main_thread():
                steps.append(ids)
                if len(steps) == LENGTH - 1:
                    at_its_last_character.set()
                    go_on.wait(5)
            return model.step(state, ids)

    panel = LintPanel(Slow(), VOCABULARY, measured=MEASURED)
    assert at_its_last_character.wait(5)
    before, drawn = panel.record, panel.drawing()
    stopped, closer = panel._background.stopped, threading.Thread(target=panel.close)
    closer.start()
    assert stopped.wait(5)
    go_on.set()
    closer.join(5)
    assert not panel._background._thread.is_alive()
    assert (panel.record, panel.drawing()) == (before, drawn)


def test_ones_own_source_is_judged_as_whole(panel):
    panel.writer.value = "you"
    view = panel.record
    assert view.lint == lint(OWN, whole=True)
    assert view.title == "Your source"
    assert len(view.lint.faults) > 2  # something to find
    panel.own.value = "{a"
    assert [fault.words for fault in panel.record.lint.faults] == ["{ opened at line 1, never closed"]
    panel.own.value = "$a$"
    assert panel.record.lint.faults == ()
    assert "no fault" in panel.describe()
    panel.own.value = "\\begin{<b>} $\n\n"
    assert "<b>" not in panel.drawing()


def test_who_moves_a_writers_control_sees_that_writer(panel):
    panel.own.value = "$b"
    assert panel.writer.value == "you"
    for move in (
        lambda: setattr(panel.temperature, "value", 0.5),
        lambda: setattr(panel.prompt, "value", "abc"),
        lambda: setattr(panel.new_noise, "presses", panel.new_noise.presses + 1),
    ):
        panel.writer.value = "you"
        assert panel.record.title == "Your source"
        move()
        assert panel.writer.value == "network"
        assert panel.finish().title == "The network at τ = 0.5"


def test_every_fault_can_be_pointed_at(panel):
    panel.writer.value = "you"
    count = len(panel.record.lint.faults)
    assert panel.live.last == count - 1
    for k in range(count):
        panel.live.cursor = k
        assert panel.record.fault == k
        assert f"Fault {k + 1}: {panel.record.lint.faults[k].words}" in panel.describe()
        assert panel.describe() in unescape(panel.drawing())


def test_where_there_are_fewer_faults_the_cursor_moves_back(panel):
    panel.writer.value = "you"
    panel.live.cursor = 2
    panel.own.value = "{a"
    assert (panel.record.fault, panel.live.cursor, panel.live.last) == (0, 0, 0)
    panel.own.value = "fine"
    assert (panel.record.fault, panel.live.last) == (0, 0)


def test_the_fault_pointed_at_stays_while_the_rest_is_written(model, monkeypatch):
    given = []
    monkeypatch.setattr(LintPanel, "_write_on", lambda self, rest: given.append(rest))
    panel = LintPanel(model, VOCABULARY, measured=MEASURED)
    monkeypatch.undo()
    assert len(panel.record.lint.faults) > 1
    panel.live.cursor = 1
    panel._write_on(given[0])
    assert panel.finish().fault == 1
    assert panel.live.cursor == 1
    assert len(panel.record.lint.text) == len(START) + LENGTH
    panel.close()


def test_bad_input_is_told_and_the_last_picture_stays(panel):
    for prompt, words in (("", "empty"), ("a é", "“é” (place 3)"), ("a" * 501, "501")):
        with refused(panel, words):
            panel.prompt.value = prompt
    panel.prompt.value = START
    panel.finish()
    assert not problem(panel)
    panel.temperature.type("hot")
    assert "not a number" in problem(panel)
    panel.temperature.type("1.6")
    assert "Temperature τ runs from 0 to 1.5" in problem(panel)
    for source, words in (("", "no source yet"), ("a" * (LONGEST + 1), "2,001")):
        with refused(panel, words):
            panel.own.value = source
    panel.own.value = "é" * LONGEST  # one's own source needs no vocabulary
    assert not problem(panel)
    assert "2,000 characters" in panel.describe()


def test_by_default_it_stands_beside_the_committed_study(model, monkeypatch):
    monkeypatch.setattr(LintPanel, "_write_on", lambda *_: None)
    view = LintPanel(model, VOCABULARY).record
    assert len(view.beside) == 3
    assert view.beside["real source"].per_thousand == 0
