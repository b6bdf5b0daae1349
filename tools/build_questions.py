"""Rebuild ``data/questions-words.txt.xz`` from the test data inside PyPI's ``gensim``, a dependency for development.

python tools/build_questions.py
"""

from __future__ import annotations

import hashlib
import lzma
from pathlib import Path

from gensim.test.utils import datapath

from unrolled.datasets import analogy_questions
from unrolled.datasets.paths import data_folder

SHA256 = "8c29b3332afc46f3fb8be04cb5297bf96f39aa7131272dff57869b4485b22a36"


def main() -> None:
    plain = Path(datapath("questions-words.txt")).read_bytes()
    found = hashlib.sha256(plain).hexdigest()
    if found != SHA256:
        raise SystemExit(f"The questions are not those this was written for: SHA-256 {found}")
    packed = lzma.compress(plain, preset=9 | lzma.PRESET_EXTREME)
    (data_folder() / analogy_questions.FILE).write_bytes(packed)
    sections = analogy_questions.unpack(plain.decode())
    print(f"{len(sections)} sections, {sum(len(section.questions) for section in sections):,} questions")
    print(f"{len(packed):,} bytes, SHA-256 {hashlib.sha256(packed).hexdigest()}")


if __name__ == "__main__":
    main()
