"""The study of thresholds: it judges what it trained, and its committed numbers are what the notebook says."""

from unrolled.datasets.words import MemoryCorpus
from unrolled.lessons.word2vec.subsampling import probe as probes
from unrolled.lessons.word2vec.subsampling import study


def test_a_measurement_judges_what_was_trained(monkeypatch):
    asked = []
    monkeypatch.setattr(study.english, "corpus", lambda: MemoryCorpus.of(["the cat and the dog", "a dog ran"] * 9))
    monkeypatch.setattr(
        study, "train", lambda run, corpus: asked.append(run.recipe) or setattr(run, "seconds", 2.0) or ()
    )
    monkeypatch.setattr(study, "section_score", lambda vectors, name: (len(name), 100))
    monkeypatch.setattr(study, "agreement", lambda vectors, judged: (0.25, 99))
    monkeypatch.setattr(study.judgements, "judgements", lambda name: name)
    told = study.measure(1e-4, 2)
    assert (asked[0].threshold, asked[0].seed, asked[0].epochs) == (1e-4, 2, study.RECIPE.epochs)
    assert told["analogies"] == round(sum(map(len, study.SECTIONS)) / 400, 4)
    assert set(told["sections"]) == set(study.SECTIONS)
    assert told["WordSim353"] == told["SimLex999"] == 0.25


def test_the_study_by_threshold():
    found = probes.studies()
    assert [one.threshold for one in found] == list(probes.THRESHOLDS)
    for one in found:
        assert one.seeds == len(study.SEEDS)
        assert all(low <= mean <= high for mean, low, high in one.scores.values())
    words, analogies = ([one.scores[name][0] for one in found] for name in ("words_per_second", "analogies"))
    assert words == sorted(words)
    assert analogies.index(max(analogies)) == 1  # 1e-3, as the notebook says
