# %% [markdown]
# # The gates of an LSTM
#
# **A second memory that no matrix touches, and three gates that control it: watch them at work, then hold them yourself.**
#
# You will be able to
#
# - follow every number through the four steps of a trained LSTM, and compute one step by hand
# - tell what a gate does from what a candidate does, and a unit that *follows* a text from one that the network *uses*
# - say what the GRU merges, what that saves, and what it costs
#
# *Time:* 65 minutes, and 20 minutes for four exercises; what is marked *optional* takes 45 minutes more. *It builds on:* the
# equations of notebook 01, and the problem that notebook 02 shows. *Slides:* Long short-term memories; Comparison of simple
# RNN and LSTM; Gating layers; Update carry signal; Output (slides 5 to 10). *Five-minute route:* the set-up, then the cells
# under the headings marked ▶. Nothing is downloaded.

# %%
import numpy as np
import torch

from unrolled import notebook
from unrolled.lessons import lstm
from unrolled.panels import Predict
from unrolled.training.checkpoint import load_char_rnn

notebook.setup()
torch.set_num_threads(1)  # one character at a time is little work: a second thread only gets in the way

# %% [markdown]
# ## ▶ Four steps at each character
#
# A plain RNN makes its whole state anew at every character. Whatever it should remember passes through $W_{hh}$ and $\tanh$
# each time, and after a few dozen steps almost nothing is left of it (notebook 02).
#
# The *LSTM* (long short-term memory, Hochreiter and Schmidhuber 1997) has a second vector beside its state $h$: the *carry*
# $C$. (Most texts call it the *cell state*.) No matrix multiplies the carry on its way. At each character, a share of it is
# kept and something is added. How much of each is decided by *gates*. A gate is a small layer whose outputs lie between 0
# (shut) and 1 (open), one for each unit; such an output multiplies some other number of that unit. The four steps:
#
# 1. **Forget.** The *forget gate* $f$ says which share of the old carry is kept.
# 2. **Input and candidate.** The *candidate* $\tilde C$ is a number between −1 and 1 that could be added to the carry. The
#    *input gate* $i$ says which share of it is added.
# 3. **Update.** The new carry is what is kept plus what is added.
# 4. **Output.** The *output gate* $o$ says how much of the carry leaves the cell as the new $h$.
#
# The panel shows a trained LSTM with 128 units that reads a passage. The upper half shows one unit, with all its numbers. In
# the lower half each row is a unit and each column a character. Answer the question, then go through the steps with the keys
# 1 to 4 and through the text with → and ←.

# %%
Predict(lstm.LINE_END)

# %%
model, vocabulary, _ = load_char_rnn("trio_lstm_0")
passage = "DUKE:\nThe sorrow of the night hath made thee pale,\nAnd I must leave thee now.\n\nLADY:\nO stay, my lord!"
four_steps = lstm.FourStepsPanel(model, vocabulary, text=passage)
four_steps

# %% [markdown]
# ### The four steps as equations
#
# $[h_{t-1}, x_t]$ means the old state and the input, written one below the other.
#
# $$f_t = \sigma(W_f\,[h_{t-1}, x_t] + b_f) \qquad i_t = \sigma(W_i\,[h_{t-1}, x_t] + b_i) \qquad
# o_t = \sigma(W_o\,[h_{t-1}, x_t] + b_o)$$
#
# $$\tilde C_t = \tanh(W_C\,[h_{t-1}, x_t] + b_C) \qquad C_t = f_t \odot C_{t-1} + i_t \odot \tilde C_t \qquad
# h_t = o_t \odot \tanh(C_t)$$
#
# - $\sigma(a) = 1/(1 + e^{-a})$ is the *sigmoid*: it turns any number into a share between 0 and 1.
# - $\odot$ multiplies two vectors number by number: the first with the first, the second with the second. So every unit has
#   gates of its own. (The slides write ∗.)
# - The four layers read the same two things, the old $h$ and the input $x$, each with its own weights. In code the candidate
#   is called `g`.
# - Memory is in the equation of $C_t$. With $f = 1$ and $i = 0$ a carry stays as it is, for as long as you like.
#
# **What you see.** The panel starts at the end of a line. Most of the eight units shown drop their carry there. Inside the
# line they keep more of it: at a blank about half, at a letter most. Nobody told the network what a line is: the gate's
# layer found out from $x$ and $h$.
#
# But the eight were *selected*: of 128 units they are the ones whose forget gate falls most at the line ends of this
# passage. Are they typical? Here are all units, on 3,000 characters of a play that the network never saw:

# %% tags=["nbval-check-output"]
from unrolled.datasets import shakespeare

play = shakespeare.split().validation["Twelfth Night"][:3000]
with torch.inference_mode():
    trace = model.trace(vocabulary.encode(play)[None]).layers[0]
forget, eight = trace.f[0], list(four_steps.record.units)  # (T, H)
for name, sign in (("line end", "\n"), ("blank", " "), ("letter e", "e")):
    here = forget[torch.tensor([character == sign for character in play])]
    shut, mean = (here < 0.1).double().mean(), here[:, eight].mean()
    print(f"{name:8}: {shut:.0%} of all forget gates below 0.1; mean forget gate of the eight units {mean:.2f}")
print(
    f"{(forget.mean(dim=0) > 0.9).sum()} of {forget.shape[1]} units keep more than 0.9 of their carry at a step, on average"
)

# %% [markdown]
# For the network as a whole, a line end is little more than a blank: 39 % of its forget gates are nearly shut at a line end,
# 35 % at a blank, and 26 % even at the letter e. The eight units do stand out on the new text, too: their gate is at 0.12 at a
# line end and at 0.55 at a blank. So some units react to lines, the network as a whole hardly does, and 46 of the 128 units keep
# more than nine tenths of their carry at a step, on average.
#
# ### The way back
#
# What the carry does for memory, it does for the gradient, too. Take the gates and the candidate as given. Then the carry's
# equation says that $\partial C_t / \partial C_{t-1} = f_t$ for each unit, with no matrix and no $\tanh$ on the way, and over
# $n$ steps
#
# $$\frac{\partial C_{t+n}}{\partial C_t} = f_{t+1} \odot f_{t+2} \odot \cdots \odot f_{t+n}$$
#
# Over the first twenty characters of the play:

# %% tags=["nbval-check-output"]
f, i, candidate = (gate[0, :20].clone() for gate in (trace.f, trace.i, trace.g))  # (20, H), as they were in reading
at_first = torch.zeros(f.shape[1], requires_grad=True)
carry = at_first
for t in range(20):
    carry = f[t] * carry + i[t] * candidate[t]
carry.sum().backward()
product = f.prod(dim=0)
assert torch.allclose(at_first.grad, product)
print(f"{(product > 0.1).sum()} of {len(product)} units hand more than a tenth of the gradient 20 characters back; "
      f"the median unit hands back {product.median():.0e}")  # fmt: skip

# %% [markdown]
# So some units keep a way open, and most do not: it is open where the forget gate stays near 1. And this is not the whole
# gradient. The gates and the candidate look at $h_{t-1}$, which comes from $C_{t-1}$. So a second way leads back through $h$ and
# the weight matrices; notebook 02 measures how much takes which.
#
# ## A plain RNN and an LSTM side by side
#
# What is handed on from one character to the next? In the plain RNN it is $h$, made anew each time. The LSTM hands on two
# things, $h$ and $C$. Both networks here have about 115,000 parameters and were trained in the same way.

# %%
plain, _, _ = load_char_rnn("trio_rnn_0")
lstm.SideBySidePanel(plain, model, vocabulary, text=passage)

# %% [markdown]
# **What you see.** The rows of the RNN flicker from character to character. The LSTM's carry changes slowly; its output $h$
# (choose *output h*) flickers like the RNN's. The *autocorrelation* above each strip puts a number on this. It compares a
# unit with itself some characters earlier: 1 means the same course, 0 means nothing in common. Along the play:

# %% tags=["nbval-check-output"]
from unrolled.lessons.lstm.side_by_side.probe import autocorrelation

with torch.inference_mode():
    states = {"RNN, h": plain.trace(vocabulary.encode(play)[None]).layers[0].h, "LSTM, h": trace.h, "LSTM, C": trace.c}
for name, values in states.items():
    found = ", ".join(f"{abs(r):.1f}" for r in autocorrelation(values[0].double().numpy()))
    print(f"{name:7}: autocorrelation at 1, 5 and 20 characters: {found}")

# %% [markdown]
# No unit of the RNN resembles itself even one character later (what it knows may have moved to other units). The carry
# still has a correlation of 0.4 with itself after five characters, and after twenty 0.3. That is the *signal that can
# propagate a long way* of slide 5.
#
# ## One step by hand
#
# One unit carries 2. The sums that reach its four layers are chosen so that σ and tanh give round numbers: σ(ln 3) = 3/4,
# tanh(ln 2) = 3/5.


# %% tags=["nbval-check-output"]
def sigmoid(x):
    """From any number to a share between 0 and 1."""
    return 1 / (1 + np.exp(-x))


i, f, g, o = sigmoid(0.0), sigmoid(np.log(3)), np.tanh(np.log(2)), sigmoid(np.log(9))
c = f * 2 + i * g
h = o * np.tanh(c)
print(f"i = {i:.2f}, f = {f:.2f}, C̃ = {g:.2f}, o = {o:.2f}")
print(f"C = {f:.2f} · 2 + {i:.2f} · {g:.2f} = {c:.2f}, and h = {o:.2f} · tanh {c:.2f} = {h:.3f}")

# %% [markdown]
# ### Exercise 1: one LSTM step
#
# Now with vectors. `W_x`, `W_h` and `b` hold the four layers one below the other, in torch's order: i, f, g, o.


# %%
def lstm_step(x, h, c, W_x, W_h, b):
    """The new h and c, (H,) each; x is (D,), W_x is (4H, D), W_h is (4H, H), b is (4H,)."""
    ...  # your code


lstm.check_lstm_step(lstm_step)

# %% [markdown]
# ### The loop by hand
#
# Here the trained network reads the passage in plain numpy, with its own weights. The library has the same as a class
# (`LSTMCell` is one step, `LSTM` owns the loop), and so has PyTorch. All three must agree.

# %% tags=["nbval-check-output"]
cell = model.layers[0].cell
W_x, b, W_h = (
    w.detach().double().numpy() for w in (cell.x_to_gates.weight, cell.x_to_gates.bias, cell.h_to_gates.weight)
)
ids = vocabulary.encode(passage)
h = c = np.zeros(128)
by_hand = []
for k in ids.tolist():
    i, f, g, o = np.split(W_x[:, k] + W_h @ h + b, 4)  # a one-hot vector times a matrix is one of its columns
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    h = sigmoid(o) * np.tanh(c)
    by_hand.append(h)

layer = model.layers[0].double()
x = torch.nn.functional.one_hot(ids, 76).double()[None]
with torch.inference_mode():
    ours, _ = layer(x)
    theirs, _ = layer.to_torch()(x)
assert np.allclose(by_hand, ours[0])
assert torch.allclose(ours, theirs)
layer.float()
print(f"by hand, LSTM and torch.nn.LSTM: the same {len(by_hand)} states of {len(h)} numbers")

# %% [markdown]
# ### Exercise 2: find the bug
#
# This function takes the sums of a network that was trained with torch. It runs, and its numbers look right. But the network
# writes nonsense. Why?


# %%
def imported(sums, c):
    """The new h and c from the sums of torch's LSTM, (4H,), and the old carry (H,)."""
    i, f, o, g = np.split(sums, 4)
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c), c


lstm.check_imported(imported)

# %% [markdown]
# ## σ for how much, tanh for what
#
# Three of the four layers end in σ, the candidate in tanh. This is the key distinction of slide 5: a gate answers *how much*,
# so it needs a share between 0 and 1. A candidate answers *what*, so it needs a number that can be negative. What would
# happen if you swapped them?

# %%
Predict(lstm.SIGN)

# %%
lstm.SquashPanel(gate=-2.0, candidate=0.0)

# %% [markdown]
# **What you see.** With tanh as a gate, a sum of −2 multiplies the carry by −0.96 at each step: its sign alternates, and
# after 30 steps a third of it is still there, for a sum that asks to forget. With σ as a candidate (move *Into the
# candidate* to −2) the carry can only be pushed up. Do negative sums occur in a trained network? Along the play:

# %% tags=["nbval-check-output"]
from unrolled.lessons.lstm.four_steps.probe import before_the_gates, sums_along

with torch.inference_mode():
    read = model.one_hot(vocabulary.encode(play)[None])
    sums = sums_along(model.layers[0].cell, read, trace.h, before_the_gates)
print(
    f"negative: {(sums['f'] < 0).mean():.0%} of the forget gates' sums, {(sums['g'] < 0).mean():.0%} of the candidates' sums"
)

# %% [markdown]
# They do, all the time: a tanh would turn the sign of the carry in 38 % of all cases, and a σ could not do what the candidate
# does in 48 %.
#
# ## ▶ Gates over a text
#
# So far you have seen one character at a time. Here are all of them: each row of the map is a unit, each column a character.
# The network is the larger one of notebook 04, with two layers of 256 units. It reads a scene that it never saw in training.
# Below the map five rows are enlarged, with the text under them. On the right the text is coloured by one unit: blue where
# its carry is above zero, brown and underlined where it is below.

# %%
from unrolled.lessons.lstm.tracking.probe import load_trackers

large, letters, _ = load_char_rnn("shakespeare_2x256")
trackers = {found.feature: found for found in load_trackers()}
Predict(lstm.LINE)

# %%
lstm.GatesPanel(large, letters, trackers=load_trackers())

# %% [markdown]
# **What you see.** The panel starts at unit 130 of layer 2. Its carry is near zero nearly everywhere, and dark brown in the
# names of the speakers. *Jump to the unit that tracks* leads to three more; the one called *place* turns from brown towards
# blue along each line. In the map of layer 2, the upper rows keep their colour for many lines, and the lower ones flicker.
#
# Why is the first *Captain* paler than VIOLA? Because the unit puts two clues together: capital letters, and an empty line
# before the name. The first *Captain* stands at the beginning of the text, with nothing before it (type two line ends before
# it: *More controls*). Here are both clues, one by one:

# %% tags=["nbval-check-output"]
from unrolled.lessons.lstm.gates.probe import gate_traces, half_lives

name_unit = trackers["heading"]
for before, where in (("I saw him go.\n\n", "after an empty line"), ("And then the ", "inside a line")):
    for name in ("CAPTAIN", "Captain", "captain"):
        carry = gate_traces(large, letters, before + name).layers[name_unit.layer - 1]["c"][name_unit.unit, -1]
        print(f"{name} {where}: tanh C = {np.tanh(carry):+.2f}")

# %% [markdown]
# After an empty line even small letters count as a name; inside a line they need a capital.
#
# ### How long does a carry last?
#
# At each step the forget gate multiplies the carry, so after $n$ steps $f_1 f_2 \cdots f_n$ of a value is left. The
# *half-life* is the number of steps after which one half is left. For a gate that stays at $f$, $f^n = 1/2$ gives
# $n = \ln 2 / (-\ln f)$. For a gate that moves, take the mean of $\ln f$ along the text. The rows of the map are sorted by
# it. (What the input gate adds on top is not in a half-life.)

# %% tags=["nbval-check-output"]
from unrolled.lessons.lstm.gates.panel import TEXT

for f in (0.5, 0.9, 0.99, 0.999):
    bias = np.log(f / (1 - f))
    print(f"f = {f:5}, as from a bias of {bias:.1f} alone: half-life {half_lives(np.full(10, f)):5.1f} characters")
for layer, lasting in enumerate(gate_traces(large, letters, TEXT).half_lives, 1):
    print(
        f"layer {layer}: {(lasting < 1).sum()} of {len(lasting)} units below 1 character, {(lasting > 100).sum()} above 100"
    )

# %% [markdown]
# So to keep half of a value for 69 characters, a gate must stay at 0.99. The two layers have divided the work: 228 of 256 units
# of layer 1 lose half of their carry within one character, while 76 units of layer 2 could keep it for more than 100. (That is
# by the mean of $\ln f$, which a few moments can rule: more on that with unit 184, below.)
#
# ### Units that follow something
#
# Among 512 units some will always *look* as if they followed something. So the order of work was fixed. First four features
# were computed from the characters alone. Then, for each feature, the unit that fits best was *chosen* on two plays (*Twelfth
# Night*, *Richard II*). Then it was *scored*, once, on two others (*Macbeth*, *The Tempest*). None of the four plays was
# trained on.
#
# For a yes or no the score is the *AUC*: take one character with the feature and one without it; how often does the unit rank
# the two correctly? 0.5 is chance, 1 is perfect. For the place in the line it is the rank correlation, where 0 is chance.
# Two yardsticks stand beside each score: the best of all 512 units on *shuffled* labels (the same labels, moved along the
# text in a circle, twenty times), and what the present character tells on its own, without any memory.

# %% tags=["nbval-check-output"]
for found in trackers.values():
    print(f"{found.words:30} layer {found.layer}, unit {found.unit + 1:3}: {found.measure:16} {found.test:.2f}; "
          f"shuffled {found.shuffled_most:.2f}, the character alone {found.character:.2f}")  # fmt: skip

# %% [markdown]
# All four beat both yardsticks on plays that they were not chosen on, long words by the least (0.83 against 0.75 for the
# present character alone). Memory counts most for the place in the line: the present character alone reaches 0.25 there,
# unit 184 reaches 0.86. (Karpathy, Johnson and Fei-Fei found such units by eye: *Visualizing and Understanding Recurrent
# Networks*, 2015, arXiv 1506.02078.)
#
# How does unit 184 count? Look at its gates, at the line ends and elsewhere:

# %% tags=["nbval-check-output"]
from unrolled.lessons.lstm.tracking.probe import labels

line, scene = trackers["line"], shakespeare.split().test["Macbeth"][:4000]
with torch.inference_mode():
    step = large.trace(letters.encode(scene)[None]).layers[line.layer - 1]
f, i, g = (part[0, :, line.unit].numpy() for part in (step.f, step.i, step.g))
ends, heading = np.array([character == "\n" for character in scene]), labels(scene)["heading"] == 1
for name, here in (("line ends", ends), ("speakers' names", heading & ~ends), ("elsewhere", ~ends & ~heading)):
    print(f"{name:15}: f = {f[here].mean():.4f} on average, i ⊙ C̃ = {(i * g)[here].mean():+.2f}; "
          f"f below one half at {(f[here] < 0.5).sum()} of {here.sum()} characters")  # fmt: skip
apart = round(half_lives(f[~ends & ~heading]), -2)
print(f"half-life {half_lives(f):.1f} characters; outside line ends and names about {apart:,.0f}")

# %% [markdown]
# At a line end the unit drops what it has ($f$ = 0.05) and starts at about −1. At characters that are neither line ends nor in
# names it keeps what it has ($f$ = 0.9994) and adds 0.03 on average. That is a counter with a reset. The reset comes at each of
# the 173 line ends, and also at 38 of the 327 characters of speakers' names.
#
# The last line shows a trap: the half-life of this unit is 2 characters, although inside a line it would keep half for a
# thousand. The mean of $\ln f$ is ruled by the few moments at which a gate shuts.
#
# ### Exercise (optional): a score by hand
#
# Compute the AUC from its definition.


# %%
def auc(values, labels):
    """The share of pairs, one value with label 1 and one with label 0, in which the first is higher; equals count half."""
    ...  # your code


lstm.check_auc(auc)

# %% [markdown]
# ## ▶ Hold a gate
#
# Watching a gate does not tell what it is good for. Now reach in: hold every forget gate of the network at a value of your
# own. After the prompt `KING HENR` the bars show what two networks expect next, the untouched one and yours. The
# *divergence* above them says how far your network's forecast is from the untouched one: 0 if they are equal. If the next
# character comes as the untouched network expects, it surprises yours by that many bits more, on average. (The surprise is
# minus the logarithm of the probability that was given to what came: to base 2 in bits, to base e in nats. One nat is 1.44
# bits.) Below, both go on writing with the same dice (the *noise*), so every difference comes from what you held. The panel
# starts with all forget gates at 0. Will the network still know that Y comes next?

# %%
line = trackers["line"]
lstm.IntervenePanel(large, letters, prompt="KING HENR", unit=line.unit + 1)

# %% [markdown]
# **What you see.** The untouched network is certain of Y. With its forget gates at 0 it has lost the beginning of the name and
# expects a blank (62 %). Its carry is wiped at each step; what memory is left goes through $h$, as in a plain RNN. So it still
# writes syllables and short words, but hardly a sentence. Now move the gates to 1. Nothing is ever forgotten, and the text
# falls apart: read the passage.
#
# **One carry.** Next choose *one carry* and, behind *More controls*, layer 2. Unit 184, the counter, is already chosen. The
# panel holds a carry by the unit's own gates: $f = 1$ and $i = 0$, so $C = 1 \cdot C + 0 \cdot \tilde C$ stays what it is.
# Answer first, then move it from −10 to 10.

# %%
Predict(lstm.HELD)

# %% [markdown]
# To measure the effect, no writing is needed. Let the network read a play, and note which probability it gives to a line end, on
# average over all characters. Units 70 and 79 are there for comparison; they were picked without looking.

# %% tags=["nbval-check-output"]
from unrolled.datasets import shakespeare
from unrolled.measuring.surprisal import expectations
from unrolled.models.intervene import Intervened, Intervention

play = shakespeare.split().validation["Twelfth Night"][:3000]
excerpt = letters.encode(play[:1000])
line_end = letters.encode("\n").item()


def reads(held=None):
    """Probabilities (T - 1, V) along the play, with something held."""
    return expectations(Intervened(large, held), excerpt)


def hold(layer, unit, value):
    """The intervention that puts a value on the carry of a unit, both counted from 1."""
    return Intervention("carry", value, (layer,), unit - 1)


print(
    f"untouched: a line end gets {reads()[:, line_end].mean():.1%}; line ends are {(excerpt == line_end).double().mean():.1%}"
)
for unit in (line.unit + 1, 70, 79):
    low, high = (reads(hold(line.layer, unit, value))[:, line_end].mean() for value in (-10, 10))
    print(f"unit {unit} at −10: {low:.1%}, at +10: {high:.1%}")

# %% [markdown]
# Held at +10, as if the line were long already, unit 184 makes line ends nearly four times as likely: 13.4 % instead of 3.7 %.
# Held at −10 it makes them rarer. Units 70 and 79 change nothing. So this unit does not only follow the line: the network
# uses it. Is that always so?

# %%
Predict(lstm.CAUSE)


# %% tags=["nbval-check-output"]
def bits(p):
    """Mean surprise along the play."""
    return -np.log2(p[np.arange(len(p)), excerpt[1:]]).mean()


untouched = bits(reads())
print(f"untouched: {untouched:.2f} bits a character; guessing evenly would cost {np.log2(len(letters)):.2f}")
for part, value in (("f", 0.0), ("f", 0.5), ("f", 0.9), ("f", 1.0), ("gates", 0.0)):
    cost = bits(reads(Intervention(part, value, (1, 2)))) - untouched
    print(f"{'all gates' if part == 'gates' else 'forget gate':11} at {value:.1f}: {cost:+.1f} bits")
for found in trackers.values():
    cost = max(bits(reads(hold(found.layer, found.unit + 1, value))) for value in (-2, 2)) - untouched
    print(f"{found.words:30} layer {found.layer}, unit {found.unit + 1:3} at −2 or +2: {cost:+.2f} bits")

# %% [markdown]
# Two answers:
#
# - No single value of the forget gate will do for this network: each of the four costs 0.8 bits or more, and not forgetting (1)
#   is by far the worst. It has learned with gates that are computed anew at each character, and needs them. (With all gates
#   at 0 only the bias of the last layer is left.)
# - To follow is not to be used. Unit 112 tells the first line of a speech with an AUC of 0.89, and holding it costs nothing.
#   The counter and the unit for names cost a quarter of a bit. What a unit follows can be seen; whether the network relies on
#   it shows only when it is held.
#
# Why does holding unit 112 cost nothing? One possible reason: other units know the same. Here are the best units for each
# feature on a part of *Macbeth*:

# %% tags=["nbval-check-output"]
from unrolled.lessons.lstm.tracking.probe import Reading, measure

reading = Reading(large, letters, {"Macbeth": shakespeare.split().test["Macbeth"]}, characters=4000)
for feature, found in trackers.items():
    _, score, chance = measure(reading.labels[feature])
    best = chance + np.sort(np.abs(score(reading.ranked, reading.labels[feature]) - chance))[::-1]
    print(f"{found.words:30} best unit {best[0]:.2f}, second {best[1]:.2f}, third {best[2]:.2f}, tenth {best[9]:.2f}")

# %% [markdown]
# For the first line of a speech three units do nearly equally well, and for the place in the line unit 184 is alone (0.88, the
# next 0.58). That fits. But it is not the whole story: three units tell names almost perfectly, and holding one of them
# still costs 0.23 bits.
#
# ### Exercise 3: find the bug
#
# This function should let two networks write with the same dice. But even with the same network in both places, the two
# passages differ. Why?


# %%
def side_by_side(untouched, changed, length, seed):
    """What two writers make of the same noise, `length` numbers drawn with this seed."""
    dice = np.random.default_rng(seed)
    return untouched(dice.gumbel(size=length)), changed(dice.gumbel(size=length))


lstm.check_side_by_side(side_by_side)

# %% [markdown]
# ## ▶ The GRU: one gate where the LSTM has two
#
# Cho and others (2014, arXiv 1406.1078) made the cell simpler. In the *GRU* (gated recurrent unit) there is no carry beside
# $h$: the state is memory and output in one. And a single *update gate* $z$ does the work of two: the share $z$ of the old
# state is kept, the share $1 - z$ is replaced by the candidate $n$. A *reset gate* $r$ says how much of the old state the
# candidate gets to see.
#
# $$r_t = \sigma(W_r\,[h_{t-1}, x_t] + b_r) \qquad z_t = \sigma(W_z\,[h_{t-1}, x_t] + b_z)$$
#
# $$n_t = \tanh\big(W_n x_t + b_n + r_t \odot (U_n h_{t-1} + b'_n)\big) \qquad
# h_t = (1 - z_t) \odot n_t + z_t \odot h_{t-1}$$
#
# Old and new come in shares that sum to 1, so $h$ never leaves the range from −1 to 1, and needs no $\tanh$ on its way out.

# %%
Predict(lstm.MERGED)

# %%
gru, _, _ = load_char_rnn("trio_gru_0")
lstm.GRUPanel(gru, vocabulary, text=passage, lstm=model)

# %% [markdown]
# **What you see.** *Steps* is the panel you know, for this cell. *Hold* is the experiment of the last section: with $z$ at 1 the
# network has stopped reading, with $z$ at 0 only what $r$ lets through is left of the past. *Memory* asks how long half of a
# value lasts by the update gate alone, and compares the GRU with the LSTM of equal size. The same for two more texts, and for
# three trainings of each network:

# %% tags=["nbval-check-output"]
from unrolled.lessons.lstm.gru.probe import lasting

french = "I grew up in France, and so I still speak fluent French."
for name, words in (("the passage", passage), ("the France sentence", french), ("the play", play[:500])):
    lived = lasting({"gru": gru, "lstm": model}, vocabulary, words)
    longest = ", ".join(f"{kind.upper()} {of[0]:.0f}" for kind, of in lived.items())
    print(f"{name}, {len(words)} characters: longest unit {longest}; {len(words) / 2:.0f} is the most there can be")
for seed in range(3):
    pair = {kind: load_char_rnn(f"trio_{kind}_{seed}")[0] for kind in ("gru", "lstm")}
    lived = lasting(pair, vocabulary, play[:500])
    told = ", ".join(f"{kind.upper()} {(of >= 10).sum():2} of {len(of)}" for kind, of in lived.items())
    print(f"training {seed}: units that last 10 characters or more on the play: {told}")

# %% [markdown]
# The time is measured up to half of the text, and one unit of the GRU reaches that limit on the France sentence: it keeps half of
# a value for 28 characters or more. But such units are rare: 2 to 4 of 151 last ten characters or
# more on the play, against 44 to 65 of 128 in the LSTM. A GRU can only add where it gives up something; that may be the
# reason. It is not a limit of the cell: trained on a task that needs memory, a GRU bridges 200 steps (*Carry that travels*,
# below).
#
# *Conventions differ.* Here, as in torch, $z$ keeps the old state, and $r$ is applied after the product with $U_n$. In Cho's
# paper $r$ comes before the product; in Olah's figure $z$ and $1 - z$ are swapped.

# %% tags=["nbval-check-output"]
layer, x = gru.layers[0].double(), gru.one_hot(vocabulary.encode(passage)[None]).double()
with torch.inference_mode():
    assert torch.allclose(layer(x)[0], layer.to_torch()(x)[0])
layer.float()
print("GRU and torch.nn.GRU: the same", len(passage), "states of", gru.config["hidden"], "numbers")

# %% [markdown]
# ### Exercise 4: one GRU step
#
# The products with the weights are done. `from_x` and `from_h` hold what the input and the old state contribute to r, z and n,
# biases included.


# %%
def gru_step(from_x, from_h, h):
    """The new state (H,); from_x and from_h are (3, H) with the rows r, z and n, h is (H,)."""
    ...  # your code


lstm.check_gru_step(gru_step)

# %% [markdown]
# ### What it saves
#
# An LSTM has four layers, a GRU three. So at equal width a GRU has three quarters of the parameters, give or take a bias:

# %% tags=["nbval-check-output"]
from unrolled.models.size import parameters

for hidden in (128, 512):
    simple, gated, full = (parameters(76, hidden, 1, kind)[0] for kind in ("rnn", "gru", "lstm"))
    print(f"{hidden} units: RNN {simple:9,}, GRU {gated:9,}, LSTM {full:9,}; GRU by LSTM {gated / full:.0%}")

# %% [markdown]
# ### Exercise (optional): count
#
# Here the LSTM has one bias for each of its layers. The GRU has two, because that of the candidate's recurrent half stands
# inside $r \odot (\dots)$.


# %%
def count(cell, D, H):
    """Parameters of one layer with D inputs and H units; cell is "lstm" or "gru"."""
    ...  # your code


lstm.check_count(count)

# %% [markdown]
# ### At equal size
#
# Is the LSTM worth its parameters? Here all three networks have *equally many*, so the GRU and the RNN are wider. They were
# trained on the same text with the same number of updates, each with a learning rate that suits it, three seeds each.

# %%
from unrolled.lessons.lstm.equal_sizes.figure import equal_sizes_chart
from unrolled.lessons.lstm.equal_sizes.probe import equal_sizes

trio = equal_sizes()
equal_sizes_chart(trio)

# %% tags=["nbval-check-output"]
for kind, losses in trio.final.items():
    print(
        f"{kind.upper():4} of {trio.widths[kind]} units, {trio.parameters[kind]:,} parameters: "
        f"{losses.mean():.2f} nats, from {losses.min():.2f} to {losses.max():.2f} in {len(losses)} seeds"
    )

# %% [markdown]
# (The chart is measured on the beginnings of the held-out plays during training, the lines here on those plays as a whole.)
# The LSTM comes first, then the GRU, then the plain RNN, in each of the three seeds; from first to last it is 0.09 nats.
# The networks are small and have seen each character about three times, so take it as one task and no law: Chung and others
# (2014, arXiv 1412.3555) found GRU and LSTM close, with now one ahead and now the other.
#
# ## Optional: carry that travels
#
# What is a carry good for? Here is a task that asks for nothing else. One of eight symbols is shown at t = 0. Then comes noise.
# At t = 200 the network is asked which symbol it was. Nothing on the way repeats it, so guessing is right 1 time in 8.
#
# Three LSTMs with 32 units start from the same random weights. Only the biases of their gates differ:
#
# - torch's own, near 0: each forget gate starts near 0.5;
# - forget biases of 1: each starts near 0.73;
# - *chrono* (Tallec and Ollivier 2018, arXiv 1804.11188): forget biases $\ln u$ with $u$ drawn evenly from 1 to 199, so that
#   half-lives from 1 to 138 steps occur, and input biases $-\ln u$.

# %%
Predict(lstm.START)

# %%
from unrolled.training.checkpoint import load_network

journeys = {start: load_network(f"carry_{start}")[0] for start in ("torch", "one", "chrono")}
lstm.CarryPanel(journeys)

# %% [markdown]
# **What you see.** With chrono, each symbol has its own colours, and they stay until the question: the line below the map
# stays up, and all eight answers are right. With the other two, the line falls straight down. On this logarithmic scale a
# straight fall means the same share lost at each step, a product of forget gates. After 200 steps nothing is left, and the
# network guesses. The dots at the right show half-lives: none above 9 steps without chrono, and up to thousands with it.
#
# Then ask *earlier*: put T at 5. The network that bridges 200 steps is now often wrong. It was trained at T = 200 alone.
#
# How far does each start get? For each wait T: the number of updates until the task was solved, in three trainings.

# %%
from unrolled.lessons.lstm.carry import recipe as carry
from unrolled.lessons.lstm.carry.figure import solving_chart
from unrolled.lessons.lstm.carry.probe import solving
from unrolled.training.results import load_results

runs = load_results("carry")
solving_chart(solving(runs, carry.STEPS))

# %% tags=["nbval-check-output"]
waits = (5, 10, 25, 50, 100, 200)
print(f"updates until solved (–: not within {carry.STEPS:,})")
print("T     ", *(f"{wait:>12}" for wait in waits))
for start in ("torch", "one", "chrono", "gru", "rnn"):
    rows = ("/".join(str(runs[f"{start} {wait} {seed}"]["solved"] or "–") for seed in carry.SEEDS) for wait in waits)
    print(f"{start:6}", *(f"{row:>12}" for row in rows))
right = load_network("carry_chrono")[1]["accuracy"]
asked = ", ".join(f"{right[str(wait)]:.0%} at {wait}" for wait in (1, 5, 10, 25, 200, 400))
print(f"the panel's chrono network, trained at T = 200, is right in {asked}")

# %% [markdown]
# At T = 5 the start hardly matters. From T = 25 on, torch's biases and the constant 1 never succeed, and chrono always does.
# Since all else was equal, the biases alone make the difference: an LSTM that does not learn a long dependency may lack
# nothing but a bias. The plain RNN is a matter of luck at T = 10 and 25, and fails beyond.
#
# The GRU, of equal size and with torch's own weights, needs no such help. Up to T = 100 it needs at most as many updates as
# the LSTM with chrono; at 200 the two overlap (425 to 725 and 450 to 750).
#
# ### Exercise: a bias for a half-life
#
# A unit whose sum is only its bias b multiplies its carry by $f = \sigma(b)$ at each step. Which b leaves one half of the carry
# after n steps?


# %%
def forget_bias(n):
    """The bias b of a forget gate whose carry has halved after n steps."""
    ...  # your code


lstm.check_forget_bias(forget_bias)

# %% [markdown]
# ## Optional: the LSTM before it could forget
#
# The cell of 1997 had an input gate and an output gate, but no forget gate: $C_t = C_{t-1} + i_t \odot \tilde C_t$. The forget
# gate came with Gers, Schmidhuber and Cummins (2000), for text that nobody cuts into pieces.

# %%
Predict(lstm.WITHOUT)

# %%
lstm.HistoryPanel()

# %% [markdown]
# **What you see.** Both networks have 64 units and were trained alike. Without the gate the mean carry grows by about the same
# amount at every character. Soon every unit is *saturated*: its tanh C stays at 1 or −1, whatever is added. Yet the loss below
# is only a little higher. How can that be?
#
# If the carry no longer tells anything, freezing it must cost nothing. The cell below reads 2,000 characters, freezes every
# carry at its value, and reads 2,000 more. Only $h$ still changes.

# %% tags=["nbval-check-output"]
from unrolled.lessons.lstm.lstm_1997.probe import long_study, with_carry_frozen

text = vocabulary.encode(shakespeare.split().validation["Twelfth Night"][:4001])
for name, checkpoint in (("no forget gate  ", "forget_none"), ("with forget gate", "forget_gate")):
    free, frozen = with_carry_frozen(load_char_rnn(checkpoint)[0], text, at=2000)
    print(f"{name}: {free:.2f} bits a character, with the carry frozen {frozen:.2f}")
for way in ("fresh", "carried"):
    study = long_study(way)
    for name, sizes in study.carry.items():
        nats = study.nats[name].mean(axis=1)
        print(f"{way:7}, {name:16}: mean carry at the end {sizes[:, -1].mean():5.0f}; loss {nats.min():.2f} to {nats.max():.2f} nats")  # fmt: skip

# %% [markdown]
# Without a forget gate, freezing the carry costs nothing: what the network remembers goes through $h$ alone, as in a plain
# RNN. With a forget gate, freezing doubles the loss: that network uses its carry. The lower four lines are three trainings of
# each kind on 32 pieces of plays. Whether the state was reset at each window of 100 characters (*fresh*) or carried on
# (*carried*), the carry grows past 1,500 without the gate, and the loss is 0.04 to 0.07 nats higher. Before 2000, one reset
# the state by hand every so often (try it in the panel). That keeps carries small, at the price of what was
# read before.
#
# ### Exercise: the carry after n steps
#
# A gate stays at f, and w is added at each step. What does the carry come to?


# %%
def carry_after(c, f, w, n):
    """The carry after n steps, from c on, each of which keeps the share f and adds w."""
    ...  # your code


lstm.check_carry_after(carry_after)

# %% [markdown]
# ## Where this breaks
#
# - The networks here are small and were trained for minutes. What a unit means differs from training to training, and most
#   units follow nothing that has a name.
# - A map of gates shows what the cell does, not why: the gates are computed from $h$, and $h$ is made of all units.
# - Half-lives look at the keeping gate alone. What is added on top is not in them.
# - That the cell without a forget gate loses so little holds for 64 units and for text, where the last few characters say
#   much. On tasks that need a memory it may be different.
# - *Carry that travels* is a task made for a carry, and each network was trained at one T. It does not say that chrono helps
#   on text.
#
# ## In short
#
# - The carry is a second memory: at each step a share of it is kept and something is added, and no matrix touches it.
# - Three gates end in σ because they say how much; the candidate ends in tanh because it says what.
# - To follow is not to be used: only holding a unit shows whether the network relies on it.
# - A GRU merges forgetting and adding into one gate, and carry and output into one state: three layers in place of four.
# - At equal size and after as many updates the LSTM came first here, then the GRU, then the plain RNN: one task, no law.
#
# Next: [04 Character-level networks](04_char_rnn.ipynb).
