"""The learner's exercises as solved in notebooks/solutions, which is a folder of scripts and no package."""

import importlib.util
from pathlib import Path
from types import ModuleType

SOLUTIONS = Path(__file__).resolve().parents[2] / "notebooks" / "solutions"


def solutions_of(name: str) -> ModuleType:
    """The solutions in ``notebooks/solutions/<name>.py``, as a module of their own at each call."""
    spec = importlib.util.spec_from_file_location(f"solutions_{name}", SOLUTIONS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
