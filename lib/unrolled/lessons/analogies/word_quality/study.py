"""How good are word vectors? Ours, gensim's on the same text, and GloVe's on a thousand times as much.

    python -m unrolled.lessons.analogies.word_quality.study  # about ten minutes

It needs gensim, and two dictionaries by the registry.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from unrolled.datasets import analogy_questions, dictionaries, judgements, word_vectors
from unrolled.datasets.judgements import Judgements
from unrolled.datasets.word_vectors import WordVectors
from unrolled.datasets.words import tokens
from unrolled.measuring.hearing import section_score
from unrolled.measuring.similarity import agreement
from unrolled.training import own_vectors
from unrolled.training.results import begin_study, collect


def known_to(vectors: WordVectors, name: str) -> Judgements:
    """The pairs of a set of judgements whose words have a vector."""
    judged = judgements.judgements(name)
    kept = [k for k, pair in enumerate(judged.pairs) if all(word in vectors for word in pair)]
    return replace(judged, pairs=tuple(judged.pairs[k] for k in kept), scores=judged.scores[kept])


def quality(vectors: WordVectors) -> dict[str, Any]:
    """Rank correlations with both sets of judgements, and all sections of the questions, for a result file.

    Of the judgements only the pairs that our shipped vectors know count, so that all vectors are asked the same.
    """
    ours = word_vectors.ours()
    return {
        "words": len(vectors),
        "about": vectors.about,
        "judgements": {name: agreement(vectors, known_to(ours, name)) for name in judgements.SETS},
        "sections": {one.name: section_score(vectors, one.name) for one in analogy_questions.sections()},
    }


def by_gensim(seed: int = 0) -> WordVectors:
    """What gensim's skip-gram learns from the text of our shipped vectors, with the same recipe."""
    from gensim.models import Word2Vec
    from gensim.models.word2vec import LineSentence

    recipe = own_vectors.UNION
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "words.txt"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(" ".join(words) + "\n" for words in map(tokens, dictionaries.union()))
        model = Word2Vec(
            LineSentence(path), sg=1, vector_size=recipe.size, window=recipe.window, negative=recipe.negatives,
            sample=recipe.threshold, alpha=recipe.rate, epochs=recipe.epochs, min_count=5,
            max_final_vocab=own_vectors.LARGEST, workers=2, seed=seed,
        )  # fmt: skip
    return WordVectors.of(model.wv.index_to_key, model.wv.vectors, "gensim, the same text and recipe")


def main() -> None:
    """Measure what the result file does not hold yet."""
    anew = begin_study(__doc__)
    about = {
        "what": "Spearman's correlation with human judgements and the number of pairs; by section of the analogy "
        "questions, how many are right and how many have known words",
        "command": "python -m unrolled.lessons.analogies.word_quality.study",
    }
    makers = {"glove": word_vectors.glove, "ours": word_vectors.ours, "gensim": by_gensim}
    jobs = {name: lambda make=make: quality(make()) for name, make in makers.items()}
    collect("word_quality", about, jobs, anew=anew)


if __name__ == "__main__":
    main()
