"""The source of the Stacks project, algebraic geometry in LaTeX: the corpus behind the slide, for notebook 06.

The text is under the GNU Free Documentation License 1.2 and is not part of this
repository; ``registry`` knows where it is. Networks trained on it, statistics
and a few quoted lines are. The split is by whole chapters.
"""

from __future__ import annotations

import functools
import re
import tarfile

from unrolled.datasets.corpus import Corpus, Split
from unrolled.datasets.registry import REGISTRY, DownloadError, fetch
from unrolled.datasets.text import Vocabulary

FILES = ("stacks-project-4ac4815d.tar.xz", "stacks-project-4ac4815d.tar.gz")  # a mirror's packing, the public one
VALIDATION = ("topology", "stacks-limits")
TEST = ("fields", "groupoids", "dualizing")
LEFT_OUT = ("preamble", "chapters", "book", "fdl", "index", "tables")  # no chapters: macros, licence, lists
BODY = re.compile(r"\\tableofcontents\n(.*?)\n*\\input\{chapters\}", re.DOTALL)


@functools.cache
def chapters() -> dict[str, str]:
    """All chapters by file name, from after the table of contents to before the list of chapters.

    Raises:
        DownloadError: if the archive can be had neither from a mirror nor from its public address.
    """
    try:
        archive = fetch(FILES[0])
    except DownloadError:
        archive = fetch(FILES[1])
    found = {}
    with tarfile.open(archive) as files:
        for member in files:
            title, _, ending = member.name.rpartition("/")[2].rpartition(".")
            if member.isfile() and ending == "tex" and title not in LEFT_OUT:
                body = BODY.search(files.extractfile(member).read().decode())
                if body:
                    found[title] = body[1].strip("\n") + "\n"
    return dict(sorted(found.items()))


def split() -> Split:
    """Chapters to train on, two to choose with, three opened once at the end."""
    held = {*VALIDATION, *TEST}
    every = chapters()
    return Split(
        {title: text for title, text in every.items() if title not in held},
        {title: every[title] for title in VALIDATION},
        {title: every[title] for title in TEST},
    )


@functools.cache
def corpus() -> Corpus:
    """Chapters, split and characters."""
    parts = split()
    return Corpus(
        f"{len(parts.train)} chapters of the Stacks project",
        "chapters",
        FILES[0],
        REGISTRY[FILES[0]].sha256,
        parts,
        Vocabulary("".join(chapters().values())),
    )
