"""Rebuild ``data/questions-words.txt.xz`` from the test data inside PyPI's ``gensim``, a dependency for development.

python tools/build_questions.py
"""

from __future__ import annotations

import lzma
from pathlib import Path

from gensim.test.utils import datapath

import packages
from unrolled.datasets import analogy_questions

SHA256 = "8c29b3332afc46f3fb8be04cb5297bf96f39aa7131272dff57869b4485b22a36"


def main() -> None:
    plain = packages.checked(Path(datapath("questions-words.txt")), SHA256)
    packed = lzma.compress(plain, preset=9 | lzma.PRESET_EXTREME)
    packages.write(analogy_questions.FILE, packed)
    sections = analogy_questions.unpack(plain.decode())
    print(f"{len(sections)} sections, {sum(len(section.questions) for section in sections):,} questions")


if __name__ == "__main__":
    main()
