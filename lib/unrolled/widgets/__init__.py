"""Panels: controls, one live figure, a status line. No maths here: probes measure, figures draw."""

from unrolled.widgets.char_rnn import SoftmaxPanel, TemperaturePanel
from unrolled.widgets.predict import Predict

__all__ = ["Predict", "SoftmaxPanel", "TemperaturePanel"]
