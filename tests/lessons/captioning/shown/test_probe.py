"""The swap, against loops that write one caption at a time."""

import numpy as np
import pytest
import torch

from unrolled.datasets.caption_words import CaptionVocabulary
from unrolled.lessons.captioning.shown import probe as probes
from unrolled.lessons.captioning.shown.record import Reading
from unrolled.models.captioner import Captioner
from unrolled.training.captioning import normalised, tensor

WORDS = CaptionVocabulary(["a", "the", "red", "blue", "dog", "cat", "runs", "sits"])


def network(shown, seed=0):
    """A small one whose words depend on what it reads: weights are larger than at the start of a training."""
    torch.manual_seed(seed)
    model = Captioner(len(WORDS), shown, size=16, channels=2, features=8, embedding=6, hidden=7).eval()
    with torch.no_grad():
        for weights in model.decoder.parameters():
            weights.mul_(4)
        model.decoder.features_to_x.weight.mul_(3000)  # an encoder without training tells pictures hardly apart
        model.decoder.h_to_logits.bias[:2] -= torch.tensor([99.0, 2.0])  # captions of some words
    return model


def images(seed=0):
    return np.random.default_rng(seed).integers(0, 256, (2, 16, 16, 3), dtype=np.uint8)


def reading(shown, seed=0):
    model, (image, other) = network(shown, seed), images(seed)
    return model, image, other, probes.read(model, WORDS, image, other, ("a dog",))


@torch.inference_mode()
def by_hand(model, image, other, cut, words=None):
    """Probabilities and words, one step at a time; ``words`` are read where they are given."""
    pictures = normalised(tensor(np.stack([image, other])))
    old, new = model.start(pictures[:1]), model.start(pictures[1:])
    state, read, told, said = (new if cut < 0 else old), 0, [], []
    for step in range(probes.LONGEST):
        if step == cut and model.config["shown"] != "once":
            state = (state[0], new[1])
        logits, state = model.step(state, torch.tensor([read]))
        told.append(logits[0].softmax(dim=0).numpy())
        read = words[step] if words is not None and step < len(words) else int(logits.argmax())
        said.append(read)
    return np.array(told), said


def numbers(found):
    return [WORDS.words.index(word) if word else 1 for word in found.words]


@pytest.mark.parametrize("shown", ["once", "always", "merged"])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_one_batch_says_what_single_loops_say(shown, seed):
    model, image, other, found = reading(shown, seed)
    said = numbers(found)
    plain, written = by_hand(model, image, other, 99)
    assert written[: len(said)] == said
    steps = range(len(said))
    np.testing.assert_allclose(found.probabilities, [plain[k, said[k]] for k in steps], atol=1e-5)
    absent, _ = by_hand(model, image, other, -1, said)
    np.testing.assert_allclose(found.absent, [0.5 * abs(plain[k] - absent[k]).sum() for k in steps], atol=1e-5)
    for cut in steps:
        told, _ = by_hand(model, image, other, cut, said)
        assert found.removed[cut] == pytest.approx(0.5 * abs(plain[cut] - told[cut]).sum(), abs=1e-5)
        _, after = by_hand(model, image, other, cut, said[:cut])
        assert found.swapped[cut] == tuple(WORDS.text(after[: after.index(1)] if 1 in after else after).split())


def test_the_pictures_matter_to_these_networks():
    for shown in ("once", "always", "merged"):
        assert max(reading(shown, seed=1)[3].absent) > 0.2


def test_shown_once_a_swap_changes_nothing_and_merged_it_changes_all_that_the_picture_gives():
    once, always, merged = (reading(shown)[3] for shown in ("once", "always", "merged"))
    assert not once.removed.any()
    assert set(once.swapped) == {once.caption}
    np.testing.assert_array_equal(merged.removed, merged.absent)  # its LSTM knows the words alone
    assert always.removed.any()
    assert abs(always.removed - always.absent).max() > 1e-4  # some of the old picture stays in the state


def test_a_swap_for_the_same_picture_changes_nothing():
    for shown in ("once", "always", "merged"):
        model, (image, _) = network(shown), images()
        found = probes.read(model, WORDS, image, image, ("a dog",))
        assert not found.removed.any()
        assert not found.absent.any()
        assert set(found.swapped) == {found.caption}


def test_a_caption_is_right_if_it_is_one_of_the_references():
    model, image, other, found = reading("merged", seed=1)
    assert not found.right
    assert probes.read(model, WORDS, image, other, ("x", " ".join(found.caption))).right


def test_after_its_end_a_caption_stays():
    found = Reading("merged", ("a", "dog", ""), *np.zeros((3, 3)), (("b",), ("a", "cat"), ("a", "dog", "x")), True)
    assert [found.after(cut) for cut in range(5)] == [
        ("b",),
        ("a", "cat"),
        ("a", "dog", "x"),
        ("a", "dog"),
        ("a", "dog"),
    ]


def test_a_white_page():
    assert (probes.white(images()[0]) == 255).all()


def test_scores_are_those_of_the_result_file_and_none_without_it(monkeypatch, tmp_path):
    def entry(shown, seed):
        number = 100 * ["once", "always", "merged"].index(shown) + 10 * seed
        return {
            kind: {"exact": (number + k) / 1000, "bleu": {"scores": [90, 80, 70, number / 10 + k]}}
            for k, kind in enumerate(("compositions", "pictures", "other vendor"))
        }

    runs = {f"{shown} {seed}": entry(shown, seed) for shown in ("once", "always", "merged") for seed in range(3)}
    always = probes.scores(runs)[1]
    assert always.shown == "always"
    np.testing.assert_allclose(always.exact, [[0.1, 0.11, 0.12], [0.101, 0.111, 0.121], [0.102, 0.112, 0.122]])
    np.testing.assert_allclose(always.bleu, [[10, 11, 12], [11, 12, 13], [12, 13, 14]])
    del runs["merged 2"]
    assert probes.scores(runs) == ()

    monkeypatch.setenv("UNROLLED_DATA", str(tmp_path))
    assert probes.scores() == ()
