"""Loss against size, training time or writing speed: networks as points, yardsticks as lines, the cost in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import log, log10

from unrolled.drawing.axes import Axes
from unrolled.drawing.layout import WIDTH
from unrolled.drawing.log_plot import HALO
from unrolled.drawing.numerals import duration
from unrolled.drawing.shapes import disc, rect, ringed, shape
from unrolled.drawing.svg import Drawing, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import heading, label, note, title
from unrolled.lessons.shakespeare.big_networks.record import BigNetworks, Network

HEIGHT = 376
LEFT, RIGHT, TOP, BOTTOM = 46, 556, 34, 322
FACTS = 592
HIGHEST = 2.05  # nats; what is worse stands at the edge
AXES: dict[str, tuple[str, Callable[[Network], float]]] = {
    "size": ("parameters (counting models: n-grams kept)", lambda network: network.parameters),
    "time": ("training, processor time of one thread", lambda network: network.seconds),
    "speed": ("characters a second when it writes, one thread", lambda network: network.written),
}


def describe_big_networks(view: BigNetworks) -> str:
    """One sentence that says what is pointed at."""
    now = view.now
    longer = ", trained longer" if now.longer else ""
    return (
        f"{now.name}{longer}: {now.parameters:,} parameters, {now.nats:.2f} nats a character on plays it never saw, "
        f"{duration(now.seconds)} of training, {now.written:,} characters a second when it writes."
    )


def big_networks_drawing(view: BigNetworks) -> Drawing:
    """All points; those trained alike are joined where they have one layer."""
    plot = _Plot(view)
    return Drawing.of(
        heading("Loss on two plays they never saw, nats a character", 2, 16),
        *plot.scale(),
        *plot.lines(),
        *plot.counting(),
        *plot.networks(),
        height=HEIGHT,
        description="Loss of networks against " + AXES[view.axis][0] + ", with counting models and compressors.",
    )


def big_networks_facts(view: BigNetworks) -> Drawing:
    """The layer over it: a ring round the network pointed at, and what it costs."""
    plot, now, half = _Plot(view), view.now, view.half
    x, y = plot.place(now)
    rows = [
        ("loss", f"{now.nats:.3f} nats = {now.nats / log(2):.2f} bits"),
        ("seeds", f"{now.seeds}, {now.lowest:.3f} to {now.highest:.3f}" if now.seeds > 1 else "1"),
        ("parameters", f"{now.parameters:,}"),
        ("multiply-adds a character", f"{now.multiply_adds:,}"),
        ("characters read", f"{now.characters / 1e6:.1f} million"),
        ("time for that", duration(now.seconds)),
        ("characters written a second", f"{now.written:,}"),
    ]
    parts = [ringed(x, y, 12), title(now.name + (", trained longer" if now.longer else ""), FACTS, 16)]
    for k, (name, value) in enumerate(rows):
        y = 46 + 26 * k
        parts += [note(name, FACTS, y), label(value, WIDTH, y, "end")]
    return Drawing.of(*parts, *_against(view, half), height=HEIGHT, description=describe_big_networks(view))


def _against(view: BigNetworks, half: Network | None) -> Iterator[str]:
    """What twice the width brought and cost."""
    now = view.now
    y = 46 + 26 * 7 + 20
    if now.longer:
        words = ["A recipe of its own and more text:", "not to be read along the line."]
    elif half is None:
        words = ["No network of half the width", "to compare it with."]
    else:
        words = [
            f"Against {half.name}, half the width:",
            f"{now.nats - half.nats:+.3f} nats for {now.parameters / half.parameters:.1f} × the parameters,",
            f"{now.seconds / half.seconds:.1f} × the time, {now.written / half.written:.2f} × the speed".replace(
                "+", ""
            ),
        ]
        words = [line.replace("-", "−") if "nats" in line else line for line in words]
    for k, line in enumerate(words):
        weight = 700 if k == 0 else 400
        yield label(line, FACTS, y + 22 * k, font_weight=weight)


class _Plot:
    """Scales: x by powers of ten, of what the axis asks for; y linear in nats."""

    def __init__(self, view: BigNetworks):
        self.view = view
        self.words, self.of = AXES[view.axis]
        self.shows_counting = view.axis == "size"
        values = [self.of(network) for network in view.networks]
        values += [one.kept for one in view.counting] if self.shows_counting else []
        low, high = 10 ** (log10(min(values)) - 0.12), 10 ** (log10(max(values)) + 0.22)
        least = min([*view.lines.values(), *(network.lowest for network in view.networks)])
        least = int(least * 10) / 10 - 0.1 * (least * 10 % 1 < 0.4)
        self.axes = Axes(LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP, (low, high), (least, HIGHEST), log_x=True, drop=21)

    def place(self, network: Network) -> tuple[float, float]:
        return self.axes.at(self.of(network), network.nats)

    def scale(self) -> Iterator[str]:
        first, last = round(10 * self.axes.y[0]), round(10 * HIGHEST)
        levels = [nats / 10 for nats in range(first, last + 1)]
        yield from self.axes.across(levels, [f"{nats:.1f}" for nats in levels])
        named = self.ticks()
        for value, _ in named:
            yield rect(self.axes.at(value, 0)[0] - 0.5, BOTTOM, 1, 6, "edge")
        yield from self.axes.below([value for value, _ in named], [words for _, words in named])
        middle = (LEFT + RIGHT) / 2
        yield label(self.words, middle, BOTTOM + 44, "middle")

    def ticks(self) -> list[tuple[float, str]]:
        low, high = self.axes.x
        if self.view.axis == "time":
            marks = [10, 30, 60, 300, 1200, 3600, 14400, 43200]
            named = [(mark, duration(mark) if mark < 3600 else f"{mark // 3600} h") for mark in marks]
        else:
            decades = range(int(log10(low)) - 1, int(log10(high)) + 2)
            named = [(step * 10**power, _short(step * 10**power)) for power in decades for step in (1, 2, 5)]
            if log10(high / low) > 1.6:
                named = [(value, words) for value, words in named if not words.startswith(("2", "5"))]
        return [(value, words) for value, words in named if low <= value <= high]

    def lines(self) -> Iterator[str]:
        """Yardsticks across the plot, named above the line where the points leave room."""
        lines = dict(self.view.lines)
        if not self.shows_counting:
            best = min(self.view.counting, key=lambda one: one.nats)
            lines[f"{best.order}-gram"] = best.nats
        floor = BOTTOM
        for name, nats in sorted(lines.items(), key=lambda line: line[1]):
            _, y = self.axes.at(1, nats)
            yield rect(LEFT, y - 0.9, RIGHT - LEFT, 1.8, "baseline")
            floor = min(y - 5, floor - 17)
            at, anchor = (RIGHT - 6, "end") if self.view.axis == "speed" else (LEFT + 6, "start")  # off the points
            yield note(f"{name} {nats:.2f}", at, floor, anchor, "baseline", **HALO)

    def counting(self) -> Iterator[str]:
        """Counting models by the n-grams they keep: diamonds, joined."""
        if not self.shows_counting:
            return
        models = self.view.counting
        yield self.axes.line([one.kept for one in models], [one.nats for one in models], css("baseline"), "4 5", 2)
        for one in models:
            x, y = self.axes.at(one.kept, one.nats)
            yield shape(f"M{x:.1f},{y - 7:.1f} l7,7 l-7,7 l-7,-7 Z", "baseline")
            below = one.nats == min(other.nats for other in models)  # above it is a network's name
            yield note(
                f"{one.order}-gram", x, y + 22 if below else y - 12, "middle", "baseline", font_weight=700, **HALO
            )

    def networks(self) -> Iterator[str]:
        alike = [network for network in self.view.networks if not network.longer]
        alike = [network for network in alike if network.layers == 1]
        yield self.axes.line(map(self.of, alike), [network.nats for network in alike], css("lstm"), thick=2)
        for k, network in enumerate(self.view.networks):
            x, y = self.place(network)
            top, foot = (self.axes.at(1, nats)[1] for nats in (network.highest, network.lowest))
            if foot - top > 1:
                yield rect(x - 2, top, 4, foot - top, "lstm", opacity=0.5)
            yield rect(x - 6, y - 6, 12, 12, "ground" if network.longer else "lstm", "lstm", 2.5)
            yield self._name(network, x, y)
            yield disc(x, y, 18, "ground", fill_opacity=0, data_pick=k)

    def _name(self, network: Network, x: float, y: float) -> str:
        """What a network is called; one trained longer stands below its own kind, and tells what it read."""
        words = f"{network.characters / 1e6:.0f} million read" if network.longer else network.name
        at_edge, deep = x > RIGHT - 90, network.layers > 1
        if self.view.axis == "speed":
            left = deep and x > LEFT + 130
            place, anchor = ((x - 14, y + 5), "end") if left else ((x + 16, y + 5), "start")
        elif network.longer != (at_edge and deep):
            place, anchor = (x + 16, y + 5), "start"
        elif at_edge or deep:
            place, anchor = (x - 13, y + 16), "end"
        else:
            place, anchor = (x + 12, y - 9), "start"
        paint = {"font_size": 14, "font_weight": 700, "text_anchor": anchor, "fill": css("lstm")}
        return text(words, *place, **paint, **HALO)


def _short(value: float) -> str:
    """Numbers of ticks: 20,000 or 5 million."""
    return f"{value / 1e6:g} million" if value >= 1e6 else f"{value:,.0f}"
