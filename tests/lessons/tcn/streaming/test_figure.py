"""An example of each drawing of a stream."""

import functools

from unrolled.lessons.tcn.streaming import figure as streaming
from unrolled.lessons.tcn.streaming import probe as streaming_probe


@functools.cache
def stream():
    return streaming_probe.streaming("hello <b> world", 9)


EXAMPLES = {
    "streaming.streaming_drawing": lambda: streaming.streaming_drawing(stream()),
    "streaming.streaming_rings": lambda: streaming.streaming_rings(stream()),
}
