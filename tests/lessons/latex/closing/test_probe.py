"""Continuations and endings: chances of names by hand, noise kept, and what was remembered."""

import numpy as np
import pytest
import torch

from chances import chance_of
from readers import sampler, untrained
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.latex.closing import probe as closing
from unrolled.lessons.latex.endings import probe as endings
from unrolled.lessons.latex.endings.probe import Memory, join, name_chances, rows, unfinished
from unrolled.lessons.latex.openings.probe import still_open
from unrolled.measuring.char_rnn import PromptError, gumbel_noise, read, sample

VOCABULARY = Vocabulary("".join(map(chr, range(32, 127))) + "\n")


@pytest.fixture(scope="module", params=[untrained, sampler])
def model(request):
    return request.param(VOCABULARY, 16, seed=2)


def test_a_names_chance_is_the_product_of_its_characters(model):
    texts = [r"a \end{", r"$b$ \end{"]
    read_each = [read(model, VOCABULARY.encode(text)) for text in texts]
    names = ("proof", "prop", "proposition", "align", "align*", "a")
    with torch.inference_mode():
        got = name_chances(
            model, VOCABULARY, torch.cat([one[0] for one in read_each]), join([one[1] for one in read_each]), names
        )
    due = [[chance_of(model, VOCABULARY, text, name + "}") for name in names] for text in texts]
    np.testing.assert_allclose(got, due, rtol=1e-4)


def test_memory_reads_source_filler_and_end(model):
    source = "\\begin{lemma}\nx\n"
    memory = Memory(model, VOCABULARY, source, "words", blocks=4)
    seen = memory.at(3)
    assert seen.openings == ("lemma",)
    assert seen.other == "proof"
    assert list(seen.distances) == [0, 50, 100, 150, 200]
    text = seen.before + seen.between + endings.END
    assert len(seen.between) == 150
    for name, p in zip(seen.names, seen.chances, strict=True):
        assert p == pytest.approx(chance_of(model, VOCABULARY, text, name + "}"), rel=1e-4)
    assert list(seen.chances) == sorted(seen.chances, reverse=True)
    assert seen.right[3] == seen.chances[seen.names.index("lemma")]
    assert seen.swapped[3] == pytest.approx(
        chance_of(model, VOCABULARY, text.replace("{lemma}", "{proof}"), "lemma}"), rel=1e-4
    )


def test_two_levels_and_a_missing_line_end(model):
    seen = Memory(model, VOCABULARY, "\\begin{proof}\n\\begin{quote}", "closed lists", blocks=2).at(0)
    assert seen.openings == ("quote", "proof")
    assert seen.before.endswith("\n")
    assert seen.outer is not None
    assert Memory(model, VOCABULARY, "\\begin{proof}", "words", blocks=1).at(0).other == "lemma"


class Forgetful:
    """Expects the same whatever came."""

    def step(self, state, ids):
        return torch.zeros(len(ids), len(VOCABULARY)), torch.zeros(len(ids), 1)


def test_who_forgets_everything_expects_the_same_whatever_was_opened():
    seen = Memory(Forgetful(), VOCABULARY, "\\begin{proof}\n", "words", blocks=3).at(0)
    np.testing.assert_array_equal(seen.right, seen.swapped)
    np.testing.assert_allclose(seen.right, (1 / len(VOCABULARY)) ** 6)


def test_what_cannot_be_asked_is_told():
    for source, words in (("", "empty"), ("a", "Nothing is open"), ("\\begin{a} $", "close it first")):
        with pytest.raises(PromptError, match=words):
            Memory(Forgetful(), VOCABULARY, source, "words", blocks=1)


def test_each_passage_is_what_its_own_noise_gives(model):
    logits, state = read(model, VOCABULARY.encode("Let $"))
    noise = gumbel_noise(0, 60, len(VOCABULARY)).view(20, 3, -1)
    *_, last = closing.write_many(model, logits, state, noise, 0.7, every=8)
    assert last.shape == (3, 20)
    for row in range(3):
        alone = sample(model, logits, state, noise[:, row], torch.tensor([0.7]))
        assert torch.equal(last[row], alone[0])


def test_writing_is_handed_over_in_parts_and_can_be_ended(model):
    logits, state = read(model, VOCABULARY.encode("Let $"))
    noise = gumbel_noise(0, 60, len(VOCABULARY)).view(20, 3, -1)
    assert [one.shape[1] for one in closing.write_many(model, logits, state, noise, 1.0, every=8)] == [8, 16, 20]
    assert list(closing.write_many(model, logits, state, noise, 1.0, cancelled=lambda: True)) == []


def shown(texts, prompt="\\begin{proof} \\begin{enumerate} $a"):
    _, openings = unfinished(prompt, VOCABULARY)
    return closing.opened_closed(prompt, openings, texts, 0.8, 100)


def test_continuations_are_followed_and_sorted():
    view = shown([r"aaaa$\end{enumerate}", r"$ \end{proof}", "none"])
    texts = [one.text for one in view.continuations]
    assert texts == [r"$ \end{proof}", r"aaaa$\end{enumerate}", "none"]
    dollar, listed, proof = view.continuations[0].closings
    assert (dollar.right, dollar.start, dollar.stop) == (True, 0, 1)
    assert (listed.right, listed.by) == (False, r"\end{proof}")
    assert proof.right
    assert view.continuations[2].closings == (None, None, None)
    assert not closing.all_closed(view)
    assert closing.all_closed(shown([r"$\end{enumerate}\end{proof}"]))


def test_what_is_opened_later_does_not_count():
    view = shown([r"$ \begin{enumerate}\end{enumerate} $x$"])
    assert [found is not None for found in view.continuations[0].closings] == [True, False, False]


def test_a_block_ends_all_that_is_open_wrongly():
    found = shown([r"b \begin{lemma}$ \end{enumerate}\end{proof}"]).continuations[0].closings
    assert [(one.right, one.by, one.start) for one in found] == [(False, r"\begin{lemma}", 2)] * 3


def test_real_shares_are_given_what_was_waited():
    lengths = {"formula": np.arange(20)}
    (opening,) = still_open("$")
    got = closing.still_open_after(opening, 10, np.array([0, 1, 5, 10]), lengths)
    np.testing.assert_allclose(got, [1, 0.9, 0.5, 0])
    assert closing.still_open_after(opening, 15, np.array([1]), lengths) is None
    assert closing.still_open_after(still_open("{")[0], 0, np.array([1]), lengths) is None


def test_rows_and_join_are_inverse(model):
    _, state = read(model, VOCABULARY.encode("ab"))
    both = join([state, state])
    again = rows(both, torch.tensor([1]))
    with torch.inference_mode():
        one, other = (model.step(each, VOCABULARY.encode("c"))[0] for each in (state, again))
    assert torch.equal(one, other)
