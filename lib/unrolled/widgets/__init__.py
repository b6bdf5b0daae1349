"""Panels: controls, one live figure, a status line. No maths here: probes measure, figures draw."""

from unrolled.widgets.char_rnn import SoftmaxPanel, TemperaturePanel
from unrolled.widgets.four_steps import FourStepsPanel
from unrolled.widgets.gates import GatesPanel
from unrolled.widgets.gradients import GradientPanel
from unrolled.widgets.intervene import IntervenePanel
from unrolled.widgets.live_training import TrainingPanel
from unrolled.widgets.novelty import MicroscopePanel
from unrolled.widgets.predict import Predict
from unrolled.widgets.shannon import GuessPanel
from unrolled.widgets.shape import ShapePanel
from unrolled.widgets.surprisal import SurprisalPanel

__all__ = [
    "FourStepsPanel",
    "GatesPanel",
    "GradientPanel",
    "GuessPanel",
    "IntervenePanel",
    "MicroscopePanel",
    "Predict",
    "ShapePanel",
    "SoftmaxPanel",
    "SurprisalPanel",
    "TemperaturePanel",
    "TrainingPanel",
]
