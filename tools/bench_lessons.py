"""Browser benchmarks for the panels of the lessons, each in its own notebook."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import bench_browser
import lab
from bench_browser import Place, titled

BUCKETS = "Buckets: 2 to the"
# By name the notebook and the place.
LESSONS = {
    "equations": ("01_recurrent_networks", titled("The two equations")._replace(in_turn=True)),
    "radius": ("02_vanishing_gradients", titled("Gradient X-ray", slider="Spectral radius ρ")),
    "xray": ("02_vanishing_gradients", titled("Gradient X-ray")),
    "clues": ("02_vanishing_gradients", titled("The sky and French", slider="Distance")),
    "exploding": ("02_vanishing_gradients", titled("Exploding")._replace(in_turn=True)),
    "horizon": ("02_vanishing_gradients", titled("Memory horizon", slider="It may read")),
    "steps": ("03_lstm_gates", titled("Four steps of an LSTM")),
    "gates": ("03_lstm_gates", titled("Gates over a text")),
    "hold": ("03_lstm_gates", titled("Hold a gate", slider="Gate at")),
    "gru": ("03_lstm_gates", titled("The GRU")),
    "carry": ("03_lstm_gates", titled("Carry that travels", slider="Question at T")),
    "temperature 3 x 512": (
        "05_synthetic_shakespeare",
        Place(".unrolled-panel:has(svg[data-shown])", "input[type=range]", "svg[data-shown]"),
    ),
    "passages": ("05_synthetic_shakespeare", titled("Ours and his", slider="Temperature τ")),
    "against": ("05_synthetic_shakespeare", titled("Against temperature")),
    "memorised": ("05_synthetic_shakespeare", titled("Memorised or made up", slider="Shortest match")),
    "snapshots": ("05_synthetic_shakespeare", titled("Learning to write", slider="Snapshot")._replace(in_turn=True)),
    "reading": ("05_synthetic_shakespeare", titled("Surprise along the text")),
    "networks": ("05_synthetic_shakespeare", titled("Big networks")._replace(in_turn=True)),
    "lint": ("06_synthetic_latex", titled("Lint", slider="Temperature τ")),
    "closing": ("06_synthetic_latex", titled("Opened and closed")._replace(forward="ArrowDown", back="ArrowUp")),
    "endings": ("06_synthetic_latex", titled("What is still open?", slider="Characters")),
    "modes": ("06_synthetic_latex", titled("Which unit knows?")),
    "codings": ("07_word_encodings", titled("Three codings", slider=BUCKETS)._replace(in_turn=True)),
    "collisions": ("07_word_encodings", titled("Collisions", slider=BUCKETS)._replace(in_turn=True)),
    "judgements": ("07_word_encodings", titled("Distance")),
    "genres": ("07_word_encodings", titled("Genres", slider="Features: 2 to the")._replace(in_turn=True)),
    "axis": ("07_word_encodings", titled("Meaningful dimensions", slider="Raw dimension")),
    "pair": ("08_word2vec", titled("Pair factory")),
    "noise": ("08_word2vec", titled("Pair factory", slider="Noise power")._replace(in_turn=True)),
    "output": ("08_word2vec", titled("The cost of an answer", slider="Words: 10 to the power")),
    "threshold": ("08_word2vec", titled("Subsampling", slider="Threshold t: 10 to the power")),
    "phrases": ("08_word2vec", titled("Phrases", slider="Threshold: 10 to the power")),
    "ratios": (
        "08_word2vec",
        titled("Ice and steam", slider="Window")._replace(in_turn=True, forward="ArrowLeft", back="ArrowRight"),
    ),
    "capitals": ("09_word2vec_analogies", titled("Countries and capitals")),
    "analogies": ("09_word2vec_analogies", titled("Analogies")),
    "table 8": ("09_word2vec_analogies", titled("Table 8, asked again")._replace(in_turn=True)),
    "bias": ("09_word2vec_analogies", titled("Bias, measured")),
    "gallery": ("10_show_and_tell", titled("Figure 5: captions in four groups")._replace(in_turn=True)),
    "caption": ("10_show_and_tell", titled("Word by word")._replace(in_turn=True)),
    "beam": ("10_show_and_tell", titled("Beam tree", slider="Beam width")._replace(in_turn=True)),
    "swap": ("10_show_and_tell", titled("Shown once, always, or merged")._replace(in_turn=True)),
    "neighbours": ("10_show_and_tell", titled("What the encoder sees", slider="Picture")),
    "cell": ("10_show_and_tell", titled("Compose")._replace(in_turn=True, forward="ArrowLeft", back="ArrowRight")),
    "gram": ("10_show_and_tell", titled("BLEU taken apart")._replace(in_turn=True)),
    "field": ("11_tcn_receptive_field", titled("Figure 1a")._replace(forward="ArrowLeft", back="ArrowRight")),
    "poke": ("11_tcn_receptive_field", titled("Figure 1a")._replace(forward="ArrowUp", back="ArrowDown")),
    "block": ("11_tcn_receptive_field", titled("The residual block")),
    "depth": ("11_tcn_receptive_field", titled("Gradient by depth", slider="Levels")._replace(in_turn=True)),
    "tcn xray": (
        "11_tcn_receptive_field",
        titled("Gradient X-ray with a TCN", slider="TCN levels")._replace(in_turn=True),
    ),
    "row": ("11_tcn_receptive_field", titled("What works in 2-D works in 1-D")._replace(in_turn=True)),
    "syllable": ("11_tcn_receptive_field", titled("A TDNN and a TCN")._replace(in_turn=True)),
    "race": ("11_tcn_receptive_field", titled("TCN against RNN")._replace(forward="ArrowLeft", back="ArrowRight")),
    "stream": ("11_tcn_receptive_field", titled("What must be kept")._replace(in_turn=True)),
    "short": ("11_tcn_receptive_field", titled("Receptive field too short")._replace(in_turn=True)),
    "chorale": ("11_tcn_receptive_field", titled("Chorales", slider="Temperature τ")),
    "cell of table 1": ("12_empirical_evaluation", titled("The table")._replace(in_turn=True)),
    "trivial": (
        "12_empirical_evaluation",
        titled("How to read a table")._replace(in_turn=True, forward="ArrowDown", back="ArrowUp"),
    ),
    "string": ("12_empirical_evaluation", titled("One string, six machines")._replace(in_turn=True)),
    "seeds": (
        "12_empirical_evaluation",
        titled("How much is noise?", slider="Seeds that each side reports")._replace(in_turn=True),
    ),
}  # fmt: skip
XRAY = """
from unrolled import notebook
from unrolled.lessons import gradients
from unrolled.datasets import shakespeare
from unrolled.lessons.gradients.x_ray.probe import Machine
from unrolled.lessons.gradients.x_ray.panel import FRENCH
notebook.setup()
xray = gradients.GradientPanel(); display(xray)
machine = Machine(shakespeare.vocabulary())
"""
# The same measurement and the same lines, as a user would otherwise show them.
LINES = """
import ipywidgets, plotly.graph_objects as go
picture = go.FigureWidget([go.Scatter(y=line.sizes, name=line.key) for line in machine.take(FRENCH).lines])
picture.update_yaxes(type="log", range=[-8, 1])
slider = ipywidgets.FloatSlider(value=0.9, min=0, max=3, step=0.01, description="ρ")
def update(change):
    lines = machine.take(FRENCH, radius=change.new).lines
    with picture.batch_update():
        for trace, line in zip(picture.data, lines):
            trace.y = line.sizes
slider.observe(update, "value")
box = ipywidgets.VBox([slider, picture]); box.add_class("peer-lines"); box
"""


def measure(notebooks: list[str]) -> dict:
    """Milliseconds of the ``moves`` in these notebooks, and of a peer of the X-ray."""
    moves: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder, lab.browser() as opened:
        place_of = Path(folder)
        for name in notebooks:
            shutil.copy(lab.ROOT / "notebooks" / f"{name}.ipynb", place_of)
        bench_browser.write(place_of / "xray.ipynb", [XRAY, LINES])
        with lab.server(place_of) as address:
            for name in notebooks:
                places = {key: place for key, (notebook, place) in LESSONS.items() if notebook == name}
                moves |= bench_browser.key_moves(opened, address, f"{name}.ipynb", places)
            if LESSONS["radius"][0] in notebooks:
                side_by_side = {
                    "radius": LESSONS["radius"][1],
                    "lines": Place(".peer-lines", ".noUi-handle", ".cartesianlayer"),
                }
                moves |= bench_browser.key_moves(opened, address, "xray.ipynb", side_by_side)
    return {"moves": moves}
