"""σ against tanh, drawn."""

from unrolled.lessons.lstm.squash import figure as squash
from unrolled.lessons.lstm.squash.probe import squash as measure

EXAMPLES = {"squash.squash_chart": lambda: squash.squash_chart(measure(2.0, 0.5))}


def test_lines_and_names_are_those_of_the_record():
    shown = measure(-2.0, 0.5, steps=5)
    figure, values = squash.squash_chart(shown), squash.squash_values(shown)
    for k, name in enumerate(shown.carry):
        assert list(figure.data[k].y) == list(shown.carry[name]) == list(values[f"{k}.y"])
        assert figure.data[k].name == values[f"{k}.name"]
    assert "gate a tanh: × −0.96, +0.46 a step" in figure.data[1].name
    assert squash.describe_squash(shown).startswith("After 5 steps with −2.00 into the gate and +0.50")
