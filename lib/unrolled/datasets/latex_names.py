"""Which names the Stacks project uses: commands, environments and, as hashes, labels. Enough to lint without its text.

Of each of the 21,098 labels only the first four bytes of a SHA-256 are kept.
They answer whether a label exists; the probability of a wrong yes is about
21,098 in 2^32 for each name looked up.
"""

from __future__ import annotations

import functools
import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from unrolled.datasets.paths import committed_bytes

FILE = "latex_names.npz"
SHA256 = "e218f21398c01bc7083587a34d078798a92e5685585387fc717533db28c0c4ed"


@dataclass(frozen=True)
class Names:
    """Names of a body of LaTeX.

    Attributes:
        commands: without their backslash.
        environments: of ``\\begin``.
        chapters: file names.
        labels: ``(N,)`` ascending hashes of ``chapter-label``.
        reach: by name (``{``, ``$``, ``$$``, an environment), the most characters from opening to closing in a chapter.
    """

    commands: frozenset[str]
    environments: frozenset[str]
    chapters: tuple[str, ...] = ()
    labels: np.ndarray = field(default_factory=lambda: np.empty(0, np.uint32))
    reach: Mapping[str, int] = field(default_factory=dict)

    def has_label(self, name: str) -> bool:
        """Whether some chapter holds this label, with or without the chapter's name before it."""
        asked = hashes([name, *(f"{chapter}-{name}" for chapter in self.chapters)])
        return bool(np.isin(asked, self.labels).any())


def hashes(labels: Iterable[str]) -> np.ndarray:
    """The first four bytes of each label's SHA-256, as ``(N,)`` numbers, ascending."""
    numbers = [int.from_bytes(hashlib.sha256(label.encode()).digest()[:4], "big") for label in labels]
    return np.sort(np.array(numbers, dtype=np.uint32))


def pack(names: Names) -> bytes:
    """Names as a file; the hashes as differences between neighbours, which compress better."""
    packed = io.BytesIO()
    np.savez_compressed(
        packed,
        commands=sorted(names.commands),
        environments=sorted(names.environments),
        chapters=list(names.chapters),
        gaps=np.diff(names.labels, prepend=np.uint32(0)),
        reach_names=list(names.reach),
        reach=np.array(list(names.reach.values()), dtype=np.int64),
    )
    return packed.getvalue()


def unpack(packed: bytes) -> Names:
    """The inverse of :func:`pack`."""
    with np.load(io.BytesIO(packed)) as held:
        return Names(
            frozenset(held["commands"].tolist()),
            frozenset(held["environments"].tolist()),
            tuple(held["chapters"].tolist()),
            np.cumsum(held["gaps"], dtype=np.uint32),
            dict(zip(held["reach_names"].tolist(), held["reach"].tolist(), strict=True)),
        )


@functools.cache
def names() -> Names:
    """The names of the Stacks project at commit 4ac4815d.

    Raises:
        CorpusError: if the file is missing or is not the one this version was made with.
    """
    return unpack(committed_bytes(FILE, SHA256, "names of the Stacks project"))
