"""Controls of panels: each has a full visible label tied to it, and works by keyboard alone.

Each is an anywidget whose state lives in traits, so that a reloaded page shows
the current state and a test can set ``.value``. ``problem`` holds one sentence after
input that could not be used; the panel's status line shows it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import anywidget
import ipywidgets
import traitlets

from unrolled.characters import sendable
from unrolled.panels.assets import module
from unrolled.panels.parts import Parts
from unrolled.runtime import UnrolledError


class ControlError(UnrolledError, traitlets.TraitError):
    """A value that a control does not accept; raised in the cell that sets it."""


def put(control: ipywidgets.Widget, value: object, wanted: str) -> None:
    """Give a control its first value.

    Raises:
        ControlError: if the control does not accept it; a wrong type is answered with ``wanted``, the kind of value.
    """
    try:
        control.set_trait("value", value)
    except ControlError:
        raise
    except traitlets.TraitError:
        raise ControlError(f"{control.trait_values()['label']} cannot be {value!r:.40}: it takes {wanted}.") from None


class Range(anywidget.AnyWidget):
    """A slider with its label and its value to type over.

    Args:
        label: what it sets.
        value: where it starts.
        low: smallest value.
        high: largest value.
        step: the arrow keys' step; values snap to it.
        page: the step of the Page keys.
        unit: written after the value.
        rest: milliseconds without a move before Python is informed; for pictures that the page draws itself.
        outside: makes the sentence about a typed number outside the range; by default it names the range.
    """

    _esm = module("range")
    label = traitlets.Unicode().tag(sync=True)
    # Without the echo each move costs the page one message less; a second window is updated when it is reloaded.
    value = traitlets.Float().tag(sync=True, echo_update=False)
    low = traitlets.Float().tag(sync=True)
    high = traitlets.Float().tag(sync=True)
    step = traitlets.Float().tag(sync=True)
    page = traitlets.Float().tag(sync=True)
    decimals = traitlets.Int().tag(sync=True)
    unit = traitlets.Unicode().tag(sync=True)
    rest = traitlets.Int(0).tag(sync=True)
    problem = traitlets.Unicode()

    def __init__(
        self,
        label: str,
        value: float,
        low: float,
        high: float,
        step: float,
        *,
        page: float | None = None,
        unit: str = "",
        rest: int = 0,
        outside: Callable[[float], str] | None = None,
    ):
        self._outside = outside
        decimals = max(0, -math.floor(math.log10(step) + 1e-9))
        super().__init__(
            label=label, low=low, high=high, step=step, page=page or 10 * step,
            decimals=decimals, unit=unit, rest=rest,
        )  # fmt: skip
        put(self, value, f"a number from {low:g} to {high:g}")
        self.on_msg(lambda _, message, __: self.type(message["typed"]))

    @traitlets.validate("value")
    def _snapped(self, proposal: dict) -> float:
        value = proposal["value"]
        if not self.low <= value <= self.high:  # also False for NaN
            raise ControlError(self._range_sentence(f"{value:g}"))
        return round(self.low + round((value - self.low) / self.step) * self.step, 10)

    def _range_sentence(self, found: str) -> str:
        return (
            f"{self.label} runs from {self.low:g} to {self.high:g}, so “{found}” cannot be used: type a number between."
        )

    def type(self, typed: str) -> None:
        """Take a value as the learner typed it, with point or comma; ``problem`` says what was wrong."""
        typed = sendable(typed)
        try:
            number = float(typed.strip().replace(",", ".").replace("−", "-"))
            self.value = number
        except ValueError:
            self.problem = (
                f"“{typed.strip()[:20]}” is not a number: {self.label} runs from {self.low:g} to {self.high:g}."
            )
        except traitlets.TraitError:
            why = self._outside(number) if self._outside and math.isfinite(number) else ""
            self.problem = why or self._range_sentence(typed.strip()[:20])
        else:
            self.problem = ""


class TextBox(anywidget.AnyWidget):
    """A box for text of several lines, with its length beside the label.

    The page sends a long text in parts, since a single message would be lost.

    Args:
        label: what it holds.
        value: the text to start with.
        rows: lines shown.
        hint: what one may write, below the box.

    Attributes:
        problem: one sentence about a text that was too long to send (the value is then empty), else empty.
    """

    _esm = module("textbox")
    label = traitlets.Unicode().tag(sync=True)
    value = traitlets.Unicode().tag(sync=True, echo_update=False)  # the echo of a long text would stop a Jupyter server
    rows = traitlets.Int(2).tag(sync=True)
    hint = traitlets.Unicode().tag(sync=True)
    most = traitlets.Int(20_000_000).tag(sync=True)  # bytes
    problem = traitlets.Unicode()

    def __init__(self, label: str, value: str, rows: int = 2, hint: str = ""):
        super().__init__(label=label, rows=rows, hint=hint)
        put(self, value, "text")
        self._parts = Parts(self.most)
        self.on_msg(lambda _, message, buffers: self.hear(message, buffers))

    @traitlets.validate("value")
    def _sendable(self, proposal: dict) -> str:
        return sendable(proposal["value"])

    def hear(self, message: dict, buffers: Sequence[bytes | memoryview] = ()) -> None:
        """Receive a long text from the page: first its size and the number of parts, then part by part."""
        if "part" in message:
            whole = self._parts.add(message["part"], buffers)
            if whole is not None:
                self.set_state({"value": whole.decode("utf-8", "replace")})  # as if from the page, which has it already
            return
        self.problem = ""
        self._parts.expect(message["parts"])
        if message["size"] > self.most:
            self.value = ""  # so that nothing uses the previous text
            size = f"{message['size']:,} bytes, over the limit of {self.most:,}"
            self.problem = f"{self.label}: the text has {size}. Make it shorter."


class Presets(anywidget.AnyWidget):
    """Buttons that set another control to named values; the button of the current value is filled.

    Args:
        label: what they set.
        control: a control with a ``value``.
        choices: pairs of name and value.
    """

    _esm = module("presets")
    label = traitlets.Unicode().tag(sync=True)
    control = traitlets.Instance(ipywidgets.Widget).tag(sync=True, **ipywidgets.widget_serialization)
    choices = traitlets.List().tag(sync=True)

    def __init__(self, label: str, control: ipywidgets.Widget, choices: Sequence[tuple[str, object]]):
        super().__init__(label=label, control=control, choices=[list(choice) for choice in choices])


class Button(anywidget.AnyWidget):
    """A button, also pressed by a key anywhere in its panel; ``presses`` counts.

    Args:
        label: what it does.
        key: a letter, or empty for none.
    """

    _esm = module("button")
    label = traitlets.Unicode().tag(sync=True)
    key = traitlets.Unicode().tag(sync=True)
    presses = traitlets.Int(0).tag(sync=True)

    def __init__(self, label: str, key: str = ""):
        super().__init__(label=label, key=key)


class Play(anywidget.AnyWidget):
    """A button that advances one step a second until it is pressed again; the key P also presses it.

    The page keeps the time and counts ``ticks``; Python may end it by setting ``playing``.
    """

    _esm = module("play")
    playing = traitlets.Bool(False).tag(sync=True)
    ticks = traitlets.Int(0).tag(sync=True)


class Choice(anywidget.AnyWidget):
    """A choice between a few named values: a row of buttons, moved by the arrow keys like any radio group.

    Args:
        label: what it sets.
        choices: pairs of name and value; values are strings.
        value: the one selected at the start.
        shortcuts: for each choice a key that selects it from anywhere in the panel; or empty for none.

    Raises:
        ControlError: if a value is not among the choices.
    """

    _esm = module("choice")
    label = traitlets.Unicode().tag(sync=True)
    choices = traitlets.List().tag(sync=True)
    value = traitlets.Unicode().tag(sync=True)
    shortcuts = traitlets.Unicode().tag(sync=True)

    def __init__(self, label: str, choices: Sequence[tuple[str, str]], value: str, shortcuts: str = ""):
        super().__init__(label=label, choices=[list(choice) for choice in choices], shortcuts=shortcuts)
        put(self, value, "the name of a choice")

    @traitlets.validate("value")
    def _known(self, proposal: dict) -> str:
        values = [value for _, value in self.choices]
        if proposal["value"] not in values:
            raise ControlError(f"{self.label} is one of {', '.join(values)}, not {proposal['value']!r}.")
        return proposal["value"]


class KeyBox(anywidget.AnyWidget):
    """A box that hands over each character as it is typed.

    Args:
        label: what is typed there.

    Attributes:
        typed: the number of characters so far, and the last one.
    """

    _esm = module("keybox")
    label = traitlets.Unicode().tag(sync=True)
    typed = traitlets.Tuple((0, ""))

    def __init__(self, label: str):
        super().__init__(label=label)
        self.on_msg(lambda _, message, __: self.type(message["typed"]))

    def type(self, characters: str) -> None:
        """Take characters one after the other, as if typed."""
        for character in sendable(characters):
            self.typed = (self.typed[0] + 1, character)
