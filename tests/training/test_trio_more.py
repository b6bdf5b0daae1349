"""The two networks beside the trio: as large, as good as their cards say, and different where they should be."""

from dataclasses import replace

import pytest
import torch

from in_parts import loss_in_parts
from unrolled.datasets import shakespeare
from unrolled.datasets.corpus import Corpus, Split
from unrolled.datasets.text import Vocabulary
from unrolled.models.min_gru import MinGRU
from unrolled.runtime import one_thread
from unrolled.training import char_rnn, trio, trio_more
from unrolled.training.char_rnn import ship, start
from unrolled.training.checkpoint import load_card, load_char_rnn

NETWORKS = ("min_gru", "torch_lstm")


@pytest.mark.parametrize("network", NETWORKS)
def test_the_card_is_true(network):
    model, vocabulary, card = load_char_rnn(trio_more.name(network))
    assert vocabulary == shakespeare.vocabulary()
    assert card["parameters"] == sum(part.numel() for part in model.parameters())
    assert {**card["recipe"], "decays": tuple(card["recipe"]["decays"])} == vars(trio_more.recipes()[network])
    assert card["curve"]["rows"][-1][0] == trio.STEPS
    with one_thread:
        found = loss_in_parts(model, shakespeare.corpus().encoded("validation"))
    assert found == pytest.approx(card["nats"]["validation"], abs=1e-3)


def test_they_are_as_large_as_the_trio():
    sizes = [load_card(trio_more.name(network))["parameters"] for network in NETWORKS]
    assert sizes == pytest.approx([load_card(trio.name("lstm", 0))["parameters"]] * 2, rel=0.01)


def test_the_recipes_differ_from_the_trios_in_what_they_say_and_nothing_else():
    lstm, found = trio.recipe("lstm", 0), trio_more.recipes()
    assert replace(found["torch_lstm"], weights="orthogonal") == lstm
    assert replace(found["min_gru"], cell="lstm", hidden=lstm.hidden, layers=1) == lstm


def test_the_layers_are_min_grus_and_the_lstm_starts_with_no_forget_bias():
    small = {name: replace(recipe, hidden=16) for name, recipe in trio_more.recipes().items()}
    assert all(isinstance(layer, MinGRU) for layer in start(small["min_gru"], 10).model.layers)
    bias = start(small["torch_lstm"], 10).model.layers[0].cell.x_to_gates.bias
    assert bias.abs().max() <= 2 / 16**0.5
    assert bias[16:32].mean().abs() < 0.3


@pytest.mark.parametrize("network", NETWORKS)
def test_a_stopped_training_goes_on_as_if_it_had_not_been(network, tmp_path, monkeypatch):
    monkeypatch.setenv("UNROLLED_DATA", str(tmp_path / "data"))
    text = "to be or not to be, that is the question. " * 20
    corpus = Corpus("a line", "lines", "", "0" * 64, Split({"a": text}, {"b": text[7:200]}, {}), Vocabulary(text))
    short = replace(trio_more.recipes()[network], hidden=8, batch=4, window=10, steps=6, evaluations=1)
    plan = {"save_every": 2, "corpus": corpus}
    whole = ship("whole", short, "", runs=tmp_path / "one", **plan).model.state_dict()
    events = char_rnn.events

    def stopped(*arguments):
        for event in events(*arguments):
            yield event
            if event.step == 3:
                raise KeyboardInterrupt

    monkeypatch.setattr(char_rnn, "events", stopped)
    with pytest.raises(KeyboardInterrupt):
        ship("whole", short, "", runs=tmp_path / "two", **plan)
    monkeypatch.setattr(char_rnn, "events", events)
    resumed = ship("whole", short, "", runs=tmp_path / "two", **plan)
    assert resumed.step == 6
    assert all(torch.equal(value, whole[key]) for key, value in resumed.model.state_dict().items())
