from .beam.exercise import FAULT, GREEDY_LOSES, WIDER, check_beam_search, random_tree, tree
from .beam.panel import BeamPanel
from .bleu.exercise import CLIPPED, RANKED, check_bleu, check_clipped_precision
from .bleu.panel import BleuPanel
from .bugs.exercise import (
    BLACK,
    DIAGNOSIS,
    check_normalised_captions,
    check_references,
    check_teacher_forcing,
)
from .compose.exercise import MISTAKES
from .compose.panel import ComposePanel
from .gallery.exercise import COPIED, SHELF
from .gallery.panel import GalleryPanel
from .live.panel import LivePanel
from .neighbours.exercise import NEAREST
from .neighbours.panel import NeighboursPanel
from .shown.exercise import MERGED_SWAPPED
from .shown.panel import ShownPanel
from .word_by_word.exercise import FADES, WITH, check_caption_log_probability
from .word_by_word.panel import WordByWordPanel

__all__ = [
    "BLACK",
    "CLIPPED",
    "COPIED",
    "DIAGNOSIS",
    "FADES",
    "FAULT",
    "GREEDY_LOSES",
    "MERGED_SWAPPED",
    "MISTAKES",
    "NEAREST",
    "RANKED",
    "SHELF",
    "WIDER",
    "WITH",
    "BeamPanel",
    "BleuPanel",
    "ComposePanel",
    "GalleryPanel",
    "LivePanel",
    "NeighboursPanel",
    "ShownPanel",
    "WordByWordPanel",
    "check_beam_search",
    "check_bleu",
    "check_caption_log_probability",
    "check_clipped_precision",
    "check_normalised_captions",
    "check_references",
    "check_teacher_forcing",
    "random_tree",
    "tree",
]
