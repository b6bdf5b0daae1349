"""Against temperature: every measure, temperature and passage of the committed result."""

import pytest

from unrolled.lessons.shakespeare.against_temperature import probe as probes
from unrolled.lessons.shakespeare.against_temperature.panel import AgainstTemperaturePanel


@pytest.fixture(scope="module")
def panel():
    return AgainstTemperaturePanel()


def test_every_measure_at_every_temperature(panel):
    for key, (name, question, _) in probes.MEASURES.items():
        panel.measure.value = key
        assert question in panel.drawing()
        for k, tau in enumerate(probes.TEMPERATURES):
            panel.live.cursor = k
            assert panel.record.cursor == k
            assert panel.describe().startswith(f"{name} at τ = {tau:.1f}: ")
            mean = panel.record.measure.network[:, k].mean()
            assert f"{mean:.2f} bits" in panel.describe() or f"{100 * mean:.0f} %" in panel.describe() or mean < 0.1


def test_passages_come_round(panel):
    first = panel.record.passage
    seen = []
    for _ in probes.PROMPTS:
        panel.another.presses += 1
        seen.append(panel.record.passage)
        assert probes.PROMPTS[seen[-1]].strip() in panel.drawing()
    assert sorted(seen) == list(range(len(probes.PROMPTS)))
    assert panel.record.passage == first


def test_it_starts_where_it_is_told():
    panel = AgainstTemperaturePanel("entropy", 1.23)
    assert panel.record.written.temperatures[panel.live.cursor] == 1.2
    assert panel.record.measure.name == "Entropy"
    assert panel.live.last == len(probes.TEMPERATURES) - 1
