"""Units that know: labels by hand, a held unit, and a layer's sum."""

import numpy as np
import pytest
import torch

from readers import untrained
from unrolled.datasets.text import Vocabulary
from unrolled.lessons.latex.modes import probe as modes
from unrolled.lessons.latex.modes.probe import FEATURES, hold, labels, levels, linear_score, mode_view, read_units, use
from unrolled.models.intervene import Intervened, Intervention
from unrolled.models.sampler import Sampler

TEXT = """\\begin{proof}
Let $x$ in \\ref{lemma-a} so
$$
y
$$
\\begin{enumerate}
\\item a
\\end{enumerate}
c
\\end{proof}
d
"""
VOCABULARY = Vocabulary(TEXT)


@pytest.fixture(scope="module")
def network():
    return untrained(VOCABULARY)


def marked(text, feature):
    return "".join(c for c, yes in zip(text, labels(text)[feature], strict=True) if yes)


def test_labels_by_hand():
    assert marked(TEXT, "formula") == "$x"
    assert marked(TEXT, "display") == "$\ny\n$"  # from the second sign on, until the last
    assert marked(TEXT, "argument") == "{lemma-a"
    assert marked(TEXT, "list") == "}\n\\item a\n\\end{enumerate"
    assert marked(TEXT, "proof") == TEXT[len("\\begin{proof") : TEXT.index("\\end{proof}") + len("\\end{proof")]
    assert labels("$x$ {a {b}} c")["depth"].tolist() == [1, 1, 0, 0, 1, 1, 1, 2, 2, 1, 0, 0, 0]
    assert marked("\\begin{align*}x\\end{align*}", "display") == "}x\\end{align*"


def test_characters_since_the_last_begin():
    since = labels("ab\\begin{proof}cd\\begin{lemma}e")["since"]
    assert since[:2].tolist() == [0, 1]
    assert since[len("ab\\begin{proof") :][:3].tolist() == [0, 1, 2]
    assert since[-2:].tolist() == [0, 1]


def test_labels_of_nothing_and_of_plain_text():
    assert all(len(found) == 0 for found in labels("").values())
    assert {name: found.any() for name, found in labels("ab").items()} == dict.fromkeys(FEATURES, False) | {
        "since": True
    }


def test_a_held_unit_is_held_as_in_the_readable_network(network):
    ids = VOCABULARY.encode(TEXT)
    for layer in (1, 2):
        model, state = hold(network, layer, 5, 1.7)
        values, said = read_units(model, ids, state)
        np.testing.assert_allclose(values[:, layer - 1, 5], 1.7, atol=1e-6)
        readable, at = Intervened(network, Intervention("carry", 1.7, (layer,), 5)), None
        with torch.inference_mode():
            for k, one in zip(ids, said, strict=True):
                logits, at = readable.step(at, k[None])
                np.testing.assert_allclose(one, logits[0].double().log_softmax(0), atol=0.02)


def test_what_holding_changes(network):
    values, untouched = read_units(Sampler(network), VOCABULARY.encode(TEXT))
    where = levels(labels(TEXT)["formula"], values[:, 0, 3])
    found = use(network, VOCABULARY, TEXT, "formula", 1, 3, where, untouched=untouched)
    ids = VOCABULARY.encode(TEXT).numpy()
    assert found.bits[0] == pytest.approx(-untouched[np.arange(len(ids) - 1), ids[1:]].mean() / np.log(2))
    inside = labels(TEXT)["formula"] > 0
    assert found.closing[0] == pytest.approx(np.exp(untouched[inside, VOCABULARY.characters.index("$")]).mean())
    assert found.bits[1] != found.bits[0]
    assert use(network, VOCABULARY, TEXT, "proof", 1, 3, where, untouched=untouched).closing is None
    assert use(network, VOCABULARY, TEXT, "proof", 1, 3, where, untouched=untouched, cancelled=lambda: True) is None


def test_levels_are_means_with_and_without():
    carry = np.array([1.0, 2, 3, 4])
    assert levels(np.array([0, 0, 1, 1]), carry) == (3.5, 1.5)
    assert levels(np.array([0, 5, 9, 9]), carry) == (3.5, 1.5)
    assert levels(np.zeros(4), carry) is None
    assert levels(np.ones(4), carry) is None


@pytest.mark.parametrize("feature", FEATURES)
def test_a_view_scores_the_unit_on_the_text(network, feature):
    values, _ = read_units(Sampler(network), VOCABULARY.encode(TEXT))
    seen = mode_view(TEXT, values, feature, 2, 7, None, cursor=999)
    assert seen.measure == ("rank correlation" if feature in ("depth", "since") else "AUC")
    assert (0 if feature in ("depth", "since") else 0.5) <= seen.score <= 1
    assert seen.cursor == len(TEXT) - 1
    flat = mode_view("ab", values[:2], feature, 1, 0, None)
    assert np.isnan(flat.score) or feature == "since"


def test_a_layer_can_know_what_no_unit_of_it_does():
    rng = np.random.default_rng(0)

    def reading():
        made = object.__new__(modes.Reading)
        label = rng.integers(0, 2, 800).astype(float)
        noise = rng.normal(size=(6, 800))
        made.values = np.vstack([noise[:3] + label, noise[3:], label - noise[:3].sum(axis=0)])
        made.labels = {"formula": label}
        return made

    one, other = reading(), reading()
    alone = max(linear_score("formula", one, other, slice(k, k + 1)) for k in range(7))
    assert alone < 0.85 < 0.99 < linear_score("formula", one, other, slice(0, 7))
