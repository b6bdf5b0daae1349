"""Countries and capitals."""

from __future__ import annotations

from collections.abc import Sequence

from unrolled.datasets import analogy_questions
from unrolled.datasets.analogy_questions import Section
from unrolled.datasets.word_vectors import WordVectors
from unrolled.lessons.analogies.capitals import figure as figures
from unrolled.lessons.analogies.capitals import probe as probes
from unrolled.lessons.analogies.capitals.record import Arrows
from unrolled.panels.controls import Button, Choice, Presets, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

AFRICA = (
    "Egypt Cairo, Nigeria Abuja, Kenya Nairobi, Ghana Accra, Algeria Algiers, Morocco Rabat, Senegal Dakar, "
    "Angola Luanda, Uganda Kampala, Zimbabwe Harare, Sudan Khartoum, Mali Bamako, Zambia Lusaka"
)
EUROPE_EAST = (
    "Poland Warsaw, Hungary Budapest, Romania Bucharest, Bulgaria Sofia, Ukraine Kiev, Belarus Minsk, Serbia Belgrade, "
    "Croatia Zagreb, Slovakia Bratislava, Slovenia Ljubljana, Latvia Riga, Lithuania Vilnius, Estonia Tallinn"
)
SECTIONS = {  # name of the preset, section, and how many of its pairs
    "Currencies": ("currency", 14),
    "States": ("city-in-state", 14),
    "Family": ("family", 14),
}


def presets(sections: Sequence[Section]) -> list[tuple[str, str]]:
    """Names and pairs to choose from: the paper's countries, two regions, and pairs of the word2vec questions."""
    pairs = {section.name: section.pairs for section in sections}
    found = [("Figure 2", probes.FIGURE_2), ("Africa", AFRICA), ("Europe", EUROPE_EAST)]
    found += [
        (name, probes.written(pairs[section][:count]))
        for name, (section, count) in SECTIONS.items()
        if section in pairs
    ]
    return found


class CapitalsPanel(Panel):
    """Do all arrows point the same way because of the pairing?

    The picture's cursor goes from pair to pair.

    Args:
        vectors: of the words.
        pairs: to start with, as typed.
        sections: of word2vec's questions, for the presets; by default all.

    Attributes:
        pairs, presets, pairing, again: the controls; ``again`` draws another shuffle.
    """

    def __init__(self, vectors: WordVectors, pairs: str = probes.FIGURE_2, sections: Sequence[Section] | None = None):
        self._vectors = vectors
        self.pairs = TextBox("Pairs of your own", pairs, rows=5)
        given = analogy_questions.sections() if sections is None else sections
        self.presets = Presets("Pairs", self.pairs, presets(given))
        self.pairing = Choice("Pairing", [("real", "real"), ("shuffled", "shuffled")], "real")
        self.again = Button("Shuffle again", key="s")
        self._pairing = probes.Pairing(vectors, probes.read_pairs(pairs))
        live = LivePicture(
            self._pairing.arrows(),
            figures.arrows_drawing,
            figures.describe_arrows,
            label="Pair",
            place=lambda view: (view.cursor, len(view.pairs) - 1),
            over=figures.arrows_cursor,
            point_at="cursor",
        )
        super().__init__(
            "Countries and capitals",
            "Do all arrows point the same way because of the pairing?",
            [self.presets, self.pairing],
            live,
            more=[self.pairs, self.again],
            keys=[(["←", "→"], "pair"), (["S"], "shuffle")],
            note=_said,
        )
        self.watch(self._read, self.pairs)
        self.watch(self._update, self.pairing)
        self.watch(self._shuffle, self.again)

    def _read(self) -> None:
        self._pairing = probes.Pairing(self._vectors, probes.read_pairs(self.pairs.value))
        self.show(self._arrows(cursor=0))

    def _shuffle(self) -> None:
        if self.pairing.value == "shuffled":
            self._update()
        else:
            self.pairing.value = "shuffled"  # which shows it

    def _update(self) -> None:
        self.show(self._arrows(self.record.cursor))

    def _arrows(self, cursor: int) -> Arrows:
        seed = 1 + self.again.presses if self.pairing.value == "shuffled" else None
        return self._pairing.arrows(seed, cursor)


def _said(shown: Arrows) -> str:
    hidden = figures.hidden_labels(shown)
    room = f" Names without room for a label: {hidden}; each shows when its pair is pointed at." if hidden else ""
    return f"{shown.about}; the paper's were skip-gram with 1,000. Square: first word, circle: second.{room}"
