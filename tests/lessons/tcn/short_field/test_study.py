"""The study of short fields: outside of the field there is chance and no gradient, in the file and once more."""

from functools import partial

from unrolled.lessons.tcn.short_field import recipe as short_field
from unrolled.lessons.tcn.short_field import study
from unrolled.models.tcn.size import steps_back
from unrolled.training.results import load_results


def test_outside_of_the_field_there_is_chance_and_no_gradient():
    runs = load_results(short_field.NAME)
    for net in (*short_field.NETS, short_field.HOLED):
        seen = steps_back(net.kernel, net.dilations)
        waits = short_field.HOLED_WAITS if net == short_field.HOLED else short_field.waits(net)
        for wait in waits:
            for seed in short_field.SEEDS:
                run = runs[f"{net.name} {wait} {seed}"]
                if wait not in seen:
                    assert run["right"] < 0.18
                    assert run["gradient"] == 0


def test_inside_and_outside_once_more():
    net = short_field.NETS[0]
    inside = study.job(partial(short_field.network, net), 8, 0, updates=160)
    outside = study.job(partial(short_field.network, net), net.field, 0, updates=40)
    assert inside["right"] > 0.9
    assert outside["gradient"] == 0
    assert outside["right"] < 0.2
