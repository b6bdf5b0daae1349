"""A control that takes a file from the learner's computer."""

from __future__ import annotations

from collections.abc import Sequence

import anywidget
import traitlets

from unrolled.characters import sendable
from unrolled.panels.assets import module
from unrolled.panels.parts import Parts


class Upload(anywidget.AnyWidget):
    """A button that asks for a file; also pressed by a key anywhere in its panel.

    The page sends the bytes in parts of 1 MiB, since a Jupyter server closes a connection at a message of 10 MB, and
    does not send a file that is too large at all. Python determines the format from the bytes and trusts neither
    the name nor the type that the page sends.

    Args:
        label: what it does.
        key: a letter, or empty for none.
        most: the most bytes taken.

    Attributes:
        received: the number of complete files; watch it, then call :meth:`take`.
        problem: one sentence about a file that did not arrive, else empty.
    """

    _esm = module("upload")
    label = traitlets.Unicode().tag(sync=True)
    key = traitlets.Unicode().tag(sync=True)
    most = traitlets.Int().tag(sync=True)
    received = traitlets.Int(0)
    problem = traitlets.Unicode()

    def __init__(self, label: str, *, key: str = "", most: int = 20_000_000):
        super().__init__(label=label, key=key, most=most)
        self._name, self._data, self._parts = "", b"", Parts(most)
        self.on_msg(lambda _, message, buffers: self.hear(message, buffers))

    def hear(self, message: dict, buffers: Sequence[bytes | memoryview] = ()) -> None:
        """Receive a file from the page: first name, size and number of parts, then part by part."""
        if "part" in message:
            data = self._parts.add(message["part"], buffers)
            if data is not None:
                self.give(data, self._name)
            return
        self._name, self._data, self.problem = sendable(str(message["name"]))[:80], b"", ""
        self._parts.expect(0)
        if message.get("failed"):
            self.problem = f"“{self._name}” could not be read: it may have been moved. Choose it again."
        elif message["size"] > self.most:
            self.problem = (
                f"“{self._name}” has {message['size']:,} bytes, over the limit of {self.most:,}: make it smaller first."
            )
        elif message["parts"] == 0:
            self.give(b"", self._name)
        else:
            self._parts.expect(message["parts"])

    def give(self, data: bytes, name: str = "picture") -> None:
        """Receive a file's bytes as if the learner had chosen it."""
        self._name, self._data, self.problem = name, data, ""
        self._parts.expect(0)
        self.received += 1

    def take(self) -> tuple[str, bytes]:
        """The name and bytes of the last file; they are not kept after this call."""
        data, self._data = self._data, b""
        return self._name, data
