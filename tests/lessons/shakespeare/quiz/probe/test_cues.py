"""Passages for the quiz: cut alike, written after reading, and each cue by hand."""

import numpy as np
import pytest
import torch

from readers import untrained
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.shakespeare.quiz.probe import cues
from unrolled.lessons.shakespeare.quiz.probe.cues import Library
from unrolled.measuring.novelty import Corpus
from unrolled.measuring.surprisal import surprisal
from unrolled.models.ngram import NGram
from unrolled.models.sampler import Sampler

SPEECH = "{}:\nAbba had a cabbage, and a bee hid a big bean.\nWho had the bean? The bee had it!\n\n"
PLAYS = {title: "".join(map(SPEECH.format, names)) for title, names in (("One", "EFGHIJKLM"), ("Two", "NOPQRSTUV"))}
VOCABULARY = Vocabulary("".join(PLAYS.values()) + "uzq")
LIBRARY = Library.of(Corpus({"One": PLAYS["One"]}), PLAYS)


@pytest.fixture(scope="module", params=["module", "sampler", "counting"])
def model(request):
    if request.param == "counting":  # the only one of them that has learned something
        return NGram(VOCABULARY.encode("".join(PLAYS.values())), len(VOCABULARY), 4)
    network = untrained(VOCABULARY, 8, 1)
    return Sampler(network) if request.param == "sampler" else network


def test_a_cut_ends_at_a_line_within_its_room():
    text = cues.cut(PLAYS["One"])
    assert PLAYS["One"].startswith(text)
    assert cues.LEAST <= len(text) <= cues.MOST
    assert PLAYS["One"][len(text)] == "\n"
    assert cues.cut("A:\nshort\n") == "A:\nshort"


def test_a_cut_never_ends_on_a_heading():
    speech = "A:\n" + "x " * 119 + "x"
    assert cues.cut(speech + "\n\nTOM:\n" + "y" * 300) == speech
    assert cues.cut("A:\nyes\n\n" + speech + "\n\nTOM:\n" + "y" * 300) == "A:\nyes\n\n" + speech


def test_a_line_that_ends_in_a_colon_is_no_heading():
    speech = "A:\nyes\n\nB:\n" + "x " * 110 + "and he said:"
    assert cues.cut(speech + "\n" + "y" * 300) == speech


def test_a_line_that_goes_on_and_on_is_cut_between_words_or_anywhere():
    words = cues.cut("A:\n" + "word " * 100)
    assert len(words) > cues.LEAST
    assert words.endswith("word")
    assert cues.cut("x" * 500) == "x" * cues.MOST


def test_places_are_headings_with_room_on_both_sides():
    chosen = cues.places(PLAYS, 6, np.random.default_rng(0))
    assert len(set(chosen)) == 6
    for title, start in chosen:
        assert cues.READ <= start <= len(PLAYS[title]) - cues.MOST - 1
        assert PLAYS[title][start + 1 : start + 3] == ":\n"
        assert PLAYS[title][start - 2 : start] == "\n\n"
    many = cues.places(PLAYS, 200, np.random.default_rng(0))  # more than there are: some come again
    assert len(many) == 200
    with pytest.raises(ValueError, match="No play has a speech"):
        cues.places({"P": PLAYS["One"][:400]}, 1, np.random.default_rng(0))


def test_real_passages_say_where_they_stand():
    chosen = cues.places(PLAYS, 4, np.random.default_rng(2))
    for (title, start), (text, source) in zip(chosen, cues.real(PLAYS, chosen), strict=True):
        line = int(source.removeprefix(f"{title}, line "))
        assert PLAYS[title][start:].startswith(text)
        assert PLAYS[title].split("\n")[line - 1] == text.split("\n")[0]


def test_what_a_model_writes_follows_from_what_it_read(model):
    def written(chosen, tau, seed=0, plays=PLAYS):
        return [text for text, _ in cues.written(model, VOCABULARY, plays, chosen, tau, np.random.default_rng(seed))]

    chosen = [("One", 3 * len(SPEECH) - 3), ("Two", 4 * len(SPEECH) - 4)]
    assert written(chosen, 0.8) == written(chosen, 0.8) != written(chosen, 0.8, seed=1)
    place = PLAYS["One"].index("bean", 220)  # in the middle of a line
    state = None
    for k in VOCABULARY.encode(PLAYS["One"][place - cues.READ : place]):
        logits, state = model.step(state, k[None])
    likeliest = VOCABULARY.characters[int(logits.argmax())]
    assert written([("One", place)], 1e-9)[0].startswith(likeliest)
    assert likeliest == "b" or not isinstance(model, NGram)
    (_, source), *_ = cues.written(model, VOCABULARY, PLAYS, chosen, 0.8, np.random.default_rng(0))
    assert source == "the network, τ = 0.8, after reading 200 characters of One"


def test_characters_are_drawn_by_their_chances():
    p = torch.tensor([[0.5, 0.3, 0.2]]).expand(20_000, -1)
    for tau in (1.0, 0.5):
        ids = cues._draw(p.log(), tau, np.random.default_rng(0))
        due = p[0].numpy() ** (1 / tau)
        np.testing.assert_allclose(np.bincount(ids, minlength=3) / 20_000, due / due.sum(), atol=0.015)


def measured(model, text):
    (found,) = cues.measure(model, VOCABULARY, LIBRARY, [(text, "here")], is_real=True)
    return found, {cue.name: cue for cue in found.cues}


def test_cues_by_hand(model):
    text = "E:\nAbba had a zazzq, and the quz.\n\nU:\nWho had the bean? The zazzq had it!\n\nE:\nNo e"
    found, by = measured(model, text)
    assert list(by) == list(cues.CUES)
    assert (by["unknown"].value, by["unknown"].detail) == (3, "zazzq, quz, no")
    assert (by["company"].value, by["company"].detail) == (1, "U")  # two speeches of E's play, one of another
    assert found.masked.count("A:\n") == 2
    assert found.masked.count("B:\n") == 1
    copied = "\nWho had the bean? The "
    assert [text[start : start + length] for start, length in found.copies] == [copied]
    assert by["copied"].value == pytest.approx(100 * len(copied) / len(text))
    assert by["copied"].detail == "“ Who had the bean? The ”, One"
    bits, spoken = surprisal(model, VOCABULARY, text).bits, np.ones(len(text), bool)
    for start in (0, text.index("U:"), text.index("E:\nNo")):
        spoken[start : start + 3] = False
    assert by["surprise"].value == pytest.approx(bits[spoken].mean(), abs=0.01)


def test_a_passage_of_the_training_plays_is_copied_whole(model):
    found, by = measured(model, PLAYS["One"][:200])
    assert found.copies == ((0, 200),)
    assert by["copied"].value == pytest.approx(100)
    assert by["unknown"].value == by["company"].value == 0
    assert by["copied"].detail.endswith("One")


def test_side_by_side_is_as_alone(model):
    texts = [(PLAYS["One"][:80], ""), ("A:\nbe", ""), (PLAYS["Two"][5:150], "")]
    together = cues.measure(model, VOCABULARY, LIBRARY, texts, is_real=False)
    for one, (text, _) in zip(together, texts, strict=True):
        assert one.cues[0].value == pytest.approx(measured(model, text)[1]["surprise"].value, abs=0.01)
        assert not one.real


def test_speakers_get_letters_in_the_order_they_come():
    assert cues.masked("TOM:\na: b\n\nANNA:\nTOM is here.\n\nTOM:\nno") == "A:\na: b\n\nB:\nTOM is here.\n\nA:\nno"
    many = "\n\n".join(f"N{k}:\nx" for k in range(30))
    assert cues.masked(many).endswith("D:\nx")  # after Z comes A again
    assert cues.company(LIBRARY, "nobody speaks") == []
