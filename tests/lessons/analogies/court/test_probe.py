"""The court against a plain loop over the questions, on random vectors."""

import numpy as np
import pytest

from unrolled.datasets.analogy_questions import Section
from unrolled.datasets.word_vectors import WordVectors
from unrolled.lessons.analogies.court import probe as court
from unrolled.lessons.analogies.court.probe import judge
from unrolled.measuring import hearing as asking
from unrolled.measuring.analogies import METHODS, scores
from unrolled.measuring.hearing import hear

WORDS = [f"w{k}" for k in range(40)]
PLACES = np.random.default_rng(3).normal(size=(40, 4))
PLACES[12:24] = PLACES[:12] + [1, 1, 0, 0] + PLACES[12:24] / 3  # a relation, with noise
VECTORS = WordVectors.of(WORDS, PLACES, "random, 4 dimensions")


def section(name, pairs, more=()):
    asked = [(*a, *b) for a in pairs for b in pairs if a != b]
    return Section(name, tuple(asked) + tuple(more))


PAIRS = [(f"w{k}", f"w{k + 12}") for k in range(12)]
SECTIONS = (
    section("family", PAIRS[:5]),
    section("gram1-adjective-to-adverb", [*PAIRS[4:], ("w30", "w31"), ("w32", "w31")], [("w1", "w2", "w3", "gone")]),
)


def mean_questions(asked, number, pairs):
    """By hand: unit vectors of a and b averaged over the pairs that may be used."""
    known = sorted({tuple(pair) for words in asked for pair in (words[:2], words[2:])})
    for words in asked:
        own = known.index(tuple(words[:2]))
        order = [known[(own + k) % len(known)] for k in range(len(known))]
        used = [order[0]] + [pair for pair in order[1:] if not set(pair) & set(words[2:])]
        used = np.array(used[: pairs or len(used)])
        yield VECTORS.units[used[:, 0]].mean(0), VECTORS.units[used[:, 1]].mean(0), VECTORS.units[words[2]]


def plain(one, method, pairs):
    """Right answers left out and allowed, and echoes."""
    number = {word: k for k, word in enumerate(WORDS)}
    asked = [[number[word] for word in words] for words in one.questions if all(word in number for word in words)]
    left_out = allowed = echoed = 0
    for words, (a, b, c) in zip(asked, mean_questions(asked, number, pairs), strict=True):
        if method == "cosine":
            found = VECTORS.units @ (b - a + c)
        else:
            x, y, z = (1 + VECTORS.units @ v for v in (b, c, a))
            found = (x / 2) * (y / 2) / (z / 2 + 1e-3)
        allowed += found.argmax() == words[3]
        echoed += found.argmax() in words[:3]
        found[words[:3]] = -9
        left_out += found.argmax() == words[3]
    return left_out, allowed, echoed


@pytest.mark.parametrize("table", [0, 256])
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("pairs", [1, 2, 5, 10, 0])
def test_the_court_counts_as_a_plain_loop_does(method, pairs, table, monkeypatch):
    monkeypatch.setattr(asking, "TABLE", table)
    monkeypatch.setattr(asking, "ROWS", 7)
    hearing = hear(VECTORS, SECTIONS, method=method, pairs=pairs)
    for one, heard in zip(SECTIONS, hearing.sections, strict=True):
        assert (heard.right.left_out, heard.right.allowed, heard.echoed) == plain(one, method, pairs)
    assert sum(heard.right.left_out for heard in hearing.sections) > 0
    assert (hearing.sections[1].asked, hearing.sections[1].covered) == (91, 90)
    assert (hearing.size, hearing.dimensions, hearing.method, hearing.pairs) == (40, 4, method, pairs)


@pytest.mark.parametrize("method", METHODS)
def test_one_pair_is_the_arithmetic_that_was_published(method):
    one = SECTIONS[0]
    ids = np.array([[VECTORS.vocabulary.number(word) for word in words] for words in one.questions])
    first = scores(VECTORS.units, ids[:, :3], method).argmax(axis=1)
    assert hear(VECTORS, [one], method=method).sections[0].right.allowed == (first == ids[:, 3]).sum()


def test_no_averaged_pair_holds_c_or_the_answer():
    ids = np.array([[0, 1, 2, 3], [2, 3, 0, 1], [4, 3, 0, 1], [0, 1, 4, 3]])  # 3 is the answer of two pairs
    units = np.eye(5, dtype=np.float32)
    for pairs in (2, 0):
        a, b, index = asking.averaged(units, ids, pairs)
        assert a[index[0]].tolist() == [1, 0, 0, 0, 0]  # (2, 3) is asked and (4, 3) holds its answer
        np.testing.assert_allclose(a[index[1]], [0, 0, 0.5, 0, 0.5])
        np.testing.assert_allclose(b[index[1]], [0, 0, 0, 1, 0])


def baseline(one, of):
    right = [0, 0]
    for words in one.questions:
        if all(word in VECTORS for word in words):
            a, b, c, d = (VECTORS.vocabulary.number(word) for word in words)
            found = VECTORS.units @ of(*VECTORS.units[[a, b, c]])
            right[1] += found.argmax() == d
            found[[a, b, c]] = -9
            right[0] += found.argmax() == d
    return right


def test_baselines_ignore_what_they_say():
    hearing = hear(VECTORS, SECTIONS)
    for one, heard in zip(SECTIONS, hearing.sections, strict=True):
        assert [heard.alone.left_out, heard.alone.allowed] == baseline(one, lambda a, b, c: c)
        assert [heard.offset.left_out, heard.offset.allowed] == baseline(one, lambda a, b, c: b - a)
        assert heard.alone.allowed == 0
    assert sum(heard.alone.left_out + heard.offset.left_out for heard in hearing.sections) > 0


def test_a_perfect_relation_is_answered_and_a_section_without_words_is_empty():
    units = np.random.default_rng(0).normal(size=(6, 20))
    both = np.concatenate([units, units + 3 * np.eye(20)[0]])
    vectors = WordVectors.of([f"w{k}" for k in range(12)], both, "by hand")
    asked = section("currency", [(f"w{k}", f"w{k + 6}") for k in range(6)])
    none = Section("family", (("x", "y", "z", "u"),))
    hearing = hear(vectors, [asked, none], pairs=0)
    assert hearing.sections[0].right.left_out == hearing.sections[0].asked == 30
    assert (hearing.sections[1].covered, hearing.sections[1].right.left_out) == (0, 0)
    shown = judge(hearing, strict=False)
    family = next(score for score in shown.scores if score.name == "family")
    assert np.isnan(family.share)
    assert next(score for score in judge(hearing).scores if score.name == "family").share == 0


def test_scores_by_policy():
    hearing = hear(VECTORS, SECTIONS)
    right = [heard.right for heard in hearing.sections]
    strict, lenient = judge(hearing), judge(hearing, strict=False)
    assert [score.kind for score in strict.scores] == ["section", "semantic", "section", "syntactic", "total"]
    assert strict.score("total").share == pytest.approx((right[0].left_out + right[1].left_out) / 111)
    assert lenient.score("total").share == pytest.approx((right[0].left_out + right[1].left_out) / 110)
    assert lenient.score("semantic").share == pytest.approx(right[0].left_out / 20)
    assert judge(hearing, allowed=True).score("syntactic").share == pytest.approx(right[1].allowed / 91)
    assert strict.echoed == pytest.approx(sum(heard.echoed for heard in hearing.sections) / 110)
    assert strict.scores[2].name == "adjective to adverb"


def test_a_hearing_can_be_cancelled_and_a_method_must_exist():
    assert hear(VECTORS, SECTIONS, cancelled=lambda: True) is None
    with pytest.raises(ValueError, match="no method 'dot'"):
        hear(VECTORS, SECTIONS, method="dot")
    assert judge(None).scores == ()
    with pytest.raises(KeyError):
        judge(None).score("total")


def test_published_rows_add_up():
    for one in court.PUBLISHED:  # the questions are 8,869 and 10,675
        total = (8869 * one.semantic + 10675 * one.syntactic) / 19544
        assert total == pytest.approx(one.total, abs=0.6)
