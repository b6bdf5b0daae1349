"""The loop learns what can be learned, says what it does, and can be left at any moment."""

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import torch

from in_parts import loss_in_parts
from unrolled.datasets.text import Vocabulary, window_count
from unrolled.models import CharRNN
from unrolled.models.ngram import NGram, baselines
from unrolled.training.loop import Budget, Plan, Run, Schedule, steady, train
from unrolled.training.losses import baseline_losses, heldout_loss

TEXT = "hello world. " * 120
VOCABULARY = Vocabulary(TEXT)


def run_on(ids, steps=60, **more):
    model = CharRNN(len(VOCABULARY), hidden=24, layers=1, cell="gru")
    run = Run(model, torch.optim.Adam(model.parameters(), lr=0.02))
    events = list(train(run, ids, Plan(Budget(steps=steps), Schedule(0.02, 5), **more), batch=4, window=13))
    return run, events


def test_schedule_rises_and_falls():
    schedule = Schedule(peak=1.0, warmup=10)
    assert schedule(0, 0.0) == pytest.approx(0.1)
    assert schedule(9, 0.1) == pytest.approx(1.0, abs=0.03)
    assert schedule(100, 1.0) == pytest.approx(0.05)
    assert all(schedule(k, k / 100) >= schedule(k + 1, (k + 1) / 100) for k in range(10, 99))


def test_with_hold_the_rate_stays_and_then_falls_straight_to_zero():
    schedule = Schedule(peak=1.0, warmup=10, hold=0.75)
    assert [schedule(50, share) for share in (0.1, 0.5, 0.75)] == [1.0, 1.0, 1.0]
    assert schedule(50, 0.875) == pytest.approx(0.5)
    assert schedule(50, 1.0) == 0.0
    assert schedule(0, 0.0) == pytest.approx(0.1)


def test_cycles_begin_anew_at_the_peak():
    once, twice = Schedule(1.0, 10, hold=0.5), Schedule(1.0, 10, hold=0.5, cycles=2)
    shares = [0.0, 0.25, 0.5, 0.75, 0.99]
    assert [twice(50, share / 2) for share in shares] == pytest.approx([once(50, share) for share in shares])
    assert [twice(50, 0.5 + share / 2) for share in shares] == pytest.approx([once(50, share) for share in shares])
    assert twice(50, 0.5) == 1.0
    assert twice(50, 1.0) == 0.0


def test_a_steady_rate_rises_and_stays():
    rate = steady(0.5, 10)
    assert [rate(step, 0.9) for step in (0, 4, 9, 10_000)] == [0.05, 0.25, 0.5, 0.5]
    assert steady(0.3)(0, 0.0) == 0.3


def test_in_bfloat16_a_network_learns_as_well_and_its_weights_stay_float32():
    ids = VOCABULARY.encode(TEXT)
    torch.manual_seed(0)
    _, plain = run_on(ids)
    torch.manual_seed(0)
    run, low = run_on(ids, bfloat16=True)
    assert low[-1].loss == pytest.approx(plain[-1].loss, abs=0.05)
    assert low[0].loss != plain[0].loss  # or bfloat16 was not used at all
    assert {part.dtype for part in [*run.model.parameters(), *run.state[0]]} == {torch.float32}


def test_a_budget_is_of_steps_or_of_seconds():
    assert Budget(steps=10).share(4, 1e9) == 0.4
    assert Budget(seconds=10).share(10**9, 4.0) == 0.4
    assert Budget(steps=10, seconds=10).share(4, 7.0) == 0.7
    assert Budget(steps=10).share(11, 0.0) == 1.0
    for wrong in ({}, {"steps": 0}, {"seconds": 0.0}, {"seconds": -1.0}, {"seconds": math.nan}):
        with pytest.raises(ValueError, match="above 0"):
            Budget(**wrong)


def test_a_small_network_learns_a_small_text_and_not_its_shuffle():
    ids = VOCABULARY.encode(TEXT)
    unigram = NGram(ids, len(VOCABULARY), 1).nats(ids).mean()
    _, events = run_on(ids)
    assert events[-1].loss < 0.25 < unigram
    shuffled = ids[torch.randperm(len(ids))]
    _, events = run_on(shuffled)
    assert events[-1].loss > 0.8 * unigram


def test_events_tell_what_happened():
    ids = VOCABULARY.encode(TEXT)
    run, events = run_on(ids, steps=25, evaluate=lambda model: 1.5, evaluations=2)
    assert [event.step for event in events] == list(range(1, 26))
    assert [event.characters for event in events] == [k * 4 * 13 for k in range(1, 26)]
    assert [event.step for event in events if event.validation is not None] == [13, 25]
    assert [step for step, _, _ in run.curve] == [13, 25]
    assert run.curve[0][1] == pytest.approx(sum(event.loss for event in events[:13]) / 13)
    assert events[-1].seconds_left == 0
    assert all(later.seconds >= event.seconds for event, later in pairwise(events))


def test_a_run_left_early_is_whole_and_goes_on():
    ids = VOCABULARY.encode(TEXT)
    model = CharRNN(len(VOCABULARY), hidden=8, layers=1)
    run = Run(model, torch.optim.Adam(model.parameters()))
    plan, shape = Plan(Budget(steps=40), Schedule(0.01, 5)), {"batch": 4, "window": 13}
    for event in train(run, ids, plan, **shape):
        if event.step == 33:  # in the second pass over the text
            break
    assert window_count(len(ids), 4, 13) < run.step == 33
    assert [event.step for event in train(run, ids, plan, **shape)] == list(range(34, 41))


def test_a_text_too_short_is_told():
    with pytest.raises(ValueError, match="too few"):
        run_on(VOCABULARY.encode("hello"))


def test_heldout_loss_counts_every_character_of_texts_of_any_length():
    model = CharRNN(5, hidden=6, layers=2).double()
    texts = [torch.randint(5, (length,)) for length in (17, 9, 2)]
    total = 0.0
    for text in texts:
        logits, _ = model(text[None, :-1])
        total -= logits[0].log_softmax(-1)[range(len(text) - 1), text[1:]].sum().item()
    expected = total / (16 + 8 + 1)
    for window in (1, 4, 500):
        assert heldout_loss(model, texts, window=window) == pytest.approx(expected)


def test_heldout_loss_of_an_indifferent_model_is_uniform():
    model = CharRNN(5, hidden=3, layers=1)
    torch.nn.init.zeros_(model.h_to_logits.weight)
    torch.nn.init.zeros_(model.h_to_logits.bias)
    assert heldout_loss(model, [torch.tensor([0, 1, 2])]) == pytest.approx(math.log(5))


def test_one_character_cannot_be_scored():
    with pytest.raises(ValueError, match="at least two"):
        heldout_loss(CharRNN(5, 3, 1), [torch.tensor([1])])


def test_seconds_end_a_run_and_the_forecast_points_at_its_end():
    ids = VOCABULARY.encode(TEXT)
    model = CharRNN(len(VOCABULARY), hidden=8, layers=1)
    run = Run(model, torch.optim.Adam(model.parameters()))
    plan, shape = Plan(Budget(seconds=0.4), Schedule(0.01, 5)), {"batch": 4, "window": 13}
    events = list(train(run, ids, replace(plan, evaluate=lambda model: 1.0, evaluations=4), **shape))
    assert events[-1].share == 1.0
    assert events[-1].seconds >= 0.4
    assert all(earlier.share < 1 for earlier in events[:-1])
    assert 1 <= len(run.curve) <= 4
    assert list(train(run, ids, plan, **shape)) == []  # nothing is left of the budget


def test_an_interrupted_update_leaves_the_run_whole():
    """A kernel interrupt between two calls: the run is as it was before the update, and goes on."""
    ids = VOCABULARY.encode(TEXT)
    model = CharRNN(len(VOCABULARY), hidden=8, layers=1, fused=True)
    run = Run(model, torch.optim.Adam(model.parameters()))
    plan, shape = Plan(Budget(steps=9), Schedule(0.01, 5)), {"batch": 16, "window": 13}

    def interrupt(module, inputs, output):
        if run.step == 4 and not interrupted:
            interrupted.append(True)
            raise KeyboardInterrupt

    interrupted = []
    model.h_to_logits.register_forward_hook(interrupt)
    with pytest.raises(KeyboardInterrupt):
        list(train(run, ids, plan, **shape))
    assert run.step == 4 == len(run.recent)
    assert [event.step for event in train(run, ids, plan, **shape)] == [5, 6, 7, 8, 9]


@pytest.mark.parametrize("per_step", [False, True])
@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_a_training_with_fused_layers_is_the_readable_one(cell, per_step):
    """Over whole updates, optimiser and dropout included: equal gradients alone would not show a misread layout."""
    ids, losses = VOCABULARY.encode(TEXT), []
    for fused in (False, True):
        torch.manual_seed(2)
        model = CharRNN(len(VOCABULARY), 12, 2, cell, dropout=0.4, dropout_per_step=per_step, fused=fused)
        run = Run(model, torch.optim.Adam(model.parameters(), lr=0.01, fused=fused))
        plan, shape = Plan(Budget(steps=12), Schedule(0.01, 5)), {"batch": 25, "window": 13}
        losses.append([event.loss for event in train(run, ids, plan, **shape)])
    assert losses[1] == pytest.approx(losses[0], abs=1e-4)


def test_restarts_set_the_state_of_some_streams_to_zero():
    """With every stream restarted, order between windows cannot matter; with none, the state is carried."""
    ids = VOCABULARY.encode(TEXT * 3)

    def states(restart):
        torch.manual_seed(0)
        model = CharRNN(len(VOCABULARY), hidden=8, layers=1)
        run = Run(model, torch.optim.SGD(model.parameters(), lr=0.0))
        met, first = [], model.layers[0].forward
        model.layers[0].forward = lambda x, state, **rest: (met.append(state[0].clone()), first(x, state, **rest))[1]
        list(train(run, ids, Plan(Budget(steps=12), steady(0.0)), batch=4, window=5, restart=restart))
        return torch.stack(met)[1:]  # the first window starts from zero anyway

    zero = {share: (states(share) == 0).all(dim=2).float().mean().item() for share in (0.0, 0.5, 1.0)}
    assert zero[0.0] == 0
    assert 0.2 < zero[0.5] < 0.8
    assert zero[1.0] == 1


def test_baselines_on_several_texts_count_every_character_alike():
    models = baselines(torch.tensor([0, 0, 1]), 3)
    found = baseline_losses(models, [torch.tensor([0, 1, 2]), torch.tensor([0, 2])])
    assert list(found) == ["uniform", "unigram", "bigram", "5-gram"]
    assert found["uniform"] == pytest.approx(np.log(3))
    unigram = (np.array([2, 1, 0]) + 2 / 3) / 5  # Witten and Bell: 3 seen, 2 different
    assert found["unigram"] == pytest.approx(-np.log(unigram[[1, 2, 2]]).mean())


def test_reading_in_parts_gives_the_same_loss():
    torch.manual_seed(0)
    model = CharRNN(5, hidden=8, layers=1, cell="gru").eval()
    texts = [torch.randint(5, (length,)) for length in (40, 101, 7)]
    assert loss_in_parts(model, texts, size=20, warm=20) == pytest.approx(heldout_loss(model, texts), abs=1e-4)
    assert loss_in_parts(model, texts, size=20, warm=5) != heldout_loss(model, texts)  # it does restart
