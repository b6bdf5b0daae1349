"""An example of each drawing of the TDNN."""

import functools

from unrolled.lessons.tcn.tdnn import figure as tdnn
from unrolled.lessons.tcn.tdnn import probe as tdnn_probe
from unrolled.lessons.tcn.tdnn import recipe as tdnn_training
from unrolled.training.results import load_results


@functools.cache
def syllable():
    networks = tdnn_training.trained(0, updates=2)
    return tdnn_probe.heard(networks, load_results("tdnn"), kind=1, onset=6, seed=0)


EXAMPLES = {
    "tdnn.tdnn_drawing": lambda: tdnn.tdnn_drawing(syllable()),
    "tdnn.tdnn_heard": lambda: tdnn.tdnn_heard(syllable()),
}
