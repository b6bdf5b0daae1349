"""Exercises on captions word by word. Solutions are in ``notebooks/solutions/word_by_word.py``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from unrolled.checking.check import Case, Result, attempt, check
from unrolled.checking.plain import same
from unrolled.checking.question import Choice, Question
from unrolled.models.captioner.decoders import END, START

WITH = Question(
    "The network captions new drawings: “a woman student with medium skin”. Does it need the drawing to write “with”?",
    (
        Choice(
            "no: “with” is grammar, and the words before it are enough",
            False,
            "After “a woman student” two things are possible: “with”, and END. The words do not say which. “Skin” is "
            "the word that needs no picture: nothing else ever follows a tone.",
        ),
        Choice(
            "yes: the drawing decides whether the sentence goes on",
            True,
            "A yellow student has no tone to name, and her caption ends there. So “with” becomes less likely with "
            "another drawing, and so does END. “Skin” does not.",
        ),
        Choice(
            "no: it needs the drawing for nouns only, such as “student”",
            False,
            "Nouns need it most, but not alone. A tone is an adjective, and it loses about as much as “woman” does.",
        ),
    ),
)
FADES = Question(
    "The network is shown the drawing once, before the first word. You compare its cell state with that after other "
    "drawings and the same words. How does the difference change along the caption?",
    (
        Choice(
            "it stays the same: the cell state is a memory, and no word overwrites the drawing",
            False,
            "Each word is written into the same 256 numbers, and the forget gates make room for it.",
        ),
        Choice(
            "it shrinks with each word, and a part of it stays",
            True,
            "At END about half of it is left. What has been written need not be kept, but the tone comes near the end, "
            "and the network still knows it.",
        ),
        Choice(
            "it is gone after the first word",
            False,
            "Then all later words would be guesses. But the tone, near the end of the caption, is mostly right.",
        ),
    ),
)

WORDS = 6  # of the checker's small decoder, START and END among them
Step = Callable[[Any, Any], tuple[np.ndarray, Any]]
LogProbability = Callable[[Any, Step, np.ndarray, Sequence[int]], float]

_generator = np.random.default_rng()  # not seeded: an answer that fits one set of numbers should not pass


def check_caption_log_probability(function: LogProbability) -> Result:
    """Check ``caption_log_probability(start, step, picture, ids)``, log p of a whole caption, as in the paper.

    ``start`` is the decoder's state before it has read anything. ``step(state, x)`` reads the picture's vector or one
    word's number and returns log p of each next word, ``(V,)``, and the new state. The picture comes first, then START
    (0), then the words ``ids``; what is added up is log p of each word and of END (1), which closes the caption.

    The decoder here remembers everything it read, in order, so that any slip changes the number. Where the answers are
    those of a known slip, the result names it.
    """
    settings = [((), 0), ((2,), 1)] + [(_caption(), int(_generator.integers(1000))) for _ in range(4)]

    def case(ids: Sequence[int], seed: int) -> Case:
        picture = np.round(np.random.default_rng(seed).normal(size=3), 2)
        arguments = ((), decoder(seed), picture, list(ids))
        why = "Each step needs the state that the step before returned."
        return Case(arguments, _log_probability(*arguments), why)

    cases = [case(*one) for one in settings]
    result = check(function, cases, HINTS)
    got = None if result.ok else attempt(function, lambda learner: [learner.number(*one.arguments) for one in cases])
    slips = [why for slip, why in _SLIPS if got and same(got, [slip(*one.arguments) for one in cases])]
    return replace(result, why=slips[0]) if slips else result


HINTS = (
    "Write down what the decoder reads, in order, for the caption “a cat”: four things. And what it should predict "
    "after each of them: after the picture, nothing yet.",
    "Reading the picture returns a state; the log p that comes with it is not needed. Read START with that state.",
    "The inputs are [START, *ids], and the words to predict are [*ids, END]: add up their log_p, and keep the state.",
)


def decoder(seed: int) -> Step:
    """A small decoder whose log p depends on all that it has read, and on the order."""

    def step(state: tuple, x: Any) -> tuple[np.ndarray, tuple]:
        read = (*state, *np.atleast_1d(np.asarray(x, dtype=float)).tolist())
        known = [seed, len(read), *(round(1000 * value) % 2**31 for value in read)]  # numpy pads short seeds with zeros
        logits = np.random.default_rng(known).normal(size=WORDS)
        return logits - np.log(np.exp(logits).sum()), read

    return step


def _caption() -> tuple[int, ...]:
    """A caption of two to five words, no two neighbours alike."""
    ids = [int(_generator.integers(2, WORDS))]
    while len(ids) < _generator.integers(2, 6):
        ids.append(int(_generator.choice([k for k in range(2, WORDS) if k != ids[-1]])))
    return tuple(ids)


def _log_probability(start: Any, step: Step, picture: np.ndarray, ids: Sequence[int]) -> float:
    _, state = step(start, picture)
    return _added(step, state, [START, *ids], [*ids, END])


def _added(step: Step, state: Any, read: Sequence[int], targets: Sequence[int]) -> float:
    total = 0.0
    for word, following in zip(read, targets, strict=True):
        log_p, state = step(state, word)
        total += float(log_p[following])
    return total


def _after_the_first(step: Step, log_p: np.ndarray, state: Any, ids: Sequence[int]) -> float:
    """The same for all words and END, where the first word was told already."""
    first, *later = [*ids, END]
    return float(log_p[first]) + _added(step, state, ids, later)


def _without_end(start, step, picture, ids):
    _, state = step(start, picture)
    return _added(step, state, [START, *ids][: len(ids)], ids)


def _without_first(start, step, picture, ids):
    _, state = step(start, picture)
    _, state = step(state, START)
    return _added(step, state, ids, [*ids, END][1:])


def _start_first(start, step, picture, ids):
    _, state = step(start, START)
    log_p, state = step(state, picture)
    return _after_the_first(step, log_p, state, ids)


def _picture_after(start, step, picture, ids):
    log_p, state = step(start, START)
    _, state = step(state, picture)
    return _after_the_first(step, log_p, state, ids)


def _without_picture(start, step, picture, ids):
    return _added(step, start, [START, *ids], [*ids, END])


def _without_start(start, step, picture, ids):
    log_p, state = step(start, picture)
    return _after_the_first(step, log_p, state, ids)


def _state_lost(start, step, picture, ids):
    _, state = step(start, picture)
    return sum(float(step(state, word)[0][next_]) for word, next_ in zip([START, *ids], [*ids, END], strict=True))


def _state_never(start, step, picture, ids):
    step(start, picture)
    return sum(float(step(start, word)[0][next_]) for word, next_ in zip([START, *ids], [*ids, END], strict=True))


_SLIPS = (
    (
        _without_end,
        "END is missing. Without it all beginnings of a caption would count as captions, and the probabilities of all "
        "captions would not add up to 1.",
    ),
    (
        _without_first,
        "The first word is missing: the decoder predicts it after START, and it has a probability, too.",
    ),
    (
        _start_first,
        "The picture was read after START. The paper shows it first, so that START, like every word, is read by a "
        "decoder that knows the picture.",
    ),
    (
        _picture_after,
        "The picture was read after START, when the first word had already been predicted: nothing in the picture "
        "could change that word.",
    ),
    (_without_picture, "The picture was never read, so this is log p of the words for any picture."),
    (
        _without_start,
        "START was never read. The decoder has learned to begin its caption after START, not after the picture.",
    ),
    (
        _state_lost,
        "The state was not kept: at each word the decoder knew the picture, but none of the words before.",
    ),
    (_state_never, "The state was not kept: at each word the decoder knew neither the picture nor the words before."),
)
