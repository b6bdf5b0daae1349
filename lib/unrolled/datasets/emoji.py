"""3,781 emoji, each drawn by two vendors, with captions made from their Unicode names, and the splits.

``data/emoji_noto.png`` (Google's Noto, Apache 2.0) and ``data/emoji_twemoji.png`` (Twitter's Twemoji, CC BY 4.0) hold
64 x 64 pixels for each, on white, with 256 colours; ``data/emoji_captions.tsv`` says in the same order what they are.
``tools/build_emoji.py`` rebuilds the three files.

Models are trained on Noto's drawings, and on Twemoji's of half the roles and things, so that they know both styles.
Three kinds of drawings are held out, for validation and for the test:

* *compositions* by Noto: new combinations of known parts, see :func:`kind_of`;
* *pictures* by Noto: things whose names training never mentions, in all their tones;
* *the other vendor*: Twemoji's drawings of the other half of the roles and things, which training knows from Noto.

:mod:`unrolled.datasets.emoji_splits` says how they are chosen; :mod:`unrolled.datasets.emoji_sheets` reads the files.
"""

from __future__ import annotations

import functools

import numpy as np

from unrolled.datasets.captioned import Captioned
from unrolled.datasets.emoji_sheets import (
    CAPTIONS,
    COLUMNS,
    SHA256,
    SHEETS,
    SIDE,
    Emoji,
    EmojiError,
    Sheet,
    captioned,
    emoji,
    sheet,
)
from unrolled.datasets.emoji_splits import (
    NEW_PAIRS,
    OTHER,
    PARTS,
    SHARES,
    compositions,
    kind_of,
    others,
    roles,
    splits,
    subject_of,
)

HELD_OUT = ("compositions", "pictures", "other vendor")
__all__ = [
    "CAPTIONS",
    "COLUMNS",
    "HELD_OUT",
    "NEW_PAIRS",
    "OTHER",
    "PARTS",
    "SHA256",
    "SHARES",
    "SHEETS",
    "SIDE",
    "Emoji",
    "EmojiError",
    "Sheet",
    "captioned",
    "compositions",
    "emoji",
    "held_out",
    "kind_of",
    "others",
    "roles",
    "sheet",
    "splits",
    "subject_of",
    "training",
]


@functools.cache
def training() -> Captioned:
    """What models are trained on: Noto's drawings, then Twemoji's of half the roles and things, 32 pixels wide."""
    noto, twemoji = captioned(splits()["train"]), captioned(others()["train"], "twemoji")
    return Captioned(
        np.concatenate([noto.images, twemoji.images]), noto.references + twemoji.references, noto.names + twemoji.names
    )


@functools.cache
def held_out(part: str, kind: str) -> Captioned:
    """Pictures for "validation" or "test" of one of the three kinds in ``HELD_OUT``, 32 pixels wide.

    Raises:
        EmojiError: if there is no such part or kind.
    """
    if part not in SHARES or kind not in HELD_OUT:
        raise EmojiError(f"There is no {part!r} of {kind!r}: choose validation or test of {', '.join(HELD_OUT)}.")
    name = f"{part} {kind}"
    return captioned(others()[name], "twemoji") if kind == "other vendor" else captioned(splits()[name])
