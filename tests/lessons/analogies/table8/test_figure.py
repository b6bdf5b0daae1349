"""Table 8 as a picture: marks by place, daggers, the list and the explanation of the cell looked at."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest

from unrolled.lessons.analogies.arithmetic.record import Candidate
from unrolled.lessons.analogies.candidates import figure as candidates
from unrolled.lessons.analogies.table8 import figure as table8
from unrolled.lessons.analogies.table8.record import Cell, Ranked, Sense, Table8

LIST = (
    Candidate("o<b>slo", 0.8, 1, False), Candidate("paris", 0.7, 0, True), Candidate("rome", 0.4, 2, False),
)  # fmt: skip
FIRST = Cell(
    ("France", "Paris"), "It<b>aly", "Rome", (), LIST, "rome", 1, 0.0, "first", "", (), (), 0,
    Ranked("rome", 2460),
)  # fmt: skip
SENSES = (Sense("windows", "doors", ("window", "xp", "d<b>oors")),)


def cell(kind="near", place=3, **other):
    return replace(FIRST, answer="o<b>slo", kind=kind, place=place, behind=0.031, **other)


def shown(*cells, **other):
    row = (*(cells or (cell(),)), FIRST, FIRST)[:3]
    return Table8((row, (FIRST, FIRST, cell("other", 0))), "GloVe, 100 dimensions", 20215, "cosine", False, **other)


EXAMPLES = {
    "table8.table8_drawing": lambda: table8.table8_drawing(shown()),
    "table8.table8_cursor": lambda: table8.table8_cursor(shown()),
}


def words(drawing):
    return re.sub(r"\s+", " ", " ".join(ElementTree.fromstring(drawing).itertext()))


def test_each_cell_can_be_clicked_and_has_its_own_mark():
    drawn = table8.table8_drawing(shown(cell(place=3), cell(place=12), FIRST))
    root = ElementTree.fromstring(drawn)
    at = [(int(n.get("data-row")), int(n.get("data-pick"))) for n in root.iter() if n.get("data-pick")]
    assert at == [(row, column) for row in range(2) for column in range(3)]
    marks = [table8._mark(place, 0, 0) for place in (0, 1, 2, 6)]
    assert len(set(marks)) == 4
    assert table8._mark(2, 0, 0) == table8._mark(5, 0, 0)
    assert "3 of 6 come first, 4 in the first five." in words(drawn)
    assert "It<b>aly: o<b>slo" in words(drawn)
    assert "The paper's Rome: 12th" in words(table8.table8_cursor(shown(cell(place=12))))
    assert "The paper's Rome: no place" in words(table8.table8_cursor(shown(cell(place=0))))


def test_doubtful_answers_have_a_dagger_and_a_legend():
    assert "†" not in table8.table8_drawing(shown())
    drawn = words(table8.table8_drawing(shown(cell(note="Rome is older."))))
    assert "o<b>slo †" in drawn
    assert "† The paper's own answer is wrong or doubtful." in drawn
    assert "rome †" in words(table8.table8_drawing(shown(replace(FIRST, note="x"))))


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (cell("near"), "Close: it is 0.031 behind the first."),
        (cell("other", 700), "It is 0.031 behind the first, and nothing we measure says why."),
        (cell("rare", rarest=Ranked("zn", 20209)), "A rare word: zn is word 20,209 of a list by frequency."),
        (cell("input", 2), "With these left out, the paper's answer would."),
        (cell("no vector", 0), "There is no vector for rome."),
        (cell("missing", 0, missing=("cu",), candidates=()), "There is no vector for cu among so few words"),
        (
            cell("paper", note="No.", better=(Ranked("u", 0), Ranked("x", 1002))),
            "† No. Here: x 1,002nd, no place for u.",
        ),
        (
            cell("sense", 107, senses=SENSES, parted=5),
            "“windows” lies near window, xp, d<b>oors. Without what it shares with doors, rome would be 5th.",
        ),
        (cell("sense", 107, senses=(*SENSES, *SENSES), parted=5), "Without what they share with doors and doors"),
        (cell("rare", senses=SENSES), "Two senses in one vector"),
        (cell("near", note="But no."), "† But no."),
        (FIRST, "rome, as in the paper"),
    ],
)
def test_each_kind_has_its_explanation(one, said):
    assert said in words(table8.table8_cursor(shown(one)))


def test_nothing_is_said_that_was_not_measured():
    missing = words(table8.table8_cursor(shown(cell("missing", 0, missing=("cu",), candidates=()))))
    assert "behind" not in missing
    assert "It could not be asked." in missing


def test_the_longest_explanation_stays_in_the_picture():
    long = "A sentence about an answer that is as long as the longest of them all is. " * 4
    one = cell("paper", 64, note=long, senses=SENSES * 2, candidates=LIST + LIST)
    root = ElementTree.fromstring(table8.table8_cursor(shown(one)))
    assert max(float(node.get("y")) for node in root.iter() if node.get("y")) < table8.HEIGHT


def test_the_table_stays_while_the_cell_changes():
    assert table8.table8_drawing(shown()) == table8.table8_drawing(shown(row=1, column=2))
    assert table8.table8_cursor(shown()) != table8.table8_cursor(shown(row=1, column=2))


def test_inputs_are_hatched_and_bars_stand_for_scores():
    root = ElementTree.fromstring("<g>" + "".join(candidates.candidate_bars(LIST, 0, 0, 324)) + "</g>")
    bars = [node for node in root if node.get("height") == "16"]
    assert [node.get("fill") == "url(#unrolled-left-out)" for node in bars] == [False, True, False]
    wide = [float(node.get("width")) for node in bars]
    assert wide[0] / wide[2] == pytest.approx(2, rel=0.01)
    assert [node.text for node in root][1:3] == ["1", "o<b>slo"]
    assert candidates.short("abcdef", 4) == "abc…"


def test_the_description():
    assert table8.describe_table8(shown()) == (
        "4 of the paper's 6 answers come first, 5 in the first five, of 20,215 words, cosine, inputs left out; "
        "France : Paris = It<b>aly : ?: o<b>slo; the paper's Rome is 3rd."
    )
    assert table8.outcome(FIRST) == "rome, as in the paper"
    assert table8.outcome(cell("missing", 0, missing=("a", "b"))) == "not asked, no vector for a and b"
    assert table8.outcome(cell("no vector", 0)).endswith("Rome is without a place")
