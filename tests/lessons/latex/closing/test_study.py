"""The study of endings: real ends are asked at the right place, and its committed results."""

import numpy as np
import pytest
import torch

from chances import chance_of
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.latex.closing import probe as closing
from unrolled.lessons.latex.closing import study
from unrolled.lessons.latex.endings import probe as endings
from unrolled.lessons.latex.endings.probe import NAMES
from unrolled.models import CharRNN
from unrolled.models.sampler import Sampler
from unrolled.training.results import load_results

VOCABULARY = Vocabulary("".join(map(chr, range(32, 127))) + "\n")


@pytest.fixture(scope="module", params=["readable", "sampler"])
def model(request):
    torch.manual_seed(2)
    network = CharRNN(len(VOCABULARY), hidden=16, layers=2).eval()
    return network if request.param == "readable" else Sampler(network)


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


def test_the_committed_study():
    runs = load_results("closing")
    assert runs["lengths"]["wrong"] == 0  # people close what they open
    assert runs["lengths"]["closed"] > 20_000
    assert {"proof", "lemma", "enumerate", "formula", "display", "set"} <= set(closing.real_lengths())
    real = endings.real_endings(runs["endings"])
    assert real.count.sum() > 300
    assert (np.diff(real.distances) > 0).all()
    assert ((real.chance > 0) & (real.chance < 1)).all()
    assert sum(NAMES.values()) > 30_000
