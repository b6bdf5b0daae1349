from .claims.exercise import BASELINE, PERMUTED, SEQUENTIAL
from .cost.panel import CostPanel
from .live_race.panel import LiveRacePanel
from .one_string.exercise import START
from .one_string.panel import OneStringPanel
from .permuted.exercise import check_permuted_sets, permuted_sets
from .plan.exercise import check_sweep_minutes
from .reading.exercise import LONGER, NOTHING, check_copy_baseline
from .reading.panel import ReadingPanel
from .seeds.panel import SeedsPanel
from .the_table.panel import TablePanel
from .verdict.exercise import check_verdict

__all__ = [
    "BASELINE",
    "LONGER",
    "NOTHING",
    "PERMUTED",
    "SEQUENTIAL",
    "START",
    "CostPanel",
    "LiveRacePanel",
    "OneStringPanel",
    "ReadingPanel",
    "SeedsPanel",
    "TablePanel",
    "check_copy_baseline",
    "check_permuted_sets",
    "check_sweep_minutes",
    "check_verdict",
    "permuted_sets",
]
