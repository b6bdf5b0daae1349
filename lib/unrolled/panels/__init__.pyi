from .panel import Panel
from .predict import Predict

__all__ = [
    "Panel",
    "Predict",
]
