"""Loss against size, training time or writing speed: networks as points, yardsticks as lines, the cost in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import log, log10

from unrolled.drawing.layout import WIDTH
from unrolled.drawing.log_plot import HALO
from unrolled.drawing.numerals import duration
from unrolled.drawing.svg import Drawing, element, text
from unrolled.drawing.theme import SIZES, css
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
        text("Loss on two plays they never saw, nats a character", 2, 16, **_bold()),
        *plot.axes(),
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
    parts = [
        element("circle", cx=x, cy=y, r=12, fill="none", stroke=css("ground"), stroke_width=6),
        element("circle", cx=x, cy=y, r=12, fill="none", stroke=css("ink"), stroke_width=2.5),
        text(now.name + (", trained longer" if now.longer else ""), FACTS, 16, font_size=16, font_weight=700,
             fill=css("ink")),
    ]  # fmt: skip
    for k, (name, value) in enumerate(rows):
        y = 46 + 26 * k
        parts.append(text(name, FACTS, y, font_size=SIZES["tick"], fill=css("ink2")))
        parts.append(text(value, WIDTH, y, font_size=SIZES["note"], text_anchor="end", fill=css("ink")))
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
        yield text(line, FACTS, y + 22 * k, font_size=SIZES["note"], font_weight=weight, fill=css("ink"))


def _bold() -> dict[str, object]:
    return {"font_size": SIZES["note"], "font_weight": 700, "fill": css("ink")}


class _Plot:
    """Scales: x by powers of ten, of what the axis asks for; y linear in nats."""

    def __init__(self, view: BigNetworks):
        self.view = view
        self.words, self.of = AXES[view.axis]
        self.shows_counting = view.axis == "size"
        values = [self.of(network) for network in view.networks]
        values += [one.kept for one in view.counting] if self.shows_counting else []
        self.low, self.high = log10(min(values)) - 0.12, log10(max(values)) + 0.22
        least = min([*view.lines.values(), *(network.lowest for network in view.networks)])
        self.least = int(least * 10) / 10 - 0.1 * (least * 10 % 1 < 0.4)

    def x(self, value: float) -> float:
        return LEFT + (RIGHT - LEFT) * (log10(value) - self.low) / (self.high - self.low)

    def y(self, nats: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * (min(nats, HIGHEST) - self.least) / (HIGHEST - self.least)

    def place(self, network: Network) -> tuple[float, float]:
        return self.x(self.of(network)), self.y(network.nats)

    def axes(self) -> Iterator[str]:
        nats = round(self.least, 1)
        while nats <= HIGHEST:
            y = self.y(nats)
            yield element("rect", x=LEFT, y=y - 0.5, width=RIGHT - LEFT, height=1, fill=css("hair"))
            yield text(f"{nats:.1f}", LEFT - 8, y + 5, font_size=14, text_anchor="end", fill=css("ink2"))
            nats = round(nats + 0.1, 1)
        for value, words in self.ticks():
            x = self.x(value)
            yield element("rect", x=x - 0.5, y=BOTTOM, width=1, height=6, fill=css("edge"))
            yield text(words, x, BOTTOM + 21, font_size=14, text_anchor="middle", fill=css("ink2"))
        middle = (LEFT + RIGHT) / 2
        yield text(self.words, middle, BOTTOM + 44, font_size=15, text_anchor="middle", fill=css("ink"))

    def ticks(self) -> list[tuple[float, str]]:
        if self.view.axis == "time":
            marks = [10, 30, 60, 300, 1200, 3600, 14400, 43200]
            named = [(mark, duration(mark) if mark < 3600 else f"{mark // 3600} h") for mark in marks]
        else:
            decades = range(int(self.low) - 1, int(self.high) + 2)
            named = [(step * 10**power, _short(step * 10**power)) for power in decades for step in (1, 2, 5)]
            if self.high - self.low > 1.6:
                named = [(value, words) for value, words in named if not words.startswith(("2", "5"))]
        return [(value, words) for value, words in named if self.low <= log10(value) <= self.high]

    def lines(self) -> Iterator[str]:
        """Yardsticks across the plot, named above the line where the points leave room."""
        lines = dict(self.view.lines)
        if not self.shows_counting:
            best = min(self.view.counting, key=lambda one: one.nats)
            lines[f"{best.order}-gram"] = best.nats
        floor = BOTTOM
        for name, nats in sorted(lines.items(), key=lambda line: line[1]):
            y = self.y(nats)
            yield element("rect", x=LEFT, y=y - 0.9, width=RIGHT - LEFT, height=1.8, fill=css("baseline"))
            floor = min(y - 5, floor - 17)
            at, anchor = (RIGHT - 6, "end") if self.view.axis == "speed" else (LEFT + 6, "start")  # off the points
            paint = {"font_size": 14, "text_anchor": anchor, "fill": css("baseline")}
            yield text(f"{name} {nats:.2f}", at, floor, **paint, **HALO)

    def counting(self) -> Iterator[str]:
        """Counting models by the n-grams they keep: diamonds, joined."""
        if not self.shows_counting:
            return
        places = [(one, self.x(one.kept), self.y(one.nats)) for one in self.view.counting]
        yield _joined([(x, y) for _, x, y in places], css("baseline"), "4 5")
        for one, x, y in places:
            yield element("path", d=f"M{x:.1f},{y - 7:.1f} l7,7 l-7,7 l-7,-7 Z", fill=css("baseline"))
            words = {"font_size": 14, "font_weight": 700, "text_anchor": "middle", "fill": css("baseline")}
            below = one.nats == min(other.nats for other in self.view.counting)  # above it is a network's name
            yield text(f"{one.order}-gram", x, y + 22 if below else y - 12, **words, **HALO)

    def networks(self) -> Iterator[str]:
        alike = [network for network in self.view.networks if not network.longer]
        yield _joined([self.place(network) for network in alike if network.layers == 1], css("lstm"), None)
        for k, network in enumerate(self.view.networks):
            x, y = self.place(network)
            top, foot = self.y(network.highest), self.y(network.lowest)
            if foot - top > 1:
                yield element("rect", x=x - 2, y=top, width=4, height=foot - top, fill=css("lstm"), opacity=0.5)
            paint = {"fill": css("ground" if network.longer else "lstm"), "stroke": css("lstm"), "stroke_width": 2.5}
            yield element("rect", x=x - 6, y=y - 6, width=12, height=12, **paint)
            yield self._name(network, x, y)
            yield element("circle", cx=x, cy=y, r=18, fill=css("ground"), fill_opacity=0, data_pick=k)

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


def _joined(points: list[tuple[float, float]], colour: str, dash: str | None) -> str:
    drawn = "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return element("path", d=drawn, fill="none", stroke=colour, stroke_width=2, stroke_dasharray=dash)


def _short(value: float) -> str:
    """Numbers of ticks: 20,000 or 5 million."""
    return f"{value / 1e6:g} million" if value >= 1e6 else f"{value:,.0f}"
