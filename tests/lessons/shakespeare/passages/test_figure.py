"""Two passages side by side, drawn."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest

from unrolled.lessons.shakespeare.passages import figure as passages
from unrolled.lessons.shakespeare.passages.record import Opening, Pair, Passage

OPENING = Opening("King <John>", 1234, "BASTARD:\nMad world! mad kings! mad composition!\n", "")


def written(text="I <b>go</b> to thenzed. And so on", sentences=((0, 23), (24, 9)), **named):
    return Passage(**{"text": text, "sentences": sentences, "words": 7, "unknown": ((15, 7),), "speakers": ("A", "B"),
                      "strangers": ("B",)} | named)  # fmt: skip


def view(sentence=0):
    return Pair(OPENING, 0.7, written(), written("To be.", ((0, 6),), unknown=(), speakers=(), strangers=()), sentence)


EXAMPLES = {
    "passages.pair_drawing": lambda: passages.pair_drawing(view()),
    "passages.pair_cursor": lambda: passages.pair_cursor(view()),
}


def test_the_passages_stay_while_the_cursor_moves():
    assert passages.pair_drawing(view()) == passages.pair_drawing(view(1))
    assert passages.pair_cursor(view()) != passages.pair_cursor(view(1))


def test_each_sentence_can_be_clicked_and_is_underlined():
    still, over = ElementTree.fromstring(passages.pair_drawing(view())), passages.pair_cursor(view(1))
    picks = [int(node.get("data-pick")) for node in still.iter() if node.get("data-pick")]
    assert sorted(picks) == [0, 0, 1]
    lines = re.findall(r'width="([\d.]+)" height="3"', over)
    assert sum(map(float, lines)) == pytest.approx(9 * passages.SIZE * 0.6)  # his has no second sentence
    assert "there are only 1" in over


def test_unknown_words_stand_in_frames():
    assert passages.pair_drawing(view()).count("stroke-dasharray") == 1


def test_facts_and_description():
    over = passages.pair_cursor(view(1))
    for words in (
        "1 of 7 words in no training play: thenzed",
        "0 of 7 words in no training play<",
        "Speakers: A, B *  (* not in this play)",
        "cut here",
    ):
        assert words in over
    assert passages.describe_pair(view()) == (
        "King <John>, line 1,234; sentence 1. Ours at τ = 0.7: 4 words; his: 2 words."
    )


def test_a_passage_is_cut_to_the_lines_there_is_room_for():
    fitted = passages.fitted("a\n" * 30)
    assert fitted.count("\n") == passages.ROWS - 1
    tall = replace(view(), his=written(fitted, (), unknown=(), words=0))
    _, his = passages.grids(tall)
    assert his.bottom < passages.HEIGHT - 3 * passages.FACTS
    assert "0 of 0 words in no training play<" in passages.pair_cursor(tall)


def test_the_opening_ends_where_both_go_on():
    long = replace(view(), opening=replace(OPENING, text="x" * 200 + " the end\n"))
    assert "the end</text>" in passages.pair_drawing(long)
    assert ">…x" in passages.pair_drawing(long)
