"""Shared by all tests: the tools and the helpers on the path, passive OpenMP threads, two of them."""

import sys
from pathlib import Path

import pytest

import unrolled  # noqa: F401  (tells OpenMP to sleep while waiting, before torch is imported)

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "tests" / "helpers")]
pytest.register_assert_rewrite("answers", "cursors", "told", "trainings")


@pytest.fixture(autouse=True)
def _seeded():
    import torch

    torch.manual_seed(0)
