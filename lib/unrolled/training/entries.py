"""JSON that may have been edited by hand or damaged: an error about a missing entry names the file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NoReturn

Fault = Callable[[Path, str], Exception]  # makes the error to raise from a file and what is wrong with it


class Entries(dict):
    """An object of a JSON file; reading a missing entry raises an error that names the file.

    Args:
        entries: as of ``dict``.
        path: of the file.
        fault: makes the error; ``KeyError`` by default.
    """

    def __init__(
        self, entries: Mapping[str, Any] | Iterable = (), path: Path | None = None, fault: Fault | None = None
    ):
        super().__init__(entries)
        self.path, self.fault = path, fault

    def __missing__(self, key: str) -> NoReturn:
        raise self.fault(self.path, f"there is no {key!r} in it") if self.fault and self.path else KeyError(key)


def parse(content: bytes, path: Path, fault: Fault) -> Entries:
    """Parse the object in a file; ``fault`` makes the errors, both now and when a missing entry is read."""
    try:
        found = json.loads(content, object_hook=lambda entries: Entries(entries, path, fault))
    except (ValueError, RecursionError):
        raise fault(path, "it is not JSON") from None
    if not isinstance(found, Entries):
        raise fault(path, "it is not an object with named entries")
    return found
