"""Predict before you look: a question, choices to commit to, a reply to each."""

from __future__ import annotations

import anywidget
import traitlets

from unrolled.checking.question import Question
from unrolled.panels.assets import module, stylesheet


class Predict(anywidget.AnyWidget):
    """A question the learner answers before looking at the next panel.

    Args:
        question: from the exercise of a topic.
    """

    _esm = module("predict")
    _css = stylesheet()
    ask = traitlets.Unicode().tag(sync=True)
    words = traitlets.List(traitlets.Unicode()).tag(sync=True)
    chosen = traitlets.Int(-1).tag(sync=True)
    reply = traitlets.Unicode().tag(sync=True)
    right = traitlets.Bool(False).tag(sync=True)

    def __init__(self, question: Question):
        self.choices = question.choices
        super().__init__(ask=question.ask, words=[choice.words for choice in self.choices])
        self.add_class("unrolled")

    @traitlets.observe("chosen")
    def _answer(self, change: dict) -> None:
        if not 0 <= change["new"] < len(self.choices):  # none, or a number that no page offers
            return
        choice = self.choices[change["new"]]
        with self.hold_sync():
            self.right, self.reply = choice.right, choice.reply

    def _repr_mimebundle_(self, **kwargs: dict) -> tuple[dict, dict] | None:
        bundle = super()._repr_mimebundle_(**kwargs)
        if bundle is not None:
            bundle[0]["text/plain"] = f"Predict: {self.ask} " + " / ".join(self.words)
        return bundle
