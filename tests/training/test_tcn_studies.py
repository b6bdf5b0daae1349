"""The TCN's committed studies: complete, made by their own code, and saying what the notebook says they do."""

import json
from functools import partial

import numpy as np
import pytest
import torch

from unrolled.datasets.paths import data_folder
from unrolled.lessons.tcn.chorales import probe as music
from unrolled.lessons.tcn.chorales import recipe as chorales
from unrolled.lessons.tcn.chorales import study as chorales_study
from unrolled.lessons.tcn.leak import recipe as leak
from unrolled.lessons.tcn.leak import study as leak_study
from unrolled.lessons.tcn.race import recipe as tcn_race
from unrolled.lessons.tcn.race import study as tcn_race_study
from unrolled.lessons.tcn.short_field import recipe as short_field
from unrolled.lessons.tcn.short_field import study as short_field_study
from unrolled.lessons.tcn.tdnn import recipe as tdnn
from unrolled.lessons.tcn.tdnn import study as tdnn_study
from unrolled.models.sequence_net import ARCHITECTURES
from unrolled.models.tcn.size import steps_back
from unrolled.models.voices_net import VoicesNet
from unrolled.training.checkpoint import load_network
from unrolled.training.loop import Budget
from unrolled.training.results import load_results

STUDIES = [chorales_study, leak_study, short_field_study, tcn_race_study, tdnn_study]


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.NAME)
def test_the_file_names_its_command(study):
    about = json.loads((data_folder() / "results" / f"{study.NAME}.json").read_text())["about"]
    assert about["command"] == study.COMMAND


def test_a_leak_is_seen_in_no_held_out_loss():
    runs = load_results(leak_study.NAME)
    for seed in leak.SEEDS:
        left, both = runs[f"left {seed}"], runs[f"both {seed}"]
        assert both["tested"] < 0.1 < 1 < left["tested"]
        assert both["writing"] > left["writing"] + 0.5
        assert abs(left["writing"] - left["tested"]) < 0.1


def test_the_leak_is_measured_as_the_study_says():
    known, held = leak.texts()
    assert len(known) > len(held) > 1000
    job = leak_study.job("both", 0, updates=12)
    assert job["tested"] < 4.4
    assert job["writing"] > 2


def test_each_architecture_ran_three_seeds_at_its_best_rate():
    runs = load_results(tcn_race.NAME)
    for task in tcn_race.TASKS:
        for kind in ARCHITECTURES:
            rate = tcn_race.best_rate(runs, task, kind)
            sizes = {runs[f"{task} {kind} {rate} {seed}"]["parameters"] for seed in tcn_race.SEEDS}
            assert len(sizes) == 1
            assert abs(sizes.pop() / tcn_race.TASKS[task].parameters - 1) < 0.02
    for kind in ("rnn", "lstm"):
        rate = tcn_race.best_rate(runs, "adding", kind)
        assert min(tcn_race.final(runs[f"adding {kind} {rate} {seed}"]) for seed in tcn_race.SEEDS) > 0.15


@pytest.mark.parametrize("name", list(tcn_race.TASKS))
@pytest.mark.parametrize("kind", ["gru", "tcn"])
def test_a_race_runs(name, kind):
    task = tcn_race.TASKS[name]
    run = tcn_race.begin(task, kind, 0.01, 0)
    events = list(tcn_race.train(run, task, 0.01, Budget(steps=3), 1))
    assert len(events) == 3
    assert np.isfinite(events[-1].validation)


def test_the_trivial_answer_costs_what_is_said():
    class Constant(torch.nn.Module):
        def forward(self, x):
            logits = torch.full((*x.shape[:2], 10), -50.0)
            logits[:, :-10, 0] = 50
            logits[:, -10:, 1:9] = 0
            return logits

        def last(self, x):
            return torch.ones(len(x), 1)

    for task in tcn_race.TASKS.values():
        assert tcn_race.held_out(task, Constant()) == pytest.approx(task.trivial, rel=0.08)


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
    inside = short_field_study.job(partial(short_field.network, net), 8, 0, updates=160)
    outside = short_field_study.job(partial(short_field.network, net), net.field, 0, updates=40)
    assert inside["right"] > 0.9
    assert outside["gradient"] == 0
    assert outside["right"] < 0.2


def test_a_tdnn_does_not_mind_when():
    runs = load_results(tdnn.NAME)
    for seed in tdnn.SEEDS:
        assert min(runs[f"tdnn {seed}"]["right"]) > 0.9
        for kind in ("equal", "wide"):
            right = runs[f"{kind} {seed}"]["right"]
            assert min(right[2:5]) > 0.98
            assert right[-1] < 0.5


def test_the_shipped_chorale_network_is_as_good_as_its_card():
    model, card = load_network(chorales.SHIPPED, VoicesNet)
    assert chorales.nats_a_chord(model, chorales.part("valid")) == pytest.approx(card["valid"], abs=0.005)
    assert chorales.nats_a_chord(model, chorales.part("test")) == pytest.approx(card["test"], abs=0.005)
    assert card["test"] < 0.6 * chorales.baselines(chorales.part("test"))["repeat"]
    assert card["data"] == chorales.chorales.SHA256
    runs = load_results(chorales.NAME)
    for seed in chorales.SEEDS:
        assert runs[f"tcn {seed}"]["test"] < runs[f"lstm {seed}"]["test"]
        assert runs[f"tcn {seed}"]["parameters"] == pytest.approx(runs[f"lstm {seed}"]["parameters"], rel=0.01)


def test_notes_go_there_and_back():
    piece = music.held_out()[0]
    ids = chorales.encode(piece.voices)
    assert (chorales.decode(ids) == piece.voices).all()
    x, y = chorales.draw([ids[:8], ids[:40]])
    assert ((x == y) | (y == -100)).all()
