"""Bytes counted by hand, turns timed, and cells with their costs."""

import numpy as np
import pytest
import torch
from torch import nn

from table_runs import falling, named, run
from unrolled.lessons.table1.cost import probe as probes
from unrolled.models.fused import FusedRNN


def squares(network, x, y):
    return network(x).square().sum()


def test_bytes_by_hand():
    network = nn.Sequential(nn.Linear(3, 5), nn.Tanh(), nn.Linear(5, 2))
    x = torch.randn(4, 3)
    # tanh keeps what it gives, (4, 5); the second map keeps the same memory; the square keeps (4, 2)
    assert probes.saved_bytes(network, squares, x, x) == 4 * (4 * 5 + 4 * 2)
    wider = nn.Sequential(nn.Linear(3, 5), nn.Tanh(), nn.Linear(5, 5), nn.Tanh(), nn.Linear(5, 2))
    assert probes.saved_bytes(wider, squares, x, x) == 4 * (4 * 5 + 4 * 5 + 4 * 2)


def test_memory_that_several_tensors_share_counts_once():
    def lose(network, x, y):
        h = network(x).tanh()
        return (h[:, :1] * h[:, 1:]).sum() + (h.t() * 2.0).sum()

    x = torch.randn(6, 3)
    assert probes.saved_bytes(nn.Linear(3, 2), lose, x, x) == 4 * 6 * 2


def test_weights_and_batch_do_not_count_and_nothing_is_left():
    network = nn.Linear(3, 2)
    x, y = torch.randn(4, 3), torch.randn(4, 2)
    assert probes.saved_bytes(network, lambda net, x, y: (net(x) * y).sum(), x, y) == 0
    assert all(weight.grad is None for weight in network.parameters())


def test_the_same_at_each_count_and_twice_as_much_for_twice_as_many():
    def lose(network, x, y):
        return network(x)[0].sum()

    layer = FusedRNN(2, 8)
    counts = [probes.saved_bytes(layer, lose, torch.randn(B, 30, 2), torch.empty(0)) for B in (4, 4, 8)]
    assert counts[0] == counts[1] > 4 * 4 * 30 * 8  # at least every state
    assert counts[2] == pytest.approx(2 * counts[0], rel=0.02)


def test_networks_take_turns_and_the_median_is_told(monkeypatch):
    now, called = [0.0], []
    monkeypatch.setattr(probes.time, "perf_counter", lambda: now[0])

    def lose(network, x, y):
        called.append(network.name)
        now[0] += network.costs.pop(0)
        return network(x).sum()

    networks = {}
    for name, costs in (("a", [9, 9, 0.1, 0.2, 0.6]), ("b", [9, 9, 0.3, 0.3, 0.3])):
        networks[name] = nn.Linear(2, 1)
        networks[name].name, networks[name].costs = name, costs
    found = probes.pace(networks, lose, torch.zeros(1, 2), None, rounds=3)
    assert found == {"a": pytest.approx(200), "b": pytest.approx(300)}
    assert "".join(called) == "ab" * 5


def two_seeds():
    return named(
        run("jsb", "tcn", "size", 0, falling(9, 8.2, 10), parameters=300_000, minutes=4.0),
        run("jsb", "tcn", "size", 1, falling(9, 8.4, 10), parameters=300_000, minutes=6.0),
    )


def test_a_cell_with_its_costs():
    found = probes.mark(two_seeds(), {"cell jsb tcn size": {"bytes": 2_500_000}}, "jsb", "tcn", "size")
    assert found.scores == pytest.approx((8.2, 8.4))
    assert found.costs == {"minutes": 5.0, "parameters": 300_000, "milliseconds": 300.0, "bytes": 2_500_000}
    assert found.words == "2 seeds, 10 epochs, still improving"


def test_a_cell_that_stands_for_another_has_the_memory_of_what_was_run():
    runs = named(run("seq_mnist", "lstm", "supplement", 0, [(80.0, 81.0)], parameters=70_000))
    found = probes.mark(runs, {"cell seq_mnist lstm supplement": {"bytes": 7}}, "seq_mnist", "lstm", "size")
    assert found.costs["bytes"] == 7


def test_what_was_not_measured_is_missing():
    (one,) = named(run("jsb", "gru", "size", 0, [(9.0, 9.1)])).values()
    one = one | {"core_seconds": 0}
    found = probes.mark({"x": one}, {}, "jsb", "gru", "size")
    assert set(found.costs) == {"parameters"}
    assert probes.mark({}, {}, "jsb", "gru", "size") == probes.Mark("gru")
    assert probes.by_length({}).bytes == {}


def test_trials_of_a_rate_are_no_scores():
    (name, one), *_ = two_seeds().items()
    assert probes.mark({name: one | {"trial": 0.002}}, {}, "jsb", "tcn", "size").scores == ()


def test_by_length_the_lengths_are_in_order_and_times_need_all_of_them():
    def at(length):
        return {"batch": 32, "parameters": {"tcn": 70}, "bytes": {"tcn": 10 * length}}

    study = {"memory 400": at(400), "memory 100": at(100), "pace 100": {"milliseconds": {"tcn": 3.0}}}
    grown = probes.by_length(study)
    assert grown.lengths.tolist() == [100, 400]
    assert grown.bytes["tcn"].tolist() == [1000, 4000]
    assert grown.milliseconds == {}
    assert (grown.parameters, grown.batch) == ({"tcn": 70}, 32)
    grown = probes.by_length(study | {"pace 400": {"milliseconds": {"tcn": 9.0}}})
    assert np.array_equal(grown.milliseconds["tcn"], [3.0, 9.0])


def test_the_view_of_a_task():
    view = probes.cost(two_seeds(), {}, "jsb", against="parameters")
    assert [mark.model for mark in view.marks] == ["tcn", "lstm", "fair_lstm", "gru", "rnn", "min_gru"]
    assert [mark.model for mark in view.run] == ["tcn"]
    assert (view.title, view.metric, view.higher) == ("Music JSB Chorales", "loss", False)
    assert probes.cost({}, {}, "adding").trivial == pytest.approx(1 / 6)
    assert probes.cost({}, {}, "seq_mnist").higher
