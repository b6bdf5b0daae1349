"""The LSTM before it could forget: both plays, every reset."""

import pytest

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
        read = panel.view()
        assert (read.title, read.every) == (title, int(every))
        assert panel.describe().startswith(title)
        assert panel.status.text == panel.describe()
        assert panel.live.values["0.y"] == read.carry["no forget gate"].tolist()
        assert panel.figure().layout.annotations[0].text == panel.live.values["layout.annotations[0].text"]
        highest.append(read.carry["no forget gate"].max())
    assert highest == sorted(highest, reverse=True)
    assert not panel.status.problem
