"""The two equations."""

from __future__ import annotations

from unrolled.lessons.rnn.two_equations import figure as figures
from unrolled.lessons.rnn.two_equations import probe as probes
from unrolled.lessons.rnn.two_equations.record import Unrolled
from unrolled.panels.controls import Button, Choice, Play, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

WEIGHTS = [("Fresh", "fresh"), (f"Trained {probes.UPDATES} updates", "trained"), ("… with W_hh = 0", "no W_hh")]


class TwoEquationsPanel(Panel):
    """What does the state add to the letter it sees?

    The picture's cursor is the step, its row the outlined unit.

    Args:
        word: 2 to 12 letters.
        units: 3 or 4.

    Attributes:
        word, forward, play, direction, weights, units: the controls; ``play`` takes a step each second until the word
            ends or it is pressed again.
    """

    def __init__(self, *, word: str = "hello", units: int = 3):
        self.word = TextBox("Word", word, rows=1)
        self.forward, self.play = Button("Step"), Play()
        self.direction = Choice("Direction", [("Forward", "forward"), ("Gradients back", "back")], "forward")
        self.weights = Choice("Weights", WEIGHTS, "trained")
        self.units = Choice("Units", [("3", "3"), ("4", "4")], str(units))
        super().__init__(
            "The two equations",
            "What does the state add to the letter it sees?",
            [self.word, self.forward, self.play, self.direction],
            LivePicture(
                self._measure(),
                figures.equations_drawing,
                figures.describe_equations,
                label="Step",
                place=lambda shown: (shown.step, shown.sizes[0] - 1, shown.unit, shown.sizes[2] - 1),
                over=figures.equations_cursor,
                point_at=lambda shown, step, unit: probes.point_at(shown, step, unit, backward=shown.backward),
            ),
            more=[self.weights, self.units],
            keys=[(["←", "→"], "step"), (["↑", "↓"], "unit"), (["P"], "play")],
            note=figures.remark,
        )
        self.watch(self._read, self.word, self.weights, self.units)
        self.watch(self._turn, self.direction)
        self.watch(self._step, self.forward)
        self.watch(self._tick, self.play, trait="ticks")

    def _measure(self) -> Unrolled:
        updates = 0 if self.weights.value == "fresh" else probes.UPDATES
        recurrent = self.weights.value != "no W_hh"
        return probes.two_equations(self.word.value, int(self.units.value), updates, recurrent)

    def _read(self) -> None:
        """The same place in a word that is the same; in another word its start."""
        fresh, before = self._measure(), self.record
        is_same = fresh.word == before.word
        step = before.step if is_same else _ends(fresh, before.backward)[0]
        self.show(probes.point_at(fresh, step, before.unit, backward=before.backward))

    def _turn(self) -> None:
        backward = self.direction.value == "back"
        start, _ = _ends(self.record, backward)
        self.show(probes.point_at(self.record, start, self.record.unit, backward=backward))

    def _step(self) -> None:
        """A step in the direction shown: the gradient goes from the last letter to the first."""
        step = self.record.step + (-1 if self.record.backward else 1)
        self.show(probes.point_at(self.record, step, self.record.unit, backward=self.record.backward))

    def _tick(self) -> None:
        if not self.play.playing:  # this tick was on its way when the word ended
            return
        _, end = _ends(self.record, self.record.backward)
        if self.record.step == end:
            self._turn()  # begins anew
        else:
            self._step()
        if self.record.step == end:
            self.play.playing = False


def _ends(shown: Unrolled, backward: bool) -> tuple[int, int]:
    """The first and the last step in the direction shown."""
    last = shown.sizes[0] - 1
    return (last, 0) if backward else (0, last)
