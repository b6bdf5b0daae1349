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
    assert figure.data[1].name.startswith("<b>gate a tanh</b><br>× −0.96, +0.46 a step<br>at the end ")
    assert figure.layout.height <= 384
    assert squash.describe_squash(shown).startswith("After 5 steps with −2.00 into the gate and +0.50")


def test_the_answer_tells_what_each_would_do_in_the_others_place():
    assert squash.answer(measure(-2.0, 0.5)) == (
        "As a gate, σ keeps 0.12 of the carry; tanh would turn the carry’s sign (× −0.96). As a candidate, tanh writes "
        "+0.46 at each step; σ could only add (+0.62)."
    )
    assert "tanh would keep nothing (× 0.00)" in squash.answer(measure(0.0, 0.5))
    assert "tanh would keep 0.96 (× +0.96)" in squash.answer(measure(2.0, 0.5))
