"""The examples in docstrings do what they say; every model shows one."""

import ast
import doctest
import importlib
from pathlib import Path

import numpy as np
import pytest
import torch

import unrolled

LIBRARY = Path(unrolled.__file__).parent
SOURCES = {path: path.read_text("utf-8") for path in sorted(LIBRARY.rglob("*.py"))}
WITH_EXAMPLES = [path for path, source in SOURCES.items() if ">>> " in source]
GIVEN = {"torch": torch, "np": np}  # what an example may use beside its module's own names
PARTS = {  # files that hold no model of their own
    "__init__", "language_model", "modules", "recurrent",
    "decoders", "encoder", "search",  # of the captioner, which shows one
}  # fmt: skip


def module(path):
    parts = path.relative_to(LIBRARY.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


@pytest.mark.parametrize("name", [module(path) for path in WITH_EXAMPLES])
def test_examples_do_what_they_say(name):
    torch.manual_seed(0)
    result = doctest.testmod(importlib.import_module(name), extraglobs=GIVEN)
    assert result.attempted
    assert not result.failed


@pytest.mark.parametrize("path", sorted((LIBRARY / "models").rglob("*.py")), ids=lambda path: path.stem)
def test_every_model_shows_an_example(path):
    documented = [ast.get_docstring(node) or "" for node in ast.walk(ast.parse(SOURCES[path]))
                  if isinstance(node, ast.ClassDef | ast.FunctionDef)]  # fmt: skip
    assert any("Examples:\n    >>> " in words for words in documented) != (path.stem in PARTS)
