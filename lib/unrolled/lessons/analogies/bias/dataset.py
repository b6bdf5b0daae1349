"""Word lists for measuring bias.

The pairs are those of Bolukbasi and others, *Man is to Computer Programmer as
Woman is to Homemaker?*, NIPS 2016 (arXiv 1607.06520); the lists and effects of
the association tests are from the supplement of Caliskan, Bryson and Narayanan,
*Semantics derived automatically from language corpora contain human-like
biases*, Science 356, 2017 (GloVe on 840 billion words). The occupations are a
list of our own.
"""

from __future__ import annotations

from dataclasses import dataclass

PAIRS = (
    ("he", "she"), ("man", "woman"), ("boy", "girl"), ("father", "mother"), ("son", "daughter"), ("guy", "gal"),
    ("male", "female"), ("his", "her"), ("himself", "herself"), ("john", "mary"),
)  # fmt: skip


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


OCCUPATIONS = _words(
    "accountant actor architect artist astronaut banker carpenter chef clerk coach dancer dentist designer doctor "
    "economist engineer farmer historian journalist judge lawyer librarian manager mechanic nanny nurse painter "
    "philosopher photographer physicist pilot poet politician professor programmer psychologist secretary soldier "
    "surgeon teacher therapist waiter writer"
)
LISTS = {
    "flowers": _words(
        "aster clover hyacinth marigold poppy azalea crocus iris orchid rose bluebell daffodil lilac pansy tulip "
        "buttercup daisy lily peony violet carnation gladiola magnolia petunia zinnia"
    ),
    "insects": _words(
        "ant caterpillar flea locust spider bedbug centipede fly maggot tarantula bee cockroach gnat mosquito "
        "termite beetle cricket hornet moth wasp blackfly dragonfly horsefly roach weevil"
    ),
    "pleasant": _words(
        "caress freedom health love peace cheer friend heaven loyal pleasure diamond gentle honest lucky rainbow "
        "diploma gift honor miracle sunrise family happy laughter paradise vacation"
    ),
    "unpleasant": _words(
        "abuse crash filth murder sickness accident death grief poison stink assault disaster hatred pollute "
        "tragedy divorce jail poverty ugly cancer kill rotten vomit agony prison"
    ),
    "career": _words("executive management professional corporation salary office business career"),
    "family": _words("home parents children family cousins marriage wedding relatives"),
    "men's names": _words("john paul mike kevin steve greg jeff bill"),
    "women's names": _words("amy joan lisa sarah diana kate ann donna"),
    "male words": _words("male man boy brother he him his son"),
    "female words": _words("female woman girl sister she her hers daughter"),
}


@dataclass(frozen=True)
class WordTest:
    """An association test.

    Attributes:
        targets: names of the two lists that are compared.
        attributes: names of the two lists they are compared by.
        published: the effect found for these lists; nan where this combination was not published.
    """

    targets: tuple[str, str]
    attributes: tuple[str, str]
    published: float = float("nan")


TESTS = (
    WordTest(("flowers", "insects"), ("pleasant", "unpleasant"), 1.50),
    WordTest(("men's names", "women's names"), ("career", "family"), 1.81),
    WordTest(("male words", "female words"), ("career", "family")),
)
