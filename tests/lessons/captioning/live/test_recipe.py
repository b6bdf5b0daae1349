"""A decoder that learns on an encoder that stays, or both: what changes, what stays, and that it learns."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
import torch

from unrolled.datasets import emoji
from unrolled.datasets.caption_words import CaptionVocabulary
from unrolled.lessons.captioning.live import probe as probes
from unrolled.lessons.captioning.live import recipe as training
from unrolled.lessons.captioning.live.recipe import LIVE, Seen
from unrolled.models.captioner import Captioner, Encoder
from unrolled.training.captioning import normalised, tensor

SMALL = replace(
    LIVE, channels=2, features=16, embedding=16, hidden=24, batch=16, seconds=None, steps=20, evaluations=2, warmup=5,
    rate=0.02,
)  # fmt: skip
DATA = emoji.training().take(range(0, 400, 10))
WORDS = CaptionVocabulary.of(DATA.captions)


def encoder():
    torch.manual_seed(5)
    made = Encoder(channels=2, features=16)
    for _ in range(30):
        made(normalised(tensor(DATA.images)))  # in training mode: it learns how bright the pictures are
    return made.eval()


def fitted(recipe, seen, lent=None, *, own_words=False, words=WORDS):
    run = training.begin(recipe, len(words), lent)
    losses = [
        event.loss
        for event in training.events(
            recipe, run, seen, words, lambda model: probes.heldout_loss(model, seen, words), own_words=own_words
        )
    ]
    return run, losses


@pytest.mark.parametrize("shown", ["once", "always", "merged"])
def test_a_decoder_learns_on_an_encoder_that_stays_as_it_is(shown):
    lent = encoder()
    before = {name: value.clone() for name, value in lent.state_dict().items()}
    run, losses = fitted(replace(SMALL, shown=shown), Seen(DATA, training.look(lent, DATA)), lent)
    assert run.step == 20
    assert len(run.curve) == 2
    assert np.mean(losses[-3:]) < losses[0] - 1
    for name, value in run.model.encoder.state_dict().items():
        assert torch.equal(value, before[name]), name
        assert torch.equal(lent.state_dict()[name], before[name]), name


def test_from_scratch_the_encoder_learns_too():
    run, losses = fitted(replace(SMALL, frozen=0.0), Seen(DATA))
    torch.manual_seed(0)
    before = Captioner(len(WORDS), "once", channels=2, features=16, embedding=16, hidden=24).encoder
    assert not torch.equal(run.model.encoder.map_to_features.weight, before.map_to_features.weight)
    assert not torch.equal(run.model.encoder.norm.running_mean, before.norm.running_mean)
    assert np.mean(losses[-3:]) < losses[0] - 1


def test_it_tells_pictures_apart_and_with_shuffled_captions_it_learns_those():
    lent, few = encoder(), emoji.training().take(range(100, 4500, 600))
    words = CaptionVocabulary.of(few.captions)
    seen = Seen(few, training.look(lent, few))
    shuffled = Seen(replace(few, references=few.references[1:] + few.references[:1]), seen.vectors)
    recipe = replace(SMALL, shown="merged", steps=250)
    right, wrong = (fitted(recipe, one, lent, words=words)[0].model for one in (seen, shuffled))
    assert probes.exact_share(right, seen, words) >= 0.75
    assert probes.exact_share(wrong, shuffled, words) >= 0.75
    assert probes.exact_share(wrong, seen, words) <= 0.25


def test_vectors_are_those_of_single_pictures_and_the_encoder_keeps_its_mode():
    lent = encoder().train()
    found = training.look(lent, DATA, batch=16)
    assert lent.training
    assert not found.requires_grad
    lent.eval()
    for k in (0, 17, 39):
        one = lent(normalised(tensor(DATA.images[k : k + 1])))[0]
        torch.testing.assert_close(found[k], one, atol=1e-5, rtol=1e-5)


def test_what_is_seen_follows_the_encoder_or_stays():
    lent = encoder()
    stays, follows = Seen(DATA, training.look(lent, DATA)), Seen(DATA)
    torch.testing.assert_close(follows.by(lent), stays.by(lent))
    with torch.no_grad():
        lent.norm.bias += 1
    torch.testing.assert_close(follows.by(lent), stays.by(lent) + 1)


def test_by_its_own_words_only_the_first_step_reads_a_true_word():
    model = Captioner(len(WORDS), "always", channels=2, features=16, embedding=16, hidden=24)
    vectors, read = torch.randn(3, 16), torch.zeros(3, 6, dtype=torch.int64)
    told = training.by_own_words(model.decoder, vectors, read)
    ids = told.argmax(dim=2)
    forced = model.decoder(vectors, torch.cat([read[:, :1], ids[:, :-1]], dim=1))
    torch.testing.assert_close(told, forced)  # teacher forcing with its own words is the same
    told.sum().backward()
    assert model.decoder.embedding.weight.grad is not None


def test_without_teacher_forcing_it_learns_the_first_words():
    lent = encoder()
    run, losses = fitted(SMALL, Seen(DATA, training.look(lent, DATA)), lent, own_words=True)
    assert np.mean(losses[-3:]) < losses[0] - 0.5
    assert all(np.isfinite(losses))
    assert run.step == 20


def test_the_first_loss_is_that_of_the_whole_captions_of_its_batch():
    seen, recipe = Seen(DATA, training.look(encoder(), DATA)), replace(SMALL, batch=3, steps=1)
    run = training.begin(recipe, len(WORDS))
    state = torch.get_rng_state()
    read, said = WORDS.windows(DATA.captions)
    chosen = next(training.batches((said >= 0).sum(dim=1), 3))
    due = training.nats_a_word(run.model.decoder(seen.vectors[chosen], read[chosen]), said[chosen]).item()
    torch.set_rng_state(state)
    (event,) = training.events(recipe, run, seen, WORDS, lambda _: 0.0)
    assert event.loss == pytest.approx(due, abs=1e-5)


def test_batches_hold_all_pictures_equally_often_and_captions_of_about_one_length():
    torch.manual_seed(0)
    lengths = torch.randint(2, 15, (40,))
    drawn = torch.stack(list(itertools.islice(training.batches(lengths, 16), 400)))
    counts = torch.bincount(drawn.flatten(), minlength=40)
    assert (counts - 160).abs().max() < 60  # 160 on average, with a spread of 12.5
    assert lengths[drawn].float().std(dim=1).mean() < 0.4 * lengths.float().std()


def test_the_same_seed_gives_the_same_run():
    seen = Seen(DATA)
    recipe = replace(SMALL, frozen=0.0, steps=3)
    assert fitted(recipe, seen)[1] == fitted(recipe, seen)[1]
    assert fitted(recipe, seen)[1] != fitted(replace(recipe, seed=1), seen)[1]
