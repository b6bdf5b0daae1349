"""The one training loop. It yields events and draws nothing: a panel, a log or a test decides what to show."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import torch
from torch import Tensor, nn

from unrolled.datasets import text
from unrolled.models.recurrent import State


@dataclass(frozen=True)
class Event:
    """What the loop tells after a step.

    Attributes:
        step: updates made so far.
        characters: characters trained on so far.
        seconds: wall time so far, over all resumed parts.
        loss: mean training loss of this step, nats a character.
        validation: held-out loss in nats a character, where this step measured it.
        seconds_left: a forecast from the pace of this part.
    """

    step: int
    characters: int
    seconds: float
    loss: float
    validation: float | None
    seconds_left: float


@dataclass(frozen=True)
class Schedule:
    """Learning rate: a linear warm-up, then half a cosine down to a twentieth.

    Args:
        peak: the highest rate.
        steps: all updates of the run.
        warmup: updates until the peak.
    """

    peak: float
    steps: int
    warmup: int = 100

    def __call__(self, step: int) -> float:
        """The rate for the update that follows ``step`` updates."""
        rise = min(1.0, (step + 1) / self.warmup)
        fall = 0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * min(1.0, step / self.steps)))
        return self.peak * rise * fall


@dataclass
class Run:
    """Everything a run needs to go on where it stopped.

    Attributes:
        model: the language model in training.
        optimizer: its optimiser.
        step: updates made.
        seconds: wall time spent.
        state: what the model carries into the next window, or None at the start of a pass.
        curve: ``(step, training loss, validation loss)`` wherever the validation was measured, in nats.
    """

    model: nn.Module
    optimizer: torch.optim.Optimizer
    step: int = 0
    seconds: float = 0.0
    state: list[State] | None = None
    curve: list[tuple[int, float, float]] = field(default_factory=list)


def train(
    run: Run,
    ids: Tensor,
    *,
    batch: int,
    window: int,
    schedule: Schedule,
    clip: float = 1.0,
    evaluate: Callable[[nn.Module], float] | None = None,
    evaluate_every: int = 200,
) -> Iterator[Event]:
    """Train a language model by truncated backpropagation through time.

    The state is carried from window to window through a pass over the text and
    starts from zero at the next pass. All randomness is torch's global
    generator, so that a run resumed with its generator's state goes on exactly.

    Args:
        run: the run, changed in place; a generator left early leaves it whole.
        ids: ``(N,)`` the training text.
        batch: B parallel streams.
        window: T characters between two updates.
        schedule: learning rate by step; its ``steps`` end the run.
        clip: largest norm of the whole gradient.
        evaluate: returns the held-out loss in nats a character.
        evaluate_every: updates between two evaluations; the last update is always followed by one.

    Yields:
        An :class:`Event` after each update.

    Raises:
        ValueError: if the text is too short for a single window.
    """
    per_pass = text.window_count(len(ids), batch, window)
    began, first, before = time.monotonic(), run.step, run.seconds
    recent: list[float] = []
    while run.step < schedule.steps:
        for inputs, targets in text.windows(ids, batch, window, start=run.step % max(per_pass, 1)):
            if run.step % per_pass == 0:
                run.state = None
            for group in run.optimizer.param_groups:
                group["lr"] = schedule(run.step)
            loss = _update(run, inputs, targets, clip)
            recent.append(loss)
            run.step += 1
            validation = None
            if evaluate and (run.step % evaluate_every == 0 or run.step == schedule.steps):
                validation = evaluate(run.model)
                run.curve.append((run.step, sum(recent) / len(recent), validation))
                recent.clear()
            elapsed = time.monotonic() - began
            run.seconds = before + elapsed
            left = elapsed / (run.step - first) * (schedule.steps - run.step)
            yield Event(run.step, run.step * batch * window, run.seconds, loss, validation, left)
            if run.step == schedule.steps:
                break


def _update(run: Run, inputs: Tensor, targets: Tensor, clip: float) -> float:
    """One update; returns the loss in nats a character."""
    run.model.train()
    logits, state = run.model(inputs, run.state)
    loss = nn.functional.cross_entropy(logits.flatten(0, 1), targets.flatten())
    run.optimizer.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_(run.model.parameters(), clip)
    run.optimizer.step()
    run.state = [tuple(part.detach() for part in layer) for layer in state]
    return loss.item()
