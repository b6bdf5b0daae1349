"""Train without loading torch's compiler.

The first optimiser created loads ``torch._dynamo``, and sympy with it, only to exclude its own methods from
compilation. That costs two seconds and 70 MB per kernel, and this course compiles nothing with torch. Here the marks
that exclude them are removed. ``torch.compile`` still works.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any


def spare() -> None:
    """Let optimisers do without the compiler. Does nothing if this version of torch is built differently."""
    import torch

    for method in vars(torch.optim.Optimizer).values():
        if getattr(method, "__globals__", {}).get("__name__") == "torch._compile" and hasattr(method, "__wrapped__"):
            setattr(method.__wrapped__, "__dynamo_disable", method.__wrapped__)
    for kind in vars(torch.optim).values():
        step = vars(kind).get("step") if isinstance(kind, type) else None
        if getattr(getattr(step, "__code__", None), "co_name", "") == "_use_grad" and hasattr(step, "__wrapped__"):
            kind.step = _plain(step.__wrapped__)


def _plain(step: Callable) -> Callable:
    """An optimiser's step as torch decorates it, without the marks for the compiler."""
    import torch

    @functools.wraps(step)
    def wrapped(self: Any, *args: Any, **kwargs: Any) -> Any:
        with torch.set_grad_enabled(self.defaults["differentiable"]):
            return step(self, *args, **kwargs)

    return wrapped
