"""Shipped models are as good as their cards say: the metric is measured again, on every held-out character."""

import pytest
import torch

from in_parts import loss_in_parts
from unrolled.datasets import latex, shakespeare
from unrolled.datasets.registry import DownloadError
from unrolled.lessons.gradients.horizon.probe import quick
from unrolled.models.sampler import Sampler
from unrolled.runtime import one_thread
from unrolled.training import latex as latex_training
from unrolled.training import shakespeare as shakespeare_training
from unrolled.training import trio
from unrolled.training.char_rnn import SHIPPED
from unrolled.training.checkpoint import checkpoint_path, load_char_rnn, summary
from unrolled.training.losses import divergence, heldout_loss

COMPACT = {shakespeare_training.NAME: shakespeare.corpus, latex_training.NAME: latex.corpus}  # shipped as float16
NAMES = [SHIPPED, *COMPACT, *(trio.name(cell, seed) for seed in trio.SEEDS for cell in trio.CELLS)]
GOALS = {shakespeare_training.NAME: 1.45, latex_training.NAME: 0.95}  # nats a character on the test texts


@pytest.fixture(scope="module", params=NAMES)
def shipped(request):
    return request.param, *load_char_rnn(request.param)


@pytest.fixture(scope="module", params=list(COMPACT))
def compact(request):
    return request.param, *load_char_rnn(request.param)


def corpus_of(name):
    try:
        return COMPACT.get(name, shakespeare.corpus)()
    except DownloadError as error:
        pytest.skip(str(error))


def test_validation_loss_is_the_cards(shipped):
    name, model, vocabulary, card = shipped
    corpus = corpus_of(name)
    assert vocabulary == corpus.vocabulary
    with one_thread:  # another test has the second core
        found = loss_in_parts(quick(model), corpus.encoded("validation"))
    assert found == pytest.approx(card["nats"]["validation"], abs=1e-3)


def test_the_card_tells_how_the_model_was_made(shipped):
    name, model, _, card = shipped
    assert card["parameters"] == sum(weights.numel() for weights in model.parameters())
    assert {"recipe", "command", "curve", "wall_seconds", "machine", "versions"} <= set(card)
    assert card["curve"]["rows"][-1][0] == card["recipe"]["steps"]
    assert f"{card['nats']['validation']:.2f} nats" in summary(card)
    if name not in COMPACT or COMPACT[name] is shakespeare.corpus:
        assert card["corpus"]["sha256"] == shakespeare.SHA256


def test_the_card_is_the_recipes(compact):
    name, model, _, card = compact
    module = {shakespeare_training.NAME: shakespeare_training, latex_training.NAME: latex_training}[name]
    assert {**card["recipe"], "decays": tuple(card["recipe"]["decays"])} == vars(module.RECIPE)
    assert (model.config["hidden"], model.config["layers"]) == (module.RECIPE.hidden, module.RECIPE.layers)


def test_goals_on_the_test_texts_are_met(compact):
    name, _, _, card = compact
    assert card["nats"]["test"] < GOALS[name]


def test_the_compact_forms_lose_next_to_nothing(compact):
    name, _, _, card = compact
    forms = card["forms"]
    assert checkpoint_path(name).stat().st_size < 12e6
    assert abs(forms["float16"] - forms["float32"]) < 0.01
    assert abs(forms["int8"] - forms["float32"]) < 0.01


def test_the_sampler_is_as_close_as_the_card_says(compact):
    """On fewer characters than the card's: the mean of KL(network || sampler), and the sampler's loss."""
    name, model, _, card = compact
    texts = [ids[:2_000] for ids in corpus_of(name).encoded("validation")]
    found = [divergence(model, Sampler(model), ids) for ids in texts]
    kl, int8 = torch.tensor(found).mean(dim=0).tolist()
    assert kl < 3 * card["forms"]["kl"]
    assert int8 == pytest.approx(heldout_loss(model, texts), abs=0.01)


def test_the_trio_is_of_equal_size():
    sizes = [load_char_rnn(trio.name(cell, 0))[2]["parameters"] for cell in trio.CELLS]
    assert max(sizes) / min(sizes) < 1.01
