"""Beam trees and counts of small networks, computed a second time; the examples hold for the network that ships."""

import numpy as np
import pytest

from captioners import decided
from unrolled.datasets.caption_words import CaptionVocabulary
from unrolled.datasets.emoji import EmojiError, training
from unrolled.datasets.emoji_shelves import shelf
from unrolled.lessons.captioning.beam.probe import EXAMPLES, beam_tree, cases, likeliest
from unrolled.lessons.captioning.beam.record import END, BeamTree, Length, Written, verdict
from unrolled.models.captioner import beam_search, greedy
from unrolled.training.captioning import load_captioner, normalised, tensor, written

WORDS = CaptionVocabulary.of(training().captions)
NAME = "new compositions"


@pytest.fixture(scope="module")
def network():
    return decided(WORDS)


@pytest.fixture(scope="module")
def shipped():
    return load_captioner("captioner_once_0")


def pixels(name, picture):
    return normalised(tensor(shelf(name).images([picture - 1])))


def one(text, log_p, *, exact=False, finished=True):
    return Written(tuple(text.split()), log_p, log_p, exact, finished)


def test_a_tree_is_the_search_in_words(network):
    shown = beam_tree(network, WORDS, NAME, 7, width=4, alpha=0.5)
    found = beam_search(network, pixels(NAME, 7), 4, alpha=0.5)
    assert [caption.text for caption in shown.finalists] == [WORDS.text(ids) for ids in found.ids]
    assert [caption.log_p for caption in shown.finalists] == list(found.log_probabilities)
    for caption in shown.finalists:
        assert caption.score == pytest.approx(caption.log_p / len(caption.path) ** 0.5)
    assert [len(length.beginnings) for length in shown.lengths] == [len(step.ids) for step in found.steps]
    assert any(path[-1] == END for length in shown.lengths for path in length.beginnings)
    assert shown.greedy.text == WORDS.text(greedy(network, pixels(NAME, 7))[0])
    assert shown.image.shape == (64, 64, 3)
    assert shown.proved == found.proved


def test_the_reference_is_the_likeliest_of_those_it_can_write(network):
    drawn, told = pixels(NAME, 2), shelf(NAME).references(1)
    each = [likeliest(network, drawn, WORDS, [reference]) for reference in told]
    best = likeliest(network, drawn, WORDS, told)
    assert best == max((caption for caption in each if caption), key=lambda caption: caption.log_p)
    assert best.exact
    assert likeliest(network, drawn, WORDS, ["a zyzzyva"]) is None
    assert likeliest(network, drawn, WORDS, ["a zyzzyva", told[0]]) == each[0]
    normal = likeliest(network, drawn, WORDS, told[:1], alpha=1.0)
    assert normal.score == pytest.approx(normal.log_p / (len(normal.words) + 1))


def test_verdicts():
    right, wrong, true = one("a cat", -1, exact=True), one("a dog", -1), one("a cat", -2, exact=True)
    assert verdict(right, true) == "right"
    assert verdict(wrong, true) == "model error"
    assert verdict(wrong, one("a cat", -0.5, exact=True)) == "search error"
    assert verdict(wrong, None) == "unknown word"


def test_where_the_beam_dropped_greedys_beginning():
    lengths = (Length((("a",), ("b",)), (-1, -2), 9), Length((("b", "c"), ("b", END)), (-2, -3), 9))

    def left(caption):
        return BeamTree(
            np.zeros((64, 64, 3), np.uint8), NAME, 1, 2, 0.0, (one("b c", -2),), caption, None, lengths, True
        ).greedy_left

    assert left(one("a d", -4)) == 2
    assert left(one("d", -4)) == 1
    assert left(one("b", -3)) is None
    assert left(one("b c", -2)) is None


def test_counts_of_a_small_network_are_those_of_its_trees(network):
    found = cases(network, WORDS, NAME, widths=(1, 3), pictures=range(1, 13))
    trees = [[beam_tree(network, WORDS, NAME, picture, width) for picture in range(1, 13)] for width in (1, 3)]
    assert (found.count, found.widths) == (12, (1, 3))
    for k, of_width in enumerate(trees):
        verdicts = [shown.verdict for shown in of_width]
        assert found.exact[k] == verdicts.count("right")
        assert found.search_errors[k] == verdicts.count("search error")
        assert found.model_errors[k] == verdicts.count("model error")
        assert found.proved[k] == sum(shown.proved for shown in of_width)
        assert found.log_p[k] == pytest.approx(np.mean([shown.best.log_p for shown in of_width]))
    for case in (*found.better, *found.worse):
        assert case.captions[0] == trees[0][case.picture - 1].best.text
        assert case.captions[1] == trees[1][case.picture - 1].best.text


def test_greedy_counts_of_the_shipped_network_are_its_exact_matches(shipped):
    model, words, _ = shipped
    here = shelf(NAME)
    found = cases(model, words, NAME, widths=(1,), pictures=range(1, 21))
    captions = written(model, here.images(range(20)), words)
    assert found.exact[0] == sum(caption in here.references(place) for place, caption in enumerate(captions))
    assert 0 < found.exact[0] < 20


def test_the_examples_show_what_they_are_called(shipped):
    model, words, _ = shipped
    wins, loses = (beam_tree(model, words, one.shelf, one.picture, one.width) for one in EXAMPLES)
    assert (wins.best.exact, wins.greedy.exact) == (True, False)
    assert wins.best.log_p > wins.greedy.log_p
    assert (loses.best.exact, loses.greedy.exact) == (False, True)
    assert loses.best.log_p > loses.greedy.log_p
    assert loses.verdict == "model error"
    assert wins.proved
    assert loses.proved


def test_cases_finds_the_examples(shipped):
    model, words, _ = shipped
    for example, kind in zip(EXAMPLES, ("better", "worse"), strict=True):
        found = cases(model, words, example.shelf, widths=(1, example.width), pictures=[1, example.picture])
        (case,) = getattr(found, kind)
        assert (case.picture, case.widths) == (example.picture, (1, example.width))


def test_unknown_shelves_are_told(network):
    with pytest.raises(EmojiError, match="no shelf"):
        beam_tree(network, WORDS, "attic", 1)
