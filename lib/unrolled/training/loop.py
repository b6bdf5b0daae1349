"""The one training loop. It yields events and draws nothing: a panel, a log or a test decides what to show."""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import torch
from torch import Tensor, nn, optim

from unrolled.datasets import text
from unrolled.models.recurrent import State

UNSCORED = -100  # the target at steps that are not scored; torch's own default
Model = TypeVar("Model", bound=nn.Module)
Loss = Callable[[Model, Tensor, Tensor], Tensor]  # a scalar, from model, inputs and targets
Rate = Callable[[int, float], float]  # the learning rate, from the updates made and the share of the budget used up


@dataclass(frozen=True)
class Budget:
    """When a run ends: after ``steps`` updates or ``seconds`` of time, whichever comes first.

    Raises:
        ValueError: if there is neither, or one of them is not above 0.

    Examples:
        >>> Budget(steps=100).share(step=25, seconds=1.0)
        0.25
    """

    steps: int | None = None
    seconds: float | None = None

    def __post_init__(self) -> None:
        given = [limit for limit in (self.steps, self.seconds) if limit is not None]
        if not given or not min(given) > 0:
            raise ValueError("A training needs a budget above 0, in steps or in seconds.")

    def share(self, step: int, seconds: float) -> float:
        """How much of it is used up, from 0 to 1."""
        shares = [step / self.steps if self.steps else 0.0, seconds / self.seconds if self.seconds else 0.0]
        return min(1.0, max(shares))


@dataclass(frozen=True)
class Schedule:
    """Learning rate: a linear warm-up, then a fall.

    The fall is half a cosine down to a twentieth of the peak (Loshchilov and Hutter, arXiv 1608.03983). With ``hold``
    the rate stays at its peak for that share of the budget and then falls in a straight line to zero (Hägele et al.,
    arXiv 2405.18392). That is as good, and a run can still be made longer: what it learns before the fall does not
    depend on when the fall begins.

    Args:
        peak: the highest rate.
        warmup: updates until the peak.
        hold: share of the budget before a straight fall; None for the cosine.
        cycles: how often peak and fall are repeated, each over an equal part of the budget (warm restarts, from the
            paper of the cosine). The network at the end of a cycle can be used, and training can continue from it.

    Examples:
        >>> rate = Schedule(peak=1.0, warmup=10, hold=0.5)
        >>> rate(step=4, share=0.0), rate(step=100, share=0.4), rate(step=200, share=0.75)
        (0.5, 1.0, 0.5)
    """

    peak: float
    warmup: int = 100
    hold: float | None = None
    cycles: int = 1

    def __call__(self, step: int, share: float) -> float:
        """The rate for the update that follows ``step`` updates, with that share of the budget used up."""
        rise = min(1.0, (step + 1) / self.warmup)
        share = share * self.cycles % 1 if share < 1 else 1.0
        if self.hold is None:
            fall = 0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * share))
        else:
            fall = min(1.0, (1 - share) / (1 - self.hold))
        return self.peak * rise * fall


def steady(rate: float, warmup: int = 1) -> Rate:
    """A constant learning rate, after a linear warm-up of ``warmup`` updates.

    Examples:
        >>> rate = steady(0.5, warmup=10)
        >>> rate(4, 0.0), rate(100, 0.9)
        (0.25, 0.5)
    """
    return lambda step, share: rate * min(1.0, (step + 1) / warmup)


@dataclass(frozen=True)
class Event:
    """What the loop reports after an update.

    Attributes:
        step: updates made so far.
        characters: characters trained on so far.
        seconds: wall time so far, over all resumed parts.
        loss: mean training loss of this update, nats a character.
        validation: held-out loss in nats a character, if this step measured it.
        share: of the budget used up, from 0 to 1.
        seconds_left: a forecast from the speed since the last resume.
    """

    step: int
    characters: int
    seconds: float
    loss: float
    validation: float | None
    share: float
    seconds_left: float


@dataclass
class Run(Generic[Model]):
    """Everything a run needs to resume where it stopped.

    Attributes:
        model: the language model in training.
        optimizer: its optimiser.
        step: updates made.
        seconds: wall time spent.
        state: what the model carries into the next window, or None at the start of a pass.
        curve: ``(step, training loss, validation loss)`` wherever the validation was measured, in nats.
        recent: training losses since the last of these points.
    """

    model: Model
    optimizer: optim.Optimizer
    step: int = 0
    seconds: float = 0.0
    state: list[State] | None = None
    curve: list[tuple[int, float, float]] = field(default_factory=list)
    recent: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Plan(Generic[Model]):
    """How a training goes, whatever it is on.

    Attributes:
        budget: what ends the run.
        schedule: gives the learning rate, from the updates made and the share of the budget used up.
        clip: the largest norm allowed for the whole gradient.
        evaluate: returns what the curve shows as validation, such as the held-out loss in nats a character.
        evaluations: how often it is called, evenly over the budget; the last update is always followed by one.
        bfloat16: run the model's matrix products in bfloat16 (torch's autocast); weights and updates stay float32. This
            is twice as fast on processors with bfloat16 instructions and slow on others. A custom ``loss`` must handle
            it itself.
    """

    budget: Budget
    schedule: Rate
    clip: float = 1.0
    evaluate: Callable[[Model], float] | None = None
    evaluations: int = 20
    bfloat16: bool = False


def train(
    run: Run[Model], ids: Tensor, plan: Plan[Model], *, batch: int, window: int, restart: float = 0.0
) -> Generator[Event]:
    """Train a language model on a text, by truncated backpropagation through time.

    The state is carried from window to window through a pass over the text and
    starts from zero at the next pass. All randomness comes from torch's
    global generator: a run with a budget in steps, resumed with the state of its
    generator, continues exactly.

    Args:
        run: the run, changed in place; a generator left early, or interrupted, leaves it whole.
        ids: ``(N,)`` the training text.
        plan: budget, rate, clipping and evaluation.
        batch: B parallel streams.
        window: T characters between two updates.
        restart: the probability, for each stream and window, of starting from a zero state in place of the carried one.
            A network that rarely meets the zero state in training may do badly when it starts from there.

    Yields:
        An :class:`Event` after each update.

    Raises:
        ValueError: if the text is too short for a single window.

    Examples:
        >>> from unrolled.models import CharRNN
        >>> model = CharRNN(characters=4, hidden=8, layers=1)
        >>> run, ids = Run(model, optim.Adam(model.parameters())), torch.arange(50) % 4
        >>> events = train(run, ids, Plan(Budget(steps=3), steady(0.01)), batch=2, window=5)
        >>> [(event.step, event.characters) for event in events]
        [(1, 10), (2, 20), (3, 30)]
    """
    yield from _updates(run, _carried(run, ids, batch, window, restart), plan)


def train_on(
    run: Run[Model], draw: Callable[[], tuple[Tensor, Tensor]], plan: Plan[Model], *, loss: Loss[Model] | None = None
) -> Generator[Event]:
    """Train on examples of a task, drawn anew for each update; each begins with a zero state.

    Args:
        run: the run, changed in place; its ``state`` is not used.
        draw: returns inputs and targets, each ``(B, T)`` int64, from torch's global generator;
            a step with the target ``UNSCORED`` is not scored. With ``loss`` given, whatever it takes.
        plan: budget, rate, clipping and evaluation.
        loss: computes the loss from model, inputs and targets, for models without a state; cross-entropy by default.

    Yields:
        An :class:`Event` after each update; its loss is in nats a scored target, or what ``loss`` returns.
    """
    yield from _updates(run, ((*draw(), None) for _ in itertools.count()), plan, loss)


def _carried(
    run: Run, ids: Tensor, batch: int, window: int, restart: float
) -> Iterator[tuple[Tensor, Tensor, list[State] | None]]:
    """Windows of a text, pass after pass, each with the state to start from."""
    per_pass = text.window_count(len(ids), batch, window)
    while True:
        for inputs, targets in text.windows(ids, batch, window, start=run.step % max(per_pass, 1)):
            if run.step % per_pass == 0:
                run.state = None
            elif restart and run.state is not None:
                kept = (torch.rand(batch, 1) >= restart).float()
                run.state = [tuple(kept * part for part in layer) for layer in run.state]
            yield inputs, targets, run.state


def _updates(
    run: Run[Model],
    batches: Iterator[tuple[Tensor, Tensor, list[State] | None]],
    plan: Plan[Model],
    criterion: Loss[Model] | None = None,
) -> Generator[Event]:
    """The loop itself: rate, gradient, clipping, update, event."""
    began, before = time.monotonic(), run.seconds
    used_before = share = plan.budget.share(run.step, run.seconds)
    while share < 1:
        inputs, targets, state = next(batches)
        for group in run.optimizer.param_groups:
            group["lr"] = plan.schedule(run.step, share)
        loss, state = _gradients(run.model, inputs, targets, state, plan.bfloat16, criterion)
        nn.utils.clip_grad_norm_(run.model.parameters(), plan.clip)
        run.optimizer.step()
        run.step, run.state = run.step + 1, state  # in one statement: an interrupt finds the run before or after it
        run.recent.append(loss)
        last, share = share, plan.budget.share(run.step, before + time.monotonic() - began)
        validation = None
        if plan.evaluate and (share == 1 or math.floor(share * plan.evaluations) > math.floor(last * plan.evaluations)):
            validation = plan.evaluate(run.model)
            run.curve.append((run.step, sum(run.recent) / len(run.recent), validation))
            run.recent.clear()
        elapsed = time.monotonic() - began
        run.seconds = before + elapsed
        left = elapsed / max(share - used_before, 1e-9) * (1 - share)
        yield Event(run.step, run.step * inputs.numel(), run.seconds, loss, validation, share, left)


def _gradients(
    model: Model,
    inputs: Tensor,
    targets: Tensor,
    state: list[State] | None,
    bfloat16: bool,
    criterion: Loss[Model] | None,
) -> tuple[float, list[State]]:
    """Set every weight's gradient; returns the loss, and the state to carry on, detached."""
    model.train()
    dtype = next(model.parameters()).dtype
    if criterion:
        loss, after = criterion(model, inputs, targets), []
    else:
        with torch.autocast("cpu", torch.bfloat16, enabled=bfloat16):
            logits, after = model(inputs, state)
        loss = nn.functional.cross_entropy(logits.to(dtype).flatten(0, 1), targets.flatten(), ignore_index=UNSCORED)
    model.zero_grad(set_to_none=True)
    loss.backward()
    return loss.item(), [tuple(part.detach().to(dtype) for part in layer) for layer in after]
