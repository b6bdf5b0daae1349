"""What cells say: numbers as the slide writes them, differences, states, recipes."""

from __future__ import annotations

from unrolled.drawing.numerals import counted, signed
from unrolled.lessons.table1.the_table.record import AGAINST, COLUMNS, Entry, Row

SHORT = {
    "adding": "Adding T = 600", "copy": "Copy T = 1000", "lambada": "Words LAMBADA",
    "brown_words": "Brown words (stand-in)", "shakespeare_characters": "Plays (stand-in)",
}  # fmt: skip
METRICS = {"accuracy": "% right ↑", "loss": "loss ↓", "perplexity": "perpl. ↓", "bits": "bpc ↓"}
POINTS_OF = "points ↑"  # the unit of a difference between accuracies
STATES = {"not run": "not run", "no data": "no data"}
EQUAL, POINTS = 0.01, 0.2  # of a loss, and points of accuracy: closer to the paper's counts as equal


def number(score: float, row: Row, more: int = 0) -> str:
    """A score as the slide writes it, or with more digits."""
    if row.metric == "loss" and score < 1:
        if score >= 1e-3:
            return f"{score:.{3 + more}g}"
        mantissa, power = f"{score:.{1 + more}e}".split("e")
        return f"{mantissa}e{int(power)}"
    if row.metric == "perplexity" and score >= 1000:
        return f"{score:,.0f}"
    return f"{score:.{(1 if row.metric == 'accuracy' else 2) + more}f}"


def size(parameters: int | None) -> str:
    """A number of parameters as the slide writes it: 70K, 1M; a dash where it says none."""
    if parameters is None:
        return "–"
    scaled, letter = (parameters / 1e6, "M") if parameters >= 1e6 else (parameters / 1e3, "K")
    return f"{scaled:.3g}{letter}"


def paper(row: Row, model: str) -> str:
    """The paper's figure beside which a model stands, in words."""
    figure = row.against(model)
    if figure is None:
        return "not in the paper"
    whose = f"the paper’s {COLUMNS[AGAINST[model]]}" if model in AGAINST else "paper"
    return f"{whose} {number(figure, row)}"


def difference(row: Row, model: str) -> str:
    """Ours against the paper's: points of accuracy, percent of a loss, or a factor where that is 2 or more."""
    ratio, ours, figure = _both(row, model)
    if row.higher:
        return signed(ours - figure, 1)
    if 0.5 < ratio < 2:
        return f"{signed(100 * (ratio - 1), 1)} %"
    sign, factor = ("×", ratio) if ratio > 1 else ("÷", 1 / max(ratio, 1e-12))
    return f"{sign} {factor:,.0f}" if factor >= 10 else f"{sign} {factor:.1f}"


def _both(row: Row, model: str) -> tuple[float, float, float]:
    """The ratio of the errors, our score and the paper's, of a cell that has both."""
    ratio, ours, figure = row.ratio(model), row.entries[model].score, row.against(model)
    assert ratio is not None
    assert ours is not None
    assert figure is not None
    return ratio, ours, figure


def verdict(row: Row, model: str) -> str:
    """Whether ours is "better" than the paper's, "equal" or "worse"."""
    ratio, ours, figure = _both(row, model)
    if (abs(ours - figure) < POINTS) if row.higher else (abs(ratio - 1) < EQUAL):
        return "equal"
    return "better" if ratio < 1 else "worse"


def still(row: Row) -> str:
    """What a score does that is still getting better."""
    return "still rising" if row.higher else "still falling"


def seeds(count: int) -> str:
    """So many seeds."""
    return counted(count, "seed")


def ours(row: Row, model: str) -> str:
    """Our number with what stands behind it, or why there is none, in words."""
    entry = row.entries[model]
    if entry.score is None:
        return "not run, data not available" if entry.state == "no data" else "ours not run"
    spread = "" if entry.spread is None else f", spread {spread_of(row, entry)}"
    ended = "" if entry.state == "done" else f", time ended at {entry.steps} {entry.done[0]} of {entry.done[1]}"
    falling = f", {still(row)}" if entry.improving else ""
    return f"ours {number(entry.score, row)}, {seeds(len(entry.seeds))}{spread}{ended}{falling}"


def spread_of(row: Row, entry: Entry) -> str:
    """From the lowest to the highest seed, with two digits."""
    assert entry.score is not None
    assert entry.spread is not None
    if row.metric == "loss" and entry.score < 1:
        return number(max(entry.spread, 1e-12), row)
    return f"{entry.spread:.2g}"


def architecture(entry: Entry) -> str:
    """Layers, width, kernel, dropout and start of a network."""
    recipe = entry.recipe
    layers, is_tcn = recipe["layers"], entry.model == "tcn"
    name, unit = ("level", "channels") if is_tcn else ("layer", "units")
    wide = entry.width or recipe.get("width")
    parts = [f"{layers} {name}{'s' * (layers != 1)}" + (f" of {wide} {unit}" if wide else f", {unit} by the size")]
    parts += [f"kernel {recipe['kernel']}"] if is_tcn else []
    parts += [f"dropout {recipe['dropout']:g}"] if recipe.get("dropout") else []
    parts += [f"forget bias {recipe['forget']:g}"] if recipe.get("forget") is not None else []
    parts += [f"chrono biases to {recipe['chrono']}"] if recipe.get("chrono") else []
    parts += ["orthogonal start"] if recipe.get("orthogonal") else []
    parts += ["1-of-N inputs"] if recipe.get("codes") else []
    return ", ".join(parts)


def training(entry: Entry) -> str:
    """Optimiser, rate, clipping, batch and length of a training."""
    recipe = entry.recipe
    falls = "" if recipe["falls"] == "never" else f" ({recipe['falls']})"
    parts = [f"{recipe['optimiser']}, rate {recipe['rate']:g}{falls}"]
    parts += [f"clip {recipe['clip']:g}"] if recipe.get("clip") else []
    parts += [f"batch {recipe['batch']}"]
    parts += [f"{recipe['epochs']} epochs" if "epochs" in recipe else f"{recipe['updates']:,} updates"]
    return ", ".join(parts)


def duration(minutes: float) -> str:
    """Minutes, or hours where there are many."""
    if minutes >= 180:
        return f"{minutes / 60:,.0f} hours"
    return f"{minutes:.0f} minutes" if minutes >= 9.5 else f"{minutes:.1f} minutes"
