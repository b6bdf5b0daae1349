"""The dropout studies: recipes that do what their names say."""

from dataclasses import replace

import pytest
import torch

from unrolled.lessons.rnn.dropout import recipe as dropout
from unrolled.models.dropout import DroppedRNN
from unrolled.training.loop import UNSCORED


def test_kinds_differ_where_their_names_say():
    recipe = replace(dropout.RECIPE, hidden=8, dropout=0.3)
    for kind in dropout.KINDS:
        model = dropout.begin(kind, recipe, 12).model
        nodes = isinstance(model.layers[0], DroppedRNN)
        assert nodes == kind.startswith("nodes")
        acting = model.layers[0].dropout if nodes else model.dropout
        assert acting.per_step == kind.endswith("each step")
        if kind != "none":
            assert acting.rate == 0.3
            assert model.dropout.rate == (0.0 if nodes else 0.3)  # never twice


def test_all_kinds_begin_with_the_same_weights():
    recipe = replace(dropout.RECIPE, hidden=8, dropout=0.3)
    first, *others = [
        dropout.begin(kind, recipe, 12).model.layers[0].cell for kind in ("nodes, one mask", "nodes, each step")
    ]
    for other in others:
        assert torch.equal(first.h_to_h.weight, other.h_to_h.weight)


def test_the_recall_task_asks_for_the_first_symbol_at_the_end():
    inputs, targets = dropout.recall(6, 4)
    assert inputs.shape == targets.shape == (6, 5)
    assert (inputs[:, 0] < dropout.SYMBOLS).all()
    assert (inputs[:, 1:] >= dropout.SYMBOLS).all()
    assert torch.equal(targets[:, -1], inputs[:, 0])
    assert (targets[:, :-1] == UNSCORED).all()


def test_a_short_wait_is_learned_and_shuffled_targets_are_not(monkeypatch):
    recipe = replace(dropout.RECALL_RECIPE, hidden=32, steps=150, rate=0.01, dropout=0.0)
    assert dropout.measure_recall("none", 1, recipe)["share"] == 1
    drawn = dropout.recall

    def shuffled(batch, wait):
        inputs, targets = drawn(batch, wait)
        return inputs, targets[torch.randperm(batch)]

    with monkeypatch.context() as patched:
        patched.setattr(dropout, "recall", shuffled)
        run = dropout.measure_recall("none", 1, recipe)
    assert run["share"] == pytest.approx(1 / dropout.SYMBOLS, abs=0.06)
