"""All sizes are trained by one recipe."""

from unrolled.lessons.shakespeare.big_networks import recipe as training
from unrolled.lessons.shakespeare.big_networks import study


def test_all_have_one_recipe_but_for_the_rate():
    found = [training.recipe(layers, hidden, 1) for layers, hidden in study.SIZES]
    assert [(one.layers, one.hidden) for one in found] == list(study.SIZES)
    assert {(one.dropout, one.steps, one.batch, one.window, one.seed) for one in found} == {
        (0.0, training.STEPS, training.LARGE_RECIPE.batch, training.LARGE_RECIPE.window, 1)
    }
    rates = dict(sorted((one.hidden, one.rate) for one in found))
    assert list(rates.values()) == sorted(rates.values(), reverse=True)
    assert rates[32] == 0.01  # the most
    assert rates[256] == 0.005
