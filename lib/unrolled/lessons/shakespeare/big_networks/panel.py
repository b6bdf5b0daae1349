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
        live = LivePicture(
            replace(view or probes.big_networks(), axis=axis),
            figures.big_networks_drawing,
            figures.describe_big_networks,
            label="Network",
            place=lambda view: (view.index, len(view.networks) - 1),
            over=figures.big_networks_facts,
            point_at="index",
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

    def _update(self) -> None:
        self.show(replace(self.record, axis=self.axis.value))
