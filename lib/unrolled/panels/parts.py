"""What a page sends in parts, since a Jupyter server closes a connection at a message of 10 MB."""

from __future__ import annotations

from collections.abc import Sequence


class Parts:
    """Joins parts that come in order; one that does not belong to what was announced last is dropped.

    Args:
        most: bytes taken; a page that announced less than it sends is cut off there.
    """

    def __init__(self, most: int):
        self._most, self._parts, self._wanted = most, [], 0

    def expect(self, count: int) -> None:
        """Begin anew: so many parts will come."""
        self._parts, self._wanted = [], count

    def add(self, part: int, buffers: Sequence[bytes | memoryview]) -> bytes | None:
        """Take a part; returns the whole once it is there."""
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
