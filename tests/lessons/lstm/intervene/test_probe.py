"""Two networks side by side: the same noise, the divergence by hand."""

import numpy as np
import pytest
import torch

from readers import untrained
from unrolled.datasets.text import UnknownCharacterError, Vocabulary
from unrolled.lessons.lstm.intervene.probe import Writer, compare, divergence_bits, in_words, with_passage
from unrolled.measuring.char_rnn import PromptError, gumbel_noise, read, sample
from unrolled.models.intervene import Intervention

TEXT = "a bee had a cabbage; "
VOCABULARY = Vocabulary(TEXT)
SHUT = Intervention("f", 0.0, (1, 2))


@pytest.fixture(scope="module")
def model():
    return untrained(VOCABULARY)


def writer(model, held=None, prompt=TEXT, **settings):
    return Writer(model, VOCABULARY, prompt, held, length=40, **settings)


def test_divergence_by_hand():
    p, q = np.array([0.5, 0.5, 0.0]), np.array([0.25, 0.25, 0.5])
    assert divergence_bits(p, q) == pytest.approx(1)  # p is twice q wherever it is not 0
    assert divergence_bits(p, p) == 0
    assert divergence_bits(np.array([0.5, 0.5]), np.array([1.0, 0.0])) == np.inf


def test_the_untouched_writer_is_the_model(model):
    ours = writer(model, seed=3, temperature=0.7)
    logits, state = read(model, VOCABULARY.encode(TEXT))
    due = sample(model, logits, state, gumbel_noise(3, 40, len(VOCABULARY)), torch.tensor([0.7]))
    assert ours.write() == VOCABULARY.decode(due[0])
    assert ours.expects().sum() == pytest.approx(1)


def test_nothing_held_is_nothing_changed(model):
    shown = compare(writer(model), writer(model), (writer(model).write(),) * 2)
    assert shown.bits == 0
    assert shown.same == 40
    assert np.array_equal(shown.untouched, shown.changed)


def test_a_comparison_is_sorted_by_the_untouched_network(model):
    free, shut = writer(model), writer(model, SHUT)
    shown = compare(free, shut, (free.write(), shut.write()))
    assert (np.diff(shown.untouched) <= 0).all()
    at = [VOCABULARY.characters.index(c) for c in shown.characters]
    assert np.array_equal(shown.changed, shut.expects()[at])
    assert shown.bits == pytest.approx(divergence_bits(free.expects(), shut.expects()))
    assert shown.bits > 0
    assert shown.passages[0][: shown.same] == shown.passages[1][: shown.same]
    assert shown.passages[0][shown.same] != shown.passages[1][shown.same]


def test_where_passages_part(model):
    shown = compare(writer(model), writer(model), ("abcd", "abcd"))
    assert [with_passage(shown, words).same for words in ("abcd", "abxd", "xbcd")] == [4, 2, 0]


def test_writing_can_be_cancelled(model):
    assert writer(model).write(lambda: True) is None


@pytest.mark.parametrize(
    ("held", "cell", "words"),
    [
        (None, "lstm", ""),
        (SHUT, "lstm", "forget gate at 0.00, layers 1 and 2"),
        (Intervention("bias", -2.25, (1,)), "lstm", "forget bias −2.25, layer 1"),
        (Intervention("carry", 3.0, (2,), 63), "lstm", "carry of unit 64 at +3.0, layer 2"),
        (Intervention("z", 0.5, (1,)), "gru", "update gate at 0.50, layer 1"),
        (Intervention("carry", -0.5, (1,), 0), "gru", "state of unit 1 at −0.5, layer 1"),
    ],
)
def test_what_is_held_in_words(held, cell, words):
    assert in_words(held, cell) == words


def test_prompts_that_cannot_be_read(model):
    for prompt, error in (("", PromptError), ("a" * 501, PromptError), ("ß", UnknownCharacterError)):
        with pytest.raises(error):
            writer(model, prompt=prompt)
