"""Score a caption against the references of a picture: BLEU with its parts, CIDEr-D, and a reading by attribute."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace

from unrolled.datasets.emoji_shelves import SHELVES, Shelf, shelf
from unrolled.datasets.word_breaks import lowered
from unrolled.lessons.captioning.bleu.record import BleuView, Scored
from unrolled.measuring.captions.bleu import taken_apart
from unrolled.measuring.captions.cider import cider_d, document_frequencies
from unrolled.measuring.captions.reading import group
from unrolled.measuring.captions.words import ORDERS, CaptionsError
from unrolled.measuring.records.captions import Frequencies

HELD_OUT = SHELVES[:3]  # without "training"
MOST_WORDS = 40
PUNCTUATION = ".,;:!?\"“”„‘’'()[]…–—"


def as_compared(text: str, references: Sequence[str]) -> str:
    """A learner's text as it is compared: lower case, without punctuation at the ends of words.

    Punctuation stays where a reference has the word so, as in "the flag of st. lucia".

    Raises:
        CaptionsError: if nothing is left, or more than 40 words.
    """
    known = {word for reference in references for word in reference.split()}
    words = [word if word in known else word.strip(PUNCTUATION) for word in lowered(text).split()]
    words = [word for word in words if word]
    if not words:
        raise CaptionsError("This caption has no word, so there is no n-gram to count: write at least one word.")
    if len(words) > MOST_WORDS:
        raise CaptionsError(f"This caption has {len(words):,} words and the panel takes {MOST_WORDS}: shorten it.")
    return " ".join(words)


@functools.cache
def frequencies() -> Frequencies:
    """In how many held-out pictures' references each n-gram occurs, over all three kinds of pictures."""
    shelves = [shelf(name) for name in HELD_OUT]
    return document_frequencies([own.references(place) for own in shelves for place in range(len(own))])


def scored(text: str, references: Sequence[str]) -> Scored:
    """All scores of a learner's text.

    Raises:
        CaptionsError: if it has no word, or more than 40; see :func:`as_compared`.
    """
    caption = as_compared(text, references)
    return Scored(
        caption=caption,
        parts=taken_apart(caption, references),
        cider=cider_d([caption], [references], frequencies=frequencies()).score,
        reading=group(caption, references),
    )


def bleu_view(pictures: Shelf, place: int, text: str, kept: str | None, order: int) -> BleuView:
    """A caption of one picture taken apart, with a second one beside it.

    Args:
        pictures: the shelf the picture is from.
        place: of the picture on it.
        text: the caption.
        kept: the second caption, or None.
        order: n of the n-grams to show, 1 to 4.

    Raises:
        CaptionsError: if a caption has no word, or more than 40.
    """
    references = pictures.references(place)
    beside = scored(kept, references) if kept else None
    return BleuView(pictures.image(place, 64), scored(text, references), beside, order, 0)


def look_at(view: BleuView, cursor: int, row: int) -> BleuView:
    """The same with another n-gram and another order (counted from 0) looked at; beyond the last it is the last."""
    view = replace(view, order=1 + min(max(row, 0), ORDERS - 1))
    return replace(view, cursor=min(max(cursor, 0), max(len(view.shown.grams) - 1, 0)))


def place_of(pictures: Shelf, caption: str) -> int:
    """Where on a shelf a picture with this caption stands.

    Raises:
        CaptionsError: if there is none.
    """
    for place in range(len(pictures)):
        if pictures.references(place)[0] == caption:
            return place
    raise CaptionsError(f"No picture of “{pictures.name}” has the caption “{caption}”.")
