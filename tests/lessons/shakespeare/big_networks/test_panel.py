"""Big networks: every axis and every network."""

import pytest

from unrolled.lessons.shakespeare.big_networks.figure import AXES as DRAWN
from unrolled.lessons.shakespeare.big_networks.panel import AXES, BigNetworksPanel
from unrolled.lessons.shakespeare.big_networks.record import BigNetworks, Counting, Network


def network(layers, hidden, nats, longer=False):
    size = layers * hidden**2
    return Network(
        f"{layers} × {hidden}", layers, hidden, 8 * size, 8 * size, 16 * size, nats, nats - 0.01, nats + 0.01, 2,
        4_194_304, size / 50, 10**8 // size, longer,
    )  # fmt: skip


NETWORKS = (network(1, 64, 1.8), network(1, 128, 1.6), network(2, 128, 1.5), network(2, 256, 1.3, longer=True))


@pytest.fixture
def panel():
    return BigNetworksPanel(BigNetworks(NETWORKS, (Counting(5, 10**6, 1.62),), {"xz": 1.64}))


def test_every_network_on_every_axis(panel):
    assert [value for _, value in AXES] == list(DRAWN)
    for _, axis in AXES:
        panel.axis.value = axis
        for k, one in enumerate(NETWORKS):
            panel.live.cursor = k
            assert (panel.record.axis, panel.record.index) == (axis, k)
            assert panel.describe().startswith(one.name)
            assert ("trained longer" in panel.describe()) == one.longer
            assert panel.describe() in panel.drawing()
            assert DRAWN[axis][0] in panel.drawing()
    assert not panel.status.problem


def test_a_move_sends_the_layer_only(panel):
    sent = []
    panel.live.observe(lambda change: sent.append(change.name))
    panel.live.cursor = 2
    assert "svg" not in sent
    assert {"layer", "description"} <= set(sent)


def test_another_axis_keeps_the_network_pointed_at(panel):
    panel.live.cursor = 1
    panel.axis.value = "speed"
    assert (panel.record.index, panel.live.cursor, panel.live.last) == (1, 1, 3)


@pytest.mark.parametrize("axis", [value for _, value in AXES])
def test_it_starts_on_the_axis_it_is_told(panel, axis):
    made = BigNetworksPanel(panel.record, axis=axis)
    assert (made.record.axis, made.axis.value) == (axis, axis)
