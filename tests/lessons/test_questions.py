"""The questions of all lessons can be made, and so can be asked; each has three or four choices."""

import importlib
import pkgutil

import unrolled.lessons
from unrolled.checking.question import Question


def questions():
    """Name and question, for all that the exercises of all topics have."""
    for module in pkgutil.walk_packages(unrolled.lessons.__path__, "unrolled.lessons."):
        if module.name.endswith(".exercise"):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, Question):
                    yield f"{module.name}.{name}", value


def test_questions_have_three_or_four_choices():
    found = dict(questions())
    assert len(found) > 50
    assert {name: len(one.choices) for name, one in found.items() if len(one.choices) not in (3, 4)} == {}
