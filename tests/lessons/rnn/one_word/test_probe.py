"""What a run says, and how far each loss is felt."""

import numpy as np
import pytest
import torch

from unrolled.lessons.rnn.one_word import probe as probes
from unrolled.lessons.rnn.one_word import recipe as one_word
from unrolled.lessons.rnn.two_equations import probe as rnn


def run(word="abcabd", window=11, updates=0):
    made = one_word.begin(word, hidden=5, seed=1, window=window)
    if updates:
        one_word.advance(made, word, updates)
    return made


def test_without_cuts_the_sizes_are_those_of_the_true_gradient():
    made = run()
    shown = probes.look(made, "abcabd")
    true = rnn.measure(made.model.model, "abcabd")
    np.testing.assert_allclose(shown.of_all, np.linalg.norm(true.d_h, axis=1), atol=1e-12)
    np.testing.assert_allclose(shown.p, true.p, atol=1e-12)
    np.testing.assert_allclose(shown.loss, true.loss, atol=1e-12)
    assert shown.of_last[-1] == pytest.approx(shown.of_all[-1])  # behind the last step there is nothing else
    assert (shown.of_last > 0).all()


@pytest.mark.parametrize("window", [1, 2, 3, 4, 5])
def test_nothing_of_the_last_loss_is_felt_beyond_a_cut(window):
    shown = probes.look(run(window=window), "abcabd")
    begins = 4 // window * window
    assert (shown.of_last[:begins] == 0).all()
    assert (shown.of_last[begins:] > 0).all()
    assert [t for t in range(5) if shown.cut(t)] == [t for t in range(4) if (t + 1) % window == 0]
    assert (shown.of_all > 0).all()  # each step's own loss is felt


def test_the_gradient_shown_is_the_one_the_training_uses():
    """The weight's gradient of the truncated model, against the one put together from the sizes' own graph."""
    made = run(window=2)
    ids = one_word.encode("abcabd")
    logits, _ = made.model(ids[None, :-1])
    torch.nn.functional.cross_entropy(logits[0], ids[1:], reduction="sum").backward()
    readable = rnn.readable(made.model.model)
    _, ours = rnn.walk(readable, ids[:-1], 2)
    torch.nn.functional.cross_entropy(torch.cat(ours), ids[1:], reduction="sum").backward()
    for (name, theirs), mine in zip(made.model.model.named_parameters(), readable.parameters(), strict=True):
        assert torch.allclose(theirs.grad, mine.grad), name


def test_the_curve_grows_by_one_point_for_each_look_after_updates():
    made = run()
    first = probes.look(made, "abcabd")
    same = probes.look(made, "abcabd", first)
    assert same.curve_at.tolist() == [0]
    one_word.advance(made, "abcabd", 7)
    later = probes.look(made, "abcabd", probes.point_at(same, 2))
    assert later.curve_at.tolist() == [0, 7]
    np.testing.assert_array_equal(later.curve[0], first.loss)
    np.testing.assert_array_equal(later.curve[1], later.loss)
    assert (later.step, later.updates) == (2, 7)
    assert later.right.tolist() == (later.p.argmax(axis=1) == later.ids[1:]).tolist()
