"""Greedy and beam search against all captions there are, and by hand on small trees."""

import itertools
import math

import pytest
import torch

from unrolled.lessons.captioning.beam.exercise import END as END_WORD
from unrolled.lessons.captioning.beam.exercise import AsModel, tree
from unrolled.models.captioner import (
    DECODERS,
    Captioner,
    Ensemble,
    beam_search,
    greedy,
    word_log_probabilities,
)
from unrolled.models.captioner.decoders import END

WORDS, LONGEST = 5, 4
PICTURE = torch.zeros(3, 1, 1)
LOST = {"": {"a": 0.6, "b": 0.4}, "a": {"c": 0.4, "d": 0.35, "e": 0.25}, "b": {"c": 0.9, "d": 0.1}}


def network(shown="once", seed=0, sharp=6.0, dtype=torch.float64):
    torch.manual_seed(seed)
    model = Captioner(WORDS, shown, size=16, channels=2, features=6, embedding=4, hidden=7).to(dtype).eval()
    with torch.no_grad():
        model.decoder.h_to_logits.weight.mul_(sharp)  # fresh networks find all words alike
        model.decoder.features_to_x.weight.mul_(sharp)  # and all pictures
    return model


def picture(seed=0, dtype=torch.float64):
    return torch.randn(3, 16, 16, generator=torch.Generator().manual_seed(seed), dtype=dtype)


def every_caption(model, shown, alpha=0.0):
    """All finished captions of up to LONGEST words, END counted: score, log p and words, the best first."""
    found = []
    for length in range(LONGEST):
        for ids in itertools.product([k for k in range(WORDS) if k != END], repeat=length):
            log_p = sum(word_log_probabilities(model, shown, ids))
            found.append((log_p / (length + 1) ** alpha, log_p, ids))
    return sorted(found, reverse=True)


def searched(table, width, **options):
    told = AsModel(tree(table), tuple("abcdefgh"))
    found = beam_search(told, PICTURE, width, **options)
    return [" ".join(told.words[k] for k in ids) for ids in found.ids], found


@pytest.mark.parametrize("shown", [*DECODERS, "ensemble"])
@pytest.mark.parametrize("alpha", [0.0, 0.7])
def test_a_beam_as_wide_as_all_captions_finds_them_all_in_order(shown, alpha):
    members = [network("once", 1), network("merged", 2), network("always", 3)]
    model = Ensemble(members) if shown == "ensemble" else network(shown)
    due = every_caption(model, picture(), alpha)
    found = beam_search(model, picture(), WORDS**LONGEST, alpha=alpha, longest=LONGEST)
    count = len(due)
    assert count == 1 + 4 + 16 + 64
    assert found.ids[:count] == tuple(ids for _, _, ids in due)
    assert found.scores[:count] == pytest.approx([score for score, _, _ in due], abs=1e-12)
    assert found.log_probabilities[:count] == pytest.approx([log_p for _, log_p, _ in due], abs=1e-12)
    assert all(found.finished[:count])
    assert not any(found.finished[count:])
    assert found.proved


@pytest.mark.parametrize("shown", DECODERS)
def test_width_one_is_greedy(shown):
    ended = []
    for seed in range(12):
        model, drawn = network(shown, seed), picture(seed)
        found = beam_search(model, drawn, 1)
        assert [list(found.ids[0])] == greedy(model, drawn[None])
        ended.append(found.finished[0])
    assert {*ended} == {True, False}  # captions that end, and captions that are cut


def test_greedy_writes_of_each_picture_of_a_batch_what_it_writes_of_it_alone():
    model = network("once", 1)
    pictures = torch.stack([100 * picture(seed) for seed in range(6)])
    alone = [greedy(model, one[None])[0] for one in pictures]
    assert greedy(model, pictures) == alone
    assert len(set(map(tuple, alone))) > 1
    assert [list(beam_search(model, one[None], 1).ids[0]) for one in pictures] == alone


def test_an_ensemble_of_one_is_its_network_and_one_of_two_the_mean_of_probabilities():
    one, two = network("once", 1), network("merged", 2)
    alone, as_one = beam_search(one, picture(), 3), beam_search(Ensemble([one]), picture(), 3)
    assert alone.ids == as_one.ids
    assert as_one.log_probabilities == pytest.approx(alone.log_probabilities, abs=1e-12)
    both = Ensemble([one, two])
    found = [model.step(model.start(picture()[None]), torch.tensor([0]))[0] for model in (one, two, both)]
    p, q, mean = (torch.softmax(logits, dim=1) for logits in found)
    torch.testing.assert_close(mean, (p + q) / 2, atol=1e-12, rtol=0)
    assert torch.logsumexp(found[2], dim=1).item() == pytest.approx(0, abs=1e-12)  # log p already


def test_log_p_is_that_of_the_words_one_by_one():
    model = network("always", 2)
    found = beam_search(model, picture(), 4)
    for ids, log_p, finished in zip(found.ids, found.log_probabilities, found.finished, strict=True):
        each = word_log_probabilities(model, picture(), ids)
        assert len(each) == len(ids) + 1
        assert log_p == pytest.approx(sum(each) if finished else sum(each[:-1]), abs=1e-12)


def test_by_hand_greedy_loses_and_the_steps_tell_why():
    assert searched(LOST, 1)[0] == ["a c"]
    captions, found = searched(LOST, 2)
    assert captions == ["b c", "a c"]
    assert found.log_probabilities == pytest.approx([math.log(0.36), math.log(0.24)])
    one, two, three = found.steps
    assert [len(step.ids) for step in found.steps] == [2, 2, 2]
    assert one.dropped == -math.inf  # two first words, and both are kept
    assert two.dropped == pytest.approx(math.log(0.21))
    assert two.considered == 2 * 10  # with START, which is as impossible as the other words
    assert [ids[-1] == END for ids in three.ids] == [True, True]
    assert found.proved
    assert not searched(LOST, 1)[1].proved  # b, 0.4, was dropped, and a c has 0.24


def test_a_finished_caption_keeps_its_place_until_the_end():
    early = {"": {"a": 0.5, "b": 0.5}, "a": {END_WORD: 0.9, "c": 0.1}, "b": {"c": 0.55, "d": 0.45}}
    captions, found = searched(early, 2)
    assert captions == ["a", "b c"]
    assert found.finished == (True, True)
    later = {"": {"a": 0.6, "b": 0.4}, "a": {"c": 0.6, END_WORD: 0.4}, "b": {"c": 0.5, "d": 0.5}}
    assert searched(later, 2)[0] == ["a c", "a"]


def test_it_goes_on_while_a_beginning_can_still_overtake_the_finished_ones():
    late = {"": {END_WORD: 0.2, "a": 0.8}, "a": {"b": 0.6, END_WORD: 0.4}}
    captions, found = searched(late, 2)  # after two steps there are two finished captions, 0.2 and 0.32
    assert captions == ["a b", "a"]
    assert found.log_probabilities == pytest.approx([math.log(0.48), math.log(0.32)])
    over = {"": {END_WORD: 0.7, "a": 0.3}, "a": {"b": 0.4, END_WORD: 0.6}}
    captions, found = searched(over, 2)
    assert captions == ["", "a"]
    assert len(found.steps) == 2  # a b has 0.12 and can only lose


def test_captions_that_are_cut_come_last_and_say_so():
    long = {"": {"a": 0.9, END_WORD: 0.1}, "a": {"b": 1.0}, "a b": {"c": 1.0}}
    captions, found = searched(long, 2, longest=2)
    assert captions == ["", "a b"]
    assert found.finished == (True, False)
    assert found.scores == pytest.approx([math.log(0.1), math.log(0.9)])
    captions, found = searched(long, 1, longest=3)
    assert (captions, found.finished, found.proved) == (["a b c"], (False,), False)
    assert searched(long, 2)[0] == ["a b c", ""]


def test_length_normalisation_by_hand():
    short = {"": {END_WORD: 0.3, "a": 0.7}, "a": {"b": 0.4, "c": 0.35, "d": 0.25}}
    captions, found = searched(short, 4)
    assert captions[0] == ""  # 0.3 is more than 0.7 · 0.4
    captions, found = searched(short, 4, alpha=1.0)
    assert captions[0] == "a b"
    assert found.scores[0] == pytest.approx(math.log(0.28) / 3)
    assert found.log_probabilities[0] == pytest.approx(math.log(0.28))


def test_what_is_proved_is_the_best_of_all_captions():
    proved = []
    for seed in range(8):
        model, drawn = network("once", seed), picture(seed)
        due = every_caption(model, drawn)[0][2]
        for width in (1, 2, 3):
            found = beam_search(model, drawn, width, longest=LONGEST)
            proved.append(found.proved)
            assert found.ids[0] == due or not found.proved
    assert {*proved} == {True, False}


def test_impossible_words_are_never_kept():
    captions, found = searched({"": {"a": 1.0}}, 5)
    assert captions == ["a"]
    assert found.log_probabilities == (0.0,)
    assert [len(step.ids) for step in found.steps] == [1, 1]


@pytest.mark.parametrize("wrong", [{"width": 0}, {"longest": 0}, {"alpha": -0.1}])
def test_impossible_settings_are_refused(wrong):
    with pytest.raises(ValueError, match="at least one"):
        beam_search(network(), picture(), **wrong)
