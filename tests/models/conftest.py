"""Shared by tests of models: in float64, where two ways to the same numbers differ by rounding alone."""

import pytest
import torch


@pytest.fixture
def float64():
    torch.set_default_dtype(torch.float64)
    yield
    torch.set_default_dtype(torch.float32)
