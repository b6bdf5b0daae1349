"""Chorales: a TCN goes on where Bach is cut off, to see and to hear."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import anywidget
import numpy as np
import traitlets

from unrolled.lessons.tcn.chorales import figure as figures
from unrolled.lessons.tcn.chorales import probe as probes
from unrolled.lessons.tcn.chorales import recipe as training
from unrolled.lessons.tcn.chorales.record import ChoralesView, Written
from unrolled.models.voices_net import VoicesNet
from unrolled.panels.assets import module
from unrolled.panels.controls import Button, Choice, Presets, Range
from unrolled.panels.live import LivePicture
from unrolled.panels.trainer import TrainerPanel
from unrolled.runtime import UnrolledError, one_thread
from unrolled.training.loop import Budget, Event

CHORDS = 48  # shown
WRITERS = [("TCN", "tcn"), ("yours", "own"), ("by frequency", "shares"), ("Bach", "bach")]


class Player(anywidget.AnyWidget):
    """The browser's own player for a sound; it begins to play when another sound comes.

    Args:
        label: for screen readers.
    """

    _esm = module("player")
    label = traitlets.Unicode().tag(sync=True)
    data = traitlets.Bytes(b"").tag(sync=True)

    def __init__(self, label: str):
        super().__init__(label=label)


class ChoralesPanel(TrainerPanel):
    """Can it go on where Bach is cut off?

    Args:
        seconds: the budget of a training.
        temperature: τ at first.
        given: chords given at first.

    Attributes:
        writer, temperature, coldness, given, piece, underlay, draw, play: the controls.
        seconds, begin, stop: a training of one's own.
        player: what plays.
        model: the network trained here, or None.
    """

    def __init__(self, *, seconds: float = 20, temperature: float = 0.7, given: int = 12):
        self._pieces, self._seed = probes.held_out(), 0
        self.model: VoicesNet | None = None
        self.writer = Choice("Written on by", WRITERS, "tcn")
        self.temperature = Range("Temperature τ", temperature, 0.1, 2.0, 0.05, page=0.5)
        self.coldness = Presets("τ", self.temperature, [("0.3", 0.3), ("0.7", 0.7), ("1", 1.0), ("1.5", 1.5)])
        self.given = Range("Chords by Bach", given, 1, 36, 1, page=4)
        last = len(self._pieces)
        self.piece = Range("Held-out setting", 1, 1, last, 1, page=10)
        self.underlay = Choice("Chances", [("off", "off"), ("shown", "on")], "off")
        self.draw, self.play = Button("New noise", key="n"), Button("Play", key="p")
        self.seconds = Range("Time", seconds, 5, 60, 5, page=10, unit="s")
        self.begin, self.stop = self.buttons("Train your own")
        self.player = Player("The chorale as it is shown")
        self._losses = probes.losses()
        self._bach = probes.manners([one.voices for one in training.part("train")])
        live = LivePicture(
            self._measure(given),
            figures.chorales_drawing,
            figures.describe_chorales,
            label="Chord",
            place=lambda view: (view.t, len(view.written.voices) - 1),
            over=figures.chorales_cursor,
            point_at="t",
        )
        super().__init__(
            "Chorales",
            "Can a network go on where Bach is cut off?",
            [self.writer, self.temperature, self.play],
            live,
            more=[self.player, self.coldness, self.given, self.piece, self.underlay, self.draw, self.seconds,
                  self.begin, self.stop],
            keys=[(["←", "→"], "chord"), (["N"], "new noise"), (["P"], "play"), (["S"], "train"), (["X"], "stop")],
            note="Quarter notes in four voices, moved to C major or A minor; the network never read this chorale.",
        )  # fmt: skip
        self.watch(self._update, self.writer, self.temperature, self.given, self.piece, self.underlay, self.draw)
        self.watch(self._sound, self.play)

    def _written(self) -> Written:
        piece, given = self._pieces[int(self.piece.value) - 1], int(self.given.value)
        drawn = probes.noise(self._seed + self.draw.presses, CHORDS)
        if self.writer.value == "bach":
            return probes.as_bach(piece, CHORDS)
        if self.writer.value == "shares":
            return probes.by_shares(piece, given, CHORDS, drawn)
        model, name = probes.shipped(), "TCN"
        if self.writer.value == "own":
            if self.model is None:
                raise UnrolledError("Nothing is trained here yet: press “Train your own”, or let the TCN write.")
            model, name = self.model, "your TCN"
        return probes.write(model, piece, given, CHORDS, self.temperature.value, drawn, name)

    def _measure(self, t: int) -> ChoralesView:
        written = self._written()
        rows = [("Bach, 209 settings", self._bach)]
        if written.given < len(written.voices):
            end = written.voices[max(written.given - 1, 0) :]
            rows.append((f"{written.writer}, this ending", probes.manners([end])))
            rows.append(("Bach, this setting", probes.manners([written.bach])))
        t = min(max(t, 0), len(written.voices) - 1)
        return ChoralesView(written, t, self.underlay.value == "on", tuple(rows), self._losses)

    def _update(self) -> None:
        view = self._measure(self.record.t)
        self.show(replace(view, own=self.record.own))  # asked last: a training may have gone on meanwhile

    def _sound(self) -> None:
        self.player.data = probes.sound(self.record.written.voices)

    def prepare(self) -> Callable[[], None]:
        """Forget the network before."""
        self.model, seconds = None, self.seconds.value
        self.change(own=np.empty((0, 2)))
        if self.writer.value == "own":
            self.writer.value = "tcn"
        return lambda: self._train(seconds)

    @one_thread
    def _train(self, seconds: float) -> None:
        run, points = training.begin("tcn", seed=99), []

        def measured(event: Event) -> None:
            points.append((event.seconds, event.validation))
            self.change(own=np.array(points))

        event = self.follow(
            training.train(run, Budget(seconds=seconds), 5, training.part("valid")[:16]),
            lambda event: (
                f"{event.seconds:.0f} of {seconds:g} s, {event.step:,} updates, {event.loss:.2f} nats a chord."
            ),
            measured,
        )
        self._end(run.model.eval(), event.step, points)

    def _end(self, model: VoicesNet, updates: int, points: list[tuple[float, float]]) -> None:
        """Let it write at once."""
        self.model = model
        self.writer.value = "own"
        nats = f", {points[-1][1]:.2f} nats a chord held out" if points else ""
        expected = ""
        if points:
            low, high = probes.expected(points[-1][0])
            expected = f" (our runs had {low:.1f} to {high:.1f} after as long)"
        self.tell(f"{updates:,} updates{nats}{expected}. It writes the end now.")
