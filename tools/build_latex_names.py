"""Make data/latex_names.npz: names the Stacks project uses, and how far apart it opens and closes.

    python tools/build_latex_names.py

The text comes by the registry, see ``unrolled.datasets.latex``.
"""

from __future__ import annotations

import re

import packages
from unrolled.datasets import latex, latex_names
from unrolled.datasets.latex_names import Names, hashes, pack
from unrolled.lessons.latex.lint.probe import lint
from unrolled.lessons.latex.lint.probe.pairs import LABEL

COMMAND = re.compile(r"\\([a-zA-Z]+|.)", re.DOTALL)
ENVIRONMENT = re.compile(r"\\begin\{([^{}]*)\}")
LOST = re.compile(
    r"\\ref\{((?:curves|weil)-[^{}]*)\}"
)  # the archive lacks these chapters; others refer to them all the same


def main() -> None:
    chapters = latex.chapters()
    whole = "".join(chapters.values())
    labels = [f"{title}-{label}" for title, text in chapters.items() for label in LABEL.findall(text)]
    labels += sorted(set(LOST.findall(whole)))
    found = Names(
        frozenset(COMMAND.findall(whole)), frozenset(ENVIRONMENT.findall(whole)), tuple(chapters), hashes(labels)
    )
    reach: dict[str, int] = {}
    faults = 0
    for text in chapters.values():
        read = lint(text, whole=True, names=found)
        faults += len(read.faults)
        for pair in read.pairs:
            if pair.fate == "closed":
                reach[pair.name] = max(reach.get(pair.name, 0), pair.distance)
    packed = pack(Names(found.commands, found.environments, found.chapters, found.labels, dict(sorted(reach.items()))))
    packages.write(latex_names.FILE, packed)
    print(f"{len(labels):,} labels, {len(found.commands)} commands, {len(found.environments)} environments")
    print(f"{faults} faults in {len(whole):,} characters; longest: {reach}")


if __name__ == "__main__":
    main()
