"""Table 8 asked of vectors made by hand: places, and which explanation is found."""

import numpy as np
import pytest

from unrolled.datasets.analogy_questions import Relationship
from unrolled.datasets.word_vectors import WordVectors
from unrolled.lessons.analogies.table8 import probe as table8
from unrolled.lessons.analogies.table8.probe import ask

# Axes: kind of thing, capital or not, systems, fruit. "windows" is half a system, half a thing of houses.
PLACES = {
    "france": [1, 0, 0, 0, 0], "paris": [1, 1, 0, 0, 0], "italy": [0.6, 0, 0, 0, 0.8], "rome": [0.6, 1, 0, 0, 0.8],
    "milan": [0.3, 0.5, 0, 0, 1.3], "japan": [0.8, 0, 0.6, 0, 0], "tokyo": [0.7, -0.9, 0.6, 0, 0],
    "kyoto": [0.8, 1, 0.6, 0, 0], "osaka": [0.8, 0.9, 0.6, 0, 0.1],
}  # fmt: skip
TABLE = (Relationship(("France", "Paris"), (("Italy", "Rome"), ("Japan", "Tokyo"), ("Spain", "Madrid"))),)


def vectors(more=()):
    named = PLACES | dict(more)
    return WordVectors.of(list(named), np.array(list(named.values()), dtype=float), "by hand, 5 dimensions")


def cell(*at, **options):
    return ask(vectors(), table=TABLE, **options).cells[at[0]][at[1]]


def test_the_first_answer_is_found_and_the_rest_has_places():
    rome = cell(0, 0)
    assert (rome.answer, rome.place, rome.kind, rome.behind) == ("rome", 1, "first", 0.0)
    tokyo = cell(0, 1)
    assert tokyo.answer == "kyoto"
    assert tokyo.place == 6  # of six that are not asked with
    assert tokyo.behind > 0.5
    assert tokyo.kind == "other"


def test_a_word_without_a_vector_leaves_its_example_unasked():
    spain = cell(0, 2)
    assert (spain.kind, spain.missing, spain.answer, spain.place) == ("missing", ("spain",), "", 0)
    shown = ask(vectors(), table=TABLE)
    assert (shown.count, shown.asked, shown.within(1), shown.within(5)) == (3, 2, 1, 1)


def test_an_answer_without_a_vector_has_no_place():
    table = (Relationship(("France", "Paris"), (("Italy", "Napoli"),)),)
    one = ask(vectors(), table=table).cells[0][0]
    assert (one.kind, one.place) == ("no vector", 0)


@pytest.mark.parametrize("method", ["cosine", "3CosMul"])
def test_inputs_allowed_can_only_push_back(method):
    left_out, allowed = (ask(vectors(), table=TABLE, method=method, allowed=flag) for flag in (False, True))
    for one, other in zip(left_out.cells[0], allowed.cells[0], strict=True):
        assert other.place >= one.place
    assert [one.word for one in left_out.cells[0][0].candidates if not one.rank]
    assert all(one.rank for one in allowed.cells[0][0].candidates)


def test_an_input_that_stands_before_the_answer_is_the_reason():
    more = {"big": [1, 0.2, 0, 0, 0], "bigger": [1, 0.3, 0, 0, 0], "old": [0, 0, 1, 0, 0], "older": [0, 0.5, 1, 0, 0]}
    table = (Relationship(("big", "bigger"), (("old", "older"),)),)
    assert ask(vectors(more), table=table).cells[0][0].kind == "first"
    allowed = ask(vectors(more), table=table, allowed=True).cells[0][0]
    assert (allowed.kind, allowed.answer, allowed.place) == ("input", "old", 2)


def merged():
    """Windows is pulled towards doors, and so are ten words of houses that then lie nearer to the sum."""
    system = {"microsoft": [1, 0, 0, 0, 0], "google": [0.9, 0, 0, 0, 0.4], "android": [0.6, 0, 0.9, 0, 0.4],
              "windows": [0.5, 0, 0.5, 1.6, 0], "doors": [0, 0, 0, 1, 0]}  # fmt: skip
    house = {f"wall{k}": [0.1, 0.02 * k, 0.1, 1, 0.1] for k in range(10)}
    named = system | house
    return WordVectors.of(list(named), np.array(list(named.values()), dtype=float), "by hand")


def test_two_senses_are_the_reason_if_parting_them_brings_the_answer_forward():
    table = (Relationship(("Microsoft", "Windows"), (("Google", "Android"),)),)
    one = ask(merged(), table=table).cells[0][0]
    assert one.place > 4
    assert one.parted == 1
    assert one.kind == "sense"
    assert one.senses[0].word == "windows"
    assert one.senses[0].other == "doors"
    assert len(one.senses[0].near) == table8.NEAR
    assert "windows" not in one.senses[0].near


def test_what_is_said_of_the_papers_answers_is_shown_with_places():
    more = {"big": [1, 0.2, 0, 0, 0], "bigger": [1, 0.9, 0, 0, 0], "small": [0, 0, 0, 1, 0],
            "larger": [1, 0.4, 0, 0.2, 0], "smaller": [0, 0.7, 0, 1, 0]}  # fmt: skip
    table = (Relationship(("big", "bigger"), (("small", "larger"),)),)
    one = ask(vectors(more), table=table).cells[0][0]
    assert one.kind == "paper"
    assert one.note
    assert [(better.word, better.place) for better in one.better] == [("smaller", 1)]


def test_rare_and_near_are_told_by_numbers(monkeypatch):
    assert cell(0, 1).rarest.word == "tokyo"
    assert cell(0, 1).rarest.place == 7
    monkeypatch.setattr(table8, "RARE", 6)
    assert cell(0, 1).kind == "rare"
    monkeypatch.setattr(table8, "SHOWN", 6)
    assert cell(0, 1).kind == "near"


def test_each_note_belongs_to_an_example_of_the_table():
    from unrolled.datasets.analogy_questions import TABLE_8

    examples = {(word.lower(), answer.lower()) for row in TABLE_8 for word, answer in row.examples}
    assert set(table8.NOTES) <= examples


def test_another_word_of_the_other_sense_can_be_tried():
    table = (Relationship(("Microsoft", "Windows"), (("Google", "Android"),)),)
    other = ask(merged(), table=table, senses={"windows": "google"}).cells[0][0]
    assert other.senses[0].other == "google"
    assert other.parted > 4
    assert ask(merged(), table=table, senses={}).cells[0][0].senses == ()
