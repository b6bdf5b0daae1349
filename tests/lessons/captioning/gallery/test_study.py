"""The shipped captioner's numbers measured again, and what the study finds and misses."""

import json

import pytest

from unrolled.datasets import emoji
from unrolled.datasets.paths import data_folder
from unrolled.lessons.captioning.gallery import study
from unrolled.training import captioning
from unrolled.training.results import load_results


def test_the_cards_exact_match_is_measured_again():
    model, words, card = captioning.load_captioner("captioner_once_0")  # raises where it is missing
    data = emoji.held_out("test", "compositions")
    share = captioning.exact(captioning.written(model, data.images, words), data)
    assert share == pytest.approx(card["exact"]["test"]["compositions"], abs=1.5 / len(data))


def test_networks_are_found_among_the_shipped_or_in_runs(tmp_path, monkeypatch):
    monkeypatch.setenv("UNROLLED_DATA", str(tmp_path / "data"))
    assert study.weights("captioner_once_7", tmp_path) is None
    (tmp_path / "captioner_once_7.safetensors").touch()
    assert study.weights("captioner_once_7", tmp_path) == tmp_path / "captioner_once_7.safetensors"
    shipped = tmp_path / "data" / "checkpoints" / "captioner_once_7.safetensors"
    shipped.parent.mkdir(parents=True)
    shipped.touch()
    assert study.weights("captioner_once_7", tmp_path) == shipped


def test_what_can_be_measured_depends_on_what_was_found():
    always = {"first reference", "most frequent caption", "nearest by pixels", "nearest, 8 x 8 pixels"}
    assert set(study.jobs(set())) == always
    assert study.missing({"captioner_once_0"})[:2] == ["captioner_once_1", "captioner_once_2"]
    found = set(study.jobs({"captioner_once_0", "captioner_merged_2"}))
    assert found >= {"once 0", "merged 2", "once 0, beam 5", "once 0, beam 20", "nearest by features", "consensus"}
    assert not any("ensemble" in name for name in found)
    assert len(study.jobs({captioning.name(shown, seed) for shown in study.DECODERS for seed in range(3)})) == 18


def test_the_file_agrees_with_the_cards_and_says_what_was_reached():
    runs = load_results(study.NAME)
    for label in ("once 0", "once 1", "once 2", "always 0", "merged 0"):
        _, _, card = captioning.load_captioner(f"captioner_{label.replace(' ', '_')}")
        for kind in emoji.HELD_OUT:
            assert runs[label][kind]["exact"] == pytest.approx(card["exact"]["test"][kind], abs=0.005)
    pixels = runs["nearest by pixels"]["other vendor"]["exact"]
    for seed in (0, 1, 2):
        for shown, times in (("once", 1.5), ("always", 2), ("merged", 2)):
            assert runs[f"{shown} {seed}"]["compositions"]["exact"] > 0.6
            assert runs[f"{shown} {seed}"]["other vendor"]["exact"] > times * pixels
    assert runs["once 0"]["compositions"]["cider_d"] < runs["first reference"]["compositions"]["cider_d"]


def test_the_file_names_what_is_missing():
    held = json.loads((data_folder() / "results" / f"{study.NAME}.json").read_text("utf-8"))
    for label in held["about"]["missing"]:
        assert label.removeprefix("captioner_").replace("_", " ") not in held["runs"]
    assert len(held["about"]["missing"]) + sum(name[-2:] in (" 0", " 1", " 2") for name in held["runs"]) == 9
