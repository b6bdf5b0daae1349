"""Benchmarks of the panels in a browser: time from key to picture, memory of kernels."""

from __future__ import annotations

from collections.abc import Sequence

import bench_browser
import bench_lessons
from bench_rows import Row, percentile, row


def panels() -> list[Row]:
    """All rows that need a browser."""
    found = bench_browser.measure()
    rows = []
    for what, ours, peer, goal in (
        ("temperature slider, computed in the page", "temperature", "bars", 25),
        ("logit slider, computed in Python", "softmax", "three", 90),
        ("cursor in a text, drawn in Python", "ahead", "candidates", 90),
        ("units of the network's shape, drawn in Python", "shape", "sizes", 90),
        ("time of a training, drawn in Python", "training", "three", 90),
        ("a guess in Shannon's game, drawn in Python", "guess", None, 90),
        ("new noise in the microscope, 5 x 160 characters", "microscope", None, 200),
    ):
        keys, new = _latency(what, ours, found["moves"], peer, goal)
        rows += new
        if ours in found["drags"]:
            mouse = {**keys, "command": f"{ours} panel, mouse", "peer_command": "FloatSlider, batch_update, mouse"}
            drags = found["drags"][ours], found["drags"][peer]
            rows.append(row(f"{what}: a drag of 90 moves", *drags, goal=0.85, goal_on="ratio", **mouse))
    notebook = {"better": "lower", "goal_on": "ours", "command": "04_char_rnn.ipynb, run all"}
    rows.append(
        row(
            "run all of notebook 04 to the first live panel", *found["first"], unit="s", goal=None, **notebook,
            peer_name="FigureWidget", peer_command="the same set-up, FloatSlider and FigureWidget",
        )
    )  # fmt: skip
    return rows


def memory() -> list[Row]:
    """The peak memory of each notebook's kernel after all its cells."""
    return [
        row(
            f"peak memory of the kernel of notebook {notebook[:2]}", megabytes, None, unit="MB", goal=700,
            better="lower", goal_on="ours", command=f"{notebook}.ipynb, run all", peer_name="", peer_command="",
        )
        for notebook, megabytes in bench_browser.memory().items()
    ]  # fmt: skip


def _latency(what: str, ours: str, moves: dict, peer: str | None, goal: float) -> tuple[dict, list[Row]]:
    """The rows on the time from key to picture, and the fields that further rows on the same panel share."""
    keys = {"unit": "ms", "better": "lower", "peer_name": "FigureWidget" if peer else ""}
    keys |= {"peer_command": "FloatSlider, batch_update, arrow keys" if peer else ""}
    keys |= {"command": f"{ours} panel, keys"}
    mine, other = moves[ours], moves[peer] if peer else None
    middle, late = ((percentile(mine, p), peer and percentile(other, p)) for p in (0.5, 0.95))
    rows = [
        row(f"{what}: key to picture, median of {len(mine)}", *middle, goal=None, goal_on="ours", **keys),
        row(f"{what}: key to picture, 95th percentile", *late, goal=goal, goal_on="ours", **keys),
    ]
    if peer:
        rows.append(row(f"{what}: 95th percentile against FigureWidget", *late, goal=0.85, goal_on="ratio", **keys))
    return keys, rows


LESSONS = {  # by notebook: what is moved, its place in ``bench_lessons``, the alternative, the goal in milliseconds
    "01_recurrent_networks": [("step of the two equations", "equations", None, 90)],
    "02_vanishing_gradients": [
        ("spectral radius in the X-ray, three networks", "radius", "lines", 200),
        ("cursor in the X-ray", "xray", None, 90),
        ("distance in the sky and French, three networks", "clues", None, 90),
        ("start of a descent on the cliff", "exploding", None, 90),
        ("context in the memory horizon", "horizon", None, 90),
    ],
    "03_lstm_gates": [
        ("character in the four steps", "steps", None, 90),
        ("character in the map of all gates", "gates", None, 90),
        ("value of a held gate, LSTM 2 x 256", "hold", None, 200),
        ("character in the GRU", "gru", None, 90),
        ("moment of the question in the carry", "carry", None, 90),
    ],
    "05_synthetic_shakespeare": [
        ("temperature slider, LSTM 3 x 512, computed in the page", "temperature 3 x 512", None, 25),
        ("300 characters anew by 3 x 512 after a move of the temperature", "passages", None, 100),
        ("cursor in the measures of temperature", "against", None, 90),
        ("least length of a match", "memorised", None, 90),
        ("snapshot of the training", "snapshots", None, 90),
        ("place in a text with three readers", "reading", None, 90),
        ("network among the sizes", "networks", None, 90),
    ],
    "06_synthetic_latex": [
        ("300 characters of LaTeX anew, linted", "lint", None, 200),
        ("strip of twenty continuations", "closing", None, 90),
        ("distance in what is still open", "endings", None, 90),
        ("place in a text under a unit's colours", "modes", None, 90),
    ],
    "07_word_encodings": [
        ("buckets in the three codings", "codings", None, 90),
        ("buckets of the collisions", "collisions", None, 90),
        ("pair among the judgements", "judgements", None, 90),
        ("features of the classifier of genres", "genres", None, 90),
        ("raw dimension beside the axis", "axis", None, 90),
    ],
    "08_word2vec": [
        ("pair in the pair factory", "pair", None, 90),
        ("noise power in the pair factory", "noise", None, 90),
        ("words in the cost of an answer", "output", None, 90),
        ("threshold of subsampling", "threshold", None, 90),
        ("threshold of phrases", "phrases", None, 90),
        ("window of the ratios", "ratios", None, 90),
    ],
    "09_word2vec_analogies": [
        ("pair among countries and capitals", "capitals", None, 90),
        ("analogy of Table 8 over 20,215 words", "analogies", None, 90),
        ("cell of Table 8", "table 8", None, 90),
        ("word on the axis of bias", "bias", None, 90),
    ],
    "10_show_and_tell": [
        ("picture in Figure 5", "gallery", None, 90),
        ("word of a caption", "caption", None, 90),
        ("width of the beam", "beam", None, 200),
        ("word before the picture is swapped", "swap", None, 90),
        ("picture and its neighbours", "neighbours", None, 200),
        ("composition of a role", "cell", None, 90),
        ("n-gram of BLEU", "gram", None, 90),
    ],
    "11_tcn_receptive_field": [
        ("output of Figure 1a", "field", None, 90),
        ("poke of Figure 1a", "poke", None, 90),
        ("character in the residual block", "block", None, 90),
        ("levels of the gradient by depth", "depth", None, 90),
        ("levels of the TCN in the X-ray", "tcn xray", None, 200),
        ("output of a row of a digit", "row", None, 90),
        ("onset of a syllable", "syllable", None, 90),
        ("moment of the race", "race", None, 90),
        ("step of a stream", "stream", None, 90),
        ("wait around the field", "short", None, 90),
        ("48 chords written anew after a move of the temperature", "chorale", None, 200),
    ],
    "12_empirical_evaluation": [
        ("cell of Table 1", "cell of table 1", None, 90),
        ("model beside the trivial score", "trivial", None, 90),
        ("character of one string", "string", None, 90),
        ("seeds of a comparison", "seeds", None, 90),
    ],
}


def lessons(notebooks: Sequence[str] = tuple(LESSONS)[:3]) -> list[Row]:
    """The panels of some notebooks, by default 01 to 03."""
    found = bench_lessons.measure(list(notebooks))
    rows = [
        measured
        for notebook in notebooks
        for what, ours, peer, goal in LESSONS[notebook]
        for measured in _latency(what, ours, found["moves"], peer, goal)[1]
    ]
    return rows


def corpora() -> list[Row]:
    """The panels of notebooks 05 and 06."""
    return lessons(tuple(LESSONS)[3:5])


def word_panels() -> list[Row]:
    """The panels of notebooks 07 to 09."""
    return lessons(tuple(LESSONS)[5:8])


def caption_panels() -> list[Row]:
    """The panels of notebook 10."""
    return lessons(("10_show_and_tell",))


def tcn_panels() -> list[Row]:
    """The panels of notebook 11."""
    return lessons(("11_tcn_receptive_field",))


def table1_panels() -> list[Row]:
    """The panels of notebook 12."""
    return lessons(("12_empirical_evaluation",))
