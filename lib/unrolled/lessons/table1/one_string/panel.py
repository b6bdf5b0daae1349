"""One string, six machines."""

from __future__ import annotations

from collections.abc import Mapping

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.table1.one_string import figure as figures
from unrolled.lessons.table1.one_string import probe as probes
from unrolled.lessons.table1.one_string.record import OneString
from unrolled.measuring.char_rnn import check_fit
from unrolled.models.language_model import CharModel
from unrolled.panels.controls import Choice, Presets, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

VERSE = "Is this a dagger which I see before me,\nThe handle toward my hand?"  # Macbeth, which none has seen
TODAY = "The bus was late again, so I missed\nhalf of the meeting."
AGAIN = "zebra quokka\n" * 5
LONG_LINE = f"{VERSE} Come, let me clutch thee. I have thee not, and yet I see thee still.".replace("\n", " ")
TEXTS = {"verse": VERSE, "today": TODAY, "again": AGAIN, "one line": LONG_LINE}


class OneStringPanel(Panel):
    """Where do six networks of equal size differ?

    Args:
        models: by the names of ``benchmark.recipes.MODELS``; the shipped ones of seed 0 where none are given.
        vocabulary: their characters; needed with ``models``.
        text: what to read first.

    Attributes:
        presets, compare, text: the controls; ``compare`` is "bits" or "best", the difference to the lowest mean.
    """

    def __init__(
        self, models: Mapping[str, CharModel] | None = None, vocabulary: Vocabulary | None = None, *, text: str = VERSE
    ):
        if not models:
            models, vocabulary = probes.load()
        assert vocabulary is not None  # who gives models gives it too
        self._models, self._vocabulary = models, vocabulary
        check_fit(self._vocabulary, *self._models.values())
        self.text = TextBox("Text, yours or theirs, up to 200 characters", text, rows=4)
        self.presets = Presets("Take", self.text, list(TEXTS.items()))
        self.compare = Choice("Compare", [("surprisal", "bits"), ("to the best", "best")], "bits")
        super().__init__(
            "One string, six machines",
            "Where do networks of equal size differ?",
            [self.presets, self.compare],
            LivePicture(
                self._read(),
                figures.one_string_drawing,
                figures.describe_one_string,
                label="Place in the text",
                place=lambda view: (view.cursor, len(view.text) - 1),
                over=figures.one_string_cursor,
                point_at=probes.point_at,
            ),
            more=[self.text],
            keys=[(["←", "→"], "place")],
            note=figures.describe_one_string,
        )
        self.watch(self._read, self.text)
        self.watch(self._against, self.compare)

    def _read(self) -> OneString:
        is_difference = self.compare.value == "best"
        return probes.read_all(self._models, self._vocabulary, self.text.value, against_best=is_difference)

    def _against(self) -> None:
        """The picture's own text, which the box may have left for one that cannot be read."""
        self.show(probes.compare(self.record, self.compare.value == "best"))
