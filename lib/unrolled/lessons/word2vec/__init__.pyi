from .glove_ratios.exercise import WATER, check_ratio, check_weighting
from .glove_ratios.panel import GloveRatioPanel
from .glove_training.panel import GlovePanel
from .one_update.panel import UpdatePanel
from .output_cost.exercise import WAY, check_code_lengths
from .output_cost.panel import OutputCostPanel
from .pair_factory.exercise import MOVERS, POWER, check_gradient, check_keep, check_negatives
from .pair_factory.panel import PairFactoryPanel
from .phrases.exercise import NO_DISCOUNT, check_join
from .phrases.panel import PhrasesPanel
from .subsampling.exercise import SMALL
from .subsampling.panel import SubsamplingPanel
from .word_training.exercise import FASTER
from .word_training.panel import WordTrainingPanel

__all__ = [
    "FASTER",
    "MOVERS",
    "NO_DISCOUNT",
    "POWER",
    "SMALL",
    "WATER",
    "WAY",
    "GlovePanel",
    "GloveRatioPanel",
    "OutputCostPanel",
    "PairFactoryPanel",
    "PhrasesPanel",
    "SubsamplingPanel",
    "UpdatePanel",
    "WordTrainingPanel",
    "check_code_lengths",
    "check_gradient",
    "check_join",
    "check_keep",
    "check_negatives",
    "check_ratio",
    "check_weighting",
]
