"""The study of endings: real ends are asked at the right place, and its committed results."""

import numpy as np
import pytest
import torch

from chances import chance_of
from readers import sampler, untrained
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.latex.closing import probe as closing
from unrolled.lessons.latex.closing import study
from unrolled.lessons.latex.endings import probe as endings
from unrolled.lessons.latex.endings.probe import NAMES
from unrolled.measuring.char_rnn import read
from unrolled.training.results import load_results

VOCABULARY = Vocabulary("".join(map(chr, range(32, 127))) + "\n")


@pytest.fixture(scope="module", params=[untrained, sampler])
def model(request):
    return request.param(VOCABULARY, 16, seed=2)


def test_real_ends_are_asked_at_the_right_place(model):
    chapter = "\\begin{proof}\nSo.\n\\end{proof}\n\\begin{lemma}\n$x$\n\\end{lemma}\n" * 3
    measured = study.read_endings(model, VOCABULARY, [chapter + "aaa", "bbb" + chapter])
    assert sum(measured["count"]) == 12
    due = [
        chance_of(model, VOCABULARY, text[: place + 5], name + "}")
        for text in (chapter + "aaa", "bbb" + chapter)
        for name in ("proof", "lemma")
        for place in [k for k in range(len(text)) if text.startswith(f"\\end{{{name}}}", k)]
    ]
    assert measured["chance"][0] == pytest.approx(np.mean(due), abs=1e-4)


class Remembers:
    """Expects the name that was opened last, as far as 60 characters back."""

    def step(self, state, ids):
        state = torch.full((len(ids), 60), VOCABULARY.encode(" ")[0]) if state is None else state
        state = torch.cat([state, ids[:, None]], dim=1)[:, 1:]
        logits = torch.zeros(len(ids), len(VOCABULARY))
        for row, text in enumerate(map(VOCABULARY.decode, state)):
            before, _, written = text.rpartition("\\end{")
            name = before.rpartition("\\begin{")[2].partition("}")[0] + "}"
            if before and len(written) < len(name):
                logits[row, VOCABULARY.encode(name[len(written)])] = 20.0
        return logits, state


def test_each_end_is_asked_again_with_another_name_opened():
    chapter = "x\n\\begin{proof}\nSo.\n\\end{proof}\n\\begin{lemma}\n$x$\n\\end{lemma}\n"
    measured = study.read_endings(Remembers(), VOCABULARY, [chapter])
    for found in (measured, measured["names"]["proof"], measured["names"]["lemma"]):
        assert found["chance"] == [1]
        assert found["swapped"] == [0]
    assert measured["count"] == [2]
    assert measured["names"]["lemma"]["count"] == [1]
    assert "enumerate" not in measured["names"]
    assert "unit" not in measured


def test_a_text_before_the_opening_is_read_too():
    [end] = study.real_ends(["a" * 600 + "\\begin{quote}b\\end{quote}"])
    same = "a" * study.BEFORE
    assert end.pieces == (same + "\\begin{quote}b\\end{", same + "\\begin{proof}b\\end{")
    assert (end.name, end.distance) == ("quote", 1)


def test_a_units_carry_is_read_before_the_ends_of_proofs():
    model = sampler(VOCABULARY, 16, seed=2)
    chapter = "x\n\\begin{proof}\nSo.\n\\end{proof}\n"
    found = study.read_endings(model, VOCABULARY, [chapter], (2, 3))["unit"]
    for key, name in (("proof", "proof"), ("swapped", "lemma")):
        _, state = read(model, VOCABULARY.encode(f"x\n\\begin{{{name}}}\nSo.\n"))
        assert found[key] == pytest.approx(float(state[0, 3, 3]), abs=1e-4)


def test_the_committed_study():
    runs = load_results("closing")
    assert runs["lengths"]["wrong"] == 0  # people close what they open
    assert runs["lengths"]["closed"] > 20_000
    assert {"proof", "lemma", "enumerate", "formula", "display", "set"} <= set(closing.real_lengths())
    assert sum(runs["endings"]["count"]) > 300
    names = runs["endings"]["names"]
    for real in endings.real_endings(names).values():
        assert (real.count >= endings.FEWEST).all()
        assert (np.diff(real.distances) > 0).all()
        assert ((real.chance > 0) & (real.chance < 1)).all()
        assert (real.swapped < real.chance).all()
    assert set(names) == set(study.ASKED)
    assert max(np.subtract(names["proof"]["chance"], names["proof"]["swapped"])[2:]) < 0.02  # proofs are guessed
    assert np.subtract(names["enumerate"]["chance"], names["enumerate"]["swapped"])[2] > 0.2  # lists are remembered
    assert sum(NAMES.values()) > 30_000
