"""What two texts share word for word, against looking it up; losses one by one against the loss of the whole."""

import random

import numpy as np
import pytest
import torch

from unrolled.lessons.latex.verbatim import probe
from unrolled.models import CharRNN
from unrolled.training.losses import heldout_loss


def looked_up(text, others, length):
    found = np.zeros(len(text), bool)
    for begin in range(len(text) - length + 1):
        if any(text[begin : begin + length] in other for other in others):
            found[begin : begin + length] = True
    return found


@pytest.mark.parametrize("length", [1, 2, 5, 8, 13])
def test_what_is_shared_is_what_can_be_looked_up(length):
    draw = random.Random(length)
    text, *others = ("".join(draw.choices("ab", k=120)) for _ in range(3))
    text = text[:60] + others[0][30:70] + "ä𝔾" + text[60:]
    found = probe.shared(text, others, length)
    assert found.tolist() == looked_up(text, others, length).tolist()
    assert found[60:100].all()
    assert not found[100:102].any()


def test_sixty_characters_are_shared_and_fifty_nine_are_not():
    line = "The category of quasi-coherent sheaves on an algebraic space is"[:60]
    assert probe.shared(f"x{line}y", [f"a{line}b"]).tolist() == [False, *[True] * 60, False]
    assert not probe.shared(f"x{line[:59]}y", [f"a{line}b"]).any()
    assert not probe.shared("short", [line]).any()
    assert not probe.shared(line, ["short"]).any()


@pytest.mark.parametrize(("count", "piece", "batch"), [(37, 100, 1), (90, 10, 4), (91, 30, 2), (2, 1, 1)])
def test_losses_one_by_one_add_up_to_that_of_the_whole(count, piece, batch):
    torch.manual_seed(0)
    model, text = CharRNN(5, hidden=6, layers=2), torch.randint(5, (count,))
    found = probe.losses(model, text, piece=piece, before=count, batch=batch)
    assert found.shape == (count - 1,)
    assert found.mean() == pytest.approx(heldout_loss(model, [text]), rel=1e-5)
