"""The committed study of chorales, and the network that ships."""

import pytest

from unrolled.lessons.tcn.chorales import recipe as chorales
from unrolled.models.voices_net import VoicesNet
from unrolled.training.checkpoint import load_network
from unrolled.training.results import load_results


def test_the_shipped_chorale_network_is_as_good_as_its_card():
    model, card = load_network(chorales.SHIPPED, VoicesNet)
    assert chorales.nats_a_chord(model, chorales.part("valid")) == pytest.approx(card["valid"], abs=0.005)
    assert chorales.nats_a_chord(model, chorales.part("test")) == pytest.approx(card["test"], abs=0.005)
    assert card["test"] < 0.6 * chorales.baselines(chorales.part("test"))["repeat"]
    assert card["data"] == chorales.chorales.SHA256
    runs = load_results(chorales.NAME)
    for seed in chorales.SEEDS:
        assert runs[f"tcn {seed}"]["test"] < runs[f"lstm {seed}"]["test"]
        assert runs[f"tcn {seed}"]["parameters"] == pytest.approx(runs[f"lstm {seed}"]["parameters"], rel=0.01)
