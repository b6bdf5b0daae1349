# %% [markdown]
# # The gates of an LSTM
#
# **Four small layers decide what a network forgets, writes and says; here you watch them do it, and then take over.**
#
# You will be able to
#
# - follow every number through the four steps of a trained LSTM, and compute one step on paper
# - tell what a gate does from what a candidate does, and why one is a σ and the other a tanh
# - say what the GRU merges, what that saves, and what it costs
#
# *Time:* 60 minutes, and as long again for the exercises. *Slides:* Long short-term memories; Comparison of simple RNN and
# LSTM; Gating layers; Update carry signal; Output (slides 5 to 10). *Five-minute route:* the set-up, then the cells under
# the headings marked ▶. Nothing is downloaded.

# %%
import numpy as np
import torch

from unrolled import exercises, notebook, widgets
from unrolled.training.checkpoint import load_char_rnn, summary

notebook.setup()
model, vocabulary, card = load_char_rnn("trio_lstm_0")

# %% [markdown]
# PLACE four_steps

# %% [markdown]
# ## ▶ Gates over a text
#
# One step at one character is one column of numbers. Here are all columns. The network is the larger one of notebook 04,
# two layers of 256 units, and it reads a scene that it never saw in training. At the left every row is a unit and every
# column a character; below, a part of it is enlarged, with the text as its axis; at the right the text wears the colours
# of the one unit you look at.

# %%
from unrolled.probes.tracking import load_trackers

large, letters, _ = load_char_rnn("shakespeare_2x256")
widgets.Predict(exercises.tracking.LINE)

# %%
widgets.GatesPanel(large, letters, trackers=load_trackers())

# %% [markdown]
# **What you see.** In layer 1, sorted by half-life, the upper rows hardly change from one end of the text to the other, and
# the lower ones flicker with every character. Vertical stripes in the forget gates are characters at which many units
# clear their carry at once: look for the line ends. Now jump from one tracking unit to the next: the colours of the text
# at the right show what its carry knows.
#
# Things to try: on the unit for names, why is the first *Captain* not blue? Put an empty line before it. Write a name in
# small letters. On the unit for the place in the line, choose *f*, then *i*: where does it reset itself? Type a line that
# never ends.
#
# ### How long does a carry last?
#
# At each step the forget gate keeps a share of the carry. After n steps what is left of a value is the product of n
# gates, so its mean rate of loss is −mean ln f, and half is left after n = ln 2 / −mean ln f characters. That is what the
# rows are sorted by. It leaves out what the input gate adds on top: a unit with a long half-life can still be written
# over, and one with a short half-life can be told the same thing again and again.

# %% tags=["nbval-check-output"]
from unrolled.probes.gates import gate_traces, half_lives

for f in (0.5, 0.9, 0.99):
    print(f"a gate that stays at {f}: half-life {half_lives(np.full(10, f)):.1f} characters")
traces = gate_traces(large, letters, widgets.gates.TEXT)
for layer, lasting in enumerate(traces.half_lives, 1):
    quartiles = np.quantile(lasting, [0.25, 0.5, 0.75])
    print(f"layer {layer}: a quarter of the units below {quartiles[0]:.1f}, half below {quartiles[1]:.1f}, "
          f"three quarters below {quartiles[2]:.0f} characters")  # fmt: skip

# %% [markdown]
# ### Units that track something
#
# With 512 units to choose from, something will always look like a pattern. So the labels were computed first, from the
# characters alone; for each the unit was chosen on two plays (*Twelfth Night*, *Richard II*) and scored once on two others
# (*Macbeth*, *The Tempest*); none of the four was trained on. For a yes or no the score is the AUC: the chance that the
# carry is higher (or, where that is its way, lower) at a character that has the label than at one that has not. For the
# place in the line it is the rank correlation. Two yardsticks stand beside it: the best that any of the 512 units reaches
# on labels that belong elsewhere (the same labels, moved along the text in a circle, twenty times), and what the present
# character tells without any memory.

# %% tags=["nbval-check-output"]
for found in load_trackers():
    print(f"{found.words:30} layer {found.layer}, unit {found.unit + 1:3}: {found.measure:16} {found.test:.2f}, "
          f"best by chance {found.shuffled_most:.2f}, the character alone {found.character:.2f}")  # fmt: skip
ends = np.array([character == "\n" for character in traces.text])
shut = traces.layers[1]["f"][63] < 0.2
print(
    "unit 64 of layer 2, forget gate below 0.2 at every line end:", shut[ends].all(), "- elsewhere:", shut[~ends].any()
)

# %% [markdown]
# One unit tells a speaker's name from everything else. Capitals alone go far there, but not all the way: names such as
# *Captain* have small letters, and verse begins with capitals, too. The place in the line is where memory counts most: the
# character alone says little about it; the unit's own forget gate shuts at each line end, and only there, and so the count
# begins anew. The idea is that of Karpathy, Johnson and Fei-Fei, *Visualizing and Understanding Recurrent Networks* (2015,
# arXiv 1506.02078), who found such units by eye.
#
# ### Exercise: a score by hand


# %%
def auc(values, labels):
    """The share of pairs, one value with label 1 and one with label 0, in which the first is higher; equals count half."""
    ...  # your code


exercises.tracking.auc(auc)

# %% [markdown]
# ## ▶ Hold a gate
#
# To watch is one thing, to reach in another. Hold a gate of every unit at a value of your own, move the forget bias, or
# put a number on the carry of one unit and keep it there. Two networks then go on from the same prompt with the same dice:
# the untouched one and yours.

# %%
widgets.Predict(exercises.intervene.HELD)

# %%
widgets.IntervenePanel(large, letters, unit=64)

# %% [markdown]
# **What you see.** With the forget gate at 0 the carry is wiped at each step, and what memory is left goes through h, as in a
# plain RNN: letters still make syllables, and hardly a word holds. At 1 nothing is ever forgotten, and the carry grows
# until its tanh has nothing left to tell; that is worse. Between them no single value will do for all units at all times,
# which is why the gate is computed anew at each step. With all gates at 0 nothing leaves the cell, and only the last
# layer's bias speaks: every character is nearly as likely as any other.
#
# Then choose *a unit's carry*, layer 2, unit 64, and go from −10 to 10.
#
# How is a carry held still? By the unit's own gates: its forget gate at 1, its input gate at 0, and C = 1 · C + 0 · C̃
# stays what was put there. Nothing else in the network is touched. Whether the held unit matters can be measured without
# any writing: read a play, and note what chance a line end gets, on average over all characters.

# %% tags=["nbval-check-output"]
from unrolled.datasets import shakespeare
from unrolled.models.intervene import Intervened, Intervention
from unrolled.probes.surprisal import expectations

play = letters.encode(shakespeare.split().validation["Twelfth Night"][:1000])
line_end = letters.encode("\n").item()


def reads(held=None):
    """Probabilities (T - 1, V) along the play, with something held."""
    return expectations(Intervened(large, held), play)


def hold(layer, unit, value):
    """The intervention that puts a value on the carry of a unit, both counted from 1."""
    return Intervention("carry", value, (layer,), unit - 1)


print(
    f"untouched: a line end gets {reads()[:, line_end].mean():.1%}; line ends are {(play == line_end).double().mean():.1%}"
)
for unit in (64, 70, 79):
    low, high = (reads(hold(2, unit, value))[:, line_end].mean() for value in (-10, 10))
    print(f"unit {unit} at −10: {low:.1%}, at +10: {high:.1%}")

# %% [markdown]
# Unit 64 moves the chance of a line end several times over; two units chosen without looking hardly do. So this one does
# not only know how long the line is, the network goes by it. Is it always so?

# %%
widgets.Predict(exercises.intervene.CAUSE)

# %% [markdown]
# What holding costs on the play, in bits a character: first whole gates in both layers, then each tracking unit at −2 and
# at +2, the dearer of the two.


# %% tags=["nbval-check-output"]
def bits(p):
    """Mean surprise along the play."""
    return -np.log2(p[np.arange(len(p)), play[1:]]).mean()


untouched = bits(reads())
print(f"untouched: {untouched:.2f} bits a character; all characters alike would cost {np.log2(len(letters)):.2f}")
for part, value in (("f", 0.0), ("f", 1.0), ("gates", 0.0)):
    cost = bits(reads(Intervention(part, value, (1, 2)))) - untouched
    print(f"{'all gates' if part == 'gates' else 'forget gate':11} at {value:.0f}: {cost:+.2f} bits")
for found in load_trackers():
    cost = max(bits(reads(hold(found.layer, found.unit + 1, value))) for value in (-2, 2)) - untouched
    print(f"{found.words:30} layer {found.layer}, unit {found.unit + 1:3}: {cost:+.2f} bits")

# %% [markdown]
# The forget gate costs more open than shut. And to track is not to be used. The unit for names is right nearly every time, and holding it costs little: others know what
# it knows. The one for long words has the lowest score of the four, and is missed most. A picture of a unit says what it
# knows; only holding it says who listens.
#
# ### Exercise: find the bug
#
# This function should let two networks write from the same dice. With the same network in both places the passages
# differ. Why?


# %%
def side_by_side(untouched, changed, length, seed):
    """What two writers make of the same noise, `length` numbers drawn with this seed."""
    dice = np.random.default_rng(seed)
    return untouched(dice.gumbel(size=length)), changed(dice.gumbel(size=length))


exercises.intervene.side_by_side(side_by_side)

# %% [markdown]
# PLACE gru

# %% [markdown]
# ## Carry that travels
#
# The plainest thing a carry is for: a symbol is written at t = 0, noise goes by, and at t = 200 it is asked for. There are
# eight symbols, so chance is 1 in 8. Nothing on the way reminds of the symbol: what is not carried is gone. Three LSTMs of 32
# units start from the same random weights and differ in the bias of their forget gates: torch's own, near 0; all at 1; or
# *chrono* (Tallec and Ollivier 2018, arXiv 1804.11188), log u with u drawn evenly from 1 to 199, and the input gates'
# biases at its negative.

# %%
widgets.Predict(exercises.carry.START)

# %%
from unrolled.training.checkpoint import load_network

journeys = {start: load_network(f"carry_{start}")[0] for start in ("torch", "one", "chrono")}
widgets.CarryPanel(journeys)

# %% [markdown]
# **What you see.** With chrono the colours of a symbol stay to the end, and other symbols have other colours: the line at the
# foot stays up. With the other two the first ten steps look lively and the line falls straight down: on this logarithmic
# scale, a straight fall is the product of forget gates. What is left at t = 200 is the same whatever was written, and so is
# the answer. The dots at the right tell why: no unit has a half-life anywhere near T.
#
# Now ask sooner: T = 5. The network that bridges 200 steps, and 400 without practice, is unsure and often wrong. Look at the
# carry: the symbol is there, but small still. It has learned to be asked late.

# %% tags=["nbval-check-output"]
from unrolled.training import carry
from unrolled.training.results import load_results

runs = load_results("carry")
print("updates until solved, three seeds (never: not in", f"{carry.STEPS:,})")
for start in ("torch", "one", "chrono", "gru", "rnn"):
    for steps in (5, 25, 100, 200):
        solved = [runs[f"{start} {steps} {seed}"]["solved"] or "never" for seed in carry.SEEDS]
        print(f"{start:7} T = {steps:3}: {', '.join(map(str, solved))}")

# %%
from unrolled.figures.carry import solving_chart
from unrolled.probes.carry import solving

solving_chart(solving(runs, carry.STEPS))

# %% [markdown]
# **What you see.** PROSE
#
# ### Exercise: a bias for a half-life
#
# A unit that hears nothing multiplies its carry by f = σ(b) at each step. Which bias b leaves one half of it after n steps?
# (Half-lives: a bias of 0 has one of 1 step, a bias of 1 one of about 2.)


# %%
def forget_bias(n):
    """The bias b of a forget gate whose carry has halved after n steps."""
    ...  # your code


exercises.carry.forget_bias(forget_bias)

# %% [markdown]
# ## Where this breaks
#
# - One network of one layer is shown at work. What a unit means differs from training to training, and most units mean
#   nothing one could name.
#
# ## In short
#
# - The carry is a lane with little traffic: each step keeps a share of it and adds to it, nothing else.
# - Forget, write, update, output: three gates are σ, because they say how much; the candidate is a tanh, because it says what.
# - The forget gate came in 2000. Without it a carry can only add, and a long text fills it.
# - A GRU merges forgetting and writing into one gate, and carry and output into one state: three products in place of four.
# - At equal size, LSTM and GRU stand close; the plain RNN is behind wherever something must be kept for long.
#
# Next: [04 Character-level networks](04_char_rnn.ipynb).
