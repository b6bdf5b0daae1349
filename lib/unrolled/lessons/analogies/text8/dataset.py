"""text8, the first hundred million characters of a cleaned English Wikipedia of 2006: 17 million words, fetched.

Mahoney, *About the Test Data*, mattmahoney.net/dc/textdata. The file is one
line; it is read in pieces, so that it is never in memory as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from unrolled.datasets import registry
from unrolled.datasets.language_files import zip_text

FILE = "text8.zip"
LINE = 10_000  # words to a line, as gensim's reader has it
CHUNK = 2**16  # characters


def lines(path: Path | None = None) -> Iterator[str]:
    """The text in lines of 10,000 words.

    Args:
        path: of the zip file; fetched if None.

    Raises:
        DownloadError: if the file cannot be had.
        LanguageTextError: if it is damaged, or holds no text8.
    """
    words: list[str] = []
    rest = ""
    for chunk in _chunks(path or registry.fetch(FILE)):
        *whole, rest = (rest + chunk).split(" ")
        words += whole
        while len(words) >= LINE:
            yield " ".join(words[:LINE])
            del words[:LINE]
    yield " ".join([*words, rest])


def _chunks(path: Path) -> Iterator[str]:
    with zip_text(path, "text8") as file:
        while chunk := file.read(CHUNK):
            yield chunk
