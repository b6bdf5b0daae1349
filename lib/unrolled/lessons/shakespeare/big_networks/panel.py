"""Big networks."""

from __future__ import annotations

from dataclasses import replace

from unrolled.lessons.shakespeare.big_networks import figure as figures
from unrolled.lessons.shakespeare.big_networks import probe as probes
from unrolled.lessons.shakespeare.big_networks.record import BigNetworks
from unrolled.panels.controls import Choice
from unrolled.panels.live import LivePicture
from unrolled.panels.panel import Panel

AXES = [("size", "size"), ("training time", "time"), ("writing speed", "speed")]


class BigNetworksPanel(Panel):
    """What does size buy, and what does it cost?

    The picture's cursor goes from network to network.

    Args:
        view: what was measured; by default the committed results.
        axis: shown first.

    Attributes:
        axis: the control.
    """

    def __init__(self, view: BigNetworks | None = None, *, axis: str = "size"):
        self.axis = Choice("Loss against", AXES, axis)
        self._view = replace(view or probes.big_networks(), axis=axis)
        live = LivePicture(
            self._view,
            figures.big_networks_drawing,
            figures.describe_big_networks,
            label="Network",
            place=lambda view: (view.index, len(view.networks) - 1),
            over=figures.big_networks_facts,
        )
        super().__init__(
            "Big networks",
            "What does size buy, and what does it cost?",
            [self.axis],
            live,
            keys=[(["←", "→"], "network")],
            note="Filled: one recipe, the 34 plays read once. Open: trained longer, each by a recipe of its own. "
            "Grey: models that count, and compressors.",
        )
        self.watch(self._update, self.axis)
        self.watch(self._update, live, trait="cursor")

    def view(self) -> BigNetworks:
        """What is shown now, as a record."""
        return self._view

    def _update(self) -> None:
        self._view = replace(self._view, axis=self.axis.value, index=self.live.cursor)
        self.live.show(self._view)
