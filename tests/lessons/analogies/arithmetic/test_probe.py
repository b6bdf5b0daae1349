"""One analogy asked: the list with its inputs, what is expected, the map; on vectors made by hand."""

import numpy as np
import pytest

from unrolled.datasets.analogy_questions import TABLE_8, Relationship, Section
from unrolled.datasets.word_vectors import WordVectors, glove
from unrolled.datasets.words import UnknownWordError
from unrolled.lessons.analogies.arithmetic import probe as probes
from unrolled.lessons.analogies.arithmetic.probe import AnalogyError, Key, answer, clean
from unrolled.lessons.analogies.arithmetic.record import Expected
from unrolled.measuring.analogies import METHODS

WORDS = ("france", "paris", "italy", "rome", "milan", "spain", "madrid", "wine")
VECTORS = np.array(
    [[3, 0, 1, 0], [3, 3, 1, 0], [0, 0, 3, 1], [0, 3, 3, 1],
     [0, 2, 3, 2.5], [0, 0.2, 1, 3], [0.3, 3, 1, 3], [1, -3, 0, 0]]
)  # fmt: skip
TABLE = (
    Relationship(("France", "Paris"), (("Italy", "Rome"), ("Spain", "Madrid"))),
    Relationship(("Italy", "Rome"), (("France", "wine"), ("Spain", "Atlantis"))),
)
ASKED = ("France", "Paris", "Italy")


@pytest.fixture(scope="module")
def held():
    return WordVectors.of(WORDS, VECTORS, "made up")


def score_by_hand(held, word, method):
    a, b, c = (held.unit(one.lower()).astype(float) for one in ASKED)
    w = held.unit(word).astype(float)
    if method == "cosine":
        x = b - a + c
        return w @ x / np.linalg.norm(x)
    near = [(one @ w + 1) / 2 for one in (a, b, c)]
    return near[1] * near[2] / (near[0] + 0.001)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("allowed", [False, True])
def test_the_list_is_sorted_scored_and_ranked(held, method, allowed):
    shown = answer(held, ASKED, method=method, allowed=allowed)
    assert shown.words == ("france", "paris", "italy")
    assert sorted(one.word for one in shown.candidates) == sorted(WORDS)
    for one in shown.candidates:
        assert one.score == pytest.approx(score_by_hand(held, one.word, method), abs=1e-5)
        assert one.is_input == (one.word in shown.words)
    given = [one.score for one in shown.candidates]
    assert given == sorted(given, reverse=True)
    ranks = [one.rank for one in shown.candidates if one.rank]
    assert ranks == list(range(1, 9 if allowed else 6))
    assert [one.word for one in shown.candidates if not one.rank] == [
        one.word for one in shown.candidates if one.is_input and not allowed
    ]
    ranked = [one for one in shown.candidates if one.rank]
    assert shown.answer == ranked[0].word
    assert shown.ahead == pytest.approx(ranked[0].score - ranked[1].score)
    assert shown.otherwise == answer(held, ASKED, method=method, allowed=not allowed).answer


def test_rome_is_found(held):
    assert answer(held, ASKED).answer == "rome"


def test_an_input_wins_where_it_may(held):
    asked = ("france", "france", "italy")
    assert answer(held, asked, allowed=True).answer == "italy"
    assert answer(held, asked).answer == answer(held, ("italy",) * 3).answer == "milan"


def test_what_is_due_stands_last_where_it_is_far_down(held):
    shown = answer(held, ASKED, expected=Expected("wine", "Table 8"), shown=4)
    assert len(shown.candidates) == 4
    assert shown.candidates[-1].word == "wine"
    assert shown.expected_rank == shown.candidates[-1].rank == 5
    assert answer(held, ASKED, expected=Expected("rome", "Table 8"), shown=4).expected_rank == 1
    assert answer(held, ASKED, expected=Expected("atlantis", "Table 8")).expected_rank == 0
    assert answer(held, ASKED, expected=Expected("italy", "Table 8")).expected_rank == 0  # left out
    assert answer(held, ASKED, expected=Expected("italy", "Table 8"), allowed=True).expected_rank > 0


def test_arrows_on_the_map_are_the_same(held):
    shown = answer(held, ASKED, expected=Expected("wine", "Table 8", ("spain", "madrid")))
    at = {spot.word: np.array([spot.x, spot.y]) for spot in shown.spots}
    np.testing.assert_allclose(np.array(shown.target) - at["italy"], at["paris"] - at["france"], atol=1e-6)
    assert (at["paris"] - at["france"] >= 0).all()
    roles = {spot.word: spot.role for spot in shown.spots}
    assert roles == {
        "france": "a", "paris": "b", "italy": "c", "rome": "answer", "wine": "expected", "spain": "other a",
        "madrid": "other b", "milan": "near",
    }  # fmt: skip
    assert 0.5 < shown.kept <= 1


def test_the_same_word_three_times(held):
    shown = answer(held, ("paris",) * 3)
    assert len({spot.word for spot in shown.spots}) == len(shown.spots)
    assert np.isfinite([*shown.target, shown.kept]).all()
    assert shown.candidates[0].word == "paris"


def test_what_cannot_be_asked_is_told(held):
    with pytest.raises(UnknownWordError, match="did you mean “paris”"):
        answer(held, ("france", "pariss", "italy"))
    with pytest.raises(AnalogyError, match="larger vectors"):
        answer(held.first(3), ("france", "paris", "italy"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("", "b", "c"), "“From” is empty"),
        (("a", "  ", "c"), "“take” is empty"),
        (("a", "b", "new york"), "“new york”"),
    ],
)
def test_boxes_hold_one_word_each(words, told):
    with pytest.raises(AnalogyError, match=told):
        clean(("From", "take", "add"), words)
    assert clean(("From",), [" Paris\n"]) == ("Paris",)


def test_the_key_knows_table_and_questions():
    pairs = (("france", "paris"), ("italy", "milan"), ("spain", "madrid"))
    questions = tuple((a, b, c, d) for a, b in pairs for c, d in pairs if a != c)
    key = Key(TABLE, [Section("capitals", questions)])
    assert key.expected(ASKED) == Expected("rome", "Table 8", ("spain", "madrid"), 0)
    assert key.expected(("FRANCE", "paris", "SPAIN")).step == 1
    assert key.expected(("Italy", "Rome", "Spain")) == Expected("atlantis", "Table 8", ("france", "wine"), 3)
    assert key.expected(("spain", "madrid", "italy")) == Expected(
        "milan", "the word2vec questions", ("france", "paris")
    )
    assert key.expected(("wine", "paris", "italy")) is None


def test_steps_and_rows_go_through_the_table():
    first, second = ("France", "Paris"), ("Italy", "Rome")
    assert probes.steps(TABLE) == [(*first, "Italy"), (*first, "Spain"), (*second, "France"), (*second, "Spain")]
    assert [probes.row_of(step, TABLE).number for step in range(4)] == [1, 1, 2, 2]
    row = probes.row_of(3, TABLE)
    assert (row.first, row.steps, row.count, row.pair, row.step) == (2, 4, 2, ("Italy", "Rome"), 3)
    assert len(probes.steps()) == 30


def test_what_the_notebook_says_of_the_shipped_vectors():
    key, held = Key(TABLE_8), glove()
    asked = [answer(held, step, expected=key.expected(step)) for step in probes.steps()]
    assert asked[0].answer == asked[0].otherwise == "rome"
    assert sum(one.answer == one.expected.word for one in asked) == 13
    assert sum(one.otherwise in one.words for one in asked) == 19
    assert all(one.expected.word in held for one in asked)
