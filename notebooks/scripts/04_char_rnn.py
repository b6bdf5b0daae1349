# %% [markdown]
# # Character-level networks
#
# **A network reads plays character by character, and then writes its own. Train one in a minute; then throw its dice.**
#
# You will be able to
#
# - say how a network writes: scores, softmax, temperature, a rule that leaves unlikely characters out, and a draw
# - train a character-level network, and say why its state is carried from one window to the next
# - judge it by its loss, by what surprises it, and by what it copies
#
# *Time:* 90 minutes, 25 of them for the exercises; the two parts marked *optional* take 20 more. *It builds on:* the
# idea of a gradient, and of a state that a network carries along (notebook 01). *Slide:* Training framework for
# character-level RNNs. *Five-minute route:* the set-up, then the cells under the three headings marked ▶. Nothing is
# downloaded.

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
# ## ▶ How freely should the network write?
#
# Can a program write like Shakespeare? Here is a small network that has read 34 of his plays, one character at a time.
# It was taught one thing only: to predict the next character. That is enough to write:
#
# 1. The network reads a *prompt*, the beginning of a text.
# 2. It gives each of its 76 characters a score $y_k$, a *logit*. Softmax turns the scores into probabilities $p_k$.
# 3. One character is drawn by chance, with these probabilities. It becomes the next input, and all begins again at 2.
#
# Between scores and chance stands the *temperature* τ. Each score is divided by it:
#
# $$p_k = \frac{e^{\,y_k/\tau}}{\sum_j e^{\,y_j/\tau}}$$
#
# At τ = 1 the network writes with the probabilities that it learned. What happens below and above? First answer the
# question, then move the slider.

# %%
Predict(char_rnn.GREEDY)

# %%
char_rnn.TemperaturePanel(model, vocabulary, note=summary(card))

# %% [markdown]
# **What you see.** The characters keep their order at every τ. Only the gaps between the bars change: a low τ favours
# the likeliest characters, a high τ makes the bars more alike. At τ = 0 the network always writes the likeliest
# character (*greedy*), and soon it goes round in circles. At 3 it stammers. Between 0.5 and 1 it writes lines that look
# like a play.
#
# Moving τ does not throw the dice again: all temperatures get the same random numbers. So the texts of two close
# temperatures often begin alike, and part at the first character where another one wins the draw. *New noise* throws
# new dice.
#
# ## ▶ Train it yourself
#
# Where do the scores come from? From training. The network reads the plays. At each character it says how probable it
# finds every possible next one. The *loss* is $-\ln p$ of the character that really came, in *nats*: 0 for a sure and
# correct prediction, $\ln 76 = 4.33$ for a blind guess among 76 characters. Training changes the weights in small steps
# so that the loss falls.
#
# A loss means nothing alone. So the grey lines show players who only count: *unigram* knows how frequent each character
# is, *bigram* looks one character back, *5-gram* four characters. (Where the 5-gram never saw the four, it falls back
# on fewer.) The *band* is the range of losses of earlier runs with these settings, on the machine on which this course
# was made. All losses are measured on pieces of two plays that the network does not learn from (*held-out* text).

# %%
Predict(char_rnn.BASELINE)

# %%
trainer = char_rnn.TrainingPanel()
trainer

# %% [markdown]
# **What you see.** Press *Start*, and read the sample at the right while the loss falls. Here is what the runs behind
# the band reached, three seeds for each kind of network. (Notebook 02 says what a plain RNN lacks, notebook 03 what a
# GRU is.) The loss on the way is that of the panel, on 50 pieces of the held-out plays; the last number is for both
# whole plays.

# %% tags=["nbval-check-output"]
from unrolled.training import live

for run in live.measured():
    recipe = run["recipe"]
    name = f"{recipe['cell'].upper():4} 1 × {recipe['hidden']}, {recipe['seconds']} s, seed {recipe['seed']}"
    on_the_way = {round(seconds): nats for seconds, nats in run["curve"]}
    print(
        f"{name}: {on_the_way[3]:.2f} nats after 3 s, {on_the_way[15]:.2f} after 15 s, "
        f"{run['nats']:.2f} after {run['steps']:5,} updates"
    )
counting = live.plays().baselines
print(f"on the 50 pieces: bigram {counting['bigram']:.2f} nats, 5-gram {counting['5-gram']:.2f}")
minutes = card["wall_seconds"] / 60
print(f"the network of this notebook, LSTM 2 × 256, {minutes:.0f} minutes: {card['nats']['validation']:.2f} nats")

# %% [markdown]
# After three seconds each network is better than the bigram (2.49). Then it gets slow: in the one-minute runs the LSTM
# gains about 0.35 nats in the next 12 seconds, and only 0.25 in the last 45. That is just enough to pass the 5-gram,
# which has 1.62 nats on the pieces, and 1.62 on the whole plays, too (see *How good is it?*).
#
# In the same minute the plain RNN makes the most updates, and the LSTM still ends well ahead: about 1.57 nats, against
# 1.68 for the GRU and 1.71 for the plain RNN. (The GRU makes a third fewer updates than the LSTM: one of its updates
# takes longer here. So this compares what a minute gives, not what an update gives.) The network of this notebook has a
# second layer and was trained thirty times as long. That gains less than 0.2 nats more.
#
# What you trained stays in `trainer.model`, and its characters in `trainer.vocabulary`. Write with it:
# `char_rnn.TemperaturePanel(trainer.model, trainer.vocabulary, prompt="a")`. Under *More controls* there are folk tunes
# to learn (do the bars come out even?), and a box for a text of your own.
#
# ## ▶ Be the sampler
#
# Now you throw the dice, or put them aside. Choose each next character yourself: type it, click it in the list, or let
# the dice draw it. Step back where it went wrong. Can you write something that the network finds more probable than
# what it writes itself?

# %%
char_rnn.ChoosingPanel(model, vocabulary)

# %% [markdown]
# **What you see.** The bars count what your text costs, $-\ln p$ on average over its characters. The second bar is what
# a draw would cost on average at the same places; it is called the *entropy*. (Other panels tell it in bits: 1 nat is
# 1.44 bits.) The third is the cost of the likeliest character each time. If you always click the first one, your text
# gets very probable and very dull. Compare three writers: greedy, drawn at τ = 1, and Shakespeare.

# %% tags=["nbval-check-output"]
from unrolled.measuring.char_rnn import entropy_bits, gumbel_noise, read, sample, softmax

prompt = vocabulary.encode("PANDARUS:\nAlas, I ")
here, state = read(model, prompt)
for writer, tau in (("greedy, τ = 0", 0.0), ("drawn, τ = 1", 1.0)):
    written = sample(model, here, state, gumbel_noise(0, 1000, len(vocabulary)), torch.tensor([tau]))[0]
    with torch.inference_mode():
        scores, _ = model(torch.cat([prompt, written])[None, :-1])
    cost = torch.nn.functional.cross_entropy(scores[0, len(prompt) - 1 :], written).item()
    print(f"{writer:13} {cost:.2f} nats a character; the end: {vocabulary.decode(written)[-50:]!r}")
print(f"{'Shakespeare':13} {card['nats']['validation']:.2f} nats a character, on the two whole plays")

# %% [markdown]
# The greedy text is by far the most probable of the three, and says *the state of the state* for ever. Shakespeare's
# own characters cost this network more than what it draws itself. So good text is not the most probable text. That is
# why networks draw.
#
# This is the end of the five-minute route.
#
# ## What is inside
#
# ### A character becomes a vector
#
# The network knows a fixed list of characters. Each becomes a vector with one place for each character of the list: a 1
# at its own place, zeros elsewhere. This is called *one-hot*, or *1 of N* on the slide.

# %% tags=["nbval-check-output"]
print(len(vocabulary), "characters:", repr("".join(vocabulary.characters)))
print("'hello' as numbers:", vocabulary.encode("hello").tolist())
h = torch.nn.functional.one_hot(vocabulary.encode("h"), len(vocabulary))[0]
print("'h' as a vector: ", len(h), "places, a 1 at place", h.nonzero().flatten().tolist())

# %% [markdown]
# ### Exercise 1: one-hot by hand


# %%
def one_hot(k, size):
    """A list of `size` zeros, with a one at place k (the first place is 0)."""
    ...  # your code


char_rnn.check_one_hot(one_hot)

# %% [markdown]
# ### An LSTM in one picture
#
# What came before is kept in the network's *state*. The network here is an LSTM. Its state has two parts, the memory
# $C$ and the hidden state $h$. This is one step of one layer:

# %%
from unrolled.lessons.char_rnn.cell.figure import lstm_drawing

lstm_drawing()

# %% [markdown]
# - **Keep**: the forget gate $f$, between 0 and 1, says how much of each old memory value stays.
# - **Write**: a candidate $g$, between −1 and 1, is added to the memory, as much of it as the input gate $i$ lets in.
# - **Read**: the output gate $o$ says how much of the memory goes into $h$, which goes to the next layer or to the scores.
#
# All four are computed from the character $x_t$ and the hidden state before it, with weights that are learned.
# (Notebook 03 takes this apart.) The network of this notebook has two such layers of 256 units, one on top of the
# other.
#
# ### One character at a time
#
# Every language model of this course has one small function, `step(state, ids)`. It takes the state and one character,
# and returns the scores for the next character and the new state. Here it reads a prompt:

# %%
with torch.inference_mode():
    state = None  # zeros
    for k in vocabulary.encode("PANDARUS:\nAlas, I "):
        scores, state = model.step(state, k[None])

# %% [markdown]
# The network can also read the whole prompt at once. Both ways must agree, or one of them forgets something.

# %% tags=["nbval-check-output"]
with torch.inference_mode():
    at_once, _ = model(vocabulary.encode("PANDARUS:\nAlas, I ")[None])
assert torch.allclose(scores, at_once[:, -1], atol=1e-4)
print("scores for the next character:", tuple(scores.shape), "the same step by step and all at once")
print("state:", len(state), "layers, each with", " and ".join(str(tuple(part.shape)) for part in state[0]))

# %% [markdown]
# ### Exercise 2: find the bug
#
# This function should let a network write. Its `draw` does more than `step`: it reads a character, and returns not
# scores but the next character, already drawn, and the new state. The function runs, and for a moment what it writes
# looks like text. What has it forgotten?


# %%
def write(draw, first, length):
    """Write `length` characters after `first`; draw(state, k) returns the next one and the new state."""
    written, k = [], first
    for _ in range(length):
        k, state = draw(None, k)
        written.append(k)
    return written


char_rnn.check_writer(write)

# %% [markdown]
# ### Optional: how large is it?
#
# Move layers and width, and see where the slide's network of three layers of 512 lies.

# %%
char_rnn.ShapePanel(vocabulary)

# %% [markdown]
# **What you see.** Doubling the width nearly quadruples the parameters, since every unit is connected to every other.
# One more layer adds only its own. The speed is a forecast from two small networks that were trained for a moment on
# this machine, as busy as it was; *Measure* trains the network itself for a second or two. Memory and speed are for 64
# pieces of 100 characters at a time. The cell below tells how fast the network of this notebook was trained, with 32
# pieces of 64 characters, on one core.

# %% tags=["nbval-check-output"]
from unrolled.models.size import parameters

for layers, hidden in ((2, 256), (2, 512), (3, 512)):
    each = parameters(len(vocabulary), hidden, layers)
    print(f"{layers} × {hidden}: {sum(each):9,} parameters = {' + '.join(f'{count:,}' for count in each)}")
recipe = card["recipe"]
speed = recipe["steps"] * recipe["batch"] * recipe["window"] / card["wall_seconds"]
print(
    f"2 × 256, in training: {recipe['batch']} × {recipe['window']} characters a step, {speed:,.0f} characters a second"
)
assert sum(parameters(len(vocabulary), 256, 2)) == sum(weights.numel() for weights in model.parameters())

# %% [markdown]
# ## What the Start button does
#
# The plays have 4.3 million characters. No gradient goes back through so many steps. So the text is read in *windows*
# of, say, 50 characters. In each window: predict, measure the loss, find its gradient, change the weights. To keep the
# machine busy, 32 places of the plays are read at the same time (32 *streams*). Each stream goes on in the next window
# where it stopped. Here are three updates by hand:

# %% tags=["nbval-check-output"]
from itertools import islice

from unrolled.datasets import shakespeare
from unrolled.datasets.text import windows
from unrolled.models import CharRNN

parts = shakespeare.split()
train = vocabulary.encode("".join(parts.train.values()))

torch.manual_seed(0)
small = CharRNN(len(vocabulary), hidden=64, layers=1)
adam = torch.optim.Adam(small.parameters(), lr=1e-3)
state, by_hand = None, []
for inputs, targets in islice(windows(train, 32, 50), 3):  # (32 streams, 50 characters) each
    scores, state = small(inputs, state)
    loss = torch.nn.functional.cross_entropy(scores.flatten(0, 1), targets.flatten())
    adam.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(small.parameters(), 1.0)  # no gradient longer than 1
    adam.step()
    state = [tuple(part.detach() for part in layer) for layer in state]  # carried on, but no gradient goes back
    by_hand.append(loss.item())
print("nats a character:", [round(value, 2) for value in by_hand])

# %% [markdown]
# ### Why the state is carried
#
# Look at the line with `detach`. The gradient ends where a window begins, but the state is carried into the next
# window. Why? A window begins in the middle of a speech, often in the middle of a word. With a state of zeros the
# network would read its first characters as if nothing stood before them. What would that cost? We let the trained
# network read 20,000 characters of *Twelfth Night* in windows of 50, once with the state carried and once with the
# state reset in each window:

# %% tags=["nbval-check-output"]
play = vocabulary.encode(parts.validation["Twelfth Night"][:20_001])
inputs, targets = (play[k : k + 20_000].reshape(8, -1, 50) for k in (0, 1))  # 8 streams, 50 windows, 50 characters


def nats_by_place(logits):
    """Mean loss at each place of a window."""
    each = torch.nn.functional.cross_entropy(logits.flatten(0, -2), targets.flatten(), reduction="none")
    return each.reshape(-1, 50).mean(dim=0)


with torch.inference_mode():
    carried = nats_by_place(model(inputs.flatten(1))[0])
    reset = nats_by_place(model(inputs.flatten(0, 1))[0])
for k in (1, 2, 3, 5, 10, 20, 50):
    print(f"character {k:2} of a window: carried {carried[k - 1]:.2f} nats, reset {reset[k - 1]:.2f}")
print(f"on average: carried {carried.mean():.2f}, reset {reset.mean():.2f}")

# %% [markdown]
# Without a state, the first character of a window costs about one nat more. After ten characters most of the difference
# is gone; on average a reset costs 0.08 nats here. So the state is carried because the beginning of each window would
# otherwise be guessed without its context. This cell measures it in reading, with a finished network; what resets would
# cost in training is not measured here. There is a second reason: when the network writes, its state has seen hundreds
# of characters. Trained with resets, it would never have met a state that has seen more than 50.
#
# The gradient is cut for another reason: it would have to go back to the beginning of its stream, through up to 136,000
# steps (4.3 million characters in 32 streams). What the cut costs, notebook 01 shows.
#
# ### Exercise 3: find the bug
#
# Another bug from real code. This function cuts a text into inputs and targets. The loss falls to almost nothing within
# seconds, and what the network writes is hopeless. Why?


# %%
def pairs(ids, start, steps):
    """Inputs, `steps` characters of the list ids from `start` on, and the target for each of them."""
    inputs = ids[start : start + steps]
    targets = ids[start : start + steps]
    return inputs, targets


char_rnn.check_pairs(pairs)

# %% [markdown]
# ## From scores to text
#
# ### Softmax, small enough for paper
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
# Halving τ squares every ratio: `e` against `a` is 2.72 to 1 at τ = 1, and 7.39 to 1 at τ = 0.5. Adding the same to all
# scores changes nothing, since only their gaps count.
#
# ### Exercise 4: softmax with temperature
#
# It must work for large scores and small temperatures, too.


# %%
def softmax_with_temperature(logits, tau):
    """Probabilities from a numpy array of scores, at temperature tau > 0."""
    ...  # your code


char_rnn.check_softmax_with_temperature(softmax_with_temperature)

# %% [markdown]
# ### The same dice
#
# How can a draw keep its dice while τ moves? Add a random number $g_k$ to each score, and take the largest sum. Take
# $-\ln(-\ln u_k)$ with $u_k$ drawn evenly between 0 and 1 (such numbers follow *Gumbel's distribution*), times τ: then each
# character wins exactly as often as its softmax probability says (Maddison et al. 2014, arXiv 1411.0030):
#
# $$k = \arg\max_k\,(y_k + \tau g_k)$$
#
# So the random numbers $g_k$ can stay the same for every τ. At τ = 0 they count for nothing, and the largest score
# wins. Here is a check with 100,000 draws, and then how far pairs of texts by the network agree, with the same dice for
# all:

# %% tags=["nbval-check-output"]
noise = gumbel_noise(seed=0, length=100_000, size=3).numpy()
winners = (logits + 0.5 * noise).argmax(axis=1)
print("drawn:  ", (np.bincount(winners) / len(winners)).round(2))
print("softmax:", softmax(logits, 0.5).round(2))
here, state = read(model, prompt)
for pair in ((0.80, 0.85), (0.85, 0.90), (0.5, 1.0)):
    one, other = sample(model, here, state, gumbel_noise(0, 300, len(vocabulary)), torch.tensor(pair)).tolist()
    alike = next((k for k in range(300) if one[k] != other[k]), 300)
    print(f"τ = {pair[0]:.2f} and {pair[1]:.2f}: the first {alike} of 300 characters are the same")

# %% [markdown]
# Close temperatures begin alike here, distant ones part after a few characters. With other dice the numbers differ.
#
# ### Cut the tail: top-k, top-p, min-p
#
# At τ = 1 each unlikely character is drawn seldom, but there are dozens of them. Together they come up every few words,
# and one wrong character spoils a word. Lowering τ helps, and makes the text dull. So in practice a rule cuts the
# unlikely characters before the draw. Three rules are common. Each works on the probabilities $p_k$, after the
# temperature:
#
# - **top-k** keeps the $k$ likeliest characters (Fan et al. 2018, arXiv 1805.04833).
# - **top-p** keeps the smallest set $S$ of likeliest characters with $\sum_{k \in S} p_k \ge p$ (Holtzman et al. 2020,
#   arXiv 1904.09751, who call it *nucleus sampling*).
# - **min-p** keeps every character with $p_k \ge m \cdot \max_j p_j$ (Nguyen et al. 2024, arXiv 2407.01082).
#
# The probabilities that are kept are then divided by their sum. What is the difference? It shows where the network is
# sure, and where it is not.

# %%
Predict(char_rnn.TAIL)

# %%
char_rnn.TruncationPanel(model, vocabulary)

# %% [markdown]
# **What you see.** All four texts get the same dice. A text leaves the first one only where its rule cuts the character
# that was drawn there; the box marks that place. Go along a text with → and watch the counts below the list. Inside a
# name or a word the network is often sure: then top-p and min-p keep only a few characters, and top-k still keeps ten.
# At the start of a word the network is unsure: then top-p and min-p keep many. They follow the network's certainty,
# top-k does not.
#
# Would Shakespeare have been allowed to write by these rules? Here are 3,000 characters of *Twelfth Night*:

# %% tags=["nbval-check-output"]
from unrolled.measuring.surprisal import expectations
from unrolled.measuring.truncation import min_p, top_k, top_p

ids = vocabulary.encode(parts.validation["Twelfth Night"][:3000])
p = expectations(model, ids)  # (2999, 76)
before = vocabulary.decode(ids[:-1])
letter, blank = np.array([c.isalpha() for c in before]), np.array([c == " " for c in before])
for name, kept in (
    ("top-k, k = 10", top_k(p, 10)),
    ("top-p, p = 0.9", top_p(p, 0.9)),
    ("min-p, m = 0.1", min_p(p, 0.1)),
):
    counts, forbidden = kept.sum(axis=1), ~kept[np.arange(len(p)), ids[1:]]
    means = f"{counts[letter].mean():4.1f} after a letter, {counts[blank].mean():4.1f} after a blank"
    few = f"only one or two at {(counts[letter] <= 2).mean():3.0%} of the letters"
    print(f"{name}: keeps on average {means}; {few}; forbids {forbidden.mean():.0%} of Shakespeare's own")

# %% [markdown]
# Top-k keeps ten characters everywhere. After a letter, that is inside a word or at its end, top-p and min-p keep about
# three on average, and at about half of the letters only one or two. After a blank, where a new word begins, they keep about
# fifteen. But each rule forbids 5 to 9 % of what Shakespeare wrote. His surprises are in the tail, too. And a forbidden
# character has probability 0, so its loss, $-\ln 0$, is infinite. These rules are for writing; a loss is measured
# without them. (Which rule writes best, and with which number, is not measured here: $k$, $p$ and $m$ are only where
# the panel starts.)
#
# ### Exercise 5: top-p


# %%
def top_p_places(p, share):
    """The places in the list p of the likeliest characters that together have at least `share`, likeliest first."""
    ...  # your code


char_rnn.check_top_p(top_p_places)

# %% [markdown]
# ## What did it expect?
#
# So far the network wrote. Now it reads, and we watch its expectations. The *surprisal* of a character is $-\log_2 p$,
# in bits: one bit for each halving of the probability. It is the loss of that character, in other units (1 nat is 1.44
# bits). Each character stands on the colour of its surprisal. Choose another model above: the bigram and the 5-gram
# only count. The text waits under *More controls*. Type anything; try the same word twice in one text.

# %%
from unrolled.models.ngram import baselines

counted = baselines(train, len(vocabulary))
models = {"LSTM 2 × 256": model, "5-gram": counted[3], "bigram": counted[2]}
verse = "If music be the food of love, play on;\nGive me excess of it, that, surfeiting,\nThe appetite may sicken"
char_rnn.SurprisalPanel(models, vocabulary, text=f"DUKE ORSINO:\n{verse}.\n\nZEBRA:\nQuite so, quite so.")

# %% [markdown]
# **What you see.** Many of the dark characters stand at the beginnings of words, but not all. Is there a rule? We take
# the words of five letters or more in the first 10,000 characters of *Twelfth Night*, and average over the first
# letters, the second letters, and so on. Only long words are counted, so that the same words stand behind each number.

# %% tags=["nbval-check-output"]
import re

text = parts.validation["Twelfth Night"][:10_000]
ids = vocabulary.encode(text)
starts = [word.start() for word in re.finditer(r"[A-Za-z]{5,}", text) if word.start()]
for name, each in models.items():
    p = expectations(each, ids)[np.arange(len(ids) - 1), ids[1:]]  # of what came
    means = [-np.log2(p[np.array(starts) + nth - 1]).mean() for nth in range(5)]
    print(f"{name:12} letters 1 to 5 of {len(starts)} words: {', '.join(f'{bits:.1f}' for bits in means)} bits")

# %% [markdown]
# The first letter of a word is the most surprising one, for all three models. For the network and the 5-gram the fourth
# and fifth letters cost less than half of it. The fall is not steady: the network finds third letters a little harder
# than second ones. The bigram gains nothing after the second letter, since it never sees more than one letter.
#
# The entropy, what a draw costs on average, says how unsure the network is before it knows what comes. It grows with τ,
# here after *Alas, I*:

# %% tags=["nbval-check-output"]
for tau in (0.0, 0.5, 1.0, 1.5, 3.0, 30.0):
    p = softmax(here[0].double().numpy(), tau)
    print(
        f"τ = {tau:4.1f}: likeliest {p.max():.2f}, entropy {entropy_bits(p):.2f} of {np.log2(len(vocabulary)):.2f} bits"
    )

# %% [markdown]
# At τ = 0 one character has all the probability, and the entropy is 0. As τ grows it approaches that of a fair die with
# 76 faces, 6.25 bits: at τ = 3 it is still well below, at τ = 30 it is nearly there.
#
# ## How good is it?
#
# The loss on two plays that the network never saw is one number. There are four ways to say it: in nats; in bits; as
# *perplexity*, the number of equally likely characters that would be as hard to guess; and as the size to which the two
# plays could be compressed with these probabilities.

# %% tags=["nbval-check-output"]
from unrolled.training.losses import baseline_losses
from unrolled.units import Loss

held = [vocabulary.encode(play) for play in parts.validation.values()]
scale = baseline_losses(counted, held)
size = sum(map(len, held))
print(f"{size:,} characters of {' and '.join(parts.validation)}")
for name, nats in [*scale.items(), ("this network", card["nats"]["validation"])]:
    loss = Loss(nats)
    kilobytes = loss.compressed(size) / 1000
    print(f"{name:12} {nats:.2f} nats = {loss.bits:.2f} bits, perplexity {loss.perplexity:4.1f}, {kilobytes:3.0f} kB")
first = baseline_losses(counted, [ids[:10_000] for ids in held])
print(f"the first 10,000 characters of each play: bigram {first['bigram']:.2f}, 5-gram {first['5-gram']:.2f} nats")
for step, learned, unseen in card["curve"]["rows"]:
    if step in (250, 1000, 10_000):
        print(f"    this network after {step:6,} updates: {unseen:.2f} (training text: {learned:.2f})")

# %% [markdown]
# The 5-gram is a strong yardstick: four characters back, counted over 4.3 million characters, is most of what spelling
# needs. The network is 0.22 nats better: with its probabilities the two plays fit into 60 kB in place of 69. It differs
# from the 5-gram in two ways. Its state can reach further back, and what it learns in one context serves in similar
# ones. Which of the two gains more is not measured here.

# %%
from unrolled.lessons.char_rnn.learning_curve.figure import learning_curve_drawing
from unrolled.measuring.char_rnn import learning_curve

learning_curve_drawing(learning_curve(card, scale))

# %% [markdown]
# **What you see.** The thick line is the unseen text, the dotted one the training text. Most of the gain comes early.
# The thick line stands for the first 10,000 characters of each play, so compare it with the last lines of the cell
# above the picture: there the 5-gram has 1.66 nats. After 250 updates the network has 1.97 and is far better than the
# bigram; after 1,000 it is level with the 5-gram, 1.65; the other 9,000 updates gain 0.2 nats more.
#
# At the end the dotted line is lower, 1.27 nats against 1.45: it is measured on the plays that the network learns from,
# and it has read them nearly five times. At the very beginning it is higher, 2.52 against 1.97, since each of its
# points is the mean over the last 250 updates, the first and worst ones included.
#
# ### Optional: how good are you?
#
# In 1951 Claude Shannon measured English with a book and a patient reader: guess the next character until it is right,
# and count the guesses. If the first guess is nearly always right, little information is left. Play at least thirty
# characters; the others guess the same ones.

# %%
char_rnn.GuessPanel(models, vocabulary, parts.validation)

# %% [markdown]
# **What you see.** The bars turn the numbers of guesses into bits. That is an upper bound on the information in the
# text (Shannon 1951). The marks are what the models' own probabilities cost on these characters. You know what a
# sentence means; the network knows how words end. Who is ahead, and where?
#
# ## What is its own?
#
# Does the network write, or does it recite? We look for its text in the 34 plays it learned from. There are two
# questions, and they have different answers:
#
# - **How much is copied?** The share of characters that lie inside a *stretch*: 15 or more characters in a row that
#   stand in the plays word for word. (Fifteen characters are about three words. Stretches may overlap.)
# - **How far does it copy?** The length of the longest such stretch.
#
# Here are five temperatures with the same dice. A double underline marks copied stretches; the last lines say where the
# longest one stands. A frame marks the character with which a column parts from the one at its left. (These
# temperatures are far apart, so the columns part almost at once.)

# %%
Predict(char_rnn.COPY)

# %%
from unrolled.measuring.novelty import training_plays

char_rnn.MicroscopePanel(model, vocabulary, training_plays())

# %% [markdown]
# How much would someone share with these plays who copies nothing? Shakespeare himself is the measure: two plays that
# are not among the 34.

# %% tags=["nbval-check-output"]
from unrolled.measuring.novelty import novelty


def tell(name, text):
    """Print how new a text is against the 34 plays."""
    new = novelty(training_plays(), text)
    stretches = [text[copy.start : copy.start + copy.length] for copy in new.copies]
    longest = text[new.longest.start : new.longest.start + new.longest.length]
    many = f"in {len(stretches):3} stretches, {len(set(stretches)):3} different"
    print(f"{name:16} copied {new.copied:4.0%} {many}; real words {new.real_words:4.0%}")
    print(f"{'':16} the longest, {len(longest)} characters: {longest!r}")


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
# **What you see.** The two measures disagree, and both are right. At τ = 0 most of the text is copied, but look at the
# number of *different* stretches, 5 of 271: the network repeats a few common phrases, and each is short. It is one
# loop, counted again and again. Above 0 nearly all stretches are different, and the higher τ, the less is copied: 48 %
# at 0.5, 5 % at 1.5. (In the panel's 160 characters chance still decides: there τ = 1 copies more than τ = 0.8.) The
# longest stretch shows no such order, since it depends on a single place.
#
# Shakespeare himself is the yardstick for both. A quarter of his own unseen text stands in his other plays, in stretches of
# up to 25 characters; at τ = 1 the network copies about as much, at 0.5 twice as much. Its longest stretches at 0.5 and 1
# are a little longer than his, 33 and 29 characters, but look at them: each holds the long name of a speaker. So nothing
# here shows that it recites passages. It writes common phrases and names: at τ = 0.8 about as many as Shakespeare, at 0.5
# and below clearly more. (A longer text has longer copies; notebook 05 looks at 100,000 characters.)
#
# ## Where this breaks
#
# - The network spells, and it keeps the form of a play. It has no plot: read 300 characters for their sense, and there is
#   none.
# - Two layers of 256 are a small network. The slide's has three of 512 and stands in [notebook 05](05_synthetic_shakespeare.ipynb).
# - A minute on two cores is not a minute on yours. The band was measured on one machine; on a busy or a slower one the
#   same settings end higher.
# - Cutting the tail makes a text smoother. It adds no knowledge, and what it cuts is sometimes what Shakespeare wrote.
# - Shannon's numbers of guesses need many characters. After thirty they are a hint, not a measurement.
# - Words count as real when the 34 plays hold them. Names from other plays do not, and a misspelling that Shakespeare's
#   printers shared does.
#
# ## In short
#
# - A network that predicts the next character can write: score, softmax, draw, and read what was drawn.
# - Temperature divides the scores: it changes the gaps and never the order. Top-k, top-p and min-p cut the tail.
# - The state is carried from character to character and from window to window; only the gradient is cut.
# - A loss means something only beside yardsticks: counting four characters back is hard to beat.
# - How much is copied and how far it copies are two questions. Common phrases raise the first; only a long stretch would be
#   a sign of learning by heart, and here the longest ones are names of speakers.
#
# Next: [05 Synthetic Shakespeare](05_synthetic_shakespeare.ipynb).
