from .arithmetic.exercise import INPUTS, check_analogy
from .arithmetic.panel import AnalogyPanel
from .bias.exercise import CHANCE, DOCTOR
from .bias.panel import BiasPanel
from .capitals.exercise import SHUFFLED, check_alike
from .capitals.panel import CapitalsPanel
from .court.exercise import ALLOWED, CAP, check_accuracy
from .court.panel import CourtPanel
from .table8.exercise import FIRST
from .table8.panel import Table8Panel

__all__ = [
    "ALLOWED",
    "CAP",
    "CHANCE",
    "DOCTOR",
    "FIRST",
    "INPUTS",
    "SHUFFLED",
    "AnalogyPanel",
    "BiasPanel",
    "CapitalsPanel",
    "CourtPanel",
    "Table8Panel",
    "check_accuracy",
    "check_alike",
    "check_analogy",
]
