"""N-grams by hand; captions and references that do not fit together get one clear sentence."""

import pytest

from unrolled.measuring.captions.bleu import corpus_bleu
from unrolled.measuring.captions.cider import cider_d
from unrolled.measuring.captions.verbatim import exact_matches
from unrolled.measuring.captions.words import CaptionsError, ngrams


def test_ngrams_by_hand():
    words = ["a", "b", "a", "b"]
    assert ngrams(words, 1) == {("a",): 2, ("b",): 2}
    assert list(ngrams(words, 2).items()) == [(("a", "b"), 2), (("b", "a"), 1)]
    assert ngrams(words, 4) == {("a", "b", "a", "b"): 1}
    assert ngrams(words, 5) == {}
    assert ngrams([], 1) == {}


@pytest.mark.parametrize("measure", [corpus_bleu, cider_d, exact_matches])
@pytest.mark.parametrize(
    ("hypotheses", "references", "says"),
    [
        ([], [], "no caption"),
        (["a cat"], [["a cat"], ["a dog"]], "1 captions, but references for 2 pictures"),
        (["a cat", "a dog"], [["a cat"], []], "Picture 1 has no reference"),
        (["a cat", "a dog"], [["a cat"], ["a dog", " "]], "Picture 1 has no reference, or an empty one"),
        (["a cat", "a dog"], ["a cat", "a dog"], "picture 0 are one string"),
        ("a cat", ["a cat"], "not one string"),
    ],
)
def test_what_does_not_fit_together_is_refused(measure, hypotheses, references, says):
    with pytest.raises(CaptionsError, match=says):
        measure(hypotheses, references)


def test_the_error_is_a_value_error():
    assert issubclass(CaptionsError, ValueError)
