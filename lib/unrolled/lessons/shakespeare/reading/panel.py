"""Surprise along the text."""

from __future__ import annotations

from collections.abc import Mapping

from unrolled.datasets import shakespeare
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.shakespeare.reading import figure as figures
from unrolled.lessons.shakespeare.reading import probe as probes
from unrolled.lessons.shakespeare.reading.record import Reading
from unrolled.measuring.char_rnn import LanguageModel, PromptError, check_fit
from unrolled.measuring.records.surprisal import Surprisal
from unrolled.measuring.surprisal import by_surprise
from unrolled.panels.controls import Button, Presets, Range, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.menu import Menu
from unrolled.panels.panel import Panel

FAMOUS = {"Macbeth": ("Macbeth", "Is this a dagger"), "Tempest": ("The Tempest", "Our revels now")}  # held out
LENGTH = 560  # of those, about
VERSE = """KING:
Who comes so late, with mud upon his shoes?

Messenger:
My liege, I rode all night to bring thee word.
The telephone is dead; no voice is heard
From any house between the sea and here.

KING:
What is this telephone? Speak plain, good fellow,
And tell me if the duke be yet alive.

Messenger:
He lives, my lord, and by the telephone
Did swear to be thy true and loving friend.
"""
MODERN = """ANNA:
The bus was twenty minutes late again this morning, so I missed the first half of the meeting.

TOM:
You should really get a bicycle. It is cheaper, and you can park it right in front of the office.

ANNA:
In January? No thanks. I would rather sit on a warm bus and check my email.

TOM:
Then at least send me a message next time, and I will take notes for you.
"""
GERMAN = """ANNA:
Der Bus kam heute wieder zwanzig Minuten zu spaet, und ich habe den ersten Teil der Sitzung verpasst.

TOM:
Du solltest dir endlich ein Fahrrad kaufen. Das kostet weniger, und du kannst es direkt vor dem Haus abstellen.

ANNA:
Im Januar? Nein danke. Ich sitze lieber im warmen Bus und lese meine Post.
"""


def texts() -> dict[str, str]:
    """The texts to choose from, by title: ours with a modern word in it, two held-out passages, two of today."""
    held = shakespeare.plays()
    passages = {name: _passage(held[title], words) for name, (title, words) in FAMOUS.items()}
    return {"Phone": VERSE, **passages, "Today": MODERN, "German": GERMAN}


def _passage(play: str, words: str) -> str:
    """The speech that holds these words, from its heading on, to the end of a line."""
    start = play.rindex("\n\n", 0, play.index(words)) + 2
    return play[start : play.index("\n", start + LENGTH) + 1]


class ReadingPanel(Panel):
    """Which text does it know, and where is it caught out?

    Args:
        readers: language models by name.
        vocabulary: their characters.
        texts: by title; by default those of :func:`texts`.
        window: characters of the running mean.
        note: for the status line.

    Attributes:
        text, presets, reader, window, surprise: the controls; ``surprise`` goes to the most surprising character of the
            reader shown, and pressed again to the next one.
    """

    live: LivePicture

    def __init__(
        self,
        readers: Mapping[str, LanguageModel],
        vocabulary: Vocabulary,
        given: Mapping[str, str] | None = None,
        *,
        window: int = 60,
        note: str = "",
    ):
        check_fit(vocabulary, *readers.values())
        self._readers, self._vocabulary = dict(readers), vocabulary
        self._titles = {text: title for title, text in (texts() if given is None else given).items()}
        first = next(iter(self._titles))
        self.text = TextBox("Text", first, rows=6)
        self.presets = Presets("Text", self.text, [(title, text) for text, title in self._titles.items()])
        self.reader = Menu("Reader shown", [(name, name) for name in self._readers], next(iter(self._readers)))
        self.window = Range("Mean over", window, 10, 200, 5, page=50, unit="characters")
        self.surprise = Button("Most surprising", key="n")
        self._kept: dict[str, dict[str, Surprisal]] = {}  # of the texts to choose from, which are read once
        for text in self._titles:
            self._kept[text] = probes.read_all(self._readers, vocabulary, text)
        self._means = {title: probes.mean_bits(self._kept[text]) for text, title in self._titles.items()}
        self._visited = 0  # surprises gone to, one after the other
        live = LivePicture(
            self._begin(self._kept[first]),
            figures.reading_drawing,
            figures.describe_reading,
            label="Place in the text",
            place=lambda view: (view.shown.cursor, len(view.shown.text) - 1),
            over=figures.reading_cursor,
        )
        super().__init__(
            "Surprise along the text",
            "Which text does it know, and where is it caught out?",
            [self.presets, self.reader],
            live,
            more=[self.text, self.window, self.surprise],
            keys=[(["←", "→"], "place"), (["N"], "next surprise")],
            note=note
            or f"Click a character. A text of your own, up to {figures.ROWS} lines, goes behind More controls.",
        )
        self.watch(self._read_again, self.text)
        self.watch(self._same_place, self.reader, self.window)
        self.watch(self._to_surprise, self.surprise)
        self.watch(self._look_at, live, trait="cursor")

    def _begin(self, reads: dict[str, Surprisal]) -> Reading:
        """A text that was just read, with the cursor on the greatest surprise of the reader shown."""
        return self._measure(reads, reads[self.reader.value].cursor)

    def _measure(self, reads: dict[str, Surprisal], cursor: int) -> Reading:
        title = self._titles.get(next(iter(reads.values())).text, "yours")
        return probes.reading(
            reads, self.reader.value, int(self.window.value), title=title, means=self._means, cursor=cursor
        )

    def _read_again(self) -> None:
        text = self.text.value
        reads = self._kept.get(text) or probes.read_all(self._readers, self._vocabulary, text)
        lines = figures.rows(text)
        if lines > figures.ROWS:
            raise PromptError(f"The text takes {lines} lines, and there is room for {figures.ROWS}: take a part of it.")
        self._visited = 1  # the cursor starts on the greatest surprise
        self.show(self._begin(reads))

    def _same_place(self) -> None:
        self._visited = 0
        self._go_to(self.record.shown.cursor)

    def _to_surprise(self) -> None:
        order = by_surprise(self.record.shown)
        self._visited += 1
        self._go_to(order[(self._visited - 1) % len(order)])

    def _look_at(self) -> None:
        """A place of the learner's choice: the way to the surprises begins anew."""
        if self.live.cursor != self.record.shown.cursor:
            self._visited = 0
            self._go_to(self.live.cursor)

    def _go_to(self, cursor: int) -> None:
        self.show(self._measure(self.record.reads, cursor))
