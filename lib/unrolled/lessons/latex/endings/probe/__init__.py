r"""Which name does a network expect after ``\end{``? The chance of every name, exactly, and how distance changes it.

The probability of a name is the product of the probabilities of its characters,
``}`` included, so that nothing need be drawn.

A high probability of the right name is not yet memory: the lines just before may
look like a proof, whatever was opened. So the same is asked of a source that differs
in one word, the name that was opened. What remains the same is a guess from the text
between; what the right name loses was remembered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.latex.closing.record import Opening
from unrolled.lessons.latex.endings.probe.fillers import BLOCK, filler
from unrolled.lessons.latex.endings.record import Ending, RealEndings
from unrolled.lessons.latex.openings.probe import still_open
from unrolled.measuring.char_rnn import PromptError, check_prompt, read
from unrolled.models.language_model import LanguageModel
from unrolled.runtime import one_thread

# The environments of the 107 training chapters, by how often each ends there; the four rarest are left out.
NAMES = {
    "proof": 12_486, "lemma": 11_917, "enumerate": 6_032, "definition": 1_616, "remark": 1_015, "matrix": 722,
    "equation": 668, "align*": 589, "example": 401, "exercise": 384, "proposition": 312, "reference": 269,
    "slogan": 234, "theorem": 207, "eqnarray*": 131, "situation": 120, "quote": 80, "itemize": 45,
}  # fmt: skip
END = r"\end{"
MOST_BLOCKS = 20  # of filler
FEWEST = 10  # ends of a class that is told


def unfinished(source: str, vocabulary: Vocabulary) -> tuple[Tensor, tuple[Opening, ...]]:
    """A source in numbers, and what is open at its end, the innermost first.

    Raises:
        PromptError: if it is empty or too long, or nothing is open.
        UnknownCharacterError: if it holds a character outside the vocabulary.
    """
    ids = check_prompt(source, vocabulary)
    found = still_open(source)
    if not found:
        raise PromptError(r"Nothing is open at the end of this source: type \begin{proof}, for instance, or a $.")
    return ids, found


def rows(state: Any, which: Tensor) -> Any:
    """Rows of a state, whose tensors begin with the batch; lists and tuples keep their form."""
    if isinstance(state, Tensor):
        return state[which]
    return type(state)(rows(part, which) for part in state)


def join(states: Sequence[Any]) -> Any:
    """States one below the other in one batch."""
    if isinstance(states[0], Tensor):
        return torch.cat(list(states))
    return type(states[0])(join(parts) for parts in zip(*states, strict=True))


@one_thread
@torch.inference_mode()
def name_chances(
    model: LanguageModel, vocabulary: Vocabulary, logits: Tensor, state: Any, names: Sequence[str]
) -> np.ndarray:
    r"""The exact chance of each name, ``}`` included, after ``\end{``.

    All names are read side by side, a character at a time; a beginning that several share is read once.

    Args:
        model: the model.
        vocabulary: its characters.
        logits: ``(B, V)`` after the opening brace.
        state: the states there.
        names: K names, all different, in the vocabulary's characters.

    Returns:
        ``(B, K)``.
    """
    B = len(logits)
    whole = [name + "}" for name in names]
    known = {"": torch.zeros(B, dtype=torch.float64)}  # log of the chance of a beginning, (B,)
    place = {"": torch.arange(B)}  # its rows in the batch
    for length in range(1, 1 + max(map(len, whole))):
        log_p = logits.double().log_softmax(dim=1)
        beginnings = list(dict.fromkeys(name[:length] for name in whole if len(name) >= length))
        for more in beginnings:
            known[more] = known[more[:-1]] + log_p[place[more[:-1]], vocabulary.encode(more[-1])]
        going = [more for more in beginnings if not more.endswith("}")]
        if going:
            ids = torch.cat([vocabulary.encode(more[-1]).expand(B) for more in going])
            logits, state = model.step(rows(state, torch.cat([place[more[:-1]] for more in going])), ids)
            place = {more: torch.arange(B) + k * B for k, more in enumerate(going)}
    return torch.stack([known[name] for name in whole], dim=1).exp().numpy()


class Memory:
    r"""What a network expects after ``\end{``, for an unfinished source with more and more filler after it.

    Args:
        model: the model.
        vocabulary: its characters.
        source: what is unfinished; a line end is put after it where there is none.
        kind: of filler, see ``fillers.FILLERS``.
        blocks: of filler to read.

    Raises:
        PromptError: if the source is empty or too long, no environment is open, or a formula or brace is.
        UnknownCharacterError: if it holds a character outside the vocabulary.
    """

    def __init__(
        self, model: LanguageModel, vocabulary: Vocabulary, source: str, kind: str, *, blocks: int = MOST_BLOCKS
    ):
        _, found = unfinished(source, vocabulary)
        if found[0].kind != "environment":
            raise PromptError(
                r"A formula or a brace is open at the end, and \end{ cannot come before it is closed: close it first."
            )
        self.source, self.kind = source + "\n" * (not source.endswith("\n")), kind
        self.openings = tuple(one.name for one in found if one.kind == "environment")
        self.other = other(self.openings[0])
        names = dict.fromkeys([*self.openings, *NAMES])
        self.names = tuple(name for name in names if all(letter in vocabulary for letter in name + "}"))
        self.distances = BLOCK * np.arange(blocks + 1)
        innermost = found[0]
        swapped = self.source[: innermost.start] + rf"\begin{{{self.other}}}" + self.source[innermost.stop :]
        self.chances, self.swapped = self._read(model, vocabulary, swapped, filler(kind, blocks))

    @one_thread
    @torch.inference_mode()
    def _read(
        self, model: LanguageModel, vocabulary: Vocabulary, swapped: str, between: str
    ) -> tuple[np.ndarray, np.ndarray]:
        """Chances ``(D, K)`` after the source, and after the swapped one: both read side by side."""
        state = join([read(model, vocabulary.encode(words))[1] for words in (self.source, swapped)])
        kept = [state]
        for k, ids in enumerate(vocabulary.encode(between), 1):
            _, state = model.step(state, ids.expand(2))
            if k % BLOCK == 0:
                kept.append(state)
        state = join(kept)  # two rows for each distance
        for ids in vocabulary.encode(END):
            logits, state = model.step(state, ids.expand(2 * len(kept)))
        chances = name_chances(model, vocabulary, logits, state, self.names)
        return chances[::2], chances[1::2]

    def at(self, place: int) -> Ending:
        """What it expects after so many blocks of filler."""
        order = np.argsort(-self.chances[place], kind="stable")
        outer = next((name for name in self.openings if name != self.openings[0]), None)
        column = self.names.index(self.openings[0])
        return Ending(
            self.source, filler(self.kind, place), self.openings, self.other, tuple(self.names[k] for k in order),
            self.chances[place, order], self.distances, self.chances[:, column], self.swapped[:, column],
            None if outer is None else self.chances[:, self.names.index(outer)], place,
        )  # fmt: skip


def other(name: str) -> str:
    """The name that is opened in place of one, to see what the one adds."""
    return "lemma" if name == "proof" else "proof"


def real_endings(measured: Mapping[str, Mapping[str, Sequence[float]]]) -> dict[str, RealEndings]:
    """The study's numbers by name, see ``latex.closing.study``; classes with few ends are left out."""
    found = {}
    for name, one in measured.items():
        enough = np.array(one["count"]) >= FEWEST
        found[name] = RealEndings(*(np.array(one[key])[enough] for key in ("distance", "count", "chance", "swapped")))
    return found
