"""Loss against size: result files and cards become one record."""

import pytest

from unrolled.lessons.shakespeare.big_networks import probe as probes
from unrolled.lessons.shakespeare.big_networks import recipe as training
from unrolled.lessons.shakespeare.compressors import probe as compressors
from unrolled.lessons.shakespeare.compressors import study as compressors_study
from unrolled.training.results import load_results

PACES = {"1x32": 900, "2x32": 500, "1x64": 700, "3x64": 300}
CARD = {
    "recipe": {"batch": 4, "window": 10}, "nats": {"validation": 1.25, "test": 1.5},
    "curve": {"rows": [[100, 3, 3], [2000, 1, 1]]},
}  # fmt: skip


def run(layers, hidden, **changes):
    size = {"parameters": layers * hidden**2, "multiply_adds": hidden, "bytes": 2 * hidden}
    return {"layers": layers, "hidden": hidden, "train_per_second": 200, **size, **changes}


def trained(layers, hidden, seed, nats, seconds):
    return run(layers, hidden, seed=seed, nats=nats, seconds=seconds, characters=5_000)


RUNS = {
    "10-gram": {"order": 10, "ngrams": 900, "validation": 1.7, "test": 1.8},
    "5-gram": {"order": 5, "ngrams": 300, "validation": 1.6, "test": 1.7},
    "sampling": {"characters_per_second": PACES},
    "shakespeare_large": run(3, 64),
    "shakespeare_small": run(1, 64),
    "2x32_0": trained(2, 32, 0, 1.8, 30),
    "1x64_0": trained(1, 64, 0, 1.5, 40),
    "1x32_0": trained(1, 32, 0, 2.0, 10),
    "1x32_1": trained(1, 32, 1, 2.2, 14),
    "1x32_2": trained(1, 32, 2, 1.8, 12),
}
COMPRESSED = {
    "xz": {"validation": {"nats": 1.65}}, f"PPM {compressors.BEST}": {"validation": {"nats": 1.4}},
    "PPM 16": {"validation": {"nats": 1.0}},
}  # fmt: skip


@pytest.fixture
def view(monkeypatch):
    monkeypatch.setattr(probes, "load_results", {training.NAME: RUNS, compressors.NAME: COMPRESSED}.__getitem__)
    monkeypatch.setattr(probes, "load_card", lambda name: CARD)
    return probes.big_networks()


def test_seeds_of_one_size_are_one_network(view):
    assert [one.name for one in view.networks] == ["1 × 32", "2 × 32", "1 × 64", "1 × 64", "3 × 64"]
    small = view.networks[0]
    assert (small.seeds, small.lowest, small.highest) == (3, 1.8, 2.2)
    assert (small.nats, small.seconds) == pytest.approx((2.0, 12))
    assert (small.parameters, small.multiply_adds, small.size, small.written) == (1024, 32, 64, 900)


def test_the_shipped_ones_are_what_their_cards_say(view):
    assert [one.longer for one in view.networks] == [False] * 3 + [True] * 2
    large = view.networks[-1]
    assert (large.nats, large.lowest, large.highest, large.seeds) == (1.25, 1.25, 1.25, 1)
    assert large.characters == 2000 * 4 * 10
    assert large.seconds == 400
    assert large.written == 300


def test_it_starts_at_the_largest_of_those_trained_alike(view):
    assert (view.index, view.now.name, view.now.longer) == (2, "1 × 64", False)
    assert view.half is view.networks[0]


@pytest.mark.parametrize("index", [0, 1, 3, 4])
def test_half_the_width_means_as_many_layers_and_the_same_recipe(view, index):
    object.__setattr__(view, "index", index)
    assert view.half is None


def test_yardsticks_are_sorted(view):
    assert [(one.order, one.kept, one.nats) for one in view.counting] == [(5, 300, 1.6), (10, 900, 1.7)]
    assert list(view.lines.items()) == [(f"PPM, order {compressors.BEST}", 1.4), ("xz", 1.65)]


def test_every_yardstick_is_a_run_of_its_study():
    assert set(probes.LINES.values()) <= set(compressors_study.jobs())
    assert set(probes.LINES.values()) <= set(load_results(compressors.NAME))
