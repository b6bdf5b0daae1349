"""Folk tunes in ABC notation: a second corpus for character-level networks, with a grammar that one can hear.

``data/folk_tunes.txt.xz`` holds them; ``tools/build_folk_tunes.py`` rebuilds it.
"""

from __future__ import annotations

import functools

from unrolled.datasets.paths import committed_text

FILE = "folk_tunes.txt.xz"
SHA256 = "543bbadd7117d7a74663eab26fa0baf8738212e22968f6119ab0471a6e67d8f9"


@functools.cache
def text() -> str:
    """All tunes, a blank line between two: title ``T:``, metre ``M:``, unit of length ``L:``, key ``K:``, melody.

    Raises:
        CorpusError: if the file is missing or is not the one this version was made with.
    """
    return committed_text(FILE, SHA256, "folk tunes")
