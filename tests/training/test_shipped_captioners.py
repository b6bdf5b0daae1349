"""Shipped captioners are as good as their cards say: validation is measured again."""

import pytest

from unrolled.datasets import emoji
from unrolled.runtime import one_thread
from unrolled.training import captioning
from unrolled.training.captioning import Recipe
from unrolled.training.checkpoint import checkpoint_path


@pytest.fixture(scope="module", params=captioning.SHIPPED)
def shipped(request):
    return request.param, *captioning.load_captioner(request.param)


def test_exact_matches_are_the_cards(shipped):
    _, model, words, card = shipped
    held = emoji.held_out("validation", "compositions")
    with one_thread:
        found = captioning.exact(captioning.written(model, held.images, words), held)
    assert found == pytest.approx(card["exact"]["validation"]["compositions"], abs=2 / len(held))  # ties may turn
    assert found > 0.5  # one of 81 captions is as likely as the next: guessing gives nearly 0


def test_the_card_tells_how_the_model_was_made(shipped):
    name, model, words, card = shipped
    _, shown, seed = name.split("_")
    assert Recipe(**card["recipe"]) == Recipe(shown=shown, seed=int(seed))
    assert card["config"]["shown"] == shown
    assert words.words == captioning.vocabulary().words
    assert card["corpus"]["files"] == emoji.SHA256
    assert card["parameters"] == sum(weights.numel() for weights in model.parameters())
    assert card["curve"]["rows"][-1][0] == card["recipe"]["steps"]
    assert {kind for part in card["exact"].values() for kind in part} == set(emoji.HELD_OUT)


def test_only_five_captioners_are_committed():
    held = {path.stem for path in checkpoint_path("x").parent.glob("captioner_*.safetensors")}
    assert held <= set(captioning.SHIPPED)
