"""JSON that a person may have edited or a disk may have damaged: whatever is missing from it is told, file and all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NoReturn

Fault = Callable[[Path, str], Exception]  # of a file and of what is wrong with it, the error to raise


class Entries(dict):
    """An object of a JSON file, which names its file when an entry is read that is not there.

    Args:
        entries: as of ``dict``.
        path: of the file.
        fault: makes the error; without one it is ``KeyError``, as ever.
    """

    def __init__(
        self, entries: Mapping[str, Any] | Iterable = (), path: Path | None = None, fault: Fault | None = None
    ):
        super().__init__(entries)
        self.path, self.fault = path, fault

    def __missing__(self, key: str) -> NoReturn:
        raise self.fault(self.path, f"there is no {key!r} in it") if self.fault and self.path else KeyError(key)


def parse(content: bytes, path: Path, fault: Fault) -> Entries:
    """The object in a file's content; what is wrong with it is raised as ``fault`` makes it, now or when it is read."""
    try:
        found = json.loads(content, object_hook=lambda entries: Entries(entries, path, fault))
    except (ValueError, RecursionError):
        raise fault(path, "it is no JSON") from None
    if not isinstance(found, Entries):
        raise fault(path, "it is no object with named entries")
    return found
