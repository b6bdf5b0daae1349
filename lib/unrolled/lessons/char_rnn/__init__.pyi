from .choosing.panel import ChoosingPanel
from .live_training.panel import TrainingPanel
from .novelty.panel import MicroscopePanel
from .shannon.panel import GuessPanel
from .shape.panel import ShapePanel
from .surprisal.panel import SurprisalPanel
from .temperature.exercise import (
    BASELINE,
    COPY,
    GREEDY,
    SHIFT,
    check_one_hot,
    check_pairs,
    check_softmax_with_temperature,
    check_writer,
)
from .temperature.panel import SoftmaxPanel, TemperaturePanel
from .truncation.exercise import TAIL, check_top_p
from .truncation.panel import TruncationPanel

__all__ = [
    "BASELINE",
    "COPY",
    "GREEDY",
    "SHIFT",
    "TAIL",
    "ChoosingPanel",
    "GuessPanel",
    "MicroscopePanel",
    "ShapePanel",
    "SoftmaxPanel",
    "SurprisalPanel",
    "TemperaturePanel",
    "TrainingPanel",
    "TruncationPanel",
    "check_one_hot",
    "check_pairs",
    "check_softmax_with_temperature",
    "check_top_p",
    "check_writer",
]
