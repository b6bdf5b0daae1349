"""Training loads no compiler, and an optimiser does what it did before."""

import subprocess
import sys

import pytest
import torch

from unrolled.runtime import no_compiler

TRAINED = """
import sys, torch
from unrolled import runtime
runtime.start()
weight = torch.nn.Parameter(torch.ones(3))
adam = torch.optim.Adam([weight], lr=0.1, fused=True)
weight.square().sum().backward()
adam.step()
adam.zero_grad()
print([name for name in ("torch._dynamo", "sympy") if name in sys.modules], round(weight[0].item(), 4))
"""


def test_a_kernel_that_trains_has_no_compiler():
    done = subprocess.run([sys.executable, "-c", TRAINED], capture_output=True, text=True, check=True)
    assert done.stdout == "[] 0.9\n"


@pytest.mark.parametrize(("kind", "after"), [("Adam", 0.5), ("AdamW", 0.495), ("SGD", 0.0), ("RMSprop", -4.0)])
def test_one_step_by_hand(kind, after):
    no_compiler.spare()
    weight = torch.nn.Parameter(torch.ones(3))
    optimiser = getattr(torch.optim, kind)([weight], lr=0.5)
    weight.square().sum().backward()  # the gradient is 2
    optimiser.step()
    assert weight.tolist() == pytest.approx([after] * 3, abs=1e-5)
    assert torch.is_grad_enabled()


def test_twice_is_as_good_as_once():
    no_compiler.spare()
    step = torch.optim.Adam.step
    no_compiler.spare()
    assert torch.optim.Adam.step is step
