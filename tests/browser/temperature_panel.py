"""What stands in a temperature panel's page, and what its twin without a page says must stand there."""

import numpy as np


def swept(panel):
    """Wait until the passages of all temperatures have come."""
    slider = panel.get_by_role("slider")
    for key in ("Home", "End"):
        slider.press(key)
        panel.locator("pre:not(.unrolled-waiting)").wait_for(timeout=30_000)


def settle(page):
    page.evaluate("() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")


def drawn(panel):
    """Probabilities by character, entropy in words and passage, as they stand in the page."""
    settle(panel.page)
    return panel.evaluate(
        """panel => {
            const svg = panel.querySelector('svg[data-shown]');
            const tall = svg.dataset.bottom - svg.dataset.top;
            const part = name => svg.querySelector(`[data-part="${name}"]`);
            const bars = [];
            for (let k = 0; part(`bar-${k}`); k++)
                bars.push([part(`name-${k}`).textContent, (part(`bar-${k}`).height.baseVal.value / tall) ** 2]);
            return {
                bars,
                entropy: part('entropy-value').textContent,
                passage: panel.querySelector('pre').textContent,
                temperature: panel.querySelector('input[type=range]').value,
            };
        }"""
    )


def check(panel, twin, temperature):
    twin.temperature.value = temperature
    view, seen = twin.record, drawn(panel)
    assert float(seen["temperature"]) == temperature
    shown = len(seen["bars"]) - 1
    expected = [*view.now[:shown], view.now[shown:].sum()]
    np.testing.assert_allclose([p for _, p in seen["bars"]], expected, atol=1e-6)
    assert [name for name, _ in seen["bars"]][:shown] == [
        {"\n": "⏎", " ": "␣"}.get(c, c) for c in view.next.characters[:shown]
    ]
    assert seen["entropy"] == f"Entropy {view.entropy:.2f} bits"
    passage = view.samples.at(temperature)
    mark = "⏎" if passage[0] == "\n" else ""
    assert seen["passage"] == view.next.prompt + mark + passage
