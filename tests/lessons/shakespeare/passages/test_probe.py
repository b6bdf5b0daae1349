"""Ours and his: openings, sentences, words and speakers, by hand and over whole plays."""

import pytest

from readers import untrained
from unrolled.datasets import shakespeare
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.shakespeare.passages import probe as probes
from unrolled.measuring.novelty import Corpus

PLAY = "A:\nTo be! Or not?\n\nB:\nThus he spoke:\n'No, said I.'\n\nA:\n" + "Go on, go on.\n" * 30


def test_headings_stand_after_a_blank_line():
    assert [name for _, _, name in probes.headings(PLAY)] == ["A", "B", "A"]
    start, end, _ = probes.headings(PLAY)[1]
    assert PLAY[start:end] == "B:\n"
    assert probes.headings("And so:\nfar", "\n") == []  # in the middle of a speech
    assert probes.headings("\nB:\nYes", "\n") == [(1, 4, "B")]


def test_sentences_leave_the_names_out():
    found = [PLAY[start : start + length] for start, length in probes.sentences(PLAY)]
    assert found[:3] == ["To be!", "Or not?", "Thus he spoke:\n'No, said I.'"]
    assert found[3:5] == ["Go on, go on."] * 2


@pytest.mark.parametrize("share", [0.0, 0.37, 1.0])
def test_openings_are_whole_lines_of_the_play(share):
    for title, play in (shakespeare.VALIDATION[0], shakespeare.plays()[shakespeare.VALIDATION[0]]), ("P", PLAY):
        found = probes.opening(title, play, share, 60)
        start = play.index(found.text + found.after)
        assert len(found.text) >= probes.LEAST_OPENING
        assert len(found.after) == 60
        assert found.text.endswith("\n")
        assert found.line == 1 + play[:start].count("\n")
        assert start in [start for start, _, _ in probes.headings(play)]


def test_a_play_without_room_is_refused():
    with pytest.raises(ValueError, match="too short"):
        probes.opening("P", PLAY, 0, 5000)


def test_words_and_speakers_of_a_passage():
    known = Corpus({"P": PLAY})
    found = probes.passage("or zebra.\n\nB:\nGo quagga!\n\nC:\nNo", known, probes.cast(PLAY))
    assert [found.text[a : a + n] for a, n in found.unknown] == ["zebra", "quagga", "C"]
    assert found.words == 6  # the last one may be cut
    assert found.speakers == ("B", "C")
    assert found.strangers == ("C",)
    assert [found.text[a : a + n] for a, n in found.sentences] == ["or zebra.", "Go quagga!", "No"]


@pytest.mark.parametrize("text", ["", "\n", "..."])
def test_next_to_nothing(text):
    found = probes.passage(text, Corpus({"P": PLAY}), frozenset())
    assert (found.words, found.unknown, found.sentences, found.speakers) == (0, (), (), ())


def test_a_model_goes_on_as_often_as_one_likes():
    vocabulary = Vocabulary(PLAY)
    model = untrained(vocabulary, 8, 1, seed=0)
    there = probes.Continuation(model, vocabulary, "A:\nTo")
    assert there.write(30, 1.0) == there.write(30, 1.0) != there.write(30, 1.0, seed=1)
    assert there.write(30, 0.0) == there.write(30, 0.0, seed=1)
    assert len(there.write(7, 0.5)) == 7
