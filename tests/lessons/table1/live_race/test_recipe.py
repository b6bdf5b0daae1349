"""Networks of equal size take turns, each for equally long, and see the same examples."""

from dataclasses import replace

import pytest
import torch

from unrolled.benchmark.recipes import MODELS
from unrolled.lessons.table1.live_race import recipe as training
from unrolled.models.size import size
from unrolled.models.tcn.size import receptive_field


@pytest.mark.parametrize("race", training.RACES)
def test_six_networks_of_about_the_same_size(race):
    racers = training.line_up(race, 0)
    assert list(racers) == list(MODELS)
    sizes = [size(racer.run.model) for racer in racers.values()]
    assert max(abs(one / training.PARAMETERS - 1) for one in sizes) < 0.07


@pytest.mark.parametrize("race", ["adding", "copy", "digits", "permuted"])
def test_the_tcn_sees_the_whole_wait(race):
    x, _ = training.RACES[race].task.data().draw(torch.tensor([0]))
    chosen = training.recipe(race, "tcn")
    assert receptive_field(chosen.kernel, [2**level for level in range(chosen.layers)]) >= x.shape[1]


def clocked(monkeypatch, costs):
    """A clock that moves by an update's cost, in place of the processor's."""
    now = [0.0]
    monkeypatch.setattr(training.time, "thread_time", lambda: now[0])

    def update(task, data, racer):
        now[0] += costs[id(racer)]
        racer.run.step += 1

    monkeypatch.setattr(training, "update", update)


def raced(monkeypatch, costs, seconds, measurements=2):
    racers = dict(zip(costs, training.line_up("adding", 0).values(), strict=False))
    clocked(monkeypatch, {id(racer): costs[name] for name, racer in racers.items()})
    monkeypatch.setitem(
        training.RACES, "adding",
        replace(training.RACES["adding"], task=replace(training.RACES["adding"].task, score=lambda *_: (0.5, 1))),
    )  # fmt: skip
    turns = list(training.run_race("adding", racers, seconds, measurements=measurements))
    return racers, turns


def test_equal_time_and_so_unequal_updates(monkeypatch):
    racers, turns = raced(monkeypatch, {"slow": 0.5, "quick": 0.125}, 4.0)
    assert {name: racer.run.step for name, racer in racers.items()} == {"slow": 4, "quick": 16}
    assert all(racer.seconds == pytest.approx(2.0) for racer in racers.values())
    assert [name for name, _ in turns[:6]] == ["slow", "quick", "quick", "quick", "quick", "slow"]


def test_scores_are_measured_evenly_over_the_time(monkeypatch):
    racers, turns = raced(monkeypatch, {"slow": 0.3, "quick": 0.25}, 4.0)
    assert [point[:2] for point in racers["quick"].points] == [(pytest.approx(1.0), 4), (pytest.approx(2.0), 8)]
    assert [point[1] for point in racers["slow"].points] == [4, 7]  # the first update at or after its moment
    assert sum(measured for _, measured in turns) == 4
    assert racers["slow"].points[0][2] == 0.5


def test_all_see_the_same_examples(monkeypatch):
    seen = {}
    task = training.RACES["adding"].task
    data = task.data()
    racers = training.line_up("adding", 3)
    for name, racer in racers.items():
        drawn = []
        watched = replace(data, draw=lambda places, drawn=drawn: drawn.append(places) or data.draw(places))
        for _ in range(2):
            training.update(task, watched, racer)
        seen[name] = torch.cat(drawn)
    assert all(torch.equal(one, seen["tcn"]) for one in seen.values())
    assert len(seen["tcn"]) == 64
    assert len(seen["tcn"].unique()) > 32


def test_an_update_is_that_of_torch():
    task = training.RACES["adding"].task
    data, racer = task.data(), training.line_up("adding", 1)["rnn"]
    twin = training.line_up("adding", 1)["rnn"]
    training.update(task, data, racer)
    x, y = data.draw(torch.randint(data.count, (32,), generator=twin.order))
    model, optimiser = twin.run.model, twin.run.optimizer
    optimiser.param_groups[0]["lr"] = twin.recipe.rate / training.WARMUP
    task.lose(model, x, y).backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimiser.step()
    for mine, due in zip(racer.run.model.parameters(), model.parameters(), strict=True):
        assert torch.equal(mine, due)


def test_a_line_up_leaves_the_generator_as_it_was():
    before = torch.get_rng_state()
    one, other = (training.line_up("copy", 4)["gru"].run.model for _ in range(2))
    assert torch.equal(torch.get_rng_state(), before)
    assert all(torch.equal(a, b) for a, b in zip(one.parameters(), other.parameters(), strict=True))


@pytest.mark.parametrize("race", training.RACES)
def test_reading_nothing_costs_what_is_said(race):
    small = training.RACES[race]
    task, data = small.task, small.task.data()
    answers = {
        "adding": lambda x: torch.ones(len(x), 1),
        "copy": lambda x: torch.cat([_blank(x[:, :-10]), _guess(x[:, -10:])], dim=1),
        "digits": lambda x: torch.eye(10)[[3] * len(x)],
        "permuted": lambda x: torch.eye(10)[[3] * len(x)],
        "chorales": lambda x: _keys().expand(*x.shape[:2], 88),
    }

    class Constant(torch.nn.Module):
        def forward(self, x):
            return answers[race](x)

        last = forward

    scored = task.measure(Constant(), data.held_out["valid"]())
    assert scored == pytest.approx(small.trivial(), rel=0.12 if race == "adding" else 1e-3)


def _blank(x):
    logits = torch.full((*x.shape[:2], 10), -50.0)
    logits[..., 0] = 50
    return logits


def _guess(x):
    logits = torch.full((*x.shape[:2], 10), -50.0)
    logits[..., 1:9] = 0
    return logits


def _keys():
    from unrolled.datasets.piano_rolls import key_shares
    from unrolled.lessons.tcn.chorales import dataset as chorales

    return torch.tensor(key_shares(chorales.music().train)).float().logit()
