"""The study of sizes: what is measured of a tiny network, its jobs, and committed numbers by formula."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from unrolled.datasets import shakespeare
from unrolled.datasets.corpus import Split
from unrolled.lessons.shakespeare.big_networks import probe as probes
from unrolled.lessons.shakespeare.big_networks import recipe as training
from unrolled.lessons.shakespeare.big_networks import study
from unrolled.models.char_rnn import CharRNN
from unrolled.models.ngram import NGram
from unrolled.models.size import multiply_adds, parameters
from unrolled.training.char_rnn import Recipe
from unrolled.training.losses import heldout_loss
from unrolled.training.results import load_results

TEXT = "ANNA:\nabba had a bean.\n\n"
RECIPE = Recipe(hidden=4, layers=1, batch=2, window=5, steps=6, evaluations=2, warmup=1)


@pytest.fixture
def tiny(monkeypatch):
    texts = Split({"A": TEXT * 9}, {"B": TEXT * 2, "C": TEXT}, {"D": TEXT[6:]})
    monkeypatch.setattr(shakespeare, "split", lambda: texts)
    monkeypatch.setattr(training, "LARGE_RECIPE", RECIPE)
    monkeypatch.setattr(study, "LARGE_RECIPE", RECIPE)
    monkeypatch.setattr(training, "STEPS", 6)
    return texts


def tells(monkeypatch, *seconds):
    """A clock that shows these times, one after the other."""
    times = iter(seconds)
    monkeypatch.setattr(study, "time", SimpleNamespace(process_time=lambda: next(times)))


def test_a_network_is_trained_and_measured(tiny, monkeypatch):
    kept, start = [], study.start
    monkeypatch.setattr(study, "start", lambda *given: kept.append(start(*given)) or kept[0])
    tells(monkeypatch, 100, 102)
    found = study.trained(2, 5, 3)
    model = kept[0].model
    assert (model.config["layers"], model.config["hidden"]) == (2, 5)
    assert found["characters"] == 6 * 2 * 5
    assert found["nats"] == pytest.approx(heldout_loss(model, study.encoded(tiny.validation)), abs=1e-4)
    assert [point[0] for point in found["curve"]] == [1, 2, 3, 4, 5, 6]
    assert (found["seconds"], found["train_per_second"]) == (2, 30)
    assert found["parameters"] == sum(parameters(76, 5, 2))


def test_a_shipped_network_is_measured_for_its_cost(tiny, monkeypatch):
    model = CharRNN(76, hidden=7, layers=1)
    monkeypatch.setattr(study, "load_char_rnn", lambda name: (model, None, {}))
    monkeypatch.setattr(study, "PACE_STEPS", 4)
    tells(monkeypatch, 100, 150, 150, 152, 152, 157, 157, 159, 159)
    found = study.shipped("any", RECIPE)
    assert (found["layers"], found["hidden"]) == (1, 4)
    assert found["train_per_second"] == 5  # 10 characters in 2 s; the slow first update does not count
    assert found["parameters"] == sum(weights.numel() for weights in model.parameters())


def test_costs_are_those_of_the_formula():
    found = study.cost(CharRNN(11, hidden=6, layers=3))
    assert found["parameters"] == sum(parameters(11, 6, 3))
    assert found["multiply_adds"] == multiply_adds(11, 6, 3)
    assert 2 * found["parameters"] <= found["bytes"] <= 2 * found["parameters"] + 2_000  # names and shapes


def test_every_size_writes(monkeypatch):
    monkeypatch.setattr(study, "SIZES", ((1, 4), (2, 5)))
    monkeypatch.setattr(study, "SAMPLED", 2)
    monkeypatch.setattr(study, "ROUNDS", 2)
    paces = study.sampling()["characters_per_second"]
    assert set(paces) == {"1x4", "2x5", "2x256"}
    assert min(paces.values()) > 0


def test_counting_is_what_the_model_says(tiny):
    found = study.counting(3)
    model = NGram(torch.cat(study.encoded(tiny.train)), 76, 3)
    assert found["ngrams"] == model.kept
    for part in ("validation", "test"):
        nats = np.concatenate([model.nats(ids) for ids in study.encoded(getattr(tiny, part))])
        assert found[part] == pytest.approx(nats.mean(), abs=1e-4)


def test_jobs_are_named_by_size_and_seed_and_the_largest_comes_last(monkeypatch):
    monkeypatch.setattr(study, "checkpoint_path", lambda name: Path(__file__))
    names = list(study.jobs())
    assert names[-1] == "3x512_0"
    assert len(names) == len(set(names)) == len(study.ORDERS) + 1 + 2 + len(study.SIZES) + 2 * len(study.SEEDS)
    assert {f"2x128_{seed}" for seed in range(3)} <= set(names)
    assert "1x512_1" not in names
    assert names.index("1x512_0") < names.index("1x32_1")  # every size once before further seeds


def test_without_a_checkpoint_it_is_left_out(monkeypatch, tmp_path):
    monkeypatch.setattr(study, "checkpoint_path", lambda name: tmp_path / name)
    assert not [name for name in study.jobs() if name.startswith("shakespeare")]


def test_committed_numbers_by_formula():
    runs = load_results(training.NAME)
    networks = {name: run for name, run in runs.items() if "parameters" in run}
    for name, run in networks.items():
        layers, hidden = run["layers"], run["hidden"]
        assert run["parameters"] == sum(parameters(76, hidden, layers)), name
        assert run["multiply_adds"] == multiply_adds(76, hidden, layers)
        if "seed" in run:
            asked = training.recipe(layers, hidden, run["seed"])
            assert name == study.name(layers, hidden, run["seed"])
            assert run["rate"] == asked.rate
            assert run["characters"] == asked.steps * asked.batch * asked.window
            assert run["train_per_second"] == pytest.approx(run["characters"] / run["seconds"], rel=0.01)
    paces = runs["sampling"]["characters_per_second"]
    assert {f"{run['layers']}x{run['hidden']}" for run in networks.values()} == set(paces)


def test_the_committed_study():
    view = probes.big_networks()
    alike = [one for one in view.networks if not one.longer]
    assert {(one.layers, one.hidden) for one in alike} == set(study.SIZES)
    for one in alike:
        assert one.seeds == study.SEEDS.get((one.layers, one.hidden), 1)
        assert one.lowest <= one.nats <= one.highest
    assert [one.order for one in view.counting] == list(study.ORDERS)
    assert [one.kept for one in view.counting] == sorted(one.kept for one in view.counting)
    assert len(view.lines) == len(probes.LINES)
