"""Checkers on the residual block accept solutions and reject planted wrong answers; questions match the study."""

import numpy as np
import pytest
import torch

from answers import accepts, raises, refuses, stub
from solved import solutions_of
from unrolled.lessons.tcn.residual import exercise as exercises

solutions = solutions_of("residual")


def relu(x):
    return np.maximum(x, 0)


def path(x, mix):
    return x if mix is None else mix(x)


def no_last_relu(x, conv1, conv2, mix):
    return relu(conv2(relu(conv1(x)))) + path(x, mix)


def added_too_early(x, conv1, conv2, mix):
    return relu(conv2(relu(conv1(x))) + path(x, mix))


def no_first_relu(x, conv1, conv2, mix):
    return relu(relu(conv2(conv1(x))) + path(x, mix))


def no_mix(x, conv1, conv2, mix):
    return relu(relu(conv2(relu(conv1(x)))) + x)


def no_path(x, conv1, conv2, mix):
    return relu(conv2(relu(conv1(x))))


def path_from_the_middle(x, conv1, conv2, mix):
    a = relu(conv1(x))
    return relu(relu(conv2(a)) + a)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (no_last_relu, "one more ReLU"),
        (added_too_early, "after the second ReLU"),
        (no_first_relu, "After the first convolution"),
        (no_mix, "1x1"),
        (no_path, "adds them"),
        (path_from_the_middle, ""),
        (stub, "returned nothing"),
        (raises, "KeyError"),
    ],
)
def test_wrong_blocks_are_refused_with_a_sentence_that_helps(wrong, words):
    assert words in str(refuses(exercises.check_residual_block, wrong))


def test_the_solutions_pass_again_and_again():
    accepts(exercises.check_residual_block, solutions.residual_block, 20)
    accepts(exercises.check_drop_channels, solutions.drop_channels, 20)


def single_values(a, rate, generator):
    return a * (generator.random(a.shape) >= rate) / (1 - rate)


def steps_dropped(a, rate, generator):
    return a * (generator.random(a.shape[1]) >= rate) / (1 - rate)


def not_scaled(a, rate, generator):
    return a * (generator.random((len(a), 1)) >= rate)


def share_kept(a, rate, generator):
    return a * (generator.random((len(a), 1)) < rate) / max(rate, 0.5)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (single_values, "one draw must decide for the whole row"),
        (steps_dropped, "one draw must decide for the whole row"),
        (not_scaled, "divided by 1 - rate"),
        (share_kept, "the share that is dropped"),
        (stub, "returned nothing"),
        (raises, "KeyError"),
    ],
)
def test_wrong_dropouts_are_refused_with_a_sentence_that_helps(wrong, words):
    for _ in range(5):
        assert words in str(refuses(exercises.check_drop_channels, wrong))


def test_the_solution_is_torchs_dropout_of_channels():
    torch.manual_seed(0)
    dropped = torch.nn.Dropout1d(0.4)(torch.ones(1, 500, 7))[0].numpy()
    ours = solutions.drop_channels(np.ones((500, 7)), 0.4, np.random.default_rng(0))
    for out in (dropped, ours):
        assert (np.ptp(out, axis=1) == 0).all()
        np.testing.assert_allclose(np.unique(out), [0, 1 / 0.6], rtol=1e-6)


def test_the_questions_are_answered_by_what_is_measured():
    from unrolled.lessons.tcn.depth.probe import depth
    from unrolled.models.tcn.size import doubling, receptive_field

    deep, four = depth(16), depth(4)
    assert deep.ratio("plain") < 1e-12
    assert 1e-4 < four.ratio("plain") < 2e-3
    assert 0.05 < deep.ratio("plain") ** (1 / 16) < 0.2  # a tenth or so gets through a level
    assert (receptive_field(3, doubling(3)), receptive_field(3, doubling(4))) == (29, 61)


def block_in_torch(x, conv1, conv2, mix):
    x_torch = torch.tensor(x, requires_grad=True)
    a = torch.tensor(conv1(x)).relu().numpy()
    around = x_torch if mix is None else torch.tensor(mix(x))
    return (torch.tensor(conv2(a)).relu() + around).relu()


def drop_by_choice(a, rate, generator):
    """As many rows as the rate asks for, drawn without putting back."""
    out = a / (1 - rate)
    out[generator.permutation(len(a))[: round(rate * len(a))]] = 0
    return out.tolist()


UNUSUAL = {"residual_block": block_in_torch, "drop_channels": drop_by_choice}


@pytest.mark.parametrize(("name", "right"), UNUSUAL.items())
def test_right_answers_in_another_style_are_accepted(name, right):
    accepts(getattr(exercises, f"check_{name}"), right)


def test_dropping_by_other_dice_is_refused():
    def own_dice(a, rate, generator):
        return solutions.drop_channels(a, rate, np.random.default_rng())

    def the_same_rows_each_time(a, rate, generator):
        return solutions.drop_channels(a, rate, np.random.default_rng(0))

    for wrong in (own_dice, the_same_rows_each_time):
        assert "Draw from the generator that is given" in str(refuses(exercises.check_drop_channels, wrong))
