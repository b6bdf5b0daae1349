"""Memorised or made up."""

from __future__ import annotations

from collections.abc import Mapping

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.shakespeare.memorised import figure as figures
from unrolled.lessons.shakespeare.memorised import probe as probes
from unrolled.lessons.shakespeare.passages.probe import Continuation, opening
from unrolled.measuring.char_rnn import LanguageModel, check_fit
from unrolled.measuring.novelty import Corpus
from unrolled.panels.controls import Button, Choice, Range, TextBox
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

NETWORK, PLAY, YOURS = "network", "play", "yours"
UNDERLINED = "Underlined: in the training plays, too. Click a match to see where."
STEP = 0.618034  # of the places taken from a play: they never come in the same order twice


class MemorisedPanel(Panel):
    """What has it copied, and from where?

    The picture's cursor is the match looked up; its row is the place of the
    corpus at which that match stands.

    Args:
        model: any language model.
        vocabulary: its characters.
        plays: plays that it never saw, by title.
        known: what it learned from.
        writer: who writes at the start: "network", "play" or "yours".
        prompt: what the network goes on from; no match reaches into it.
        temperature: of the network, from 0 to 2.
        least: the fewest characters in a row that count.
        text: yours, at the start.
        seed: of the noise; *Another passage* adds one.

    Attributes:
        writer, temperature, text, least, another: the controls; ``temperature`` and ``text`` show with their writer.
    """

    def __init__(
        self,
        model: LanguageModel,
        vocabulary: Vocabulary,
        plays: Mapping[str, str],
        known: Corpus,
        *,
        writer: str = NETWORK,
        prompt: str = "HAMLET:\n",
        temperature: float = 0.5,
        least: int = 15,
        text: str = "To be, or not to be, that is not the question at all, my good lord.",
        seed: int = 0,
    ):
        self._known, self._plays, self._prompt, self._seed = known, dict(plays), prompt, seed
        self._baseline = probes.load_baseline()
        check_fit(vocabulary, model)
        self._network = Continuation(model, vocabulary, prompt)
        low, high = int(self._baseline.least[0]), int(self._baseline.least[-1])
        self.writer = Choice("Who writes", [("the network", NETWORK), ("held-out play", PLAY), ("you", YOURS)], writer)
        self.temperature = Range("Temperature τ", temperature, 0, 2, 0.05, page=0.5)
        self.text = TextBox("Your text", text, rows=4)
        self.least = Range("Shortest match", least, low, high, 1, page=5)
        self.another = Button("Another passage", key="a")
        self._search = self._hold()
        live = LivePicture(
            self._search.look_up(int(self.least.value)),
            figures.memorised_drawing,
            figures.describe_memorised,
            label="Match",
            place=lambda view: (view.match, max(len(view.matches) - 1, 0), view.place, max(view.places - 1, 0)),
            over=figures.memorised_match,
            point_at=lambda view, match, place: self._search.point_at(view, match, place),
        )
        super().__init__(
            "Memorised or made up",
            "What stands in the plays it learned from?",
            [self.writer, self.temperature, self.least],
            live,
            more=[self.another, self.text],
            keys=[(["←", "→"], "match"), (["↑", "↓"], "place"), (["A"], "another")],
            note=UNDERLINED,
        )
        self._arrange()
        self.watch(self._again, self.writer, self.temperature, self.text, self.another)
        self.watch(self._update, self.least)

    def _hold(self) -> probes.Search:
        """Have a passage written, and hold it against the corpus."""
        text, source = self._passage()
        search = probes.Search(self._known, text, source, self._baseline)
        if figures.fitted(text) != text:
            raise probes.PassageError(f"There is room for {figures.ROWS} lines of text: take a part of yours.")
        return search

    def _passage(self) -> tuple[str, str]:
        """The passage, and who wrote it."""
        length, turn = self._baseline.length, self.another.presses
        if self.writer.value == YOURS:
            return self.text.value, "Your text"
        if self.writer.value == PLAY:
            titles = list(self._plays)
            title = titles[turn % len(titles)]
            at = opening(title, self._plays[title], (turn + 1) * STEP % 1, length)
            return figures.fitted(
                at.after
            ), f"{title}, which it never saw, from line {at.line + at.text.count(chr(10)):,} on"
        tau = self.temperature.value
        prompt = self._prompt.strip().removesuffix(":")
        return figures.fitted(
            self._network.write(length, tau, seed=self._seed + turn)
        ), f"The network at τ = {tau:g}, as {prompt}"

    def _arrange(self) -> None:
        """Show the controls that belong to the writer."""
        shown = {self.temperature: NETWORK, self.text: YOURS}
        for control, writer in shown.items():
            control.layout.display = "" if self.writer.value == writer else "none"
        self.another.layout.display = "none" if self.writer.value == YOURS else ""
        self.note = f"{UNDERLINED} Your text stands behind More controls." if self.writer.value == YOURS else UNDERLINED

    def _again(self) -> None:
        self._arrange()
        self._search = self._hold()
        self._update()

    def _update(self) -> None:
        """Matches of the length in force, the longest looked up."""
        self.show(self._search.look_up(int(self.least.value)))
