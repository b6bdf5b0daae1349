"""Source and page: every control over its values, one's own source, MathJax's own words, bad input."""

import threading
from html import escape

import pytest
import torch

from readers import sampler
from told import problem
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.latex.typeset.figure import describe_typeset, typeset_page, typeset_source
from unrolled.lessons.latex.typeset.panel import OWN, TypesetPanel
from unrolled.lessons.latex.typeset.probe import typeset
from unrolled.lessons.latex.writing.panel import FIRST, LENGTH, LONGEST
from unrolled.lessons.latex.writing.probe import START
from unrolled.measuring.char_rnn import gumbel_noise, read, sample

VOCABULARY = Vocabulary("".join(map(chr, range(32, 127))) + "\n")
TEXT = r"""\begin{lemma}
\label{lemma-a}
Let $x^2$ be {\it any} number, $y^a^b$, and \ref{lemma-that-nobody-proved}. Then
\begin{enumerate}
\item $\frac{x}{y}$ and
\item <b>bold</b> $$\xymatrix{A \ar[r] & B}$$
\end{enumerate}
\end{lemma}

\begin{proof}
By Lemma \ref{lemma-a} we have $x \limits_a = y$.
\end{proof}

"""


class Scripted:
    """Writes one text over and over, whatever the noise; the state is the place in it."""

    def step(self, state, ids):
        place = torch.zeros(len(ids), 1) if state is None else state
        following = [TEXT[int(k + 1) % len(TEXT)] for k in place[:, 0]]
        logits = torch.zeros(len(ids), len(VOCABULARY))
        logits[range(len(ids)), VOCABULARY.encode("".join(following))] = 1e4
        return logits, place + 1


@pytest.fixture
def panel():
    made = TypesetPanel(Scripted(), VOCABULARY, prompt=TEXT[:5])
    made.finish()
    yield made
    made.close()


@pytest.fixture(scope="module")
def model():
    return sampler(VOCABULARY, seed=3)


def shows(panel):
    """The page is drawn from the record, and all say the same."""
    view = panel.record
    assert panel.live.values == {"source": typeset_source(view), "page": typeset_page(view)}
    assert panel.describe() == describe_typeset(view) == panel.status.text
    assert escape(panel.describe()) in panel.figure()
    return view


def test_what_a_network_writes_is_shown_as_source_and_page(panel):
    view = shows(panel)
    written = (TEXT * 9)[: 5 + LENGTH]
    assert view.page == typeset(written)
    assert panel.describe().startswith("The network at τ = 0.8: 905 characters; ")
    assert "Lemma 0.1." in panel.live.values["page"]
    assert "✗ a diagram; MathJax draws none" in panel.live.values["page"]
    assert "<b>" not in panel.figure()


@pytest.mark.parametrize("temperature", [0.0, 0.3, 1.0, 1.5])
def test_every_temperature_noise_and_prompt(model, temperature):
    panel = TypesetPanel(model, VOCABULARY, temperature=temperature)
    for prompt, presses in ((START, 0), (START, 1), ("$a$", 1)):
        panel.prompt.value, panel.new_noise.presses = prompt, presses
        view = panel.finish()
        logits, state = read(model, VOCABULARY.encode(prompt))
        noise = gumbel_noise(presses, LENGTH, len(VOCABULARY))
        rows = sample(model, logits, state, noise, torch.tensor([temperature]))
        assert view.page.source == prompt + VOCABULARY.decode(rows[0])
        assert f"τ = {temperature:g}:" in panel.describe()
        shows(panel)
    panel.close()


def test_the_first_characters_are_there_at_once(monkeypatch):
    monkeypatch.setattr(TypesetPanel, "_write_on", lambda *_: None)
    panel = TypesetPanel(Scripted(), VOCABULARY, prompt=TEXT[:5])
    assert panel.record.page.source == (TEXT * 9)[: 5 + FIRST]
    shows(panel)


def test_ones_own_source_is_whole(panel):
    panel.writer.value = "you"
    view = shows(panel)
    assert view.page == typeset(OWN, whole=True)
    assert (len(view.page.refused), len(view.page.nowhere)) == (1, 1)  # something to find
    panel.own.value = "$a"
    assert panel.describe() == "Your source: 2 characters; 1 of 1 formula can't be typeset."
    panel.temperature.value = 0.5
    assert panel.writer.value == "network"
    assert panel.finish().title == "The network at τ = 0.5"


def test_what_mathjax_refuses_is_counted_and_becomes_source(panel):
    panel.own.value = r"$x \limits_a$ and $y$ and $x \limits_a$"
    assert "0 of 3" in panel.describe()
    panel.live.refused = {r"x \limits_a": r"\limits is allowed only on operators"}
    view = shows(panel)
    assert "2 of 3 formulas can't be typeset" in panel.describe()
    assert panel.live.values["page"].count("✗ \\limits is allowed only on operators") == 2
    assert len(view.page.formulas) == 3
    panel.own.value = r"again $x \limits_a$"
    shows(panel)
    assert "1 of 1 formula" in panel.describe()  # known from now on


def test_an_answer_of_the_page_does_not_undo_what_was_written_since():
    inside, go_on = threading.Event(), threading.Event()

    class Slow(Scripted):
        def step(self, state, ids):
            if threading.current_thread() is not threading.main_thread():
                inside.set()
                go_on.wait(5)
            return super().step(state, ids)

    panel = TypesetPanel(Slow(), VOCABULARY, prompt=TEXT[:5])
    assert inside.wait(5)
    before = len(panel.record.page.refused)
    panel.live.refused = {"x^2": "no"}  # about the first 300 characters
    assert len(panel.record.page.refused) > before
    go_on.set()
    view = panel.finish()
    assert len(view.page.source) == 5 + LENGTH
    assert all(node.why == "no" for node in view.page.formulas if node.text == "x^2")
    shows(panel)
    panel.close()


def test_bad_input_is_told_and_the_last_page_stays(panel):
    before = panel.live.values
    for prompt, words in (("", "empty"), ("a é", "“é” (place 3)"), ("a" * 501, "501")):
        panel.prompt.value = prompt
        assert words in problem(panel)
        assert panel.live.values == before
    for source, words in (("", "no source yet"), ("a" * (LONGEST + 1), "2,001")):
        before = panel.live.values
        panel.own.value = source
        assert words in problem(panel)
        assert panel.live.values == before
    panel.own.value = "{" * LONGEST
    assert not problem(panel)
    shows(panel)
    panel.temperature.type("hot")
    assert "not a number" in problem(panel)


def test_readers_without_a_kernel_get_the_sentence_and_the_page(panel):
    bundle = panel._repr_mimebundle_()
    assert bundle["text/plain"] == panel.describe()
    assert bundle["text/html"] == panel.figure()
    assert "application/vnd.jupyter.widget-view+json" in bundle
