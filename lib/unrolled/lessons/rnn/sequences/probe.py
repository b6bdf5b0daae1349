"""Shapes of sequence problems: what a trained network answers, and how often all of it is right."""

from __future__ import annotations

import torch
from torch import Tensor

from unrolled.lessons.rnn.sequences.dataset import REST, SILENT, Task
from unrolled.lessons.rnn.sequences.record import Exchange
from unrolled.models.char_rnn import CharRNN
from unrolled.runtime import one_thread


@torch.inference_mode()
def accuracy(model: CharRNN, inputs: Tensor, targets: Tensor) -> float:
    """The share of examples ``(B, T)`` in which every answer asked for is right."""
    right = model.eval()(inputs)[0].argmax(dim=2) == targets
    return (right | (targets == SILENT)).all(dim=1).double().mean().item()


@one_thread
@torch.inference_mode()
def exchange(model: CharRNN, task: Task, question: str) -> Exchange:
    """Let a network answer one question.

    Args:
        model: trained on the task.
        task: it.
        question: of the learner, or of ``task.invent()``.

    Returns:
        The record, with the cursor on the last step.

    Raises:
        ExampleError: if the question is not of the task's form.
    """
    read, due = task.pose(question)
    p = model.eval()(task.vocabulary.encode(read)[None])[0][0].softmax(dim=1)  # (T, V)
    chances, ids = p.max(dim=1)
    said = task.vocabulary.decode(ids)
    return Exchange(task.shape, task.asks, REST, read, due, said, chances.numpy(), len(read) - 1)
