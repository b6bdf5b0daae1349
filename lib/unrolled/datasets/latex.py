"""The source of the Stacks project, algebraic geometry in LaTeX: the corpus behind the slide, for notebook 06.

The text is under the GNU Free Documentation License 1.2 and is not part of this
repository; ``registry`` knows where it is. Networks trained on it, statistics
and a few quoted lines are. The split is by whole chapters.
"""

from __future__ import annotations

import functools
import hashlib
import re
import tarfile
from pathlib import Path

from unrolled.datasets.archives import member_file, read_bounded, readable_errors
from unrolled.datasets.corpus import Corpus, Split
from unrolled.datasets.paths import CorpusError
from unrolled.datasets.registry import DownloadError, fetch
from unrolled.datasets.text import Vocabulary

FILES = ("stacks-project-4ac4815d.tar.xz", "stacks-project-4ac4815d.tar.gz")  # a mirror's archive, the public one
VALIDATION = ("topology", "stacks-limits")
TEST = ("fields", "groupoids", "dualizing")
# Of the archive that everything here was trained on and measured with.
CHAPTERS = (
    "adequate", "algebra", "algebraic", "algebraization", "artin", "bootstrap", "brauer", "categories", "chow",
    "coherent", "cohomology", "constructions", "conventions", "cotangent", "criteria", "crystalline",
    "decent-spaces", "defos", "derham", "derived", "descent", "desirables", "dga", "discriminant", "divisors",
    "dpa", "duality", "dualizing", "equiv", "etale", "etale-cohomology", "examples", "examples-defos",
    "examples-stacks", "exercises", "fields", "flat", "formal-defos", "formal-spaces", "functors", "groupoids",
    "groupoids-quotients", "guide", "homology", "hypercovering", "injectives", "intersection", "introduction",
    "limits", "local-cohomology", "models", "modules", "moduli", "moduli-curves", "more-algebra", "more-etale",
    "more-groupoids", "more-morphisms", "morphisms", "obsolete", "perfect", "pic", "pione", "proetale",
    "properties", "quot", "relative-cycles", "resolve", "restricted", "schemes", "sdga", "sets", "sheaves",
    "simplicial", "sites", "sites-cohomology", "sites-modules", "smoothing", "spaces", "spaces-chow",
    "spaces-cohomology", "spaces-descent", "spaces-divisors", "spaces-duality", "spaces-flat", "spaces-groupoids",
    "spaces-limits", "spaces-more-cohomology", "spaces-more-groupoids", "spaces-more-morphisms", "spaces-morphisms",
    "spaces-over-fields", "spaces-perfect", "spaces-properties", "spaces-pushouts", "spaces-resolve",
    "spaces-simplicial", "spaces-topologies", "stacks", "stacks-cohomology", "stacks-geometry",
    "stacks-introduction", "stacks-limits", "stacks-more-morphisms", "stacks-morphisms", "stacks-perfect",
    "stacks-properties", "stacks-sheaves", "topologies", "topology", "trace", "varieties",
)  # fmt: skip
SHA256 = "99f91e7908edc636052fdf3ff25cdb7febedcf66aa30ec2a907eeb1436eac3ef"  # of these chapters, one after the other
MOST = 10_000_000  # bytes of a chapter; the longest has 1.8 million
BODY = re.compile(r"\\tableofcontents\n(.*?)\n*\\input\{chapters\}", re.DOTALL)


@functools.cache
def chapters() -> dict[str, str]:
    """The 112 chapters by file name, from after the table of contents to before the list of chapters.

    The public archive holds more files that read like chapters (``coding``, ``curves``, ``weil``). They are left out,
    whichever archive is read, so that all numbers are about the same text.

    Raises:
        DownloadError: if neither a mirror nor the public address gives the archive.
        CorpusError: if it is damaged, or has other chapters than this version.
    """
    path = _archive()
    found = {}
    with readable_errors(path, "its chapters", CorpusError), tarfile.open(path) as files:
        for member in files:
            title, _, ending = member.name.rpartition("/")[2].rpartition(".")
            if member.isfile() and ending == "tex" and title in CHAPTERS:
                body = BODY.search(read_bounded(member_file(files, member), MOST).decode())
                if body:
                    found[title] = body[1].strip("\n") + "\n"
    found = {title: found[title] for title in CHAPTERS if title in found}
    if hashlib.sha256("".join(found.values()).encode()).hexdigest() != SHA256:
        raise CorpusError(
            f"The {len(found)} chapters in {path} are not the {len(CHAPTERS)} that the networks were trained on: "
            "delete the file and fetch it again, or set UNROLLED_MIRROR to a folder that holds the right one."
        )
    return found


def _archive() -> Path:
    """The archive of the mirror if it can be fetched, else the public one."""
    try:
        return fetch(FILES[0])
    except DownloadError:
        return fetch(FILES[1])


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
    parts, path = split(), _archive()
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Corpus(
        f"{len(parts.train)} chapters of the Stacks project",
        "chapters",
        path.name,
        sha256,
        parts,
        Vocabulary("".join(chapters().values())),
    )
