"""What a panel tells beside its picture."""

import re
from collections.abc import Callable
from html import escape


def problem(panel) -> str:
    """The sentence that says what is wrong, or nothing where all is well."""
    return panel.status.text if panel.status.problem else ""


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
