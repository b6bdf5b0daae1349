"""Does distance mean anything?"""

from __future__ import annotations

from unrolled.datasets.judgements import SETS
from unrolled.datasets.word_vectors import WordVectors
from unrolled.lessons.encodings.distance import figure as figures
from unrolled.lessons.encodings.distance import probe as probes
from unrolled.lessons.encodings.distance.dataset import OURS
from unrolled.panels.controls import Choice, Range, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.menu import Menu
from unrolled.panels.panel import Panel

OWN = "own"
MARKED = [("none", "none"), ("opposites", "opposites"), ("low for people, high here", "apart")]
NOTES = {
    "WordSim353": "WordSim353 (Finkelstein and others 2002): how related are the two?",
    "SimLex999": "SimLex999 (Hill and others 2015): how alike are the two, not only related?",
    OWN: "Our own list stands in for a published set: a dozen pairs and one opinion prove little.",
}


class DistancePanel(Panel):
    """Are words near each other where people find them alike?

    The picture's cursor goes through the pairs, and up and down through the codings.

    Args:
        glove: dense vectors trained on much text.
        ours: others, trained on little.
        source: "WordSim353", "SimLex999" or "own"; by default the first set that is on this machine, else "own".
        text: pairs at the start, for "own".
        coding: "one-hot", "hashed", "spelling", "GloVe" or "trained here".
        bits: there are 2 to the power of this many buckets.

    Attributes:
        source, coding, bits, marked, text: the controls.
    """

    live: LivePicture

    def __init__(
        self,
        glove: WordVectors,
        ours: WordVectors,
        *,
        source: str = "",
        text: str = OURS,
        coding: str = "GloVe",
        bits: int = 10,
    ):
        self._vectors = {"GloVe": glove, "trained here": ours}
        self._codings = [probes.ONE_HOT, probes.HASHED, probes.SPELLING, *self._vectors]
        source = source or next(iter(probes.at_hand()), OWN)
        self.source = Choice("Pairs", [*((name, name) for name in SETS), ("my own", OWN)], source)
        self.coding = Menu("Coding", [(name, name) for name in self._codings], coding)
        self.bits = Range("Hashed: buckets, 2 to the", bits, 1, 20, 1, page=5)
        self.marked = Menu("Mark", MARKED, "none")
        self.text = TextBox("My own pairs: two words and 0 to 10, by semicolons or lines", text, rows=5)
        self._meter = self._read()
        live = LivePicture(
            self._meter.measure(coding, bits),
            figures.distance_drawing,
            figures.describe_distance,
            label="Pair",
            place=lambda view: (view.cursor, len(view.pairs) - 1, view.shown, len(view.codings) - 1),
            over=figures.distance_cursor,
        )
        super().__init__(
            "Distance",
            "Are words near each other where people find them alike?",
            [self.source, self.coding, self.marked],
            live,
            more=[self.text, self.bits],
            keys=[(["←", "→"], "pair"), (["↑", "↓"], "coding")],
            note=NOTES[source],
        )
        self.watch(self._again, self.source, self.text)
        self.watch(self._update, self.coding, self.bits, self.marked)
        self.watch(self._choose_pair, live, trait="cursor")
        self.watch(self._choose_coding, live, trait="row")

    def _read(self) -> probes.PairMeter:
        if self.source.value == OWN:
            source = "our own pairs" if self.text.value == OURS else "your pairs"
            return probes.PairMeter(probes.read_pairs(self.text.value, source), self._vectors)
        return probes.PairMeter(probes.published(self.source.value), self._vectors)

    def _again(self) -> None:
        self.note = NOTES[self.source.value]
        self._meter = self._read()
        self._update()

    def _update(self) -> None:
        bits, marked = int(self.bits.value), self.marked.value
        self.show(self._meter.measure(self.coding.value, bits, marked, self.record.cursor))

    def _choose_pair(self) -> None:
        if self.live.cursor != self.record.cursor:  # else fewer pairs moved it
            self.show(probes.point_at(self.record, self.live.cursor))

    def _choose_coding(self) -> None:
        """The picture's row moves the control, which updates."""
        self.coding.value = self._codings[self.live.row]
