"""What a panel tells beside its picture."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape


def problem(panel) -> str:
    """The sentence that says what is wrong, or nothing where all is well."""
    return panel.status.text if panel.status.problem else ""


@contextmanager
def refused(panel, words: str = "") -> Iterator[None]:
    """What is done inside is told as a problem, in which these words stand; the picture stays as it was."""
    before = panel.drawing()
    yield
    assert problem(panel)
    assert words in problem(panel)
    assert panel.drawing() == before


def has_nan(drawing: str) -> bool:
    """Whether a number of a drawing is none; letters of the pictures inside it do not count."""
    return "nan" in re.sub(r"data:image/png;base64,[^\"]*", "", drawing)


def whole(panel, describe: Callable[[object], str]) -> None:
    """A panel whose picture, sentence and status line say the same, and nothing is wrong.

    Args:
        panel: as it stands after a move.
        describe: its view in words.
    """
    assert not panel.status.problem
    assert panel.describe() == describe(panel.record)
    assert panel.status.text == panel.describe()
    assert escape(panel.describe()) in panel.drawing()
    assert not has_nan(panel.drawing())
