"""Write the repository's address where its placeholder stands: make address REPO=owner/name"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILES = ("README.md", "docs/colab.ipynb")
PLACEHOLDER = "OWNER/REPO"


def fill(text: str, address: str) -> str:
    """A text with the address of the repository, and its name where one goes into its folder.

    Raises:
        ValueError: if the address is not of the form owner/name.
    """
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", address):
        raise ValueError(f"{address!r} is not the address of a repository: write owner/name, such as ada/unrolled.")
    return text.replace(PLACEHOLDER, address).replace("cd REPO\n", f"cd {address.split('/')[1]}\n")


def main() -> None:
    try:
        (address,) = sys.argv[1:] or [""]
        for name in FILES:
            path = ROOT / name
            old = path.read_text(encoding="utf-8")
            new = fill(old, address)
            path.write_text(new, encoding="utf-8")
            print(f"{name}: {old.count(PLACEHOLDER)} places")
    except ValueError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
