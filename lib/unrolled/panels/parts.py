"""Join what a page sends in parts, since a Jupyter server closes a connection at a message of 10 MB."""

from __future__ import annotations

from collections.abc import Sequence


class Parts:
    """Joins parts that arrive in order; parts that do not belong to the last announcement are dropped.

    Args:
        most: the most bytes taken; a page that sends more than it announced is cut off there.
    """

    def __init__(self, most: int):
        self._most, self._parts, self._wanted = most, [], 0

    def expect(self, count: int) -> None:
        """Start again: ``count`` parts will come."""
        self._parts, self._wanted = [], count

    def add(self, part: int, buffers: Sequence[bytes | memoryview]) -> bytes | None:
        """Take a part; returns the whole once it is complete."""
        if not self._wanted or part != len(self._parts) or not buffers:
            return None
        self._parts.append(bytes(buffers[0]))
        whole = None
        if sum(map(len, self._parts)) > self._most:
            self.expect(0)
        elif len(self._parts) == self._wanted:
            whole = b"".join(self._parts)
            self.expect(0)
        return whole
