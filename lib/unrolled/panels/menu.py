"""A control for one of many named values: a menu, where a row of buttons would be too long."""

from __future__ import annotations

from collections.abc import Sequence

import anywidget
import traitlets

from unrolled.panels.assets import module
from unrolled.panels.controls import ControlError, put


class Menu(anywidget.AnyWidget):
    """The page's own menu (``<select>``): arrow keys move it, and letters jump to a name.

    Args:
        label: what it sets.
        choices: pairs of name and value; values are strings.
        value: the one selected at the start.

    Raises:
        ControlError: if a value is not among the choices.
    """

    _esm = module("menu")
    label = traitlets.Unicode().tag(sync=True)
    choices = traitlets.List().tag(sync=True)
    value = traitlets.Unicode().tag(sync=True)

    def __init__(self, label: str, choices: Sequence[tuple[str, str]], value: str):
        super().__init__(label=label, choices=[list(choice) for choice in choices])
        put(self, value, "a value of the menu")

    @traitlets.validate("value")
    def _known(self, proposal: dict) -> str:
        if proposal["value"] not in [value for _, value in self.choices]:
            raise ControlError(f"{self.label} has no {proposal['value']!r}: choose a name of the menu.")
        return proposal["value"]
