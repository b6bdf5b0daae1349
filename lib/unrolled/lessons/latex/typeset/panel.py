"""A passage of LaTeX as source and as a page."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import traitlets

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.latex.typeset import figure as figures
from unrolled.lessons.latex.typeset import probe as probes
from unrolled.lessons.latex.typeset.probe import mathjax
from unrolled.lessons.latex.typeset.record import TypesetView
from unrolled.lessons.latex.writing.panel import WritingPanel
from unrolled.lessons.latex.writing.probe import START
from unrolled.models.language_model import LanguageModel
from unrolled.panels.assets import module
from unrolled.panels.live import Live

OWN = r"""\begin{lemma}
\label{lemma-mine}
Let $R$ be a ring and $I \subset R$ an ideal.
Then $R/I = 0$ if and only if
\begin{enumerate}
\item $1 \in I$, or
\item $I = \left( R$.
\end{enumerate}
\end{lemma}

\begin{proof}
By Lemmas \ref{lemma-mine} and \ref{lemma-yours} and
$$
\sum_{i = 1}^n a_i x_i = 1.
$$
\end{proof}
"""


class LivePage(Live):
    """HTML, source and page, whose formulas the page's MathJax sets.

    Args:
        view: what to show first.

    Attributes:
        refused: what MathJax said against formulas, by how they were given to it.
    """

    _esm = module("typeset")
    is_drawn = False
    _css = figures.STYLE
    refused = traitlets.Dict().tag(sync=True)

    def __init__(self, view: TypesetView):
        super().__init__(view, _html, figures.describe_typeset)

    def figure(self) -> figures.Page:  # pyrefly: ignore[bad-override]  (the one twin that is HTML)
        """Source and page side by side."""
        return figures.typeset_sheet(self.record)


class TypesetPanel(WritingPanel):
    """What does it look like, printed?

    Args:
        model: any language model of LaTeX.
        vocabulary: its characters.
        prompt: what the network goes on from.
        temperature: from 0 to 1.5.
        seed: of the noise; *New noise* adds one.

    Attributes:
        writer, prompt, temperature, new_noise, own: the controls.
    """

    live: LivePage

    def __init__(
        self,
        model: LanguageModel,
        vocabulary: Vocabulary,
        *,
        prompt: str = START,
        temperature: float = 0.8,
        seed: int = 0,
    ):
        self._refused: dict[str, str] = {}
        self._one = threading.RLock()  # the page's answer may come while the rest of the passage does
        super().__init__(
            "Source and page",
            "What does it look like, printed?",
            model,
            vocabulary,
            LivePage,
            own=OWN,
            prompt=prompt,
            temperature=temperature,
            seed=seed,
            note=figures.describe_typeset,
        )
        self.watch(self._hear, self.live, trait="refused")

    def show(self, record: TypesetView) -> None:
        """Show another record, in which what MathJax has refused stands as source."""
        with self._one:
            super().show(replace(record, page=mathjax.refuse(record.page, self._refused)))

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle = super()._repr_mimebundle_(**kwargs)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        data["text/html"] = str(self.figure())
        return data

    def _judge(self, source: str, *, whole: bool) -> TypesetView:
        return TypesetView(probes.typeset(source, whole=whole), self._by(whole))

    def _hear(self) -> None:
        """MathJax refused some formulas: the page that is shown now holds them as source."""
        with self._one:
            self._refused.update(self.live.refused)
            self.show(self.record)


def _html(view: TypesetView) -> dict[str, str]:
    return {"source": figures.typeset_source(view), "page": figures.typeset_page(view)}
