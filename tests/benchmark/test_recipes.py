"""Settings are those of their sources, sizes those of the table, and the chosen rates those that the trials chose."""

from dataclasses import replace

import pytest

from unrolled.benchmark.folder import Folder
from unrolled.benchmark.networks import build
from unrolled.benchmark.published import ROWS, row
from unrolled.benchmark.recipes import MODELS, SIZES, Recipe, recipe, settings_of, stands_for
from unrolled.benchmark.summary import chosen_rate
from unrolled.benchmark.task import TaskError
from unrolled.benchmark.tasks import TASKS
from unrolled.models.size import size

SIX = ("seq_mnist", "perm_mnist", "adding", "copy", "jsb", "nottingham")


def parameters(task, model, settings):
    return size(build(TASKS[task], model, recipe(task, model, settings)))


@pytest.mark.parametrize(
    ("task", "model", "settings", "count"),
    [
        ("adding", "tcn", "supplement", 70_369),
        ("seq_mnist", "tcn", "supplement", 66_910),
        ("copy", "tcn", "supplement", 12_530),
        ("nottingham", "tcn", "supplement", 1_053_238),
        ("jsb", "tcn", "repository", 882_538),  # as the program's default, made for Nottingham
        ("adding", "tcn", "repository", 96_001),
        ("adding", "lstm", "supplement", 69_291),  # torch's second bias, 520 more, is only ever added to the first
    ],
)
def test_sizes_of_the_papers_settings(task, model, settings, count):
    assert parameters(task, model, settings) == count


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("task", SIX)
def test_the_tables_sizes_are_met_to_six_in_a_hundred(task, model):
    assert parameters(task, model, stands_for(task, model, "size")) == pytest.approx(SIZES[task], rel=0.06)


def test_sizes_are_those_of_the_slide():
    for name, one in ROWS.items():
        if one.size:
            assert SIZES[name] == one.size
    assert set(SIZES) == set(TASKS) - {"tiny"}
    assert all(row(name).title == TASKS[name].title for name in SIZES)


@pytest.mark.parametrize("model", MODELS)
def test_every_row_has_settings_for_every_model(model):
    for task in SIZES:
        assert settings_of(task, model)
        assert isinstance(recipe(task, model, settings_of(task, model)[0]), Recipe)


def test_the_fair_lstm_differs_in_its_start_and_training_only():
    network = build(TASKS["adding"], "fair_lstm", recipe("adding", "fair_lstm", "size"))
    bias, H = network.core.layers[0].cell.x_to_gates.bias, network.core.hidden
    assert (bias[H : 2 * H] >= 0).all()
    assert bias[H : 2 * H].max() > 5  # half-lives of hundreds of steps
    assert (bias[:H] == -bias[H : 2 * H]).all()
    paper = build(TASKS["adding"], "lstm", recipe("adding", "lstm", "supplement"))
    assert (paper.core.layers[0].cell.x_to_gates.bias[130:260] == 1).all()
    assert type(paper.core.layers[0]) is type(network.core.layers[0])


@pytest.mark.parametrize("task", SIZES)
def test_the_fair_rate_is_the_one_its_trials_chose(task):
    rate = chosen_rate(Folder.usual().read(pytest.fail), task)
    if rate is None:
        pytest.skip("no trials were run")
    assert recipe(task, "fair_lstm", "size").rate == rate


def test_a_control_takes_one_change_back():
    fair = recipe("copy", "fair_lstm", "size")
    assert recipe("copy", "fair_lstm", "without_codes") == replace(fair, codes=False)
    assert recipe("copy", "fair_lstm", "without_chrono") == replace(fair, chrono=None, forget=1.0)
    assert "without_codes" not in settings_of("copy", "fair_lstm"), "a control is no setting of the table"


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (("mnist", "tcn", "size"), "There is no task named 'mnist': choose one of"),
        (("jsb", "s4", "size"), "There is no model named 's4'"),
        (("jsb", "fair_lstm", "without_codes"), "There is no settings named 'without_codes'"),
        (("jsb", "lstm", "mine"), "There is no settings named 'mine'"),
        (
            ("jsb", "lstm", "repository"),
            "LSTM has no settings 'repository' of its own on jsb: there are supplement, size.",
        ),
    ],
)
def test_unknown_names_are_refused_with_those_there_are(asked, sentence):
    with pytest.raises(TaskError) as refused:
        recipe(*asked)
    assert str(refused.value).startswith(sentence)
