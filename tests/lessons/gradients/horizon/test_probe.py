"""What is expected when older context is cut away."""

import numpy as np
import pytest
import torch

from unrolled.datasets.text import UnknownCharacterError, Vocabulary
from unrolled.lessons.gradients.horizon import probe as probes
from unrolled.models.char_rnn import CharRNN
from unrolled.runtime import UnrolledError

VOCABULARY = Vocabulary("abcdefg \n")


@pytest.fixture(params=["rnn", "gru", "lstm"])
def model(request):
    return CharRNN(len(VOCABULARY), hidden=6, layers=2, cell=request.param).eval()


def test_one_walk_gives_what_each_fresh_reading_gives(model):
    ids, contexts = torch.randint(9, (30,)), np.array([1, 2, 7, 30])
    together = probes.cut_logits(model.double(), ids, contexts)
    for row, n in zip(together, contexts, strict=True):
        assert torch.allclose(row, model(ids[None, -n:])[0][0, -1])


def test_the_record(model):
    view = probes.horizon(model, VOCABULARY, "a bad cab faced a bee", 12, 3)
    assert view.contexts.tolist() == [1, 2, 3, 4, 8, 12]
    p = model(VOCABULARY.encode("cab")[None] * 0 + VOCABULARY.encode("a bad cab fa")[None, -3:])[0][0, -1].softmax(0)
    name, cut, whole = view.came
    assert name == "c"
    assert cut == pytest.approx(p[VOCABULARY.encode("c")].item(), rel=1e-5)
    assert view.bits[2] == pytest.approx(-np.log2(cut))
    assert view.bits[-1] == pytest.approx(-np.log2(whole))
    assert view.rank == 1 + (p > p[VOCABULARY.encode("c")]).sum()
    shares = [p for _, p, _ in view.candidates]
    assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize(("place", "context", "held"), [(0, 5, (1, 1)), (99, 500, (5, 5)), (3, 0, (3, 1))])
def test_places_and_contexts_are_held_inside(model, place, context, held):
    view = probes.horizon(model, VOCABULARY, "abcabc", place, context)
    assert (view.place, view.context) == held


@pytest.mark.parametrize(("text", "words"), [("", "empty"), ("a", "at least two"), ("a" * 501, "501"), ("aß", "ß")])
def test_bad_texts(model, text, words):
    with pytest.raises(UnrolledError, match=words):
        probes.horizon(model, VOCABULARY, text, 1, 1)
    assert issubclass(UnknownCharacterError, UnrolledError)


def test_the_quick_form_says_the_same(model):
    ids, contexts = torch.randint(9, (30,)), np.array([1, 30])
    assert torch.allclose(
        probes.cut_logits(probes.quick(model), ids, contexts), probes.cut_logits(model, ids, contexts), atol=1e-5
    )


def test_reaches_hold_all_readers_and_seeds():
    found = {reach.name: reach for reach in probes.reaches()}
    assert {"LSTM 2 × 256", "LSTM 128", "GRU 151", "RNN 271", "counting"} == set(found)
    for reach in found.values():
        assert reach.nats.shape == (len(reach.carried), len(reach.contexts))
