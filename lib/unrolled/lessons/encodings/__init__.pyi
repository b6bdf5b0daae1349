from .axis.exercise import ROTATED, check_place
from .axis.panel import AxisPanel
from .codings.exercise import BYTES
from .codings.panel import EncodingsPanel
from .collisions.exercise import BIRTHDAY, check_bucket, check_expected_taken
from .collisions.panel import CollisionsPanel
from .distance.exercise import OPPOSITES, check_cosine
from .distance.panel import DistancePanel
from .genres.exercise import FREQUENT, check_split
from .genres.panel import GenresPanel
from .passage.panel import PassagePanel
from .signs.exercise import SIGNS
from .signs.panel import SignsPanel

__all__ = [
    "BIRTHDAY",
    "BYTES",
    "FREQUENT",
    "OPPOSITES",
    "ROTATED",
    "SIGNS",
    "AxisPanel",
    "CollisionsPanel",
    "DistancePanel",
    "EncodingsPanel",
    "GenresPanel",
    "PassagePanel",
    "SignsPanel",
    "check_bucket",
    "check_cosine",
    "check_expected_taken",
    "check_place",
    "check_split",
]
