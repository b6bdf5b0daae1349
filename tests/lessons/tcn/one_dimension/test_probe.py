"""Four ways to the same numbers."""

import numpy as np
import pytest
import torch

from unrolled.lessons.tcn.one_dimension.probe import KernelError, banded, one_dimension, read_kernel
from unrolled.models.tcn.network import CausalConv1d


@pytest.mark.parametrize("kernel", [[1.0], [0.25, 0.5, 0.25], [-1, 1], [1, -2, 1, 3]])
@pytest.mark.parametrize("dilation", [1, 3])
@pytest.mark.parametrize("causal", [True, False])
def test_all_agree(kernel, dilation, causal):
    image = np.random.default_rng(0).random((5, 20))
    view = one_dimension(image, 2, np.array(kernel), dilation=dilation, causal=causal, t=99)
    assert view.apart < 1e-12
    assert view.t == 19
    np.testing.assert_allclose(view.matrix @ image[2], view.outputs)
    np.testing.assert_allclose(view.filtered[2], view.outputs)


def test_it_is_the_course_s_own_convolution():
    image, weights = np.random.default_rng(1).random((1, 12)), np.array([2.0, -1.0, 0.5])
    ours = CausalConv1d(1, 1, 3, 2).double()
    ours.weight.data[:] = torch.from_numpy(weights)
    ours.bias.data.zero_()
    with torch.no_grad():
        due = ours(torch.from_numpy(image)[None])[0, 0].numpy()
    np.testing.assert_allclose(one_dimension(image, 0, weights, dilation=2).outputs, due)


def test_a_band():
    assert banded(np.array([1, 2]), 3, 1, 1).tolist() == [[2, 0, 0], [1, 2, 0], [0, 1, 2]]


def test_kernels_are_read():
    assert read_kernel("1, −2; 0.5", 1, 28).tolist() == [1, -2, 0.5]


@pytest.mark.parametrize(
    ("typed", "dilation", "words"),
    [
        ("", 1, "one weight or more"),
        ("1, x", 1, "“x”"),
        ("inf", 1, "range"),
        ("1 " * 10, 1, "too many"),
        ("1 1 1", 14, "span 29"),
    ],
)
def test_bad_kernels(typed, dilation, words):
    with pytest.raises(KernelError, match=words):
        read_kernel(typed, dilation, 28)
