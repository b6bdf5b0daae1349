# %% [markdown]
# # Character-level networks
#
# **One slider takes a network from stammering to babbling; one button, and yours learns to spell in a minute.**
#
# You will be able to
#
# - turn a character into a 1-of-N vector, and scores into probabilities
# - say what temperature changes in a network's speech, and what it leaves alone
# - train a network of your own, and tell from its loss whether it is any good
#
# *Time:* 40 minutes, and as long again for the exercises. *Slide:* Training framework for character-level RNNs, points 1
# to 4. *Five-minute route:* the set-up, then the cells under the headings marked ▶. Nothing is downloaded.

# %%
import numpy as np
import torch

from unrolled import notebook
from unrolled.lessons import char_rnn
from unrolled.panels import Predict
from unrolled.training.checkpoint import load_char_rnn, summary

notebook.setup()
model, vocabulary, card = load_char_rnn("shakespeare_2x256")

# %% [markdown]
# ## ▶ How loosely should the network speak?
#
# The network reads the prompt, gives each of its characters a score, and draws one by chance. Then it reads what it drew,
# and so on. The slider τ, the temperature, stands between scores and chance.

# %%
Predict(char_rnn.GREEDY)

# %%
char_rnn.TemperaturePanel(model, vocabulary, note=summary(card))

# %% [markdown]
# **What you see.** The characters keep their order whatever τ is; only the gaps between the bars grow or shrink. The noise
# that decides is kept, too: moving τ asks *the same dice* again, so neighbouring temperatures often begin alike and part
# at the first character where the balance tips. *New noise* throws the dice again.
#
# Things to try: press Greedy and look for the loop. Go up slowly from 0.5 and note where the first word appears that does
# not exist. Open *More controls* and end the prompt in the middle of a word, or on the name of a speaker in capitals.

# %% [markdown]
# ## ▶ Softmax, small enough for paper
#
# Three scores, one temperature. Before you lower τ, guess how large the first bar will be at τ = 0.5. Then add the same
# to all three scores.

# %%
char_rnn.SoftmaxPanel(logits=(2.0, 1.0, 0.0), labels=("e", "a", "x"))

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
# From there on everything is made of sizes: 76 places for the character, H numbers of state in each layer, 76 chances at
# the end. Move layers and width, and see where the slide's network of three layers of 512 lies.

# %%
char_rnn.ShapePanel(vocabulary)

# %% [markdown]
# **What you see.** Doubling the width nearly quadruples the parameters, since every unit hears every other; another layer
# only adds its own. The forecast comes from two small networks that were trained for a moment on this machine when the
# panel opened; *Measure* trains the very network for a second or two.

# %% tags=["nbval-check-output"]
from unrolled.models.size import parameters

for layers, hidden in ((2, 256), (2, 512), (3, 512)):
    each = parameters(len(vocabulary), hidden, layers)
    print(f"{layers} × {hidden}: {sum(each):9,} parameters = {' + '.join(f'{count:,}' for count in each)}")
assert sum(parameters(len(vocabulary), 256, 2)) == sum(weights.numel() for weights in model.parameters())

# %% [markdown]
# ### Exercise 1: 1-of-N by hand


# %%
def one_hot(k, size):
    """A list of `size` zeros, with a one at place k (the first place is 0)."""
    ...  # your code


char_rnn.check_one_hot(one_hot)

# %% [markdown]
# ### Exercise 2: softmax with temperature
#
# It must hold for large scores and small temperatures, too.


# %%
def softmax_with_temperature(logits, tau):
    """Probabilities from a numpy array of scores, at temperature tau > 0."""
    ...  # your code


char_rnn.check_softmax_with_temperature(softmax_with_temperature)

# %% [markdown]
# ## One character at a time
#
# Point 2 of the slide: a hidden state, carried along. The plain RNN makes the new state of the character that comes in
# and of the old state, and squashes the sum. Write it yourself; the LSTM does the same with gates (notebook 03).
#
# ### Exercise 3: one RNN step


# %%
def rnn_step(x, h, W_xh, W_hh, b):
    """The new state (H,) from a character's vector x (D,) and the state h (H,); W_xh is (H, D), W_hh is (H, H)."""
    ...  # your code


char_rnn.check_rnn_step(rnn_step)

# %% [markdown]
# ### A whole prompt
#
# Every language model of this course is used through one small function,
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
# ## ▶ What did it expect?
#
# The same, seen from the text. Each character stands on the colour of its *surprisal*: −log₂ of the probability the
# network had given it, in bits. Two readers that only count stand beside the network: the bigram knows one character
# back, the 5-gram four. The text waits under *More controls*: type anything; try the same word twice in one text.

# %%
from unrolled.datasets import shakespeare
from unrolled.models.ngram import baselines

parts = shakespeare.split()
train = vocabulary.encode("".join(parts.train.values()))
counted = baselines(train, len(vocabulary))
readers = {"LSTM 2 × 256": model, "5-gram": counted[3], "bigram": counted[2]}
verse = "If music be the food of love, play on;\nGive me excess of it, that, surfeiting,\nThe appetite may sicken"
char_rnn.SurprisalPanel(readers, vocabulary, text=f"DUKE ORSINO:\n{verse}.\n\nZEBRA:\nQuite so, quite so.")

# %% [markdown]
# **What you see.** Surprise sits at the beginnings of words and sinks towards their ends. That is where the information
# of a text is. Is it so in general? The first 3,000 characters of *Twelfth Night*, by the place of a letter in its word:

# %% tags=["nbval-check-output"]
from unrolled.measuring.surprisal import expectations

ids = vocabulary.encode(parts.validation["Twelfth Night"][:3000])
letters = [character.isalpha() for character in vocabulary.decode(ids)]
place = np.zeros(len(ids), dtype=int)  # 1 for the first letter of a word; 0 for what is no letter
for k in range(1, len(ids)):
    place[k] = place[k - 1] + 1 if letters[k] else 0
for name in readers:
    p = expectations(readers[name], ids)[np.arange(len(ids) - 1), ids[1:]]
    means = [-np.log2(p[place[1:] == nth]).mean() for nth in (1, 2, 3, 4, 5)]
    print(f"{name:12} letter 1 to 5 of a word: {', '.join(f'{bits:.1f}' for bits in means)} bits")

# %% [markdown]
# ### How unsure is it?
#
# Entropy counts, in bits, how many yes-or-no questions the next character is worth. Softmax and entropy come from the
# library now, which does what you did above.

# %% tags=["nbval-check-output"]
from unrolled.measuring.char_rnn import entropy_bits, softmax

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
from unrolled.measuring.char_rnn import gumbel_noise

noise = gumbel_noise(seed=0, length=100_000, size=3).numpy()
winners = (logits + 0.5 * noise).argmax(axis=1)
print("drawn:  ", (np.bincount(winners) / len(winners)).round(2))
print("softmax:", softmax(logits, 0.5).round(2))

# %% [markdown]
# Keeping the random numbers while τ moves is what makes the slider of the first panel comparable from one place to the
# next. At τ = 0 the noise counts nothing, and the largest score wins: greedy, with no special case. And greedy it goes in
# circles, as you predicted or not:

# %% tags=["nbval-check-output"]
from unrolled.measuring.char_rnn import read, sample

here, state = read(model, vocabulary.encode("PANDARUS:\nAlas, I "))
greedy = sample(model, here, state, gumbel_noise(0, 300, len(vocabulary)), torch.zeros(1))[0].tolist()
period = next((k for k in range(1, 150) if greedy[-k:] == greedy[-2 * k : -k]), None)
print("the passage ends by repeating itself:", period is not None)

# %% [markdown]
# ## ▶ What is its own?
#
# Five temperatures, one noise. A double underline marks 15 or more characters in a row that stand in the plays the
# network learned from; the last lines say where the longest stands. A frame marks the character with which a column
# parts from the one at its left.

# %%
Predict(char_rnn.COPY)

# %%
from unrolled.measuring.novelty import training_plays

char_rnn.MicroscopePanel(model, vocabulary, training_plays())

# %% [markdown]
# How much would someone who copies nothing share with these plays? Shakespeare himself is the measure: two plays that are
# not among the 34, held against them.

# %% tags=["nbval-check-output"]
from unrolled.measuring.novelty import novelty


def tell(name, text):
    """Print how new a text is against the 34 plays."""
    new = novelty(training_plays(), text)
    shares = f"copied {new.copied:4.0%}, real words {new.real_words:4.0%}, said before {new.repeated:4.0%}"
    print(f"{name:16} {shares}, longest copy {new.longest.length} characters")


for title, text in parts.validation.items():
    tell(title, text[:3000])

# %% [markdown]
# And the network, 3,000 characters at each temperature:

# %%
here, state = read(model, vocabulary.encode("HAMLET:\n"))
taus = torch.tensor([0.0, 0.5, 0.8, 1.0, 1.5])
for tau, ids in zip(taus, sample(model, here, state, gumbel_noise(0, 3000, len(vocabulary)), taus), strict=True):
    tell(f"network, τ = {tau:.1f}", vocabulary.decode(ids))

# %% [markdown]
# Shakespeare repeats himself across plays, too, so some copying is ordinary: names of speakers, *I pray you*, *my good
# lord*. Only what goes well beyond his own share would be learned by heart.
#
# ### Exercise 4: find the bug
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


char_rnn.check_writer(write)

# %% [markdown]
# ### Exercise 5: find the bug
#
# Another one from real code. This function cuts a text into what the network hears and what it should answer. The loss
# falls to almost nothing within seconds, and what the network writes is hopeless.


# %%
def pairs(ids, start, steps):
    """Inputs, `steps` characters of the list ids from `start` on, and the target for each of them."""
    inputs = ids[start : start + steps]
    targets = ids[start : start + steps]
    return inputs, targets


char_rnn.check_pairs(pairs)

# %% [markdown]
# ## How good is it?
#
# Points 3 and 4 of the slide: a softmax at the end, a large corpus, a big network. The loss is the mean of −log p over
# what really came next, on two plays the network never saw. One number, four ways to say it: in nats, in bits, as
# perplexity (how many equally likely characters would be as hard to guess), and as the size to which the two plays could
# be compressed. Four players who only count set the scale.

# %% tags=["nbval-check-output"]
from unrolled.training.losses import baseline_losses
from unrolled.units import Loss

held = [vocabulary.encode(text) for text in parts.validation.values()]
scale = baseline_losses(counted, held)
size = sum(map(len, held))
print(f"{size:,} characters of {' and '.join(parts.validation)}")
for name, nats in [*scale.items(), ("this network", card["nats"]["validation"])]:
    loss = Loss(nats)
    kilobytes = loss.compressed(size) / 1000
    print(f"{name:12} {nats:.2f} nats = {loss.bits:.2f} bits, perplexity {loss.perplexity:4.1f}, {kilobytes:3.0f} kB")

# %% [markdown]
# The 5-gram is a strong player: four characters back, counted over 4.3 million characters, is most of what spelling
# needs. What the network has beyond it comes from its state.

# %%
from unrolled.lessons.char_rnn.temperature.figure import learning_curve as draw_learning_curve
from unrolled.measuring.char_rnn import learning_curve

draw_learning_curve(learning_curve(card, scale))

# %% [markdown]
# **What you see.** Most of the gain comes in the first few hundred updates; the rest is slow, and had not ended when the
# training did. The thin dotted line is measured on the training plays with a tenth of the units switched off, the thick
# one on other plays with all of them: compare their shapes rather than their heights.
#
# ## ▶ How good are you?
#
# In 1951 Claude Shannon measured English with a book and a patient reader: guess the next character until it is right,
# and count the guesses. If the first guess is nearly always right, little information is left. Play at least thirty
# characters; the others guess the same ones.

# %%
char_rnn.GuessPanel(readers, vocabulary, parts.validation)

# %% [markdown]
# **What you see.** The bars turn numbers of guesses into bits, which is the most they can say about the text (Shannon
# 1951). The marks are what the models' own probabilities cost on these characters. You know what a sentence means; the
# network knows how words end. Who is ahead, and where?
#
# ## ▶ Train it yourself
#
# One layer of 256 units, one minute. The loop is the same for every network of this course: a window of text for each of
# B streams, the loss, its gradient (no longer than 1), one step of Adam, and the state carried into the next window.
# Here are three updates by hand.

# %% tags=["nbval-check-output"]
from itertools import islice

from unrolled.datasets.text import windows
from unrolled.models import CharRNN

torch.manual_seed(0)
small = CharRNN(len(vocabulary), hidden=64, layers=1)
adam = torch.optim.Adam(small.parameters(), lr=1e-3)
state, by_hand = None, []
for inputs, targets in islice(windows(train, 32, 50), 3):  # (32 streams, 50 characters) each
    scores, state = small(inputs, state)
    loss = torch.nn.functional.cross_entropy(scores.flatten(0, 1), targets.flatten())
    adam.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(small.parameters(), 1.0)
    adam.step()
    state = [tuple(part.detach() for part in layer) for layer in state]  # carried on, but no gradient goes back
    by_hand.append(loss.item())
print("nats a character:", [round(value, 2) for value in by_hand])

# %% [markdown]
# And the library's loop, which adds budgets, schedules and measurements on held-out text. Both must agree.

# %% tags=["nbval-check-output"]
from unrolled.training.loop import Budget, Plan, Run, steady
from unrolled.training.loop import train as training_loop

torch.manual_seed(0)
twin = CharRNN(len(vocabulary), hidden=64, layers=1)
run = Run(twin, torch.optim.Adam(twin.parameters(), lr=1e-3))
events = training_loop(run, train, Plan(Budget(steps=3), steady(1e-3)), batch=32, window=50)
assert np.allclose([event.loss for event in events], by_hand, atol=1e-4)
print("the same three losses")

# %%
Predict(char_rnn.BASELINE)

# %%
trainer = char_rnn.TrainingPanel()
trainer

# %% [markdown]
# **What you see.** First the network learns how frequent characters are, then pairs of them, then words; the samples at
# the right follow. The band is what the same settings reached here, three times each:

# %% tags=["nbval-check-output"]
from unrolled.training import live

for run in live.measured():
    recipe = run["recipe"]
    name = f"{recipe['cell'].upper():4} 1 × {recipe['hidden']}, {recipe['seconds']} s, seed {recipe['seed']}"
    pace = f"{run['steps']:,} updates, {run['characters_per_second']:,} characters/s"
    print(f"{name}: {run['nats']:.2f} nats after {pace}")
minutes, rate = card["wall_seconds"] / 60, card["recipe"]["rate"]
print(f"shipped LSTM 2 × 256, {minutes:.0f} minutes: {card['nats']['validation']:.2f} nats, learning rate {rate}")
print(f"learning rate of the LSTM's minute: {live.LIVE.rate}, weights at the start: {live.LIVE.weights}")

# %% [markdown]
# A plain RNN comes close in a minute: it is the cheapest cell and makes the most updates, and most of what one learns that
# soon lies a few characters back. What it cannot keep over a hundred steps is the subject of notebook 02. Compare the
# updates before you compare the cells. And the shipped network, forty times as long in training, is not far ahead: how one
# starts, and how fast one dares to learn, count as much as size.
#
# Things to try, all under *More controls*: a window of 5 steps. Dropout 0.5, with one mask for a whole window (as the
# slide says) and with fresh masks: what does each cost, with so little time? The folk tunes: do the bars come out even?
# A text of your own, a hundred thousand characters or more. Stop whenever you like: what was learned stays in
# `trainer.model`, and its characters in `trainer.vocabulary`, ready for the panel at the top:
# `char_rnn.TemperaturePanel(trainer.model, trainer.vocabulary, prompt="a")`.
#
# ## Where this breaks
#
# - The network spells, and it keeps the form of a play. It has no plot: read 300 characters for their sense, and there is
#   none.
# - Two layers of 256 are a small network. The slide's has three of 512 and stands in [notebook 05](05_synthetic_shakespeare.ipynb).
# - It was trained for 4,000 updates. The curve still falls at its end: more training would help.
# - A minute on two cores is not a minute on yours. The band was measured on one machine; on a busy or a slower one the
#   same settings end higher.
# - Shannon's numbers of guesses need many characters. After thirty they are a hint, not a measurement.
# - Words count as real when the 34 plays hold them: names from other plays do not, and a misspelling that Shakespeare's
#   printers shared does.
#
# ## In short
#
# - A character goes in as 1-of-N, a state carries the past, softmax turns scores into chances.
# - Temperature divides the scores: it changes the gaps, never the order; τ = 0 is greedy and goes in circles.
# - The state must be carried from character to character, and the target is the character after the input.
# - A loss means something only beside yardsticks: counting four characters back is hard to beat.
# - Surprise is where the information is: at the beginnings of words.
#
# Next: [05 Synthetic Shakespeare](05_synthetic_shakespeare.ipynb).
