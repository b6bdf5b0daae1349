from .against_temperature.exercise import GREEDY, WORDS
from .against_temperature.panel import AgainstTemperaturePanel
from .big_networks.exercise import TWICE
from .big_networks.panel import BigNetworksPanel
from .memorised.exercise import OWN, check_copied, check_new_ngrams
from .memorised.panel import MemorisedPanel
from .passages.exercise import APART
from .passages.panel import PassagesPanel
from .quiz.exercise import GIVEAWAY, check_chance
from .quiz.panel import QuizPanel
from .reading.exercise import PHONE, check_costs
from .reading.panel import ReadingPanel
from .snapshots.exercise import ORDER
from .snapshots.panel import SnapshotsPanel

__all__ = [
    "APART",
    "GIVEAWAY",
    "GREEDY",
    "ORDER",
    "OWN",
    "PHONE",
    "TWICE",
    "WORDS",
    "AgainstTemperaturePanel",
    "BigNetworksPanel",
    "MemorisedPanel",
    "PassagesPanel",
    "QuizPanel",
    "ReadingPanel",
    "SnapshotsPanel",
    "check_chance",
    "check_copied",
    "check_costs",
    "check_new_ngrams",
]
