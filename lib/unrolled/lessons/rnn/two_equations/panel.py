"""The two equations."""

from __future__ import annotations

import threading

from unrolled.lessons.rnn.two_equations import figure as figures
from unrolled.lessons.rnn.two_equations import probe as probes
from unrolled.lessons.rnn.two_equations.record import Unrolled
from unrolled.panels.controls import Button, Choice, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

BEAT = 1.0  # seconds between two steps of Play
WEIGHTS = [("Fresh", "0"), (f"Trained {probes.UPDATES} updates", str(probes.UPDATES))]


class TwoEquationsPanel(Panel):
    """What does the state add to the letter it sees?

    Args:
        word: 2 to 12 letters.
        units: 3 or 4.

    Attributes:
        word, first, back, forward, play, direction, weights, units: the controls; ``play`` takes a step each second
            until the word ends or it is pressed again.
    """

    def __init__(self, *, word: str = "hello", units: int = 3):
        self.word = TextBox("Word", word, rows=1)
        self.first, self.back, self.forward = Button("First"), Button("Back"), Button("Step")
        self.play = Button("Play / pause", key="p")
        self.direction = Choice("Direction", [("Forward", "forward"), ("Gradients back", "back")], "forward")
        self.weights = Choice("Weights", WEIGHTS, WEIGHTS[1][1])
        self.units = Choice("Units", [("3", "3"), ("4", "4")], str(units))
        self._shown = self._measure()
        self._paused, self._player = threading.Event(), threading.Thread()
        live = LivePicture(
            self._shown,
            figures.equations_drawing,
            figures.describe_equations,
            label="Step",
            place=lambda shown: (shown.step, shown.sizes[0] - 1, shown.unit, shown.sizes[2] - 1),
            over=figures.equations_cursor,
        )
        super().__init__(
            "The two equations",
            "What does the state add to the letter it sees?",
            [
                self.word, self.first, self.back, self.forward, self.play, self.direction, self.weights, self.units,
            ],
            live,
            keys=[(["←", "→"], "step"), (["↑", "↓"], "unit"), (["P"], "play")],
            note=figures.remark(self._shown),
        )  # fmt: skip
        self.watch(self._read, self.word, self.weights, self.units)
        self.watch(self._turn, self.direction)
        self.watch(lambda: self._go(self._start), self.first, trait="presses")
        self.watch(lambda: self._go(self._shown.step - self._way), self.back, trait="presses")
        self.watch(lambda: self._go(self._shown.step + self._way), self.forward, trait="presses")
        self.watch(self._play, self.play, trait="presses")
        self.watch(self._follow, live, trait="cursor")
        self.watch(self._follow, live, trait="row")

    def view(self) -> Unrolled:
        """What is shown now, as a record."""
        return self._shown

    @property
    def playing(self) -> bool:
        """Whether Play is on its way."""
        return self._player.is_alive()

    def close(self) -> None:
        """End Play, and leave the page."""
        self._paused.set()
        super().close()

    @property
    def _backward(self) -> bool:
        return self.direction.value == "back"

    @property
    def _way(self) -> int:
        """A step in the direction shown: the gradient goes from the last letter to the first."""
        return -1 if self._backward else 1

    @property
    def _start(self) -> int:
        return self._shown.sizes[0] - 1 if self._backward else 0

    def _measure(self) -> Unrolled:
        return probes.two_equations(self.word.value, int(self.units.value), int(self.weights.value))

    def _show(self, numbers: Unrolled, step: int, unit: int) -> None:
        self._shown = probes.point_at(numbers, step, unit, backward=self._backward)
        self.live.show(self._shown)
        self.note = figures.remark(self._shown)
        self._report("")

    def _read(self) -> None:
        numbers, before = self._measure(), self._shown
        start = numbers.sizes[0] - 1 if self._backward else 0
        self._show(numbers, before.step if numbers.word == before.word else start, before.unit)

    def _turn(self) -> None:
        self._show(self._shown, self._start, self._shown.unit)

    def _go(self, step: int) -> None:
        self._show(self._shown, step, self._shown.unit)

    def _follow(self) -> None:
        if (self.live.cursor, self.live.row) != (self._shown.step, self._shown.unit):
            self._show(self._shown, self.live.cursor, self.live.row)

    def _play(self) -> None:
        if self.playing:
            self._paused.set()
            return
        if self._shown.step == self._last:
            self._go(self._start)
        self._paused = threading.Event()
        self._player = threading.Thread(target=self._steps, args=(self._paused,), daemon=True)
        self._player.start()

    @property
    def _last(self) -> int:
        return 0 if self._backward else self._shown.sizes[0] - 1

    def _steps(self, paused: threading.Event) -> None:
        """Press Step once a second, in a thread of its own, so that the kernel stays free."""
        while not paused.wait(BEAT) and self._shown.step != self._last:
            self.forward.presses += 1
