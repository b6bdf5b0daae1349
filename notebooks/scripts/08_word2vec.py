# %% [markdown]
# # Word2vec
#
# **Guess which word stood there: how does that give a word its meaning, and what makes it fast enough?**
#
# You will be able to
#
# - turn a sentence into training pairs, and work out one update of skip-gram and of CBOW on paper
# - say what phrases, subsampling and negative sampling are for, and measure what each of them saves
# - train vectors on 3.6 million words in class, and say what to expect of them
#
# *Time:* 60 minutes, and half an hour for the exercises. *Slides:* Word2vec: approach; Word2vec: technical issues.
# *Five-minute route:* the set-up, then the cells under the headings marked ▶. Nothing is downloaded.

# %%
from unrolled import notebook
from unrolled.datasets import english
from unrolled.lessons import word2vec
from unrolled.panels import Predict

notebook.setup()

# %% [markdown]
# ## ▶ Pair factory
#
# How does a sentence become something to learn from? The three technical issues of slide 17 at work on one sentence:
#
# 1. **Phrases** become one word: New York is joined to New_York.
# 2. **Subsampling**: frequent words are left out by chance, anew at each pass. With $f$ the share of the word in the
#    corpus and $t$ the threshold, the paper keeps a word with the chance $\sqrt{t / f}$; its program, word2vec.c,
#    with $(\sqrt{f / t} + 1)\, t / f$, which is a little more. The panel uses the latter, and real counts.
# 3. **Negative sampling**: K words are drawn with a chance proportional to their count to the power 0.75.
#
# And one that the slide leaves out: each centre draws its own window, from 1 to the largest. So near words are paired
# more often than far ones.

# %%
Predict(word2vec.MOVERS)

# %%
Predict(word2vec.POWER)

# %%
word2vec.PairFactoryPanel()

# %% [markdown]
# **What you see.** Above, the sentence on its way to pairs: struck out is what this draw leaves out. The window is
# counted over the words that are left, so leaving out *of* brings *mayor* nearer. Below left, one update in numbers:
# the error, label − σ, times the rate is the share of the other vector by which each one moves. Right, the same as
# arrows, in two dimensions, from vectors that are made up; in a real training there are a hundred dimensions and the
# start is near 0.
#
# The dashed row is an accident: the word to be predicted was itself drawn as a negative. Pull and push
# would work against each other; so it is drawn again here, and simply skipped by word2vec.c and by the trainer of
# this course. Other words of the window are not looked out for: put the power on 1 and go through the pairs.
#
# Things to try: noise power 0, then 1: what do the negatives have in common? Threshold off: who is the centre's
# neighbour now? CBOW: one update for each centre, and every word around gets its share of it. Press R a few times:
# which words of the sentence are nearly always there? Type a sentence of your own.

# %% tags=["nbval-check-output"]
from unrolled.datasets import word_counts
from unrolled.training.word2vec import keep_chances, noise_shares

known = word_counts.counts()
print(f"{len(known):,} words, together {known.counts.sum():,} times in the corpus")
for word in ("the", "with", "small", "walked", "harbour"):
    number = known.number(word)
    kept = ", ".join(f"{keep_chances(known.shares(), t)[number]:.0%} at {t:g}" for t in (1e-3, 1e-4, 1e-5))
    noise = ", ".join(f"{noise_shares(known.counts, power)[number]:.2g}" for power in (0, 0.75, 1))
    print(f"{word:8} {known.counts[number]:7,} times; kept {kept}; drawn with {noise} at power 0, 0.75, 1")

# %% [markdown]
# The power 0.75 was found by trying: Mikolov and others (arXiv 1310.4546) report that it beat both 1 and 0 on every
# task they tried. It takes frequent words back a little, and gives rare ones more than their share.
#
# ### Exercise: the chance to be kept


# %%
def keep(f, t):
    """The chance to keep a word with share f of the corpus, at threshold t, by word2vec.c's formula."""
    ...  # your code


word2vec.check_keep(keep)

# %% [markdown]
# ### Exercise: find the bug
#
# This is found in many a tutorial. `draw()` returns the number of a word from the noise distribution.


# %%
def negatives(target, K, draw):
    """K words that were drawn, to be told from the target."""
    return [draw() for _ in range(K)]


word2vec.check_negatives(negatives)

# %% [markdown]
# How much does it matter? For a rare target next to nothing. For *the*, at the power 0.75 and with five negatives:

# %% tags=["nbval-check-output"]
for power in (0.75, 1):
    p = noise_shares(known.counts, power)[0]
    print(f"power {power}: with 5 negatives {1 - (1 - p) ** 5:.0%} of the pairs with “the” as target push it away, too")

# %% [markdown]
# ## Two problems, one kind of network
#
# Slide 15: *use a net to solve one of two related problems.* Both are about a word and the words around it.
#
# - **Skip-gram**: from a word, tell a word that stands near it. The input is one vector: $x = v_w$.
# - **CBOW**, *continuous bag of words*: from the words around, tell the word in the middle. The input is the mean of
#   their vectors: $x = \frac{1}{C}\sum v_w$. Their order is lost; that is the bag.
#
# Nobody wants the answers. What one wants are the vectors that were needed to give them. Each word has two: $v$, to
# predict from, and $u$, to be predicted. The score of a candidate $c$ is $s_c = u_c \cdot x$. A softmax over all
# words would need all of their scores; *negative sampling* asks 1 + K yes-or-no questions instead. Candidate 0 is the
# word that stood there, 1 to K are words drawn at random:
#
# $$L = -\log \sigma(s_0) - \sum_{k=1}^{K} \log \sigma(-s_k)$$
#
# ### One step on paper
#
# Three words, two numbers each, chosen so that σ comes out even: σ(ln 3) = 3/4. *dog* stood near *old*; *tax* was
# drawn. With label 1 for the word that stood there and 0 for the others, each candidate's error is label − σ, and
# everything moves by rate · error along the other vector.

# %% tags=["nbval-check-output"]
import numpy as np
import torch

from unrolled.models.word2vec import CBOW, NO_WORD, SkipGram, cbow_step, negative_sampling_loss, sigmoid, skip_gram_step

ln3, rate = np.log(3), 0.5
v_old = np.array([1.0, 0.0])
u_dog, u_tax = np.array([-ln3, 1.0]), np.array([ln3, 1.0])

error_dog, error_tax = 1 - sigmoid(u_dog @ v_old), 0 - sigmoid(u_tax @ v_old)
print(f"dog: score {u_dog @ v_old:+.2f}, σ {sigmoid(u_dog @ v_old):.2f}, label 1, error {error_dog:+.2f}: pulled")
print(f"tax: score {u_tax @ v_old:+.2f}, σ {sigmoid(u_tax @ v_old):.2f}, label 0, error {error_tax:+.2f}: pushed")
new_dog, new_tax = u_dog + rate * error_dog * v_old, u_tax + rate * error_tax * v_old
new_old = v_old + rate * (error_dog * u_dog + error_tax * u_tax)
for name, before, after in (("v of old", v_old, new_old), ("u of dog", u_dog, new_dog), ("u of tax", u_tax, new_tax)):
    print(f"{name}: ({before[0]:+.2f}, {before[1]:+.2f}) becomes ({after[0]:+.2f}, {after[1]:+.2f})")

# %% [markdown]
# The network was three quarters sure of the wrong answer, twice, and so both errors are large. *old* moves along the
# sum of both: towards *dog*, and away from *tax*.
#
# ### Exercise: the gradient in the input
#
# Now for any number of candidates. `U` has their vectors as rows, that of the word that stood there first.


# %%
def gradient(v, U):
    """The gradient of -log σ(u_0 · v) - Σ log σ(-u_k · v) in v, (D,); v is (D,), U is (1 + K, D)."""
    ...  # your code


word2vec.check_gradient(gradient)

# %% [markdown]
# ### The loop, the function, the class
#
# The same step three times: as a loop over candidates, as the function of this course, and by autograd through a
# class that holds nothing but the two tables of vectors. All three must agree, for skip-gram and for CBOW.

# %% tags=["nbval-check-output"]
rng = np.random.default_rng(0)
V, D = 6, 3
inputs, outputs = rng.normal(size=(V, D)), rng.normal(size=(V, D))
around, middle, drawn = [0, 2], 1, [3, 4, 5]  # word 1 stood between 0 and 2; 3, 4 and 5 were drawn


def by_hand(inputs, outputs, words, target, negatives, rate):
    """One step: the mean of the words predicts the target; with one word that is skip-gram, with more CBOW."""
    x, change = inputs[words].mean(axis=0), np.zeros(D)
    for word in [target, *negatives]:
        error = (word == target) - sigmoid(outputs[word] @ x)
        change += rate * error * outputs[word]
        outputs[word] = outputs[word] + rate * error * x
    for word in words:
        inputs[word] = inputs[word] + change / len(words)  # the mean's gradient, shared out


def by_autograd(model, words, rate):
    """The same through the class: scores, loss, gradient, step."""
    with torch.no_grad():
        model.word_to_vector.weight.copy_(torch.tensor(inputs))
        model.vector_to_scores.weight.copy_(torch.tensor(outputs))
    negative_sampling_loss(model(words, torch.tensor([[middle, *drawn]]))).backward()
    weights = model.word_to_vector.weight, model.vector_to_scores.weight
    return [(weight - rate * weight.grad).detach().numpy() for weight in weights]


for name, words, step, model, batch in (
    ("skip-gram", [0], skip_gram_step, SkipGram(V, D).double(), torch.tensor([0])),
    ("CBOW", around, cbow_step, CBOW(V, D).double(), torch.tensor([[*around, NO_WORD]])),
):
    loop, function = (inputs.copy(), outputs.copy()), (inputs.copy(), outputs.copy())
    by_hand(*loop, words, middle, drawn, rate)
    step(*function, words, middle, drawn, rate)
    graph = by_autograd(model, batch, rate)
    assert np.allclose(loop, function)
    assert np.allclose(loop, graph)
    moved = sum(int((after != before).any(axis=1).sum()) for after, before in zip(loop, (inputs, outputs), strict=True))
    print(f"{name}: loop, function and autograd agree; {moved} of {2 * V} vectors moved")

# %% [markdown]
# How many moved does not depend on V. With a softmax all V output vectors would have moved.
#
# ### What is fast, and the same
#
# A step is so small that Python spends its time on everything but arithmetic. The trainer of this course
# (`unrolled.training.word2vec`) compiles the loop. Like word2vec.c it reads the words around and predicts the middle
# one; over a text that makes the same pairs. It draws negatives once for a whole window, so that skip-gram's step
# becomes a product of two small matrices. Otherwise it does what `skip_gram_step` does. Here is one window through
# both:

# %% tags=["nbval-check-output"]
from unrolled.training import word2vec_kernels as kernels

fast = inputs.astype(np.float32), outputs.astype(np.float32)
plain = inputs.copy(), outputs.copy()
kept, left, right = (np.array(row, np.int32) for row in ([0, 1, 2], [0, 0, 2], [1, 3, 3]))  # one window: 0 [1] 2
negatives = np.array([drawn] * 3, np.int32)
kernels.skip_gram(*fast, kept, 3, left, right, negatives, np.float32(1), np.float32(rate))
skip_gram_step(*plain, around, middle, drawn, rate)
apart = max(np.abs(one - other).max() for one, other in zip(fast, plain, strict=True))
assert apart < 2e-3  # the trainer looks σ up in a table of 4,096 values
print("the compiled window and the plain one: the same to two digits behind the point")

# %% [markdown]
# And how fast? Steps a second on this machine, one thread, windows of two words, vectors of 100, five negatives.

# %%
import time

V, D, windows = 5_000, 100, 20_000
fast = [rng.normal(0, 0.1, (V, D)).astype(np.float32) for _ in range(2)]
centres = rng.integers(0, V, windows + 2).astype(np.int32)
places = np.arange(windows + 2, dtype=np.int32)
left, right = np.maximum(places - 1, 0), np.minimum(places + 2, windows + 2).astype(np.int32)
negatives = rng.integers(0, V, (windows + 2, 5)).astype(np.int32)

began = time.perf_counter()
for k in range(1, 1001):
    skip_gram_step(*fast, [centres[k - 1], centres[k + 1]], int(centres[k]), negatives[k].tolist(), 0.01)
plainly = 1000 / (time.perf_counter() - began)
began = time.perf_counter()
kernels.skip_gram(*fast, centres, windows + 2, left, right, negatives, np.float32(1), np.float32(0.01))
compiled = windows / (time.perf_counter() - began)
print(f"windows a second: plain {plainly:,.0f}, compiled {compiled:,.0f}, {compiled / plainly:.0f} times as many")

# %% [markdown]
# ### What it learns
#
# Lines of six words, each about animals or about metals; the trainer sees word numbers and nothing else. As a control
# the same words, shuffled over all lines. Mean cosine between two words of one kind, and of different kinds:

# %% tags=["nbval-check-output"]
from unrolled.datasets.words import MemoryCorpus
from unrolled.training.word2vec import Recipe, start, train

kinds = ["cat dog horse cow sheep goat hen", "tin zinc iron lead gold silver copper"]
lots = [kind.split() for kind in kinds]


def cosines(lines, model):
    """Mean cosine within the kinds and across them, after a short training."""
    corpus = MemoryCorpus.of(lines)
    run = start(corpus, Recipe(model=model, size=8, window=3, threshold=0, epochs=24))
    for _ in train(run, corpus):
        pass
    units = run.inputs / np.linalg.norm(run.inputs, axis=1, keepdims=True)
    one, two = ([corpus.vocabulary.number(word) for word in lot] for lot in lots)
    within = [units[a] @ units[b] for lot in (one, two) for a in lot for b in lot if a < b]
    return np.mean(within), (units[one] @ units[two].T).mean()


draws = np.random.default_rng(0)
sorted_lines = [" ".join(draws.choice(lots[k % 2], 6)) for k in range(500)]
mixed_lines = [" ".join(draws.choice(lots[0] + lots[1], 6)) for _ in range(500)]
for model in ("skip-gram", "cbow"):
    for name, lines in (("sorted", sorted_lines), ("shuffled", mixed_lines)):
        within, across = cosines(lines, model)
        nearer = "no nearer" if within - across < 0.1 else f"{'much ' if within - across > 0.5 else ''}nearer"
        print(f"{model:9}, {name:8}: words of one kind are {nearer} to each other than to the other kind")

# %% [markdown]
# Words with the same neighbours get the same direction, and no word told the network what an animal is. In the
# shuffled lines all words have the same neighbours, and so within and across are alike.

# %% [markdown]
# ## The cost of an answer
#
# A network that predicts one of $V$ words has $V$ output vectors. The slide counts: 10,000 words and 300 dimensions are 3
# million weights in, and as many out. With a softmax over all words,
#
# $$p(w \mid h) = \frac{\exp(u_w \cdot h)}{\sum_v \exp(u_v \cdot h)},$$
#
# every pair of words changes every output vector: the right one a lot, the other 9,999 a little. Two ways out are in the
# paper. *Negative sampling* changes the right one and a few others that are drawn. The *hierarchical softmax* (Morin and
# Bengio 2005) puts the words at the leaves of a tree. At each inner node $n$ on the way down one decides left or right,
#
# $$p(w \mid h) = \prod_{n \text{ on the way to } w} \sigma(\pm u_n \cdot h),$$
#
# so only the nodes on one way are changed. In Huffman's tree frequent words have short ways.
#
# First a tree that fits on paper. Three words come 4, 2 and 1 times. The two rarest are joined first:

# %% tags=["nbval-check-output"]
import torch

from unrolled.models.output_layers import FullSoftmax, HierarchicalSoftmax, huffman_lengths, huffman_paths

for word, path in zip("abc", huffman_paths([4, 2, 1]), strict=True):
    print(word, "root " + ", ".join(f"node {node}: bit {bit}" for node, bit in path))

# %% [markdown]
# By hand, with one dimension, $h = 2$, $u_0 = 0.5$ and $u_1 = -1$; bit 0 goes with probability $\sigma(u \cdot h)$, bit 1
# with the rest. Then the class from `unrolled`, which must agree, and whose probabilities must sum to 1:

# %% tags=["nbval-check-output"]
from math import exp

h, u0, u1 = 2.0, 0.5, -1.0
root, below = (1 / (1 + exp(-u * h)) for u in (u1, u0))
by_hand = [1 - root, root * (1 - below), root * below]

layer = HierarchicalSoftmax([4, 2, 1], 1).double()
layer.hidden_to_nodes.data = torch.tensor([[u0], [u1]]).double()
by_class = layer.all_words(torch.tensor([[h]]).double()).exp()[0].tolist()
print([round(p, 4) for p in by_hand], [round(p, 4) for p in by_class], "sum", round(sum(by_class), 4))
assert max(abs(a - b) for a, b in zip(by_hand, by_class, strict=True)) < 1e-12

# %% [markdown]
# Which vectors does one pair change? Ask the gradients:

# %% tags=["nbval-check-output"]
from unrolled.datasets import word_counts

counts = word_counts.counts().counts[:1000].tolist()
hidden = torch.ones(1, 20)
for name, module in (("full softmax", FullSoftmax(1000, 20)), ("Huffman's tree", HierarchicalSoftmax(counts, 20))):
    for word in (0, 999):
        module.zero_grad()
        module(hidden, torch.tensor([word])).sum().backward()
        (vectors,) = module.parameters()
        changed = int((vectors.grad.abs().sum(dim=1) > 0).sum())
        print(f"{name}, word number {word + 1}: {changed} of {len(vectors)} vectors change")

# %%
Predict(word2vec.WAY)

# %%
word2vec.OutputCostPanel()

# %% [markdown]
# **What you see.** A strip is the whole output layer. Move the number of words: the first strip is always full, the others
# keep their few marks. Point at words with the arrow keys: *the* has a short way, *piano* a long one. The bars and the plot
# have logarithmic scales: a step of the grid is a factor. *Measure here* times this machine.

# %% tags=["nbval-check-output"]
from unrolled.lessons.word2vec.output_cost.probe import output_cost

view = output_cost(10_000, 300, 5, 1e10)
for form in view.forms:
    print(
        f"{form.name:20} {form.outputs:8,.1f} vectors, {form.weights:11,.0f} weights changed, "
        f"{form.microseconds:6.1f} µs a pair as measured, {form.multiply_adds:11,.0f} multiply-adds"
    )
full, tree, sampled = (form.microseconds for form in view.forms)
print(f"measured: the full softmax takes {full / sampled:.0f} times as long as negative sampling,")
print(f"the tree {tree / sampled:.1f} times; the full softmax in batches of 256 {view.batch / sampled:.0f} times")
print(f"mean way {view.forms[1].outputs:.2f} nodes; entropy of the words {view.entropy:.2f} bits")

# %% [markdown]
# Operations and time are not the same. A processor is good at long rows of equal work, and a softmax in batches is products
# of matrices, at which it is best: the lead shrinks, but stays in the hundreds. And note the last but one line: the tree
# is hardly slower than five negatives, and gives real probabilities. Speed alone does not decide between these two: in Table 1
# of the paper ([arXiv 1310.4546](https://arxiv.org/abs/1310.4546)) negative sampling gives better analogies than the tree.
#
# ### Exercise: Huffman's lengths
#
# How many nodes are on the way to each word? Only the lengths are asked, not the codes.


# %%
def code_lengths(counts):
    """How many nodes are on the way to each word in Huffman's tree, in the order of the counts."""
    ...  # your code


word2vec.check_code_lengths(code_lengths)

# %% [markdown]
# The code is as short as any can be. On the words of the English corpus:

# %% tags=["nbval-check-output"]
import numpy as np

shares = word_counts.counts().shares()
lengths = np.array(huffman_lengths(word_counts.counts().counts.tolist()))
print(f"{len(shares):,} words: mean length {shares @ lengths:.2f}, entropy {-shares @ np.log2(shares):.2f} bits,")
print(f"a balanced tree {np.log2(len(shares)):.2f}; shortest {lengths.min()}, longest {lengths.max()}")

# %% [markdown]
# ## Subsampling: leaving out what is everywhere
#
# *The* stands beside nearly every word, and says little about any. The paper leaves out each word with a chance that grows
# with its share $f$ of the corpus; it is kept with
#
# $$\min\left(1, \sqrt{t / f}\right) \text{ in the paper,} \qquad
#   \min\left(1, \left(\sqrt{f / t} + 1\right) t / f\right) \text{ in the program word2vec.c.}$$
#
# Words are left out *before* windows are cut. So a window of five reaches further in the text.

# %% tags=["nbval-check-output"]
from unrolled.datasets import word_counts
from unrolled.lessons.word2vec.subsampling.probe import keep_by_paper
from unrolled.training.word2vec import keep_chances

vocabulary, t = word_counts.counts(), 1e-3
for word in ("the", "in", "which", "river"):
    f = vocabulary.shares()[vocabulary.number(word)]
    by_hand = min(1, (t / f) ** 0.5)
    paper, program = (float(keep(np.array([f]), t)[0]) for keep in (keep_by_paper, keep_chances))
    assert abs(by_hand - paper) < 1e-12
    print(f"{word:6} f = {f:.6f}: kept with {paper:.3f} (paper), {program:.3f} (program)")

# %%
Predict(word2vec.SMALL)

# %%
word2vec.SubsamplingPanel()

# %% [markdown]
# **What you see.** Each word of the passage has drawn one random number for good, so a lower threshold only ever takes more
# words away. Point at a word: its window is framed, and goes round what was left out. The same at four thresholds, over the
# whole corpus:

# %% tags=["nbval-check-output"]
from unrolled.lessons.word2vec.subsampling.panel import sampler

measured = sampler()
for threshold in (1.0, 1e-3, 1e-4, 1e-5):
    chances = keep_by_paper(measured.shares, threshold)
    left = measured.shares @ chances
    top = measured.shares[:10] @ chances[:10] / left
    print(
        f"t = {threshold:g}: {left:4.0%} of the words stay, the ten most frequent are {top:5.1%} of them, "
        f"a window of 5 reaches {measured.reach(chances):.1f} words"
    )

# %% [markdown]
# And what is it good for? Skip-gram vectors of this corpus, three seeds at each threshold (the program's formula, two
# passes, one thread); analogies over four sections of the questions:

# %% tags=["nbval-check-output"]
from unrolled.lessons.word2vec.subsampling.probe import studies

for study in studies():
    mean = {name: scores[0] for name, scores in study.scores.items()}
    print(
        f"t = {study.threshold:g}: WordSim353 {mean['WordSim353']:.3f}, SimLex999 {mean['SimLex999']:.3f}, "
        f"analogies {mean['analogies']:.1%}, {mean['words_per_second'] / 1e6:.1f} million words a second"
    )

# %% [markdown]
# Leaving out a little makes the vectors better *and* the training faster, in the mean of the seeds; between $10^{-3}$ and
# $10^{-4}$ the two sets of judgements cannot tell (the ranges in the panel overlap), the analogies can. The paper's $10^{-5}$ is for billions of words: on
# 3.4 million it leaves too little to learn from. A setting of a paper belongs to the size of its corpus.

# %% [markdown]
# ## Phrases: New York becomes New_York
#
# The meaning of *New York* is not that of *new* and that of *York*. Pairs that stand together more often than chance has it
# become one word, with a vector of its own. The paper's score (equation 6), times the number $N$ of words as the program
# word2phrase.c has it:
#
# $$\text{score}(a b) = \frac{(\text{count}(a b) - \delta) \, N}{\text{count}(a) \, \text{count}(b)}$$
#
# With $\delta = 0$ this is how many times more often the pair comes than if words were drawn one by one.

# %% tags=["nbval-check-output"]
from unrolled.lessons.word2vec.phrases.dataset import bigrams

table = bigrams()
counts, N = table.vocabulary.counts, int(table.vocabulary.counts.sum())
scores = table.scores(discount=5)
for first, second in (("new", "york"), ("united", "states"), ("of", "the"), ("species", "of"), ("has", "been")):
    a, b = table.vocabulary.number(first), table.vocabulary.number(second)
    k = table.places[a, b]
    by_hand = (table.together[k] - 5) * N / (counts[a] * counts[b])
    assert abs(by_hand - scores[k]) < 1e-9
    print(f"{first} {second}: ({table.together[k]:,} - 5) x {N:,} / ({counts[a]:,} x {counts[b]:,}) = {by_hand:.1f}")

# %%
Predict(word2vec.NO_DISCOUNT)

# %%
word2vec.PhrasesPanel()

# %% [markdown]
# **What you see.** The list has all pairs above the threshold, and below it the score of the one pointed at, in numbers.
# Look for *new*: which of its pairs are names? Type a sentence of your own. Then set δ to 0 and look at the top of the list.
#
# What is joined need not be a phrase. *Has been* scores above the usual threshold of 100; so do fields of forms in the World
# Factbook, which come once for each country. Statistics know what stands together, not what belongs together.

# %% tags=["nbval-check-output"]
from unrolled.lessons.word2vec.phrases.probe import Scored

for discount in (0, 5, 50):
    scored = Scored(table, discount)
    print(f"δ = {discount}: {', '.join(table.name(k) for k in scored.order[:6])}")

scored = Scored(table, 5)
joined = scored.listed(100)
often = joined[table.together[joined].argsort(kind="stable")[::-1]]
print(f"threshold 100: {len(joined):,} pairs; the most frequent: {', '.join(table.name(k) for k in often[:9])}")

number = table.vocabulary.number
new_york = scored.pair(table.places[number("new"), number("york")], 100)
print(f"new_york would be word number {new_york.rank} by frequency; california is number {number('california') + 1}")

# %% [markdown]
# One pass joins pairs. A second pass over the joined corpus makes longer phrases. Here on a text that one can read:

# %% tags=["nbval-check-output"]
from unrolled.lessons.word2vec.phrases.dataset import join

text = ["the mayor of new york city", "new york city is new", "a city of the north"] * 3
corpus = MemoryCorpus.of(text)
for _ in range(2):
    corpus = join(corpus, threshold=2.3, discount=1)
    print(" ".join(corpus.vocabulary.words[k] for k in corpus.ids[: list(corpus.ids).index(-1)]))

# %% [markdown]
# ### Exercise: find the bug
#
# This function joins the pairs of a sentence. On *new york city* it says *york* twice.


# %%
def join_pairs(words, scores, threshold):
    """The words of a sentence, each pair above the threshold as one word, from left to right."""
    joined = []
    for k, word in enumerate(words):
        pair = tuple(words[k : k + 2])
        if scores.get(pair, 0) > threshold:
            joined.append("_".join(pair))
        else:
            joined.append(word)
    return joined


word2vec.check_join(join_pairs)

# %% [markdown]
# ## ▶ Train word vectors
#
# Now all of it together, on real text: 3.6 million words of English, the glosses of WordNet, the World Factbook and the
# Brown corpus. The trainer does what the plain steps above do, compiled; one draw of negatives serves a whole
# window. Before you press Start the picture shows vectors that were trained before, on 8.6 million words, to compare with.
#
# The map puts 72 words of six kinds into the plane in which they differ most. Nobody told the trainer about kinds.

# %%
Predict(word2vec.FASTER)

# %%
training = word2vec.WordTrainingPanel()
training

# %% [markdown]
# **What you see.** The corpus is read first, then the pace of your machine is measured for half a second: the learning rate has
# to be at zero when the seconds are over, so the trainer must know how far it will get. Kinds come apart within the first
# seconds. The neighbours take longer, and analogies longest. The grey line over the loss is that of a network that knows
# nothing: with K negatives, (1 + K) ln 2 nats a pair. A hollow sign is a word whose nearest of the other 71, in all
# dimensions, is of another kind; the plane shows only a part of what the vectors know.
#
# Things to try: CBOW with the same seconds. Window 1, then 10: what becomes of the neighbours of *cat*? One negative. Stop
# in the middle. Arrow keys go from word to word. A word of your own as neighbour, a rare one, too. The loss of CBOW is no
# better or worse than skip-gram's: they answer different questions.
#
# What should you get? Three seeds of each model were trained before, on one thread:

# %% tags=["nbval-check-output"]
from statistics import mean, median

from unrolled.lessons.word2vec.word_training.probe import CAP, PASSES, SECTIONS, SEEDS, measured

runs = measured()
print(f"mean of {len(SEEDS)} seeds; shares of right answers among {CAP:,} words")
for model in ("skip-gram", "cbow"):
    for passes in PASSES:
        three = [runs[f"{model} {passes} {seed}"] for seed in SEEDS]
        scores = ", ".join(f"{name} {mean(run[name] for run in three):.0%}" for name in ("kind", *SECTIONS))
        seconds = median(run["seconds"] for run in three)
        print(f"{model:9}, passes: {passes:2}: {scores}; {seconds:.0f} s on a busy machine")

# %% [markdown]
# Two things to read off. The kinds are learned after one pass, and then tell nothing more: a test that all pass is
# no test. And at equal passes the models are good at different things: CBOW is ahead in *comparative*, which is grammar,
# skip-gram in *family* and *nationality*. The paper found the same tendency with 320 million words, some 90 times as many:
# skip-gram far ahead in meaning, CBOW good at syntax (Mikolov and others, [arXiv 1301.3781](https://arxiv.org/abs/1301.3781),
# Table 3).
#
# What you have trained is yours: `training.vectors` goes wherever word vectors go, into the panel at the end of this
# notebook, and into those of the next one.

# %%
if training.run is not None:
    print(training.vectors.about)

# %% [markdown]
# ## GloVe: ice and steam
#
# The slide names a relative: Stanford's [GloVe](https://nlp.stanford.edu/projects/glove/). Word2vec reads a text window by
# window and never counts. GloVe counts first: $X_{ij}$ is how often word $j$ stands near word $i$, and
# $P(j \mid i) = X_{ij} / X_i$ its share of all that stands there. From three lines of text, by hand and by the function:

# %% tags=["nbval-check-output"]
from unrolled.datasets.words import MemoryCorpus
from unrolled.lessons.word2vec.glove_ratios.dataset import counted

lines = ["ice is cold water", "steam is hot water", "cold ice"]
small = MemoryCorpus.of(lines)
words, V = small.vocabulary.words, len(small.vocabulary)

by_hand = np.zeros((V, V))
for line in lines:
    ids = [small.vocabulary.number(word) for word in line.split()]
    for i, first in enumerate(ids):
        for j, second in enumerate(ids):
            if i != j:
                by_hand[first, second] += 1 / abs(i - j)  # a word d places away counts 1 / d

X = counted(small, V, window=10)
assert np.allclose(X, by_hand)
print("        " + " ".join(f"{word:>6}" for word in words))
for word, row in zip(words, X, strict=True):
    print(f"{word:6}: " + " ".join(f"{count:6.2f}" for count in row))

# %% [markdown]
# *Water* stands near both, *ice* and *steam*: a large count says nothing about what tells them apart. The paper's idea is to look
# at a **ratio**, $P(k \mid \text{ice}) / P(k \mid \text{steam})$.

# %%
Predict(word2vec.WATER)

# %%

corpus = english.corpus()  # 3 to 5 seconds, once for this kernel
word2vec.GloveRatioPanel(corpus)

# %% [markdown]
# **What you see.** Under ours stand the numbers of the paper (Pennington, Socher and Manning, EMNLP 2014, Table 1), counted in six
# billion words. Ours has 3.6 million, and with them most of that table cannot be shown: the interval of *solid* and that of
# *gas* reach over 1, and *fashion* was never seen near either. Where ours does tell, at *water*, it disagrees with the
# paper: in glosses steam is what water becomes. A ratio of two counts is only as good as the smaller of them, and a
# corpus answers for itself, not for the language.
#
# The last two lines turn the question round: of all words, which ones go most surely with one of the two? Things to try: the
# other presets. A smaller window. Two words of your own, and what should tell them apart. How frequent must words be
# before the counts tell?

# %% tags=["nbval-check-output"]
from unrolled.lessons.word2vec.glove_ratios.dataset import Contexts
from unrolled.lessons.word2vec.glove_ratios.probe import ratios

found = ratios(Contexts.of(corpus), ("ice", "steam"), ("solid", "gas", "water", "fashion"))
print(f"words near ice {found.around[0]:,}, near steam {found.around[1]:,}")
for row in found.rows:
    print(
        f"{row.word:8} {row.first:3} times near ice, {row.second:3} near steam; "
        f"ratio {row.ratio:.2f}, 95 % interval {row.low:.2f} to {row.high:.2f}; paper {row.published.ratio}"
    )

# %% [markdown]
# ### Exercise: the ratio


# %%
def ratio(near_a, near_b, around_a, around_b):
    """P(k | a) / P(k | b); k stands near_a times among the around_a words near a, and so on."""
    ...  # your code


word2vec.check_ratio(ratio)

# %% [markdown]
# ## GloVe beside skip-gram
#
# If vectors are to give ratios back, differences must become quotients; that is what a logarithm does. So GloVe looks for vectors
# whose products are the logarithms of the counts, $w_i \cdot c_j + b_i + b'_j \approx \log X_{ij}$, and minimises
#
# $$J = \sum_{X_{ij} > 0} f(X_{ij}) \left(w_i \cdot c_j + b_i + b'_j - \log X_{ij}\right)^2 ,\qquad
# f(x) = \min\left(1, (x / x_{max})^{\alpha}\right)$$
#
# Pairs that met once weigh little, since they may have met by chance. Here, the loss by hand for the small table:

# %% tags=["nbval-check-output"]
import math

import torch

from unrolled.models.glove import GloVe, glove_loss, weighting

torch.manual_seed(0)
model, table = GloVe(V, 2), torch.from_numpy(X)
w, c = model.words.weight.detach(), model.contexts.weight.detach()  # both biases begin at 0

J = total = 0.0
for i in range(V):
    for j in range(V):
        if X[i, j] > 0:
            f = min(1.0, (X[i, j] / 2) ** 0.75)
            J += f * (float(w[i] @ c[j]) + 0 + 0 - math.log(X[i, j])) ** 2
            total += f

weights = weighting(table, most=2, power=0.75)
loss = glove_loss(model(torch.arange(V)), table, weights)
assert math.isclose(J / total, loss.item(), rel_tol=1e-4)
print(f"J {J:.2f} over weights of {total:.2f} in all: a mean squared error of {loss.item():.3f}")

# %% [markdown]
# ### Exercise: the weight of a pair


# %%
def weighting(x, most, power):
    """f(x): the weight of a pair that stood together x times, with x_max and α; 0 for one that never did."""
    ...  # your code


word2vec.check_weighting(weighting)

# %% [markdown]
# And now the 3,000 most frequent words of the corpus. The first column is empty until you press Start.

# %%
word2vec.GlovePanel(corpus)

# %% [markdown]
# **What you see.** Above left, the hollow bars are pairs by how often they met, the filled ones the weight that these pairs have
# in the loss; most pairs met less than once, in counts of 1 / d. Below, three sets of vectors answer from the same 3,000
# words. Counting first and predicting word by word come to much the same neighbours; what differs more is how much was read.
# Levy and Goldberg showed why: skip-gram with negative sampling factors a table of counts, too, without ever writing it
# down (*Neural Word Embedding as Implicit Matrix Factorization*, NeurIPS 2014).
#
# Things to try: α = 0, so that a single meeting weighs as much as a thousand: which neighbours suffer? x_max = 1 and 100.
# To see your own skip-gram in the second column:
# `word2vec.GlovePanel(corpus, beside={"Skip-gram, yours": training.vectors})`.
#
# The numbers behind it, for the 1,000 most frequent words:

# %% tags=["nbval-check-output"]
from unrolled.lessons.word2vec.glove_training.probe import constant_loss

counts = counted(corpus, 1_000, window=10)
met = counts[counts > 0]
print(f"{counts.size / 1e6:.0f} million pairs, of which {len(met) / counts.size:.0%} ever met, ", end="")
print(f"{(met <= 1).mean():.0%} of these with a count of 1 or less")
print(f"one number for all pairs, the best, loses {constant_loss(counts, most=10, power=0.75):.2f}")

# %% [markdown]
# ## Where this breaks
#
# - A word has one vector, whatever it means: the bank of a river and the bank with the money are one point, and “dog bites
#   man” is the same bag as “man bites dog”.
# - A negative is a word drawn at random, not a wrong word: some would have fitted, and are pushed away all the same.
# - The map shows the two directions of largest variance, a quarter to a third of the whole, and its 72 words were chosen
#   by us to be plain: “turkey”, “may” or “lead” are not among them.
# - Times come from one machine with other work on it. Ratios carry over better than microseconds, and a library on a graphics card
#   has another balance.
# - The intervals of the ratios take each meeting for an independent draw. Words come in bursts, so the true intervals are wider.
# - Phrases are found by counting: fields of a form are joined like names, and the trainings above read single words.
#
# ## In short
#
# - word2vec learns vectors by telling a word that stood there from a few drawn at random: 1 + K yes-or-no questions.
# - An update moves each candidate by rate × (label − σ) along the input, and the input along their sum; nobody else moves.
# - Phrases, subsampling and negatives are counting tricks: each has a setting that belongs to the size of the corpus.
# - Kinds of words are learned in seconds, neighbours in a minute, analogies in many passes.
# - Counting first (GloVe) and predicting word by word (word2vec) find much the same neighbours in the same text.
#
# Next: [what can be done with such vectors](09_word2vec_analogies.ipynb), or the [map](00_start_here.ipynb).
