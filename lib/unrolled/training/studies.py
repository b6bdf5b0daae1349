"""All studies of all lessons: found by their file, run one after the other.

    python -m unrolled.training.studies [--anew] [WORD ...]          # or: make studies

A study is a ``study.py`` in a topic's folder; each writes one or two files in ``data/results/`` and skips the runs
that are there. One that fails, for want of a network for instance, does not keep the others from running.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


def studies(words: list[str] | None = None) -> list[str]:
    """The modules of all studies, or of those whose name contains one of the words, sorted by name."""
    found = sorted(PACKAGE.glob("lessons/*/*/study.py"))
    names = [".".join(("unrolled", *path.relative_to(PACKAGE).with_suffix("").parts)) for path in found]
    return [name for name in names if not words or any(word in name for word in words)]


def main() -> None:
    """Run the chosen studies, and print at the end which ones failed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("words", nargs="*", help="parts of names, such as lstm or tcn.race; by default all studies")
    parser.add_argument("--anew", action="store_true", help="also repeat the runs that exist already")
    options = parser.parse_args()
    chosen = studies(options.words)
    if not chosen:
        sys.exit(f"No study has {' or '.join(options.words)} in its name. There are: {', '.join(studies())}.")
    failed = []
    for name in chosen:
        print(name, flush=True)
        if subprocess.run([sys.executable, "-m", name, *(["--anew"] if options.anew else [])]).returncode:
            failed.append(name)
    if failed:
        sys.exit(f"{len(failed)} of {len(chosen)} studies failed: {', '.join(failed)}.")


if __name__ == "__main__":
    main()
