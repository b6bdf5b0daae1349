"""The captioners' recipe: a killed training goes on exactly, frozen means frozen, and pictures tell the captions."""

import itertools
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from unrolled.datasets import emoji
from unrolled.datasets.caption_words import CaptionVocabulary
from unrolled.datasets.captioned import Captioned
from unrolled.models.captioner import Captioner
from unrolled.runtime import one_thread
from unrolled.training import captioning, captioning_recipe
from unrolled.training.captioning import Recipe, bag_events, bags, events, exact, start, start_bags, written
from unrolled.training.checkpoint import CheckpointError, load_card, save_network

COLOURS = {"red": (220, 30, 30), "green": (30, 160, 60), "blue": (40, 60, 220), "black": (10, 10, 10)}
PLACES = {"left": slice(2, 12), "right": slice(20, 30), "middle": slice(11, 21)}
TINY = Recipe(
    size=32, channels=4, features=12, embedding=8, hidden=10, batch=8, bag_steps=6, steps=8, frozen=0.5,
    warmup=2, evaluations=2,
)  # fmt: skip


def patches(count=12):
    """A coloured patch on white, with its colour and place for a caption."""
    cells = list(itertools.islice(itertools.cycle(itertools.product(COLOURS, PLACES)), count))
    images = np.full((count, 32, 32, 3), 255, np.uint8)
    for image, (colour, place) in zip(images, cells, strict=True):
        image[10:22, PLACES[place]] = COLOURS[colour]
    captions = [f"a {colour} patch {place}" for colour, place in cells]
    return Captioned(images, tuple((one, f"{one} indeed") for one in captions), tuple(captions))


@pytest.fixture
def small(monkeypatch, tmp_path):
    """The training on twelve patches instead of the emoji; returns the folder of its runs."""
    data = patches()
    words = CaptionVocabulary.of(data.captions)
    stand_in = SimpleNamespace(training=lambda: data, held_out=lambda *_: data, HELD_OUT=("compositions",), SHA256={})
    monkeypatch.setattr(captioning, "emoji", stand_in)
    monkeypatch.setattr(captioning, "vocabulary", lambda: words)
    monkeypatch.setattr(captioning, "SAVE_EVERY", 2)
    monkeypatch.setattr(captioning, "checkpoint_path", lambda label: tmp_path / "shipped" / f"{label}.safetensors")
    with one_thread:
        yield tmp_path / "runs"


class KilledError(Exception):
    pass


def killed_after(step, which, monkeypatch):
    """Make the events of one part end the process, as far as ``fit`` can tell, once so many updates are made."""
    real = getattr(captioning, which)

    def until(*arguments):
        for event in real(*arguments):
            yield event  # what follows an event in the loop over them, saving it, is done
            if event.step == step:
                raise KilledError

    monkeypatch.setattr(captioning, which, until)


@pytest.mark.parametrize("shown", ["once", "always", "merged"])
@pytest.mark.parametrize(("which", "step"), [("bag_events", 3), ("events", 3), ("events", 5), ("events", 8)])
def test_a_killed_training_goes_on_as_if_nothing_had_happened(small, monkeypatch, shown, which, step):
    recipe = replace(TINY, shown=shown)
    whole = captioning.fit(recipe, small / "whole")
    with monkeypatch.context() as patch:
        killed_after(step, which, patch)
        with pytest.raises(KilledError):
            captioning.fit(recipe, small / "killed")
    again = captioning.fit(recipe, small / "killed")
    assert again.step == recipe.steps
    assert again.curve == whole.curve
    for key, value in whole.model.state_dict().items():
        assert torch.equal(value, again.model.state_dict()[key]), key


def test_networks_of_a_seed_share_the_first_part_of_the_encoder(small):
    first = captioning.fit_bags(TINY, small)
    file = small / "captioner_encoder_0.run"
    written_at = file.stat().st_mtime_ns
    for shown in ("once", "merged"):
        again = captioning.fit_bags(replace(TINY, shown=shown), small)
        for key, value in first.state_dict().items():
            assert torch.equal(value, again.state_dict()[key])
    assert file.stat().st_mtime_ns == written_at  # loaded, not trained again
    other = captioning.fit_bags(replace(TINY, seed=1), small)
    assert not torch.equal(first.map_to_features.weight, other.map_to_features.weight)


def test_a_frozen_encoder_stays_with_its_statistics_until_its_share_is_over(small):
    data, words = patches(), captioning.vocabulary()
    run = start(TINY, len(words))
    before = {key: value.clone() for key, value in run.model.encoder.state_dict().items()}
    decoder = run.model.decoder.h_to_logits.weight.detach().clone()
    for event in events(TINY, run, data, words):
        now = run.model.encoder.state_dict()
        same = all(torch.equal(value, now[key]) for key, value in before.items())
        assert same == (event.step <= 4), event.step  # half of eight updates
        if event.step == 4:
            assert not torch.equal(run.model.decoder.h_to_logits.weight, decoder)
    assert now["norm.num_batches_tracked"] == 4
    assert not torch.equal(now["norm.running_mean"], before["norm.running_mean"])


def test_without_a_frozen_part_both_learn_from_the_first_update(small):
    words = captioning.vocabulary()
    run = start(replace(TINY, frozen=0.0), len(words))
    before = run.model.encoder.map_to_features.weight.detach().clone()
    next(events(replace(TINY, frozen=0.0), run, patches(), words))
    assert not torch.equal(run.model.encoder.map_to_features.weight, before)


def test_bags_by_hand():
    assert bags(torch.tensor([[2, 4, 2, 1], [3, 1, -100, -100]]), 5).tolist() == [[0, 0, 1, 0, 1], [0, 0, 0, 1, 0]]


def test_the_first_loss_of_the_bags_is_that_of_even_odds(small):
    words = captioning.vocabulary()
    run = start_bags(replace(TINY, strength=0.0), len(words))
    with torch.no_grad():
        run.model.features_to_words.weight.zero_()
        run.model.features_to_words.bias.zero_()
    event = next(bag_events(TINY, run, patches(), words))
    assert event.loss == pytest.approx(len(words) * np.log(2), rel=1e-5)


LEARNER = replace(
    TINY, features=32, embedding=16, hidden=32, batch=16, bag_steps=80, steps=150, frozen=0.8,
    bag_rate=0.01, rate=0.03, strength=0.3, dropout=0.0, bfloat16=False,
)  # fmt: skip


def learned(captions):
    """Greedy captions, and the last losses, after a training on the patches with these captions."""
    data = replace(patches(48), references=tuple((one,) for one in captions))
    words = CaptionVocabulary.of(data.captions)
    with one_thread:
        first = start_bags(LEARNER, len(words))
        list(bag_events(LEARNER, first, data, words))
        run = start(LEARNER, len(words))
        run.model.encoder.load_state_dict(first.model.encoder.state_dict())
        losses = [event.loss for event in events(LEARNER, run, data, words)]
        return written(run.model, data.images, words), float(np.mean(losses[-20:]))


def test_captions_are_learned_from_pictures_and_shuffled_ones_are_not():
    data = patches(48)
    captions, loss = learned(data.captions)
    always_the_same = exact([data.captions[0]] * 48, data)
    assert always_the_same == 1 / 12
    assert exact(captions, data) > 0.9
    assert loss < 0.1
    order = np.random.default_rng(0).permutation(48)
    shuffled = [data.captions[k] for k in order]
    captions, loss = learned(shuffled)
    assert loss > 0.35  # log 12 nats of colour and place over five words are 0.5; a little is learned by heart
    assert exact(captions, data) < 0.4


def test_written_leaves_the_mode_and_does_not_depend_on_the_batch(small):
    words, data = captioning.vocabulary(), patches()
    model = start(TINY, len(words)).model.train()
    captions = written(model, data.images, words, batch=5)
    assert model.training
    assert len(captions) == 12
    assert captions == written(model, data.images, words)
    assert written(model, data.images[:0], words) == []


def test_any_reference_counts_as_exact():
    data = patches(3)
    assert exact([data.references[0][0], data.references[1][1], "a patch"], data) == pytest.approx(2 / 3)


def test_pixels_become_numbers_from_minus_one_to_one():
    image = np.zeros((1, 2, 2, 3), np.uint8)
    image[0, 0, 1] = (255, 0, 128)
    given = captioning.tensor(image)
    assert given.shape == (1, 3, 2, 2)
    assert given[0, :, 0, 1].tolist() == pytest.approx([1, 0, 128 / 255])
    assert captioning.normalised(given)[0, :, 0, 1].tolist() == pytest.approx([1, -1, 256 / 255 - 1], abs=1e-6)


def test_the_vocabulary_is_that_of_the_training_captions():
    words = captioning.vocabulary()
    assert len(words) == 1547
    assert set(words.words[2:]) == {word for one in emoji.training().captions for word in one.split()}


def test_five_are_shipped_and_the_other_four_stay_with_the_runs(small):
    names = {captioning.name(shown, seed) for shown in ("once", "always", "merged") for seed in captioning.SEEDS}
    assert len(names) == 9
    assert set(captioning.SHIPPED) < names
    assert len(captioning.SHIPPED) == 5
    for label in names:
        folder = "shipped" if label in captioning.SHIPPED else "runs"
        assert captioning.weights_path(label, small) == small.parent / folder / f"{label}.safetensors"


@pytest.mark.parametrize(("shown", "seed", "folder"), [("once", 0, "shipped"), ("always", 1, "runs")])
def test_what_is_written_can_be_loaded_with_its_words_and_card(small, shown, seed, folder):
    recipe = replace(TINY, shown=shown, seed=seed)
    captioning.ship(recipe, small)
    path = small.parent / folder / f"captioner_{shown}_{seed}.safetensors"
    model, words, card = captioning.load_captioner(path)
    assert isinstance(model, Captioner)
    assert words.words == captioning.vocabulary().words
    assert Recipe(**card["recipe"]) == recipe
    assert set(card["exact"]) == {"validation", "test"}
    data = patches()  # the card's numbers are those of the rounded weights
    assert card["exact"]["test"] == {"compositions": exact(written(model, data.images, words), data)}
    assert card["parameters"] == sum(weights.numel() for weights in model.parameters())
    assert [row[0] for row in card["curve"]["rows"]] == [4, 8]
    assert load_card(path) == card


def test_only_what_is_not_there_is_trained(small, monkeypatch):
    made = []

    def ship(recipe, runs):
        label = captioning.name(recipe.shown, recipe.seed)
        made.append(label)
        network = torch.nn.Linear(1, 1)
        network.config = {}
        save_network(captioning.weights_path(label, runs), network, {})

    monkeypatch.setattr(captioning, "ship", ship)
    monkeypatch.setattr(captioning.runtime, "start", lambda: None)
    monkeypatch.setattr("sys.argv", ["captioning", "--runs", str(small), "--seed", "1"])
    captioning.main()
    assert made == ["captioner_once_1", "captioner_always_1", "captioner_merged_1"]
    monkeypatch.setattr("sys.argv", ["captioning", "--runs", str(small)])
    captioning.main()
    assert len(made) == 9
    captioning.main()
    assert len(made) == 9


def test_a_missing_captioner_is_told(tmp_path):
    with pytest.raises(CheckpointError, match="captioner_once_7 is missing"):
        captioning.load_captioner(tmp_path / "captioner_once_7.safetensors")


def test_what_others_import_is_there():
    assert captioning.Recipe is captioning_recipe.Recipe
    for name in captioning.__all__:
        assert hasattr(captioning, name)
