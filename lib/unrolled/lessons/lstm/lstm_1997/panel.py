"""The LSTM before it could forget."""

from __future__ import annotations

from unrolled.datasets import shakespeare
from unrolled.lessons.lstm.lstm_1997 import figure as figures
from unrolled.lessons.lstm.lstm_1997 import probe as probes
from unrolled.lessons.lstm.lstm_1997.recipe import LONG, NAMES
from unrolled.lessons.lstm.lstm_1997.record import LongReading
from unrolled.panels.controls import Choice
from unrolled.panels.live import LiveChart
from unrolled.panels.panel import Panel
from unrolled.training.checkpoint import load_char_rnn

EVERY = [("never", "0"), ("500", "500"), ("100", "100"), ("50", "50")]


class HistoryPanel(Panel):
    """What becomes of a carry that can only add?

    Two networks of 64 units read the first characters of a play they never saw.

    Attributes:
        play, every: the controls; ``every`` says after how many characters the state is set to zero.
    """

    def __init__(self):
        self._models = {name: load_char_rnn(NAMES[cell])[0] for name, cell in probes.CELLS.items()}
        vocabulary, plays = shakespeare.vocabulary(), shakespeare.split().validation
        self._ids = {title: vocabulary.encode(text[: LONG + 1]) for title, text in plays.items()}
        titles = list(self._ids)
        self.play = Choice("Play", [(title, title) for title in titles], titles[0])
        self.every = Choice("Set the state to zero every … characters", EVERY, "0")
        self._known: dict[tuple[str, str], LongReading] = {}
        super().__init__(
            "The LSTM before it could forget",
            "What becomes of a carry that can only add?",
            [self.play, self.every],
            LiveChart(
                self._measure(), figures.long_reading_chart, figures.long_reading_values, figures.describe_long_reading
            ),
            note=figures.answer,
        )
        self.watch(self._measure, self.play, self.every)

    def _measure(self) -> LongReading:
        key = self.play.value, self.every.value
        if key not in self._known:
            title, every = key
            self._known[key] = probes.long_reading(self._models, self._ids[title], title, every=int(every))
        return self._known[key]
