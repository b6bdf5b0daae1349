"""Three bugs: each checker accepts the mended code, and rejects the bug, the stub and other wrong answers."""

import numpy as np
import pytest
import torch
from sacrebleu.metrics.bleu import BLEU
from torch import nn

from answers import accepts, explains, raises, refuses, stub
from solved import solutions_of
from unrolled.datasets.caption_words import CaptionVocabulary
from unrolled.lessons.captioning.bugs import exercise as exercises
from unrolled.models.captioner import greedy
from unrolled.training.captioning import normalised, tensor

WORDS = CaptionVocabulary([f"shade{k:03}" for k in range(400)])


class Shade(nn.Module):
    """A captioner made by hand: its one word tells how bright a picture is, from −1 to 1, red counted most."""

    def start(self, pictures):
        bright = torch.einsum("bchw,c->b", pictures, torch.tensor([0.5, 0.3, 0.2])) / pictures[0, 0].numel()
        return ((bright + 1) / 2 * 399).round().long().clamp(0, 399), 0

    def step(self, state, ids):
        shade, count = state
        said = shade + 2 if count == 0 else torch.ones_like(shade)
        return nn.functional.one_hot(said, len(WORDS)).float(), (shade, count + 1)


def captions_of(prepare):
    def captions(model, words, images):
        return [words.text(ids) for ids in greedy(model, prepare(images))]

    return captions


SOLVED = solutions_of("caption_bugs")
captions, training_loss, bleu_of_all = SOLVED.captions, SOLVED.training_loss, SOLVED.bleu_of_all
CAPTIONS = {
    "bug: divided by 255 twice": captions_of(lambda images: normalised(tensor(images) / 255)),
    "0 to 255": captions_of(lambda images: tensor(images) * 255),
    "0 to 1": captions_of(tensor),
    "red and blue swapped": captions_of(lambda images: normalised(tensor(images).flip(1))),
    "inverted": captions_of(lambda images: -normalised(tensor(images))),
    "axes mixed": captions_of(lambda images: normalised(torch.from_numpy(images).reshape(-1, 3, 32, 32).float() / 255)),
    "only the first": lambda model, words, images: captions(model, words, images[:1]),
    "one text": lambda model, words, images: " ".join(captions(model, words, images)),
    "numbers": lambda model, words, images: greedy(model, normalised(tensor(images))),
}


def check_captions(function):
    return exercises.check_normalised_captions(function, Shade(), WORDS)


def test_captions_of_normalised_pictures_pass():
    accepts(check_captions, captions)


@pytest.mark.parametrize("name", ["stub", "raises", *CAPTIONS])
def test_captions_of_other_numbers_are_rejected(name):
    wrong = {"stub": stub, "raises": raises, **CAPTIONS}[name]
    assert "2 pictures)" in explains(check_captions, wrong).finding


def test_the_reply_says_how_many_captions_differ():
    result = check_captions(CAPTIONS["bug: divided by 255 twice"])
    assert "captions(model, words, 2 pictures) gave 1 different caption; expected 2." in str(result)
    assert "For picture 1 it is “shade00" in str(result)


def test_the_learners_code_cannot_change_the_pictures_of_later_checks():
    def spoils(model, words, images):
        found = captions(model, words, images)
        images[:] = 0
        return found

    accepts(check_captions, spoils)


def entropy(logits, said):
    return nn.functional.cross_entropy(logits.flatten(0, 1), said.flatten())


def reads_its_targets(decoder, features, ids):
    return entropy(decoder(features, ids), ids)


def reads_its_targets_without_start(decoder, features, ids):
    return entropy(decoder(features, ids[:, 1:]), ids[:, 1:])


def shifted_backwards(decoder, features, ids):
    return entropy(decoder(features, ids[:, 1:]), ids[:, :-1])


def without_end(decoder, features, ids):
    return entropy(decoder(features, ids[:, :-2]), ids[:, 1:-1])


def reads_its_own_words(decoder, features, ids):
    state, word, logits = decoder.start(features), ids[:, 0], []
    for _ in range(ids.shape[1] - 1):
        told, state = decoder.step(state, word)
        logits.append(told)
        word = told.argmax(1)
    return entropy(torch.stack(logits, 1), ids[:, 1:])


def summed(decoder, features, ids):
    return training_loss(decoder, features, ids) * ids[:, 1:].numel()


def as_a_number(decoder, features, ids):
    return training_loss(decoder, features, ids).item()


def without_gradient(decoder, features, ids):
    return training_loss(decoder, features, ids).detach()


LOSSES = [
    stub,
    raises,
    reads_its_targets,
    reads_its_targets_without_start,
    shifted_backwards,
    without_end,
    reads_its_own_words,
    summed,
    as_a_number,
    without_gradient,
]


def test_the_loss_of_the_next_word_passes():
    accepts(exercises.check_teacher_forcing, training_loss, 1)  # which trains a network


@pytest.mark.parametrize("wrong", LOSSES)
def test_other_losses_are_rejected(wrong):
    result = refuses(exercises.check_teacher_forcing, wrong)
    assert wrong.__name__ in result.finding
    assert len(result.hints) == 3


def test_the_reply_says_what_a_decoder_learns_from_the_bug():
    result = exercises.check_teacher_forcing(reads_its_targets)
    assert "reads_its_targets(decoder, features, [[0, 2, 1]]) returned " in result.finding
    assert "has a loss of 0.0" in result.why
    assert "for the picture of “a red cat” it writes “START START START START START”" in result.why


def test_the_noise_of_others_is_left_as_it_was():
    torch.manual_seed(3)
    expected = torch.rand(2)
    torch.manual_seed(3)
    exercises.check_teacher_forcing(reads_its_targets)
    assert torch.equal(torch.rand(2), expected)


def score(captions, grouped):
    return BLEU(tokenize="none").corpus_score(captions, grouped).score


def by_picture(captions, references):
    return score(captions, references)


def flattened(captions, references):
    return score(captions, [[one for own in references for one in own]])


def drops_some(captions, references):
    return score(captions, list(zip(*references, strict=False)))


def only_the_first(captions, references):
    return score(captions, [[own[0] for own in references]])


def mean_of_sentences(captions, references):
    return float(
        np.mean([score([caption], [[one] for one in own]) for caption, own in zip(captions, references, strict=True)])
    )


def repeats_the_first(captions, references):
    most = max(map(len, references))
    return score(captions, [[own[k] if k < len(own) else references[0][0] for own in references] for k in range(most)])


def from_0_to_1(captions, references):
    return bleu_of_all(captions, references) / 100


SCORES = [
    stub, raises, by_picture, flattened, drops_some, only_the_first, mean_of_sentences, repeats_the_first, from_0_to_1,
]  # fmt: skip


def test_references_by_rank_pass():
    accepts(exercises.check_references, bleu_of_all)


@pytest.mark.parametrize("wrong", SCORES)
def test_other_groupings_are_rejected(wrong):
    explains(exercises.check_references, wrong)


def test_the_bug_gives_100_for_a_wrong_caption():
    result = exercises.check_references(by_picture)
    assert "by_picture(['a red cat here', 'a dog'], [['a red cat here'], ['two old trees']]) returned 100;" in str(
        result
    )


def picture_by_picture(model, words, images):
    """One at a time, by hand; the answer is an array of texts."""
    told = []
    for image in images:
        picture = torch.from_numpy(image.copy()).permute(2, 0, 1).float().div(127.5).sub(1)
        told.append(words.text(greedy(model, picture[None])[0]))
    return np.array(told)


def word_by_word(decoder, features, ids):
    """Minus log p of each word, one after the other, and their mean."""
    log_p = decoder(features, ids[:, :-1]).log_softmax(-1)
    return -torch.stack(
        [row[t, k] for row, said in zip(log_p, ids[:, 1:], strict=True) for t, k in enumerate(said)]
    ).mean()


def filled_up_by_hand(captions, references):
    most = max(map(len, references))
    padded = [[*own, *[None] * (most - len(own))] for own in references]
    return score(captions, [[own[k] for own in padded] for k in range(most)])


def test_right_answers_in_another_style_are_accepted():
    accepts(check_captions, picture_by_picture)
    accepts(exercises.check_teacher_forcing, word_by_word, 1)
    accepts(exercises.check_references, filled_up_by_hand)


def test_a_loss_that_exits_is_told():
    def leaves(decoder, features, ids):
        raise SystemExit

    assert "called exit()" in exercises.check_teacher_forcing(leaves).finding


def test_the_learners_code_cannot_change_the_network_of_later_checks():
    model = nn.Sequential(nn.Linear(1, 1))
    model.start, model.step = Shade().start, Shade().step

    def spoils(model, words, images):
        found = captions(model, words, images)
        nn.init.zeros_(model[0].weight)
        return found

    before = model[0].weight.clone()
    exercises.check_normalised_captions(spoils, model, WORDS)
    assert torch.equal(model[0].weight, before)
