"""*More controls*: controls that do not fit into a panel's row, behind one button that also keeps their state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

import anywidget
import ipywidgets
import traitlets

from unrolled.panels.assets import module

VALUE = "value"  # the traits that may hold the state of a control


class MoreButton(anywidget.AnyWidget):
    """The button that opens and closes the other controls (key M; Escape closes).

    It shows how many of them differ from their initial values.
    """

    _esm = module("more")
    differ = traitlets.Int(0).tag(sync=True)


class MoreHead(anywidget.AnyWidget):
    """The first line of the other controls: how many differ from their initial values, and a reset button."""

    _esm = module("more_head")
    differ = traitlets.Int(0).tag(sync=True)
    resets = traitlets.Int(0).tag(sync=True)


class MoreControls:
    """The other controls of a panel.

    Args:
        controls: in reading order.
        batch: of the panel, so that a reset draws once.

    Attributes:
        button: for the panel's row.
        box: with the controls, for below the row.
    """

    def __init__(self, controls: Sequence[ipywidgets.Widget], batch: Callable[[], AbstractContextManager[Any]]):
        self.button, self._head, self._batch = MoreButton(), MoreHead(), batch
        self.box = ipywidgets.Box([self._head, *controls])
        self.box.add_class("unrolled-more")
        self._start = {control: getattr(control, VALUE) for control in controls if control.has_trait(VALUE)}
        for control in self._start:
            control.observe(self._count, VALUE)
        self._head.observe(lambda _: self.reset(), "resets")

    @property
    def differ(self) -> int:
        """How many controls differ from their initial values."""
        return sum(getattr(control, VALUE) != value for control, value in self._start.items())

    def reset(self) -> None:
        """Set all controls back to their initial values."""
        with self._batch():
            for control, value in self._start.items():
                setattr(control, VALUE, value)

    def _count(self, _: Any = None) -> None:
        self.button.differ = self._head.differ = self.differ
