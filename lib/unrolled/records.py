"""What probes return and figures draw: frozen dataclasses of numpy arrays. Never a tensor."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class NextCharacter:
    """What a model expects after a prompt.

    Attributes:
        prompt: the text read.
        characters: the V characters of the vocabulary, likeliest first.
        logits: ``(V,)``, in the same order; differences are in nats.
    """

    prompt: str
    characters: tuple[str, ...]
    logits: np.ndarray


@dataclass(frozen=True)
class Samples:
    """Passages drawn with the same noise, one for each temperature.

    Attributes:
        temperatures: ``(K,)``.
        texts: K passages; None where one is not drawn yet.
    """

    temperatures: np.ndarray
    texts: tuple[str | None, ...]

    def at(self, temperature: float) -> str | None:
        """The passage of the nearest temperature."""
        return self.texts[int(np.abs(self.temperatures - temperature).argmin())]


@dataclass(frozen=True)
class TemperatureView:
    """All that the temperature panel shows.

    Attributes:
        next: the logits after the prompt.
        samples: passages by temperature.
        temperature: the one in force.
        now: ``(V,)`` probabilities at that temperature, in the order of ``next``.
        as_trained: ``(V,)`` probabilities at temperature 1.
        entropy: of ``now``, in bits.
        entropy_as_trained: of ``as_trained``, in bits.
    """

    next: NextCharacter
    samples: Samples
    temperature: float
    now: np.ndarray
    as_trained: np.ndarray
    entropy: float
    entropy_as_trained: float


@dataclass(frozen=True)
class Softmax:
    """A handful of logits and what softmax makes of them.

    Attributes:
        labels: K names.
        logits: ``(K,)``.
        temperature: 0 or more.
        probabilities: ``(K,)``.
        as_trained: ``(K,)``, at temperature 1.
    """

    labels: tuple[str, ...]
    logits: np.ndarray
    temperature: float
    probabilities: np.ndarray
    as_trained: np.ndarray


@dataclass(frozen=True)
class LearningCurve:
    """A training in numbers.

    Attributes:
        name: what was trained.
        steps: ``(N,)`` updates.
        train: ``(N,)`` nats a character, mean since the point before.
        validation: ``(N,)`` nats a character on held-out text.
        baselines: nats a character of simpler predictors on the same held-out text, by name.
    """

    name: str
    steps: np.ndarray
    train: np.ndarray
    validation: np.ndarray
    baselines: dict[str, float]


@dataclass(frozen=True)
class Copy:
    """A passage of a written text that stands in the corpus, too.

    Attributes:
        start: its first character in the text.
        length: its characters.
        title: of the corpus's text that holds it first.
        line: there, counted from 1.
        after: how the corpus goes on there.
    """

    start: int
    length: int
    title: str
    line: int
    after: str


@dataclass(frozen=True)
class Novelty:
    """A written text held against the corpus its writer learned from; shares run from 0 to 1.

    Attributes:
        copies: passages of the corpus, long enough to count, in order.
        longest: the longest passage of the corpus, however short; None for an empty text.
        copied: share of characters inside ``copies``.
        unseen: by n, the share of n-grams that the corpus does not hold.
        words: whole words in the text.
        real_words: share of them that the corpus holds.
        unknown_words: those it does not hold, each once, in lower case.
        repeated: share of eight-character passages that the text has held before.
    """

    copies: tuple[Copy, ...]
    longest: Copy | None
    copied: float
    unseen: dict[int, float]
    words: int
    real_words: float
    unknown_words: tuple[str, ...]
    repeated: float


@dataclass(frozen=True)
class Passage:
    """What a model wrote at one temperature, and how new it is."""

    temperature: float
    text: str
    novelty: Novelty
    entropy: float


@dataclass(frozen=True)
class Microscope:
    """Passages at several temperatures, drawn with the same noise after the same prompt.

    Attributes:
        prompt: the text read.
        passages: in the order of their temperatures.
        column: the passage pointed at.
    """

    prompt: str
    passages: tuple[Passage, ...]
    column: int = 0


@dataclass(frozen=True)
class Surprisal:
    """What a model expected at every character of a text.

    Attributes:
        text: T characters.
        bits: ``(T,)``, - log2 of the probability each one had; the first has none before it and counts 0.
        ranks: ``(T,)``, how many characters were likelier, plus 1; 0 for the first.
        entropy: ``(T,)`` bits, how unsure the model was before each; 0 for the first.
        candidates: for each place the likeliest characters with their probabilities, likeliest first.
        cursor: the place pointed at, from 0 to T - 1.
    """

    text: str
    bits: np.ndarray
    ranks: np.ndarray
    entropy: np.ndarray
    candidates: tuple[tuple[tuple[str, float], ...], ...]
    cursor: int


@dataclass(frozen=True)
class Guesser:
    """How one player of Shannon's game did.

    Attributes:
        name: who.
        ranks: guesses needed, one number a character.
        bits: what these numbers say at most about the text's entropy, bits a character; not-a-number before the first.
        exact: the cross-entropy of a model on the same characters, bits; None for a human.
    """

    name: str
    ranks: tuple[int, ...]
    bits: float
    exact: float | None


@dataclass(frozen=True)
class Guessing:
    """A game of guessing the next character.

    Attributes:
        known: the text so far.
        tried: wrong guesses at the next character.
        players: the learner first.
        played: characters guessed or given up.
        length: characters to guess in all.
    """

    known: str
    tried: tuple[str, ...]
    players: tuple[Guesser, ...]
    played: int
    length: int


@dataclass(frozen=True)
class Shape:
    """A character-level LSTM in numbers.

    Attributes:
        character: the one shown as 1-of-N.
        place: its number in the vocabulary.
        characters: V.
        hidden: H.
        layers: how many.
        parameters: of each layer, then of the softmax layer.
        training_bytes: weights, gradients and Adam's two averages, and the values kept for the way back.
        speed: characters a second in training, forecast or measured; None where unknown.
        measured: whether ``speed`` was measured for this very shape.
    """

    character: str
    place: int
    characters: int
    hidden: int
    layers: int
    parameters: tuple[int, ...]
    training_bytes: int
    speed: float | None
    measured: bool


@dataclass(frozen=True)
class LiveTraining:
    """A training under way.

    Attributes:
        seconds: ``(N,)`` wall time of each point.
        train: ``(N,)`` nats a character, mean since the point before.
        validation: ``(N,)`` nats a character on held-out text.
        budget: seconds in all.
        baselines: nats a character of counting models on the same held-out text, by name.
        expected: ``(M, 3)`` seconds, lowest and highest loss of measured runs, or none.
        sample: what the network writes now.
        note: what is under way, in a sentence.
        cell: "rnn", "gru" or "lstm".
    """

    seconds: np.ndarray
    train: np.ndarray
    validation: np.ndarray
    budget: float
    baselines: dict[str, float]
    expected: np.ndarray
    sample: str
    note: str
    cell: str = "lstm"
