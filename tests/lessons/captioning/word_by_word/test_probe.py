"""Words and patches: a planted network whose one region decides one word, then properties of any captioner."""

from types import SimpleNamespace

import numpy as np
import pytest
import torch
from torch import nn

from unrolled.datasets import emoji_shelves
from unrolled.datasets.caption_words import CaptionVocabulary
from unrolled.datasets.words import UnknownWordError
from unrolled.lessons.captioning.word_by_word import probe as probes
from unrolled.models.captioner import DECODERS, Captioner, greedy
from unrolled.training.captioning import load_captioner, normalised, tensor

START, END, CAT, HAT = range(4)
WORDS = CaptionVocabulary(["cat", "hat"])
SURE, UNSURE = 8.0, 3.0  # logits of the planted decoder


class Planted(nn.Module):
    """Says "cat" whatever it sees, then "hat" if rows 8 to 11, columns 20 to 23 are black and END if white, then END.

    Its cell state is the darkness there, at each word.
    """

    def encoder(self, pictures):
        darkness = (1 - pictures[:, :, 8:12, 20:24].mean(dim=(1, 2, 3))) / 2
        return darkness[:, None]  # (B, 1), 0 for white and 1 for black

    @property
    def decoder(self):
        return SimpleNamespace(start=lambda features: features, read=self.read)

    def read(self, state, ids):
        logits = torch.zeros(*ids.shape, 4)
        logits[..., CAT] = SURE * (ids == START)
        logits[..., HAT] = UNSURE * (2 * state - 1) * (ids == CAT)
        logits[..., END] = SURE * (ids == HAT)
        return logits, state, SimpleNamespace(c=state[:, None].expand(*ids.shape, 1))

    def step(self, state, ids):
        logits, state, _ = self.read(state, ids[:, None])
        return logits[:, 0], state


def drawing(hat=0):
    """White, with a black bar on the left, and with the hat's place in a shade."""
    image = np.full((32, 32, 3), 255, np.uint8)
    image[:, 4:8] = 0
    image[8:12, 20:24] = hat
    return image


def blank():
    return np.full((32, 32, 3), 255, np.uint8)


def measured(model, words, image, others=None, *, ids=(), cursor=0, **settings):
    others = blank()[None] if others is None else others
    return probes.word_by_word(model, words, probes.views(model, image, others, **settings), ids=ids, cursor=cursor)


def captioner(shown="once", seed=0):
    """A fresh network; its norms have seen noise, so that pictures make a difference."""
    torch.manual_seed(seed)
    model = Captioner(8, shown, channels=4, features=6, embedding=5, hidden=7)
    with torch.no_grad():
        for _ in range(30):
            model.encoder(torch.randn(8, 3, 32, 32))
    return model.eval()


EIGHT = CaptionVocabulary(["one", "two", "three", "four", "five", "six"])


@pytest.fixture(scope="module")
def noise():
    return np.random.default_rng(3).integers(0, 256, (5, 32, 32, 3), dtype=np.uint8)


@pytest.mark.parametrize(("side", "count"), [(4, 8), (8, 7), (16, 5)])
def test_a_patch_covers_its_square_and_nothing_else(noise, side, count):
    covering = probes.Covering(side, level=7)
    copies = covering.covered(noise[0])
    assert covering.places(32) == count
    assert copies.shape == (count**2, 32, 32, 3)
    for k, copy in enumerate(copies):
        row, column = 4 * (k // count), 4 * (k % count)
        expected = noise[0].copy()
        expected[row : row + side, column : column + side] = 7
        assert np.array_equal(copy, expected)


def test_a_square_of_the_map_is_the_mean_of_the_patches_on_it():
    values = np.array([[[1.0, 3.0], [5.0, 7.0]]])  # four patches, each on two by two squares
    expected = [[1, 2, 3], [3, 4, 5], [5, 6, 7]]
    assert np.array_equal(probes.Covering(8, 4).maps(values), [expected])
    assert np.array_equal(probes.Covering(4, 4).maps(values), values)


def test_the_planted_word_lights_up_where_it_is_decided_and_nowhere_else():
    shown = measured(Planted(), WORDS, drawing(), covering=probes.Covering(4))
    assert shown.words == ("cat", "hat", "END")
    p_black, p_white = (np.exp(UNSURE * sign) / (3 + np.exp(UNSURE * sign)) for sign in (1, -1))
    assert shown.p[1] == pytest.approx(p_black)
    expected = np.zeros((8, 8))
    expected[2, 5] = np.log(p_black / p_white)
    np.testing.assert_allclose(shown.lost[1], expected, atol=1e-5)
    assert not shown.lost[[0, 2]].any()  # "cat" and END do not look at all
    assert probes.point_at(shown, 1).worst == (2, 5)
    np.testing.assert_allclose(shown.rest[0], expected / 2, atol=1e-5)  # of "hat" and END, on average
    assert not shown.rest[1].any()


def test_larger_patches_lose_the_share_that_they_cover():
    shown = measured(Planted(), WORDS, drawing())
    assert {tuple(at) for at in np.argwhere(shown.lost[1] > 1e-3)} == {(1, 4), (1, 5), (2, 4), (2, 5)}
    assert set(zip(*np.nonzero(shown.heat[1] > 1e-3), strict=True)) == {(r, c) for r in (1, 2, 3) for c in (4, 5, 6)}
    assert shown.heat[1].max() == shown.heat[1][2, 5]


def test_other_pictures_say_what_the_words_alone_would():
    others = np.stack([drawing(0), drawing(255)])
    shown = measured(Planted(), WORDS, drawing(), others)
    p = [np.exp(UNSURE * sign) / (3 + np.exp(UNSURE * sign)) for sign in (1, -1)]
    assert shown.p_elsewhere[1] == pytest.approx(np.mean(p))
    assert shown.names[1][0] == "hat"
    assert shown.elsewhere[1][0] == pytest.approx(np.mean(p))
    assert shown.pictures == 2
    np.testing.assert_allclose(shown.kept, (0 + 1) / 2)  # one like it, and one with a cell state of 0


def test_another_word_is_an_intervention_and_the_rest_is_written_anew():
    seen = probes.views(Planted(), drawing(), blank()[None])
    shown = probes.word_by_word(Planted(), WORDS, seen, cursor=1)
    rank = list(shown.names[1]).index("cat")
    changed = probes.word_by_word(Planted(), WORDS, seen, ids=probes.take(shown, rank), cursor=1)
    assert changed.words == ("cat", "cat", "hat", "END")
    assert changed.rank.tolist() == [0, rank, 0, 0]
    assert changed.cursor == 1
    back = probes.word_by_word(Planted(), WORDS, seen, ids=probes.take(changed, 0), cursor=1)
    assert back.words == shown.words


def test_the_whole_caption_as_a_beginning_changes_nothing():
    shown = measured(Planted(), WORDS, drawing())
    again = measured(Planted(), WORDS, drawing(), ids=shown.ids)
    assert again.ids == shown.ids
    assert np.array_equal(again.lost, shown.lost)


@pytest.mark.parametrize("shown", DECODERS)
def test_it_writes_what_greedy_writes_with_the_probabilities_of_the_model(shown, noise):
    model = captioner(shown)
    rows = greedy(model, normalised(tensor(noise)), 6)
    features = probes.encoded(model, noise)
    for k, row in enumerate(rows):
        ids = probes.completed(model, features[k : k + 1], longest=6)
        assert [word for word in ids if word != END] == row
    ids = (3, 4, 2, END)
    log_p, cell = probes.scored(model, features, ids)
    with torch.inference_mode():
        expected = model(normalised(tensor(noise)), torch.tensor([[START, 3, 4, 2]]).expand(5, -1)).log_softmax(2)
    assert torch.equal(log_p, expected)
    assert cell.shape == (5, 4, 7)


def test_a_word_depends_on_the_words_before_it_alone(noise):
    model = captioner()
    features = probes.encoded(model, noise)
    one, _ = probes.scored(model, features, (3, 4, 2, 5))
    other, _ = probes.scored(model, features, (3, 4, 6, 1))
    assert torch.equal(one[:, :3], other[:, :3])
    assert not torch.equal(one[:, 3], other[:, 3])


def test_white_on_white_changes_nothing(noise):
    model = captioner()
    image = np.full((32, 32, 3), 255, np.uint8)
    image[:12, :12] = noise[0, :12, :12]
    shown = measured(model, EIGHT, image, noise)
    assert np.abs(shown.lost[:, 3:, 3:]).max() < 1e-5
    assert np.abs(shown.lost[:, :3, :3]).max() > 1e-4
    grey = measured(model, EIGHT, image, noise, covering=probes.Covering(level=128))
    assert np.abs(grey.lost[:, 3:, 3:]).max() > 1e-4


def test_a_decoder_that_keeps_the_picture_out_of_its_lstm_keeps_none_of_it(noise):
    assert not measured(captioner("merged"), EIGHT, noise[0], noise[1:]).kept.any()
    assert (measured(captioner("once"), EIGHT, noise[0], noise[1:]).kept > 0).all()


def test_shuffled_maps_hold_the_same_values_on_other_places(noise):
    shown = measured(captioner(), EIGHT, noise[0], noise[1:], covering=probes.Covering(4))
    for lost, shuffled in zip(shown.lost, shown.shuffled, strict=True):
        assert np.array_equal(np.sort(lost, axis=None), np.sort(shuffled, axis=None))
        assert not np.array_equal(lost, shuffled)
    assert (shown.chance > 0).all()
    assert (shown.chance < 1).all()


def test_correlation_and_difference_by_hand():
    one = np.array([[[1.0, 2.0], [3.0, 4.0]]])
    assert probes.correlation(one, 5 - 2 * one) == pytest.approx([-1])
    assert probes.correlation(one, np.array([[[1.0, 0.0], [0.0, 1.0]]])) == pytest.approx([0])
    assert probes.correlation(one, np.ones((1, 2, 2))) == [0]
    cell = np.array([[3.0, 0.0], [3.0, 0.0]])
    others = np.array([[[3.0, 0.0], [0.0, 3.0]]])  # the same, and orthogonal
    assert probes.difference(cell, others) == pytest.approx([0, 1])


def test_state_differences_of_the_planted_network():
    found = probes.state_differences(Planted(), np.stack([drawing(0), drawing(255), drawing(255)]))
    assert [len(one) for one in found] == [3, 20, 20]  # "cat hat" with END; the others never come to an end
    for one in found:
        np.testing.assert_allclose(one, 1)  # cell states of 1 and 0: as far apart as can be
    with pytest.raises(ValueError, match="at least two different"):
        probes.state_differences(Planted(), np.stack([blank(), blank()]))


def test_kinds_of_words():
    caption = ["a", "woman", "with", "a", "beard", "and", "medium-dark", "skin", "END"]
    assert [probes.kind_of_word(word) for word in caption] == [
        "article", "person", "“with”, “and”", "article", "role", "“with”, “and”", "tone", "“skin”", "END",
    ]  # fmt: skip


def test_dependence_of_the_planted_words():
    images, captions = np.stack([drawing(0), drawing(255)]), ["cat hat", "cat"]
    table = probes.dependence_by_kind(Planted(), WORDS, images, captions, covering=probes.Covering(4))
    rows = {row.kind: row for row in table}
    assert [row.kind for row in table] == ["role", "END"]  # "cat" and "hat" name neither persons nor tones
    p_black, p_white = (np.exp(UNSURE * sign) / (3 + np.exp(UNSURE * sign)) for sign in (1, -1))
    nats = np.log(p_black / p_white)
    assert rows["role"].count == 3
    assert rows["role"].other == pytest.approx(nats / 3)  # "hat" alone, of three words
    assert rows["role"].patch == pytest.approx(nats / 3, abs=1e-5)
    assert rows["role"].elsewhere == pytest.approx(0, abs=1e-5)  # white on white
    assert rows["END"].count == 2


def test_bad_captions_get_a_sentence():
    images = np.stack([drawing(), blank()])
    with pytest.raises(ValueError, match="at least two different captions"):
        probes.dependence_by_kind(Planted(), WORDS, images, ["cat", "cat"])
    with pytest.raises(UnknownWordError):
        probes.dependence_by_kind(Planted(), WORDS, images, ["cat", "dog"])


def test_each_picture_is_compared_with_one_of_another_caption():
    captions = ["a", "a", "b", "c"]
    for seed in range(5):
        partner = probes.partners(captions, seed)
        assert all(captions[k] != captions[j] for k, j in enumerate(partner))
    assert len({tuple(probes.partners(captions, seed)) for seed in range(5)}) > 1


@pytest.fixture(scope="module")
def real():
    """The shipped network, and every eighth new composition."""
    model, words, _ = load_captioner("captioner_once_0")
    shelf = emoji_shelves.shelf("new compositions")
    return model, words, shelf.images(np.arange(0, len(shelf), 8))


def test_the_answer_about_with_holds_for_the_shipped_network(real):
    table = {row.kind: row for row in probes.dependence_by_kind(*real)}
    assert table["“with”, “and”"].other > 1
    assert table["END"].other > 0.5
    assert abs(table["“skin”"].other) < 0.05
    assert table["role"].other > table["person"].other
    assert table["tone"].other == pytest.approx(table["person"].other, rel=0.4)
    for kind in ("person", "role", "tone"):
        assert table[kind].patch > 1
        assert table[kind].elsewhere < table[kind].patch / 2


def test_the_answer_about_the_cell_state_holds_for_the_shipped_network(real):
    model, _, images = real
    each = probes.state_differences(model, images)
    assert all(one[-1] < one[0] for one in each)
    assert 0.3 < np.mean([one[-1] / one[0] for one in each]) < 0.8


def test_the_example_of_the_question_is_what_the_network_writes(real):
    model, words, _ = real
    shelf = emoji_shelves.shelf("new compositions")
    shown = measured(model, words, shelf.image(60), shelf.images([1, 2]), covering=probes.Covering(16))
    assert " ".join(shown.words) == "a woman student with medium skin END"
