"""Exercises of notebook 10: find the bug, three times. People report each of them in public threads.

    the same caption for every picture   github.com/sgrvinod/a-PyTorch-Tutorial-to-Image-Captioning/issues/101
    loss 0, captions nonsense            github.com/yunjey/pytorch-tutorial/issues/172
    BLEU 100 for wrong captions          github.com/mjpost/sacrebleu/issues/220 and /issues/275

In the first, resizing returned floats where whole numbers from 0 to 255 were expected, so that the division by 255
that followed left next to nothing of the picture. In the second, the decoder was to predict the same word that it read.
(That is right where the picture stands before the first word in the same sequence, and wrong where the state has read
it already.) In the third, references were listed by picture, and sacrebleu expects all first references, then all
second ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
import torch
from torch import Tensor, nn

from unrolled.checking.check import Case, Result, attempt, check, judged
from unrolled.checking.learner import AnswerError, Learner, number
from unrolled.checking.plain import plain
from unrolled.checking.question import Choice, Question
from unrolled.checking.show import cut, show
from unrolled.datasets.caption_words import CaptionVocabulary
from unrolled.datasets.emoji_shelves import shelf
from unrolled.lessons.captioning.bugs.probe import learned, tiny_decoder
from unrolled.measuring.captions.bleu import corpus_bleu
from unrolled.models.captioner import Captioner
from unrolled.training.captioning import written

DIAGNOSIS = Question(
    "Within a minute the training loss falls to 0.02 nats a word. Every caption that the network then writes is "
    "nonsense, even for the training pictures. Which bug is the most likely?",
    (
        Choice(
            "the pictures are normalised differently in the test than in training",
            False,
            "Then the captions would still be sentences, about the wrong things. And it cannot explain such a small "
            "loss in training.",
        ),
        Choice(
            "in training the decoder reads the very word that it should predict",
            True,
            "To copy what it reads it needs neither the picture nor grammar, so the loss falls to almost 0. When it "
            "writes, there is no word to copy.",
        ),
        Choice(
            "overfitting: it knows the training captions by heart",
            False,
            "Then it would write them, word for word, for the training pictures. But there it writes nonsense, too.",
        ),
        Choice(
            "BLEU is computed with the wrong references",
            False,
            "That changes a score, but neither the loss nor the captions.",
        ),
    ),
)
BLACK = Question(
    "A captioner was right on most test pictures. In a new program it writes “a black large square” for each of them. "
    "What would you look at first?",
    (
        Choice(
            "the beam width: a wider beam finds other captions",
            False,
            "A wider beam finds likelier captions for what the network sees. Here it seems to see the same thing in "
            "every picture.",
        ),
        Choice(
            "the smallest and the largest number that enter the encoder",
            True,
            "The caption may well be right for what came in. A picture divided by 255 twice is black all over.",
        ),
        Choice(
            "the vocabulary: words may have the wrong numbers",
            False,
            "Wrong numbers give wrong words, but different pictures would still get different ones.",
        ),
    ),
)
PICTURES = (2, 8)  # how many are captioned, smallest case first


def check_normalised_captions(
    function: Callable[[Captioner, CaptionVocabulary, np.ndarray], Sequence[str]],
    model: Captioner,
    words: CaptionVocabulary,
) -> Result:
    """Check *find the bug*: ``captions(model, words, images)`` must show a network what it was trained on.

    Args:
        function: of the learner: a caption for each of ``(N, 32, 32, 3)`` uint8 pictures, greedily.
        model: a captioner in evaluation mode.
        words: its vocabulary.
    """
    own = shelf("new compositions")
    places = np.arange(max(PICTURES)) * 6
    images = own.images(places)
    expected = written(model, images, words)
    why = "To the network, all or some of the pictures look different from those in training."
    trials = [(partial(_captioned, model, words, images[:count], expected[:count]), why) for count in PICTURES]
    hints = (
        "What are the smallest and the largest number in what the network is given? It was trained on −1 for black to "
        "1 for white.",
        "tensor(images) already turns 0 … 255 into 0 … 1. What does one more division by 255 do to a picture?",
        "Leave that division out: normalised(tensor(images)) is what the network was trained on.",
    )
    return judged(function, trials, hints)


def _captioned(
    model: Captioner, words: CaptionVocabulary, images: np.ndarray, expected: Sequence[str], captions: Learner
) -> str:
    """What is wrong with a learner's captions; empty if nothing is."""
    call = f"{captions.name}(model, words, {len(images)} pictures)"
    try:
        got = plain(captions(model, words, images))
    except AnswerError as finding:
        return f"{call} {finding}"
    if not isinstance(got, list) or not all(isinstance(one, str) for one in got):
        return f"{call} returned {show(got)}; expected a list of {len(images)} captions."
    if len(got) != len(images):
        return f"{call} returned {len(got)} captions; expected {len(images)}."
    if list(got) == list(expected):
        return ""
    first = next(k for k, pair in enumerate(zip(got, expected, strict=True)) if pair[0] != pair[1])
    count, wanted = len(set(got)), len(set(expected))
    return (
        f"{call} gave {count} different caption{'s' * (count > 1)}; expected {wanted}. For picture {first + 1} it is "
        f"“{cut(got[first], 100)}” instead of “{expected[first]}”."
    )


def check_teacher_forcing(function: Callable[[nn.Module, Tensor, Tensor], Tensor]) -> Result:
    """Check *find the bug*: ``training_loss(decoder, features, ids)``, nats a word, with the true words before each.

    ``ids`` is ``(B, T)``: START, the words, END; all captions of a batch are equally long. The loss counts the words
    and END. If it is wrong, a tiny decoder is trained with it, and the reply shows what this decoder then writes.
    """
    batches = [[0, 2, 1]], [[0, 2, 3, 1]], [[0, 4, 2, 5, 1], [0, 3, 3, 6, 1]]
    hints = (
        "At place t the decoder has read the words up to t. Which word should it predict there: this one, or the next?",
        "So leave the last one out of the inputs, and the first one, START, out of the words to predict.",
        "inputs, targets = ids[:, :-1], ids[:, 1:]; the decoder gets the inputs, the cross-entropy gets the targets.",
    )
    result = judged(function, [(partial(_forced, rows), "") for rows in batches], hints)
    torch.optim.Adam([nn.Parameter(torch.zeros(1))]).zero_grad()  # the first one imports much: not to be interrupted
    why = "" if result.ok else attempt(function, lambda loss: learned(loss.in_place))
    return replace(result, why=why) if why else result


def _forced(rows: list[list[int]], training_loss: Learner) -> str:
    """What is wrong with a learner's loss on some captions; empty if nothing is."""
    call = f"{training_loss.name}(decoder, features, {rows})"
    decoder, features = tiny_decoder(len(rows))
    ids = torch.tensor(rows)
    logits = decoder(features, ids[:, :-1])
    expected = nn.functional.cross_entropy(logits.flatten(0, 1), ids[:, 1:].flatten()).item()
    try:
        got = training_loss(decoder, features, ids)
        value = number(got)
    except AnswerError as finding:
        return f"{call} {finding}"
    if not np.isclose(value, expected, atol=1e-5):
        return f"{call} returned {value:.3f} nats; expected {expected:.3f}."
    if not isinstance(got, Tensor) or not got.requires_grad:
        return f"{call} returned the right number without its gradient: return the tensor itself, for training."
    return ""


def check_references(function: Callable[[Sequence[str], Sequence[Sequence[str]]], float]) -> Result:
    """Check *find the bug*: ``bleu_of_all(captions, references)``, BLEU-4 by sacrebleu, from 0 to 100.

    ``references[i]`` are those of caption i; their number may differ from picture to picture.
    """

    def case(captions: Sequence[str], references: Sequence[Sequence[str]], why: str) -> Case:
        expected = float(corpus_bleu(captions, references).scores[-1])
        return Case((list(captions), [list(own) for own in references]), expected, why)

    why = (
        "In sacrebleu the outer list goes over references, not over pictures: first all first references, then all "
        "second ones. It leaves out captions without a reference, and does not say so."
    )
    cases = [
        case(["a red cat here"], [["a red cat here"]], "One caption, equal to its only reference."),
        case(["a red cat here", "a dog"], [["a red cat here"], ["two old trees"]], f"The second is wrong. {why}"),
        case(["a b c d", "e f g h"], [["a b c d", "x y"], ["z w", "e f g h"]], f"Each equals one of its own. {why}"),
        case(["a b c d", "e f g h"], [["e f g h", "x y"], ["a b c d", "x y"]], f"The two are swapped. {why}"),
        case(
            ["a b c d", "e f g h"],
            [["a b c d"], ["z w", "e f g h"]],
            "Pictures may have different numbers of references: fill the gaps with None, and drop no reference.",
        ),
        case(
            ["z w y x", "a b c d"],
            [["a b c d", "z w y x"], ["e f g h"]],
            "The second picture has one reference only. Its second place must not get a reference of another picture.",
        ),
    ]
    generator = np.random.default_rng(3)
    cases += [case(*_random_set(generator), f"A random case. {why}") for _ in range(3)]
    hints = (
        "Score two captions, the second of them nonsense. If BLEU is still 100, was the second one scored at all?",
        "sacrebleu wants one list for each rank: [[first of picture 1, first of picture 2, …], [second of …], …].",
        "list(itertools.zip_longest(*references)) regroups them, and puts None where a picture has fewer.",
    )
    return check(function, cases, hints)


def _random_set(generator: np.random.Generator) -> tuple[list[str], list[list[str]]]:
    """Captions that are one of their references with a word changed; one to three references each."""
    captions, references = [], []
    for _ in range(int(generator.integers(3, 6))):
        own = [generator.choice(list("abcdefgh"), 8).tolist() for _ in range(int(generator.integers(1, 4)))]
        caption = list(own[-1])
        caption[int(generator.integers(8))] = "x"
        captions.append(" ".join(caption))
        references.append([" ".join(words) for words in own])
    return captions, references
