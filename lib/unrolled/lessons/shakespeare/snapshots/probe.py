"""What a network can write at several moments of its training: letters, words, headings, sentences.

Each moment writes from the same prompt with the same noise.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from unrolled import runtime
from unrolled.datasets.corpus import Corpus
from unrolled.lessons.gradients.horizon.probe import quick
from unrolled.lessons.shakespeare.snapshots.record import Learning, Snapshot, Writing
from unrolled.measuring.char_rnn import entropy_bits, gumbel_noise, read, sample, softmax
from unrolled.measuring.novelty import WORD
from unrolled.models.char_rnn import CharRNN
from unrolled.models.sampler import Sampler
from unrolled.training.char_rnn import CURVE_CHARACTERS
from unrolled.training.checkpoint import load_card, load_char_rnn
from unrolled.training.losses import heldout_loss
from unrolled.training.results import load_results

RESULTS = "snapshots"
PROMPT = "\n\n"
TEMPERATURES = (0.5, 0.8, 1.0)
WRITTEN, SHOWN = 3_000, 500  # characters measured, and kept
EXPECTED = 2_000  # characters of each held-out text along which the entropy is taken
SHORT, LONG = 3, 6  # letters: at most, at least
LINE_BIN, LINE_BINS = 8, 12  # lengths of lines are compared in bins; the last holds all longer ones
REACHED = 0.9  # of the real text's share: then a skill is there
HEADING = re.compile(r"[A-Z][A-Za-z ,.'&—-]{0,40}:")
COMMAND = re.compile(r"\\[A-Za-z]+")
SENTENCE_END = (".", "?", "!", "—")


class Known:
    """What the training text holds, to hold a writing against.

    Args:
        texts: the training texts.
        kind: "plays", whose speeches have headings; others are asked for commands.
    """

    def __init__(self, texts: Sequence[str], kind: str):
        self.kind = kind
        self.words: set[str] = set()
        self.runs: dict[int, set[tuple[str, ...]]] = {2: set(), 3: set()}
        self.letters, self.lines = Counter(), Counter()
        self.names: set[str] = set()
        for text in texts:
            words = [found.lower() for found in WORD.findall(text)]
            self.words.update(words)
            for n, runs in self.runs.items():
                runs.update(zip(*(words[k:] for k in range(n)), strict=False))
            self.letters.update(text)
            self.lines.update(_line_bins(text))
            self.names.update(_headings(text) if kind == "plays" else COMMAND.findall(text))

    def skills(self, text: str) -> dict[str, float]:
        """How much of a text is like the training text, by skill, from 0 to 1.

        letters, lines: overlap of two distributions, of characters and of line lengths. short, long, words: share of
        such words that are real; pairs, triples: of neighbouring words; sentences: of paragraphs that end as a
        sentence does. In plays, headings: share of paragraphs that begin with ``NAME:`` on a line of its own; names:
        of these, how many are speakers of the training plays. Elsewhere commands: share of ``\\commands`` that exist.
        """
        words = [found.lower() for found in WORD.findall(text)]
        paragraphs = [part for part in re.split(r"\n{2,}", text.strip("\n")) if part][:-1]  # the last one is cut
        found = {
            "letters": _overlap(Counter(text), self.letters),
            "lines": _overlap(Counter(_line_bins(text)), self.lines),
            "words": _share([word in self.words for word in words]),
            "short": _share([word in self.words for word in words if len(word) <= SHORT]),
            "long": _share([word in self.words for word in words if len(word) >= LONG]),
            "sentences": _share([part.endswith(SENTENCE_END) for part in paragraphs]),
        }
        for name, n in (("pairs", 2), ("triples", 3)):
            found[name] = _share([run in self.runs[n] for run in zip(*(words[k:] for k in range(n)), strict=False)])
        if self.kind == "plays":
            headings = _headings(text)
            found["headings"] = _share([bool(HEADING.fullmatch(part.split("\n")[0])) for part in paragraphs])
            found["names"] = _share([name in self.names for name in headings])
        else:
            found["commands"] = _share([name in self.names for name in COMMAND.findall(text)])
        return found

    def marks(self, text: str) -> str:
        """A sign for each character: "x" in an unknown word (but a cut last one), "h" in a heading, "." elsewhere."""
        signs = ["."] * len(text)
        for word in WORD.finditer(text):
            if word.group().lower() not in self.words and word.end() < len(text):
                signs[word.start() : word.end()] = "x" * len(word.group())
        if self.kind == "plays":
            for heading in re.finditer(rf"(?:(?<=\n\n)|^)({HEADING.pattern})(?=\n)", text):
                signs[heading.start() : heading.end()] = "h" * len(heading.group())
        return "".join(signs)


def _headings(text: str) -> list[str]:
    """Names in the headings of a play, without the colon; nothing stands before the text but a blank line."""
    return [part.split("\n")[0][:-1] for part in text.split("\n\n") if HEADING.fullmatch(part.split("\n")[0])]


def _line_bins(text: str) -> list[int]:
    return [min(len(line) // LINE_BIN, LINE_BINS) for line in text.split("\n")[:-1] if line]


def _share(hits: Sequence[bool]) -> float:
    return round(float(np.mean(hits)), 4) if hits else float("nan")


def _overlap(one: Counter, other: Counter) -> float:
    """1 - total variation of two counted distributions; 0 where one is empty."""
    total, others = sum(one.values()), sum(other.values())
    return round(sum(min(one[k] / total, other[k] / others) for k in one), 4) if total and others else 0.0


def _mean(shares: Sequence[float]) -> float:
    return round(float(np.nanmean(shares)), 4)


def mean_word_length(text: str) -> float:
    """Letters of a word, on average; 0 without words."""
    words = WORD.findall(text)
    return round(sum(map(len, words)) / max(len(words), 1), 2)


@runtime.one_thread
@torch.inference_mode()
def measure(path: str | Path, corpus: Corpus, known: Known) -> dict[str, Any]:
    """Loss, entropy and writings of a checkpoint.

    Args:
        path: a shipped checkpoint's name, or the file of a snapshot.
        corpus: what it learns from.
        known: the same, ready to be held against.
    """
    model, vocabulary, _ = load_char_rnn(path)
    assert isinstance(model, CharRNN)
    texts, fused, sampler = corpus.encoded("validation"), quick(model), Sampler(model)
    flat = torch.cat([fused(ids[None, :EXPECTED])[0][0] for ids in texts]).double().numpy()  # (T, V)
    logits, state = read(sampler, vocabulary.encode(PROMPT))
    noise = gumbel_noise(0, WRITTEN, len(vocabulary))
    drawn = sample(sampler, logits, state, noise, torch.tensor(TEMPERATURES))
    writings = {}
    for tau, ids in zip(TEMPERATURES, drawn, strict=True):
        text = vocabulary.decode(ids)
        shown = text[:SHOWN]
        writings[str(tau)] = {
            "text": shown, "marks": known.marks(shown), "skills": _plain(known.skills(text)),
            "word_length": mean_word_length(text),
        }  # fmt: skip
    return {
        "nats": round(heldout_loss(fused, [ids[:CURVE_CHARACTERS] for ids in texts]), 4),
        "entropy": {str(tau): round(float(np.mean([entropy_bits(softmax(row, tau)) for row in flat])), 3)
                    for tau in TEMPERATURES},
        "writings": writings,
    }  # fmt: skip


def real(corpus: Corpus, known: Known) -> dict[str, Any]:
    """The same skills of held-out text, as means over all pieces as long as a writing.

    Speakers are measured on the training text itself, where each is known: other plays have other people.
    """
    pieces = [
        text[start : start + WRITTEN].partition("\n\n")[2]  # from the beginning of a paragraph on
        for text in corpus.split.validation.values()
        for start in range(0, len(text) - WRITTEN + 1, WRITTEN)
    ]
    found = [known.skills(piece) for piece in pieces]
    return {
        "skills": {name: 1.0 if name == "names" else _mean([skills[name] for skills in found]) for name in found[0]},
        "word_length": round(float(np.mean([mean_word_length(piece) for piece in pieces])), 2),
    }


def _plain(skills: dict[str, float]) -> dict[str, float | None]:
    """JSON has no not-a-number."""
    return {name: None if np.isnan(share) else share for name, share in skills.items()}


def learning(name: str) -> Learning:
    """What the study found for a network, with the curve on its card; at first the last snapshot.

    Raises:
        CheckpointError: if the card is missing.
    """
    card, found = load_card(name), load_results(RESULTS)
    rows, recipe = np.array(card["curve"]["rows"], dtype=float), card["recipe"]
    last = int(rows[-1, 0])
    at = {int(key.split()[1]): run for key, run in found.items() if key.startswith(f"{name} ") and "nats" in run}
    snapshots = tuple(
        Snapshot(
            step,
            step * recipe["batch"] * recipe["window"],
            card["wall_seconds"] / 60 * step / last,
            run["nats"],
            {float(tau): bits for tau, bits in run["entropy"].items()},
            {float(tau): _writing(writing) for tau, writing in run["writings"].items()},
        )
        for step, run in sorted(at.items())
    )
    text = found[f"{name} real"]
    whole = Learning(card["about"], snapshots, rows, text["skills"], text["word_length"], {})
    return point_at(whole, len(snapshots) - 1, TEMPERATURES[1])


def point_at(view: Learning, index: int, temperature: float) -> Learning:
    """The same with another snapshot and temperature shown."""
    view = replace(view, index=index, temperature=temperature)
    return replace(view, first={skill: appears(view, skill) for skill in view.real})


def _writing(found: dict[str, Any]) -> Writing:
    skills = {name: float("nan") if share is None else share for name, share in found["skills"].items()}
    return Writing(found["text"], found["marks"], skills, found["word_length"])


def appears(view: Learning, skill: str) -> int | None:
    """The first snapshot at which a skill reaches nine tenths of the real text's share, and keeps it; None if never."""
    due = REACHED * view.real[skill]
    first = None
    for k, snapshot in enumerate(view.snapshots):
        if not snapshot.writings[view.temperature].skills[skill] >= due:
            first = None
        elif first is None:
            first = k
    return first
