"""Long versions of what the tests try briefly: processes, kills, full disks, bad servers, moves of panels. make stress

Each part is a module ``stress_NAME.py`` with a list of ``Check``s. Their results go into the table of
``docs/reliability.md``, one row each. The exit status is 1 if one of them failed.

    python tools/stress.py                  # everything
    python tools/stress.py files server     # some parts
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
import traceback
from pathlib import Path

from stress_check import Check, Row
from unrolled.runtime.files import write_whole

PARTS = ("files", "kills", "disk", "server", "panels")
TABLE = Path(__file__).resolve().parents[1] / "docs" / "reliability.md"
HEAD = "| part | what was tried | result | command |\n|---|---|---|---|\n"


def run(part: str, check: Check) -> Row:
    """Run one check; an error counts as its result."""
    began = time.monotonic()
    try:
        result, passed = check.run(), True
    except Exception as error:
        traceback.print_exc()
        result, passed = f"**failed**: {type(error).__name__}: {' '.join(str(error).split())[:200]}", False
    print(f"{'✓' if passed else '✗'} {part}: {check.what}: {result} ({time.monotonic() - began:.0f} s)", flush=True)
    return Row(part, check.what, result, f"make stress PART={part}", passed)


def merged(document: str, rows: list[Row], parts: list[str]) -> str:
    """The document with new rows for some parts in its table, and the old rows for the others.

    Raises:
        ValueError: if there is no table in it.
    """
    before, head, rest = document.partition(HEAD)
    if not head:
        raise ValueError("docs/reliability.md has lost its table.")
    lines = rest.splitlines(keepends=True)
    count = next((k for k, line in enumerate(lines) if not line.startswith("|")), len(lines))
    kept = {line.split(" | ")[0].strip("| "): [] for line in lines[:count]}
    for line in lines[:count]:
        kept[line.split(" | ")[0].strip("| ")].append(line)
    kept |= {part: [row.line() for row in rows if row.part == part] for part in parts}
    return before + head + "".join(line for part in kept for line in kept[part]) + "".join(lines[count:])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="default: all")
    parts = parser.parse_args().parts or list(PARTS)
    rows = [run(part, check) for part in parts for check in importlib.import_module(f"stress_{part}").CHECKS]
    write_whole(TABLE, merged(TABLE.read_text("utf-8"), rows, parts).encode())
    sys.exit(any(not row.passed for row in rows))


if __name__ == "__main__":
    main()
