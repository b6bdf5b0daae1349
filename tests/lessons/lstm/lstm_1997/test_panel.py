"""The LSTM before it could forget: both plays, every reset."""

import pytest

from unrolled.lessons.lstm.lstm_1997.figure import answer
from unrolled.lessons.lstm.lstm_1997.panel import EVERY, HistoryPanel


@pytest.fixture(scope="module")
def panel():
    return HistoryPanel()


@pytest.mark.parametrize("title", ["Twelfth Night", "Richard II"])
def test_resets_keep_the_carry_small(panel, title):
    panel.play.value = title
    highest = []
    for _, every in EVERY:
        panel.every.value = every
        read = panel.record
        assert (read.title, read.every) == (title, int(every))
        assert panel.describe().startswith(title)
        assert panel.status.text == answer(read)
        assert panel.live.values["0.y"] == read.carry["no forget gate"].tolist()
        for k in range(2, 6):
            assert panel.figure().layout.annotations[k].text == panel.live.values[f"layout.annotations[{k}].text"]
            assert panel.figure().layout.annotations[k].y == panel.live.values[f"layout.annotations[{k}].y"]
        highest.append(read.carry["no forget gate"].max())
    assert highest == sorted(highest, reverse=True)
    assert not panel.status.problem
