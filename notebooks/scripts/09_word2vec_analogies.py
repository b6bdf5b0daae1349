# %% [markdown]
# # Word2vec analogies
#
# **Paris − France + Italy = Rome: how often does that work, and what is it that works?**
#
# You will be able to
#
# - answer an analogy by arithmetic, and say what leaving out the inputs has to do with the answer
# - test a beautiful picture against shuffled pairs
# - read a published analogy score: which words, which vocabulary, which questions were counted
#
# *Time:* 85 minutes, of which 20 are exercises; the part marked *optional* takes 15 more. *It builds on:* notebook 07 (word
# vectors, cosine), and on 08 for how they are trained. *Slides:* What does this feature space look like?; Word2vec: example
# learned relationships. *Five-minute route:* the set-up, then the cells under the headings marked ▶. Nothing is downloaded.

# %%
from unrolled import notebook
from unrolled.datasets import word_vectors
from unrolled.lessons import analogies
from unrolled.panels import Predict

notebook.setup()
glove, ours = word_vectors.glove(), word_vectors.ours()

# %% [markdown]
# Two sets of vectors are in this repository, both of 100 dimensions and only in lower case.
#
# - *Ours* are word2vec's skip-gram, trained by the command `make train-word-vectors` in four minutes. The text: the 3.6
#   million words on which notebook 08 trains in class (glosses of a dictionary, an almanac, the Brown corpus), and 5 million
#   words of two more dictionaries. Together 8.6 million, which is very little.
# - *GloVe* was trained by its authors on six billion words of Wikipedia and news, by another method (the last part of notebook
#   08). The 20,215 words kept here are the most frequent ones and those that benchmarks ask for.
#
# Analogies about the world need much text. So **most results below are GloVe's**, although the slides show word2vec's; what is
# asked is the same of both kinds of vectors. Ours stand beside them where they know enough of the words.

# %% [markdown]
# ## ▶ Countries and capitals
#
# What does this feature space look like? The slide shows Figure 2 of Mikolov and others ([Distributed Representations
# of Words and Phrases and their Compositionality](https://arxiv.org/abs/1310.4546), 2013): countries and capitals in
# two dimensions of 1,000, and from each country a line to its capital, all nearly parallel. Nobody told the network
# what a capital is.
#
# Here are the same words in the vectors of this repository, GloVe with 100 dimensions. Each arrow is a *difference*
# of two vectors, capital − country.

# %%
Predict(analogies.SHUFFLED)

# %%
analogies.CapitalsPanel(glove)

# %% [markdown]
# **What you see.** The arrows run beside each other, as in the paper. At the right stands what that is worth: the cosine of
# each arrow with the mean of *the other* arrows. The grey bars are the same words paired at random, 1,000 times. Press S to
# shuffle, and watch the arrows and the blue line.
#
# Things to try: *Africa*, then *Currencies* and *Family*. Under *More controls*, pairs of your own, such as
# `cow milk, hen egg, bee honey, tree fruit`.

# %% tags=["nbval-check-output"]
from unrolled.datasets.analogy_questions import sections
from unrolled.lessons.analogies.capitals.panel import presets
from unrolled.lessons.analogies.capitals.probe import Pairing, read_pairs

measured = {}
for name, pairs in presets(sections()):
    for whose, vectors in (("GloVe", glove), ("ours", ours)):
        known = [pair for pair in read_pairs(pairs) if all(word in vectors.vocabulary for word in pair)]
        if len(known) < 5:
            print(f"{name:14} {whose:5} knows {len(known)} of the pairs")
            continue
        shown = Pairing(vectors, known).arrows(seed=1)
        if whose == "GloVe":
            measured[name] = shown
        whole, plane = shown.whole, shown.plane
        print(
            f"{name:14} {whose:5} {len(known)} pairs: {whole.real:.2f}, shuffled {whole.shuffled.mean():.2f}, "
            f"at most {whole.shuffled.max():.2f}, p = {whole.chance:.3f}; "
            f"in the plane {plane.real:.2f}, shuffled {plane.shuffled.mean():.2f}"
        )

# %% [markdown]
# Read the first line in two ways.
#
# - **The plane flatters.** Its two dimensions are those in which the words differ most (the first two principal components;
#   they keep 39 % of the variance). For these words, one of the two tells countries from cities. So an arrow from any country to
#   any capital crosses the picture in about the same direction: in the plane even shuffled pairs have a mean cosine of 0.79.
# - **Something is left.** In all 100 dimensions the real pairs have 0.77, and no shuffle of a thousand more than
#   0.60. That is a permutation test: with the real pairing counted among them, p is 1 in 1,001.
#
# *Currencies* are the other end: their arrows are only a little more alike than those of shuffled pairs. And word2vec's
# skip-gram? Our own vectors, from so little text, know fewer of the pairs, and their real arrows stand out less: 0.56
# against 0.47 for shuffled ones in Figure 2. But they do stand out in each list of which they know at least five pairs,
# clearly for *Family*, elsewhere only just: for *States* one shuffle of a thousand did as well.
#
# ### Which part finds the answer?
#
# Take a country, add the mean arrow of pairs that hold neither this country nor its capital, and look which word is nearest,
# once among the second words alone (the capitals) and once among all words. Before you read on: the
# mean of differences is the difference of means,
#
# $$\frac1N \sum_i (b_i - a_i) = \bar b - \bar a,$$
#
# and that does not ask who is paired with whom.

# %% tags=["nbval-check-output"]
for name, shown in measured.items():
    print(f"{name}, {len(shown.pairs)} pairs")
    for rule in shown.found:
        print(f"  {rule.rule:31} {rule.among_ends:2} among the second words, {rule.among_all:2} among {shown.size:,}")

# %% [markdown]
# So the mean arrow of *wrong* pairs finds the right capitals as well as the mean arrow of the right ones: the counts differ by
# one at most. It says only "away from the countries, to the cities". Which city is told by the country itself: among the capitals alone,
# each country's own is the nearest without any arrow. Tal Linzen ([Issues in evaluating semantic spaces using word
# analogies](https://arxiv.org/abs/1606.07736), 2016) measured such baselines for analogies of all kinds. The paper's
# figure is true, and proves less than it seems to.
#
# What is left of a pair beyond its two groups? Subtract the mean country from each country and the mean capital from each
# capital, and take the cosine of a country with its own capital. For shuffled pairs it is 0 on average; for real ones it is not.

# %% tags=["nbval-check-output"]
for name, shown in measured.items():
    print(f"{name:14} cosine after centring: {shown.rest:.2f}, shuffled {abs(shown.rest_shuffled):.2f}")

# %% [markdown]
# ### By hand
#
# Three pairs in two dimensions. Each arrow is held against the mean of the others; then the same by the table the
# panel uses.

# %% tags=["nbval-check-output"]
import numpy as np

from unrolled.lessons.analogies.capitals.probe import table

countries = np.array([[0.0, 0.0], [1.0, 0.0], [2.0, 1.0]])
cities = np.array([[0.0, 2.0], [1.5, 2.0], [3.0, 2.0]])
arrows = cities - countries
found = []
for k, arrow in enumerate(arrows):
    others = np.delete(arrows, k, axis=0).mean(axis=0)
    found.append(arrow @ others / np.linalg.norm(arrow) / np.linalg.norm(others))
    print(f"arrow {arrow}, mean of the others {others}: cosine {found[-1]:.3f}")

np.testing.assert_allclose(found, table(countries, cities).diagonal())
print("The same by the table.")

# %% [markdown]
# ### Exercise: find the bug
#
# This function says how alike arrows are. It finds any two arrows alike.


# %%
def alike(starts, ends):
    """The mean cosine of each arrow with the mean of the other arrows."""
    arrows = ends - starts
    mean = arrows.mean(axis=0)
    lengths = np.linalg.norm(arrows, axis=1) * np.linalg.norm(mean)
    return (arrows @ mean / lengths).mean()


analogies.check_alike(alike)

# %% [markdown]
# ## ▶ Paris − France + Italy
#
# $$X = \text{vector}(\text{Paris}) - \text{vector}(\text{France}) + \text{vector}(\text{Italy}),$$
#
# and then the word closest to $X$. In general: *a* is to *b* as *c* is to what? The answer is the word nearest to $b
# - a + c$, all vectors at length 1 first, nearest by cosine. By the usual rule *a*, *b* and *c* themselves, the *input words*,
# cannot be the answer.
#
# The slide's Table 8 (Mikolov and others, [Efficient Estimation of Word Representations in Vector
# Space](https://arxiv.org/abs/1301.3781), 2013) has ten relationships with three examples each. Step through all
# thirty with the arrow keys, or type three words of your own.

# %%
Predict(analogies.INPUTS)

# %%
analogies.AnalogyPanel(glove, ours)

# %% [markdown]
# **What you see.** At the left the nearest words. The three input words stay in the list, hatched, where they
# stand. At the right the same as arrows: the dashed one is the solid one, moved to *c*; its tip is $X$. The plane is
# made from the four bold words; which word is nearest is decided in all 100 dimensions.
#
# Things to try: under *More controls*, inputs *allowed*, for each row. `woman`, `man`, `king`. The same word three times. A
# misspelt word. *3CosMul* multiplies where cosine adds, so that no single term can decide (Levy and Goldberg, [Linguistic
# Regularities in Sparse and Explicit Word Representations](https://aclanthology.org/W14-1618/), 2014):
#
# $$\frac{\cos(x, b)\,\cos(x, c)}{\cos(x, a) + \varepsilon}$$
#
# where *x* is a candidate word and each cosine is first mapped to (1 + cos) / 2; the answer is the word for which the
# fraction is largest, so that none is negative, and a small ε against a division by 0.

# %% tags=["nbval-check-output"]
from unrolled.lessons.analogies.arithmetic.probe import answer, published, steps
from unrolled.measuring.analogies import METHODS

key = published()
for method in METHODS:
    asked = [answer(glove, step, method=method, expected=key.expected(step)) for step in steps()]
    same = sum(one.answer == one.expected.word for one in asked)
    inputs = sum(one.otherwise in one.words for one in asked)
    near = sorted(one.ahead for one in asked)[len(asked) // 2]
    print(f"{method}: {same} of {len(asked)} as in Table 8; the first is ahead by {near:.3f} in the median")
    print(f"  with inputs allowed, one of them comes first in {inputs} of {len(asked)}")

# %% [markdown]
# Three things the slide does not say.
#
# - **A rule does much of the work.** Let the inputs be answers, and in 19 of 30 examples one of them is the answer. That
#   *big* is to *bigger* as *cold* is to *cold* would make no table. Rome is one of those that need no rule.
# - **The race is close.** The first word is often ahead by a few hundredths, so another corpus or vocabulary may change it.
# - **Table 8 is the paper's own answers**, right and wrong. What is expected there is not always true, and what comes out
#   here is not always worse: look at *Einstein − scientist* with Mozart.
#
# ### By hand
#
# Five words in two dimensions; the rule as a loop, and then the function behind the panel.

# %% tags=["nbval-check-output"]
from unrolled.datasets.word_vectors import WordVectors

words = ["france", "paris", "italy", "rome", "wine"]
tiny = np.array([[4.0, 1.0], [3.0, 4.0], [5.0, 0.0], [4.0, 3.0], [-1.0, 5.0]])
units = tiny / np.linalg.norm(tiny, axis=1, keepdims=True)
a, b, c = (units[words.index(word)] for word in ("france", "paris", "italy"))
x = b - a + c
print(f"X = [{x[0]:.2f} {x[1]:.2f}]")
for word, unit in zip(words, units, strict=True):
    print(f"{word:6} cosine {unit @ x / np.linalg.norm(x):.3f}")

shown = answer(WordVectors.of(words, tiny, "made up"), ("france", "paris", "italy"))
by_hand = {word: float(unit @ x / np.linalg.norm(x)) for word, unit in zip(words, units, strict=True)}
assert all(abs(by_hand[one.word] - one.score) < 1e-6 for one in shown.candidates)
print(f"The function says {shown.answer}, ahead by {shown.ahead:.3f}; with inputs allowed {shown.otherwise}.")

# %% [markdown]
# ### Exercise: an analogy by hand
#
# `words` is a list, `vectors` holds a row for each, of any length. *a* is to *b* as *c* is to what?


# %%
def analogy(words, vectors, a, b, c):
    """The word nearest to b - a + c by cosine, of vectors brought to length 1; a, b and c are left out."""
    ...  # your code


analogies.check_analogy(analogy)

# %% [markdown]
# ## Table 8, asked again
#
# The slide's table shows what came out of the paper's own vectors: skip-gram, 300 dimensions, 783 million words of Google
# News. Here all thirty examples are asked of other vectors: GloVe, 100 dimensions, Wikipedia and newswire, 20,215 words in
# lower case. How many of the paper's answers come first? And where one does not, can we find out why?

# %%
Predict(analogies.FIRST)

# %%
analogies.Table8Panel(glove, ours)

# %% [markdown]
# **What you see.** In bold, the answer of these vectors. The mark tells where the paper's answer stands. A tick: first. A half
# disc: second to fifth. A ring: further down. A dagger: the paper's own answer is wrong or doubtful. Go to a cell for its
# nearest words and for what was measured:
#
# - **Two senses in one vector.** In lower case, *Windows* is also what a house has. We subtract from its unit vector the
#   projection on *doors*, and ask again. If the paper's answer then comes forward at least fourfold, the panel names that
#   as a possible reason; the control below shows for which words it holds.
# - **A wrong answer in the paper.** Putin's first name is not Medvedev. Where a right answer has a vector, its place is given.
# - **A rare word**, beyond the 10,000 most frequent. This is a description more than a proof: *zn* is rare, too, and comes first.
# - **Close**, or nothing that we measure.
#
# Things to try: *allowed*. A vocabulary of 5,000 words. *gold*: *au* is also the African Union. Does that explain its place?

# %% tags=["nbval-check-output"]
from unrolled.lessons.analogies.table8 import probe as table8

by_ours = table8.ask(ours)
print(
    f"ours: {by_ours.within(1)} of {by_ours.count} first, {by_ours.within(5)} in the first five, among {by_ours.size:,} words"
)
shown = table8.ask(glove)
print(
    f"GloVe: {shown.within(1)} of {shown.count} first, {shown.within(5)} in the first five, among {shown.size:,} words"
)
allowed = table8.ask(glove, allowed=True)
print(f"input words allowed: {allowed.within(1)} first, {allowed.within(5)} in the first five")
for row in shown.cells:
    for cell in row:
        if cell.senses and cell.place > 1:
            words = " and ".join(sense.word for sense in cell.senses)
            print(f"{cell.word}: {cell.paper} is {cell.place}; with the other sense of {words} removed, {cell.parted}")
for row in shown.cells:
    for cell in row:
        if cell.better:
            places = ", ".join(f"{one.word} {one.place or 'has no vector'}" for one in cell.better)
            print(f"{cell.word}: the paper says {cell.paper}, here {cell.place}; {places}")

# %% [markdown]
# The words of the other sense, *doors*, *pear*, *employment* and *darfur* (where the African Union had troops), were chosen by
# hand after a few had been tried, and so was fourfold. How much hangs on that choice? And what does removing *any* word do? The
# control removes 25 times four random words.

# %% tags=["nbval-check-output"]
for senses in (
    table8.SENSES,
    {"windows": "window", "apple": "mango", "jobs": "workers", "au": "un"},
    {"windows": "glass", "apple": "fruit", "jobs": "unemployment", "au": "peacekeeping"},
):
    print(", ".join(senses.values()))
    for row in table8.ask(glove, senses=senses).cells:
        for cell in row:
            if cell.senses and cell.place > 1:
                print(f"  {cell.word}: {cell.paper} from {cell.place} to {cell.parted}")
generator, by_chance = np.random.default_rng(0), {}
for _ in range(25):
    drawn = [glove.vocabulary.words[int(k)] for k in generator.integers(200, 5_000, len(table8.SENSES))]
    for row in table8.ask(glove, senses=dict(zip(table8.SENSES, drawn, strict=True))).cells:
        for cell in row:
            if cell.senses and cell.place > 1:
                by_chance.setdefault(cell.paper, []).append(cell.parted)
print("random words, median:", ", ".join(f"{paper} {int(np.median(at))}" for paper, at in by_chance.items()))

# %% [markdown]
# Android, Linux and Jobs come far forward with each of the three choices, and hardly with random words: there the second sense
# is in the way. For Jobs it is not all: he only reaches about place 100. For the iPhone it depends on the word, and *au* stays in
# the thousands or gets worse: two senses do not explain it.
#
# So the score of a table says something about the vectors, about the table, and about the words that may compete. *small:
# larger* counts as right here although *smaller* is the answer; *Mozart: composer* counts as wrong although it is the better
# one.

# %% [markdown]
# ## ▶ The analogy court
#
# Thirty examples can be chosen. 19,544 questions cannot: that is how many came with word2vec, in fourteen sections, 8,869
# semantic and 10,675 syntactic. A question is answered correctly if the very word that is expected comes first.

# %%
Predict(analogies.ALLOWED)

# %%
Predict(analogies.CAP)

# %%
analogies.CourtPanel(glove, ours)

# %% [markdown]
# **What you see.** A bar for each section and a dark bar for each sum. The vectors never change; the score does, with each rule
# (the last two under *More controls*):
#
# - **Input words.** Published scores exclude a, b and c. Allow them.
# - **Baselines** (Tal Linzen, [Issues in Evaluating Semantic Spaces Using Word Analogies](https://aclanthology.org/W16-2503/),
#   2016). The diamond ignores a and b and takes the nearest neighbour of c. The triangle ignores c.
# - **Pairs averaged** (Drozd, Gladkova and Matsuoka, [Word Embeddings, Analogies, and Machine
#   Learning](https://aclanthology.org/C16-1332/), 2016). One pair shows a relation with everything that is peculiar to it.
#   The mean of several shows what they share. No averaged pair holds c or the answer.
# - **Vocabulary and unknown words.** A cap removes wrong answers, and questions. Are these counted wrong, or skipped?

# %% tags=["nbval-check-output"]
from unrolled.lessons.analogies.court import probe as court
from unrolled.measuring.hearing import hear

hearing = hear(glove)
shown, allowed = court.judge(hearing), court.judge(hearing, allowed=True)
print(f"{hearing.size:,} words:")
for kind in ("semantic", "syntactic", "total"):
    one, other = shown.score(kind), allowed.score(kind)
    print(
        f"  {kind:9} {one.share:.1%}, allowed {other.share:.1%}; c alone {one.alone:.1%}, b - a alone {one.offset:.1%}"
    )
print(f"  an input word comes first, if it may, in {shown.echoed:.1%}")
best = sorted((score for score in shown.scores if score.kind == "section"), key=lambda score: score.alone)[-2:]
for one in court.PUBLISHED:
    scores = f"semantic {one.semantic:g}, syntactic {one.syntactic:g}, all {one.total:g} ({one.source})"
    print(f"published: {one.name}, {one.dimensions} dimensions, {one.corpus} read, {one.vocabulary} words: {scores}")
print("  c alone does best at", " and ".join(f"{one.name} ({one.alone:.1%})" for one in reversed(best)))

# %% tags=["nbval-check-output"]
from unrolled.datasets.analogy_questions import Section


def known_to(vectors, parts):
    """The questions whose four words all have a vector."""
    kept = [Section(one.name, tuple(q for q in one.questions if all(w in vectors for w in q))) for one in parts]
    return [one for one in kept if one.questions]


for size in (5_000, 10_000, 20_000):
    capped = hear(glove.first(size))
    same = court.judge(hear(glove, known_to(glove.first(size), sections()))).score("total")
    wrong, left_out = court.judge(capped).score("total"), court.judge(capped, strict=False).score("total")
    print(
        f"{size:6,} words: {left_out.covered:6,} questions covered; "
        f"others counted wrong {wrong.share:.1%}, skipped {left_out.share:.1%}; these among all words {same.share:.1%}"
    )

# %% tags=["nbval-check-output"]
for pairs in (1, 5, 0):
    for method in ("cosine", "3CosMul"):
        hearing = hear(glove, method=method, pairs=pairs)
        shown, allowed = court.judge(hearing).score("total"), court.judge(hearing, allowed=True).score("total")
        print(f"{pairs or 'all':>3} pairs, {method:7}: {shown.share:.1%}, allowed {allowed.share:.1%}")

# %% [markdown]
# The result: GloVe answers 65 % of the questions correctly, under the usual rules. Change a rule, and the same vectors
# have 34 % (input words allowed), 77 % (only the 5,000 most frequent words, other questions skipped), or 79 % (all other
# pairs averaged, multiplied). So about half of its right answers survive without the rule on the input words. In 62 % of
# the questions one of those words comes first if it may. By 3CosMul more survive: 48.7 of 62.5 %.
#
# Why does the cap help? Not because fewer words compete: among all 20,215 words the same questions score nearly as much (last
# column). Questions about frequent words are easier. (The last 215 words were added for the benchmark; 7,141 questions need one.)
#
# Read published scores with this in mind. GloVe here stands near a skip-gram model of 1,000 dimensions that read as many
# words. But it chooses among 20,215 words, which were picked so that they hold every word of the questions, and the papers
# chose among hundreds of thousands to a million. That comparison says little. (From 5,000 to 20,215 words the extra words
# cost at most 0.4 points; what hundreds of thousands would cost is not measured.)
#
# ### By hand
#
# Three questions, a loop, and the court on the same three.

# %% tags=["nbval-check-output"]
asked = (("france", "paris", "italy", "rome"), ("big", "bigger", "cold", "colder"), ("king", "queen", "boy", "girl"))
right = 0
for a, b, c, d in asked:
    x = glove.unit(b) - glove.unit(a) + glove.unit(c)
    found = glove.units @ x
    for word in (a, b, c):
        found[glove.vocabulary.number(word)] = -np.inf
    answer = glove.vocabulary.words[int(found.argmax())]
    right += answer == d
    print(f"{a} : {b} = {c} : {answer}, expected {d}")
heard = hear(glove, [Section("by hand", asked)]).sections[0]
assert heard.right.left_out == right
print(f"{right} of {len(asked)}, and the function says the same")

# %% [markdown]
# ### Exercise: a score and its rules
#
# `nearest[a, b, c]` is a list of words, best first, with a, b and c among them. `questions` are rows of four words, some with
# capitals; `vocabulary` and `nearest` are in lower case. A question with any unknown word counts as answered wrongly if
# `strict` is true, and is not counted at all if it is false. If nothing is counted the share is 0.


# %%
def accuracy(nearest, questions, vocabulary, strict):
    """The share of questions answered correctly, 0 to 1; a, b and c cannot be answers."""
    ...  # your code


analogies.check_accuracy(accuracy)

# %% [markdown]
# ## Whose vectors are better?
#
# The same measures for three sets of vectors: GloVe; ours; and gensim's skip-gram, trained on the same text as ours with the
# same recipe. People's judgements first, as a rank correlation: WordSim353 asks how *related* two words are, SimLex999 how
# *alike*. Then the analogies whose four words are all known. Ours knows half of the questions, and few of the semantic ones; the
# last line asks GloVe the same ones.

# %% tags=["nbval-check-output"]
from unrolled.datasets import analogy_questions
from unrolled.training.results import load_results

held = load_results("word_quality")
print(f"{'':22}{'WordSim353':>12}{'SimLex999':>12}{'semantic':>16}{'syntactic':>18}")
for name, words in (("glove", "GloVe, 6 billion"), ("ours", "ours, 8.6 million"), ("gensim", "gensim, 8.6 million")):
    found = held[name]
    line = f"{words:22}" + "".join(f"{found['judgements'][one][0]:12.2f}" for one in ("WordSim353", "SimLex999"))
    for semantic in (True, False):
        parts = [found["sections"][one.name] for one in analogy_questions.sections() if one.semantic == semantic]
        right, known = (sum(numbers) for numbers in zip(*parts, strict=True))
        line += f"{right / known:8.1%} of {known:6,}"
    print(line)
same = court.judge(hear(glove, known_to(ours, known_to(glove, analogy_questions.sections()))))
print("GloVe on these", ", ".join(f"{same.score(kind).share:.1%} {kind}" for kind in ("semantic", "syntactic")))

# %% [markdown]
# Two benchmarks, two winners. With seven hundred times as much text, GloVe wins at analogies: it knows capitals (90 %),
# though not currencies (18 %). But people's judgements of pairs are met better by the vectors trained mostly on
# dictionaries, perhaps because there each word stands beside its explanation (text and method both differ, so this is a
# guess). “Which vectors are better?” has no answer before one has said: at what?
#
# gensim and our trainer differ little; its vectors answer a few more analogies here, ours agree a little better with people on WordSim353. That is
# one training each, and two threads make no two trainings alike; three seeds of both on the smaller text are compared by `make bench`.

# %% [markdown]
# ## Optional: bias, measured
#
# Vectors learn from texts whatever the texts hold, prejudice included. The same arithmetic can show it: subtract words for
# men from words for women, and see where words for occupations lie on that axis (Bolukbasi and others, [Man is to Computer
# Programmer as Woman is to Homemaker?](https://arxiv.org/abs/1607.06520), 2016). Any axis has two ends, so the question is
# whether this one separates them by more than chance would.

# %%
Predict(analogies.CHANCE)

# %%
Predict(analogies.DOCTOR)

# %%
analogies.BiasPanel(glove)

# %% [markdown]
# **What you see.** At the left, each word over its cosine with the axis. At the right, how far these words spread on a thousand axes
# made of random pairs of words, and on this one. Choose *random pairs*: that list has two ends, too, and it is as easy to tell
# a story about them.
#
# The cell below adds the word embedding association test (Caliskan, Bryson and Narayanan, [Semantics derived automatically from
# language corpora contain human-like biases](https://doi.org/10.1126/science.aal4230), 2017). It compares two lists of target
# words, $X$ and $Y$ (flowers and insects), by two lists of attributes (pleasant and unpleasant words). For each target word
# $w$, $s(w)$ is its mean cosine with the first attributes less that with the second; then
#
# $$d = \frac{\operatorname{mean}_{x \in X} s(x) - \operatorname{mean}_{y \in Y} s(y)}{\operatorname{std}_{w \in X \cup Y} s(w)}$$
#
# and $p$ is the share of random partitions of $X \cup Y$ that are as far apart. The published values are for GloVe on 840
# billion words. The third test is not one of theirs: it takes words such as *he* and *daughter* in place of names.
#
# The most quoted form of this finding is an analogy, and it is the weakest: input words are left out, so *man*
# is to *doctor* as *woman* is to *doctor* can never come out (Nissim, van Noord and van der Goot, [Fair Is Better than
# Sensational](https://doi.org/10.1162/coli_a_00379), 2020). Ask it in the panel *Analogies* above, with the inputs allowed.

# %% tags=["nbval-check-output"]
from unrolled.lessons.analogies.bias.dataset import OCCUPATIONS
from unrolled.lessons.analogies.bias.probe import Measure

measure = Measure(glove)
for which in ("pair", "pairs"):
    shown = measure.look(OCCUPATIONS, which=which)
    spread = shown.spread
    print(
        f"{shown.pairs} of the pairs: spread {spread.real:.2f}, by chance {spread.chance.mean():.2f}; "
        f"{(spread.chance >= spread.real).sum()} of {len(spread.chance):,} axes of chance spread as far"
    )
print("  first:", ", ".join(shown.words[:4]), "… last:", ", ".join(shown.words[-4:]))
for one in shown.associations:
    print(
        f"{' / '.join(one.targets)}: d = {one.effect:.2f} (published {one.published:.2f}), p = {max(one.p, 0.001):.3f}, "
        f"{sum(one.words)} of {sum(one.listed)} words known".replace("published nan", "not published")
    )
print(f"with input words allowed, man : w = woman : w for {shown.echoes} of {len(shown.words)} words")

# %% [markdown]
# "By chance" had one meaning so far: axes made of random pairs of words. Here is a second one that asks for more. Keep the nine
# pairs, but turn some of them round, so that *he* stands with *woman*: all 256 ways. Most of these axes still lead from men to
# women in part. Does the axis on which all pairs point one way spread the occupations further than these?

# %% tags=["nbval-check-output"]
import itertools

from unrolled.lessons.analogies.bias.probe import axis, known_pairs

pairs = known_pairs(glove)
places = np.array([glove.vocabulary.number(word) for word in OCCUPATIONS])
spreads = []
for turned in itertools.product((False, True), repeat=len(pairs) - 1):
    some = np.where(np.array([False, *turned])[:, None], pairs[:, ::-1], pairs)
    spreads.append((glove.units[places] @ axis(glove.units, some)).std())
as_far = sum(one >= spreads[0] - 1e-6 for one in spreads)
print(
    f"all one way {spreads[0]:.2f}, mean of all ways {np.mean(spreads):.2f}; {as_far} of {len(spreads)} spread as far"
)

# %% [markdown]
# What this shows: in these texts, words for some occupations keep company with words for women and others with words for men,
# and they lie further apart than on nearly all axes of random pairs. By the second, stricter meaning of chance the evidence is
# weaker: 22 of 256 ways spread them as far, p = 0.09, which misses the usual 0.05.
#
# What it does not show: why, since texts report the world as well as opinions about it; where a single word belongs, since one place
# on the axis is far less certain than the spread of all; or what any program does that uses the vectors. Numbers on the labour
# market would be needed to tell report from prejudice, and we have none here.

# %% [markdown]
# ## Where this breaks
#
# - A plane of two principal components shows what the chosen words differ in most; other words, another plane, other arrows.
# - The answer depends on which words are there to compete: 20,215 here, 400,000 in the full file of GloVe, up to a million
#   in the papers.
# - All words are in lower case: apple is a fruit, too, and cu a syllable.
# - A single pair does not fix the relation. “Einstein − scientist” could mean profession, fame, or century.
# - A permutation test says that the pairing matters, not that arrows are parallel: currencies pass it, too.
#
# ## In short
#
# - a is to b as c is to x: x is near b − a + c, and how near the runner-up is belongs to the answer.
# - By cosine, about half of GloVe's correct answers need the rule that the input words do not count.
# - A score belongs to a vocabulary, a set of questions and a rule; without them it says nothing.
# - Country and capital differ in much the same direction, but the mean arrow of wrong pairs finds the capitals, too.
# - What the same arithmetic says about people is what their texts said, and no law of nature.
#
# Next: [Show and tell](10_show_and_tell.ipynb).
