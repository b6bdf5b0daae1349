# %% [markdown]
# # Character-level networks
#
# **Turn one slider, and a network that has read 34 plays of Shakespeare goes from stammering to speaking to babbling.**
#
# You will be able to
#
# - turn a character into a 1-of-N vector, and scores into probabilities
# - say what temperature changes in a network's speech, and what it leaves alone
# - let a network write, one character at a time, without losing its state
#
# *Time:* 30 minutes. *Slide:* Training framework for character-level RNNs, points 1 to 4. *Five-minute route:* the
# set-up, then the cells under the headings marked ▶. Nothing is downloaded.

# %%
import numpy as np
import torch

from unrolled import exercises, notebook, widgets
from unrolled.training.checkpoint import load_char_rnn, summary

notebook.setup()
model, vocabulary, card = load_char_rnn("shakespeare_2x256")

# %% [markdown]
# ## ▶ How loosely should the network speak?
#
# The network reads the prompt, gives each of its characters a score, and draws one by chance. Then it reads what it drew,
# and so on. The slider τ, the temperature, stands between scores and chance.

# %%
widgets.Predict(exercises.char_rnn.GREEDY)

# %%
widgets.TemperaturePanel(model, vocabulary, note=summary(card))

# %% [markdown]
# **What you see.** The characters keep their order whatever τ is; only the gaps between the bars grow or shrink. The noise
# that decides is kept, too: moving τ asks *the same dice* again, so neighbouring temperatures often begin alike and part
# at the first character where the balance tips. *New noise* throws the dice again.
#
# Things to try: press Greedy and look for the loop. Go up slowly from 0.5 and note where the first word appears that does
# not exist. End the prompt in the middle of a word, or on the name of a speaker in capitals.

# %% [markdown]
# ## ▶ Softmax, small enough for paper
#
# Three scores, one temperature. Before you lower τ, guess how large the first bar will be at τ = 0.5.

# %%
widgets.SoftmaxPanel(logits=(2.0, 1.0, 0.0), labels=("e", "a", "x"))

# %% [markdown]
# The same by hand: divide by τ, take the exponential, divide by the sum.

# %% tags=["nbval-check-output"]
logits = np.array([2.0, 1.0, 0.0])
for tau in (0.5, 1.0, 2.0):
    powers = np.exp(logits / tau)
    print(f"τ = {tau}: exp gives {powers.round(2)}, sum {powers.sum():.2f}, so p = {(powers / powers.sum()).round(3)}")

# %% [markdown]
# Halving τ squares every ratio: `e` against `a` is 2.72 to 1 at τ = 1, and 7.39 to 1 at τ = 0.5.
#
# ## From character to vector
#
# Point 1 of the slide. The network knows a fixed list of characters, and each becomes a vector with a single one in it.

# %% tags=["nbval-check-output"]
print(len(vocabulary), "characters:", repr("".join(vocabulary.characters)))
print("'hello' as numbers:", vocabulary.encode("hello").tolist())
h = torch.nn.functional.one_hot(vocabulary.encode("h"), len(vocabulary))[0]
print("'h' as a vector: ", len(h), "places, ones at", h.nonzero().flatten().tolist())

# %% [markdown]
# ### Exercise 1: 1-of-N by hand


# %%
def one_hot(k, size):
    """A list of `size` zeros, with a one at place k (the first place is 0)."""
    ...  # your code


exercises.char_rnn.one_hot(one_hot)

# %% [markdown]
# ### Exercise 2: softmax with temperature
#
# It must hold for large scores and small temperatures, too.


# %%
def softmax_with_temperature(logits, tau):
    """Probabilities from a numpy array of scores, at temperature tau > 0."""
    ...  # your code


exercises.char_rnn.softmax_with_temperature(softmax_with_temperature)

# %% [markdown]
# ## One character at a time
#
# Point 2 of the slide: hidden layers with state. Every language model of this course is used through one small function,
# `step(state, ids)`: it takes what the network remembers and one character, and returns scores for the next character and
# what it remembers now. Here it reads a prompt, by hand.

# %%
with torch.inference_mode():
    state = None
    for k in vocabulary.encode("PANDARUS:\nAlas, I "):
        scores, state = model.step(state, k[None])

# %% [markdown]
# The class can also read the whole prompt at once. Both must agree, or one of them forgets something.

# %% tags=["nbval-check-output"]
with torch.inference_mode():
    at_once, _ = model(vocabulary.encode("PANDARUS:\nAlas, I ")[None])
assert torch.allclose(scores, at_once[:, -1], atol=1e-4)
print("scores for the next character:", tuple(scores.shape), "the same step by step and all at once")
print("state:", len(state), "layers, each with", " and ".join(str(tuple(part.shape)) for part in state[0]))

# %% [markdown]
# ### How unsure is it?
#
# Entropy counts, in bits, how many yes-or-no questions the next character is worth. Softmax and entropy come from the
# library now, which does what you did above.

# %% tags=["nbval-check-output"]
from unrolled.probes.char_rnn import entropy_bits, softmax

for tau in (0.0, 0.5, 1.0, 1.5, 3.0):
    p = softmax(scores[0].double().numpy(), tau)
    print(f"τ = {tau}: likeliest {p.max():.2f}, entropy {entropy_bits(p):.2f} of {np.log2(len(vocabulary)):.2f} bits")

# %% [markdown]
# Entropy rises with τ, from 0 bits, where one character has all the probability, towards the entropy of a fair die with
# as many faces as there are characters.
#
# ### Chance with a memory of the dice
#
# To draw a character by chance, add a random number to each score and take the largest. If the numbers follow Gumbel's
# distribution, scaled by τ, the winners follow the softmax exactly. Here is the check, on the three scores from above.

# %% tags=["nbval-check-output"]
from unrolled.probes.char_rnn import gumbel_noise

noise = gumbel_noise(seed=0, length=100_000, size=3).numpy()
winners = (logits + 0.5 * noise).argmax(axis=1)
print("drawn:  ", (np.bincount(winners) / len(winners)).round(2))
print("softmax:", softmax(logits, 0.5).round(2))

# %% [markdown]
# Keeping the random numbers while τ moves is what makes the slider of the first panel comparable from one place to the
# next. At τ = 0 the noise counts nothing, and the largest score wins: greedy, with no special case. And greedy it goes in
# circles, as you predicted or not:

# %% tags=["nbval-check-output"]
from unrolled.probes.char_rnn import read, sample

here, state = read(model, vocabulary.encode("PANDARUS:\nAlas, I "))
greedy = sample(model, here, state, gumbel_noise(0, 300, len(vocabulary)), torch.zeros(1))[0].tolist()
period = next((k for k in range(1, 150) if greedy[-k:] == greedy[-2 * k : -k]), None)
print("the passage ends by repeating itself:", period is not None)

# %% [markdown]
# ### Exercise 3: find the bug
#
# This function should let a network write. It runs, and what it writes looks like text for a moment. What has it
# forgotten?


# %%
def write(step, first, length):
    """Write `length` characters after `first`; step(state, k) returns the next character and the new state."""
    written, k = [], first
    for _ in range(length):
        k, state = step(None, k)
        written.append(k)
    return written


exercises.char_rnn.writer(write)

# %% [markdown]
# ## How good is it?
#
# Points 3 and 4 of the slide: a softmax at the end, a large corpus, a big network. The loss is the mean of −log p over
# what really came next, on two plays the network never saw. Someone who guesses all characters alike, and someone who
# knows only how frequent each is, set the scale.

# %% tags=["nbval-check-output"]
from unrolled.datasets import shakespeare
from unrolled.probes.char_rnn import learning_curve, trivial_losses

parts = shakespeare.split()
train, held = (vocabulary.encode("".join(texts.values())) for texts in (parts.train, parts.validation))
baselines = trivial_losses(train, held, len(vocabulary))
for name, nats in [*baselines.items(), ("this network", card["nats"]["validation"])]:
    print(f"{name:12} {nats:.2f} nats = {nats / np.log(2):.2f} bits a character")
print(f"{card['parameters']:,} parameters, {len(train):,} characters to learn from")

# %%
from unrolled.figures.char_rnn import learning_curve as draw_learning_curve

draw_learning_curve(learning_curve(card, baselines))

# %% [markdown]
# **What you see.** Most of the gain comes in the first few hundred updates; the rest is slow, and had not ended when the
# training did. The thin dotted line is measured on the training plays with a tenth of the units switched off, the thick
# one on other plays with all of them: compare their shapes rather than their heights.
#
# ## Where this breaks
#
# - The network spells, and it keeps the form of a play. It has no plot: read 300 characters for their sense, and there is
#   none.
# - Two layers of 256 are a small network. The slide's has three of 512 and comes in notebook 05.
# - It was trained for 4,000 updates. The curve still falls at its end: more training would help.
# - Speakers' names give away the play. How much of a sample is copied from the corpus is not shown yet.
#
# ## In short
#
# - A character goes in as 1-of-N, a state carries the past, softmax turns scores into chances.
# - Temperature divides the scores: it changes the gaps, never the order.
# - τ = 0 is greedy and goes in circles; τ = 1 speaks as trained; above, spelling falls apart.
# - The same noise at every τ makes temperatures comparable.
# - The state must be carried from character to character, also while sampling.
#
# Back to the [map of the course](00_start_here.ipynb).
