"""Big networks: where points stand, what they are called, and what a network cost."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from unrolled.lessons.shakespeare.big_networks import figure as figures
from unrolled.lessons.shakespeare.big_networks.record import BigNetworks, Counting, Network


def network(layers=1, hidden=64, nats=1.8, **changes):
    size = layers * hidden**2
    made = Network(
        f"{layers} × {hidden}", layers, hidden, 8 * size, 8 * size, 16 * size, nats, nats - 0.02, nats + 0.02, 3,
        4_194_304, size / 50, 10**8 // size, False,
    )  # fmt: skip
    return replace(made, **changes)


def shown(index=1, axis="size", **changes):
    networks = (
        network(), network(1, 128, 1.6), network(2, 128, 1.55, seeds=1), network(1, 16, 2.4),
        network(3, 512, 1.2, longer=True, characters=31_000_000, seconds=9000.0),
    )  # fmt: skip
    counting = (Counting(5, 400_000, 1.62), Counting(6, 900_000, 1.6), Counting(10, 5_000_000, 1.7))
    return replace(BigNetworks(networks, counting, {"PPM <b>": 1.35, "xz": 1.64}, axis, index), **changes)


EXAMPLES = {
    "big_networks.big_networks_drawing": lambda: figures.big_networks_drawing(shown()),
    "big_networks.big_networks_facts": lambda: figures.big_networks_facts(shown()),
}


def squares(drawn):
    return [(float(x) + 6, float(y) + 6) for x, y in re.findall(r'x="([\d.]+)" y="([\d.]+)" width="12" h', drawn)]


@pytest.mark.parametrize("axis", figures.AXES)
def test_points_stand_at_their_values(axis):
    view = shown(axis=axis)
    drawn, of = figures.big_networks_drawing(view), figures.AXES[axis][1]
    places = squares(drawn)
    assert len(places) == len(view.networks) == drawn.count("data-pick")
    order = sorted(range(len(places)), key=lambda k: of(view.networks[k]))
    assert [places[k][0] for k in order] == sorted(x for x, _ in places)
    assert all(figures.LEFT <= x <= figures.RIGHT and figures.TOP <= y <= figures.BOTTOM for x, y in places)
    assert places[3][1] == figures.TOP  # worse than the scale: at the edge
    doubled = [x for x, _ in places[:2]]
    assert (doubled[0] < doubled[1]) == (axis != "speed")


def test_counting_models_have_points_by_size_and_a_line_elsewhere():
    size, time = (figures.big_networks_drawing(shown(axis=axis)) for axis in ("size", "time"))
    assert [f"{order}-gram<" in size for order in (5, 6, 10)] == [True] * 3
    assert re.findall(r">(\d+-gram [\d.]+)<", time) == ["6-gram 1.60"]  # the best of them
    assert "n-grams kept" in size
    assert "n-grams kept" not in time


def test_names_of_yardsticks_do_not_lie_on_each_other():
    close = shown(lines={"xz": 1.64, "PPM 7": 1.635, "PPM 6": 1.63})
    drawn = figures.big_networks_drawing(close)
    heights = [float(y) for y in re.findall(rf'x="{figures.LEFT + 6}" y="([\d.]+)"', drawn)]
    assert len(heights) == 3
    assert all(a - b >= 17 - 1e-6 for a, b in pairwise(heights))


def test_longer_trained_ones_are_open_and_not_on_the_line():
    drawn = figures.big_networks_drawing(shown())
    assert "31 million read" in drawn
    line = re.search(r'<path d="M([^"]+)"[^>]*stroke="var\(--unrolled-lstm', drawn)[1]
    assert line.count("L") == 2  # of one layer, trained alike
    assert "trained longer" in figures.big_networks_facts(shown(4))
    assert "not to be read along the line" in figures.big_networks_facts(shown(4))


def test_what_twice_the_width_brought_and_cost():
    drawn = figures.big_networks_facts(shown(1))
    assert "Against 1 × 64, half the width:" in drawn
    assert "−0.200 nats for 4.0 × the parameters," in drawn
    assert "4.0 × the time, 0.25 × the speed" in drawn
    assert "No network of half the width" in figures.big_networks_facts(shown(2))
    worse = replace(shown().networks[1], nats=1.9)
    assert "+0.100 nats" in figures.big_networks_facts(shown(networks=(shown().networks[0], worse)))


def test_the_ring_is_round_the_network_pointed_at():
    for k, place in enumerate(squares(figures.big_networks_drawing(shown()))):
        ring = re.search(r'cx="([\d.]+)" cy="([\d.]+)" r="12"', figures.big_networks_facts(shown(k)))
        assert tuple(map(float, ring.groups())) == pytest.approx(place, abs=0.02)


def test_seeds_and_costs_are_told():
    assert ">3, 1.580 to 1.620<" in figures.big_networks_facts(shown(1))
    assert ">1<" in figures.big_networks_facts(shown(2))
    assert "1.600 nats = 2.31 bits" in figures.big_networks_facts(shown(1))
    assert figures.describe_big_networks(shown(4)).startswith(
        "3 × 512, trained longer: 6,291,456 parameters, 1.20 nats"
    )
