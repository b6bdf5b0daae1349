# %% [markdown]
# # Vanishing gradients
#
# **Watch a loss run back through a sentence, and see in which network it still reaches the word that mattered.**
#
# You will be able to
#
# - compute by hand how much of a gradient is left a few steps back, and get the same from autograd
# - say what makes the gradients of a plain RNN vanish, what makes them explode, and why no single number decides it
# - show what the LSTM's second memory changes, in gradients and in sentences with a distant clue
#
# *Time:* 80 minutes, and 30 for the exercises. *It builds on:* notebook 01 (the state, $W_{hh}$, backpropagation through
# time). *Slides:* Problem of long-term dependencies (sky and French). *Five-minute route:* the set-up, then the cells under
# the headings marked ▶. Nothing is downloaded.

# %%
import numpy as np
import torch

from unrolled import notebook
from unrolled.lessons import gradients
from unrolled.panels import Predict

notebook.setup()

# %% [markdown]
# ## ▶ How far back does a loss reach?
#
# *I grew up in France, and so I still speak fluent French.* To predict the last word, a reader needs a word from the
# beginning. A network has to learn that this word is worth keeping, and it learns from gradients. The gradient
# $\partial L / \partial h_t$ says how the loss would change if the state after character t were a little different. Where
# it is nearly zero, training cannot find out what the state should hold, and the clue will not be kept.
#
# So here is a question that can be measured: how large is the gradient at each earlier state? (The panel starts with the
# loss of the very last character, the h. By then *Frenc* has been read, and France is no longer needed. Before training the
# distance counts far more than the place, so this makes little difference; for the trained networks we also take the loss
# of the F of *French*.)
#
# Three networks with the same number of parameters read all but the last character: a plain RNN (notebook 01), and two
# networks with *gates*, a GRU and an LSTM. A gate is a number between 0 and 1, computed at each step, that says how much of
# an old value is kept. Notebook 03 explains both networks; here it is enough that gates exist. Nothing is trained yet:
#
# - Each recurrent matrix, the RNN's $W_{hh}$ and those of gates and candidates, is scaled so that its largest
#   eigenvalue (by absolute value) is 0.9. This is its *spectral radius* ρ, the factor by which it stretches or shrinks
#   in the long run.
# - The LSTM's *forget gates* start nearly open: a bias of 2 gives a gate of 0.88.
# - The GRU's biases are PyTorch's own, near 0, so its gates start half open.
#
# $L_T$ is the loss of the prediction after T characters. The picture shows the length of the vector
# $\partial L_T / \partial h_t$ at every t, on a logarithmic scale. It has seven lines. Look at the first three for now: LSTM,
# GRU and RNN. The other four are explained below.

# %%
Predict(gradients.FRANCE)

# %%
gradients.GradientPanel()

# %% [markdown]
# **What you see.** The three lines start together at the right, where the loss is, and part on the way back. A straight
# line on this scale means that each step multiplies the gradient by the same factor. At the F of France, 40 steps back,
# little is left in the RNN. The LSTM's line falls slowly. The GRU, with gates that are half open, keeps least of all:

# %% tags=["nbval-check-output"]
from unrolled.datasets import shakespeare
from unrolled.lessons.gradients.x_ray.panel import FRENCH
from unrolled.lessons.gradients.x_ray.probe import Machine

machine, F = Machine(shakespeare.vocabulary()), FRENCH.index("France")
for seed in (0, 1, 2):
    shown = machine.take(FRENCH, seed=seed)
    left = ", ".join(f"{key.upper()} {shown.share(key, F):.1g}" for key in ("lstm", "gru", "rnn"))
    print(f"seed {seed}: left of the gradient after 40 steps: {left}; 0.9 to the 40th is {0.9**40:.2g}")

# %% [markdown]
# So the LSTM keeps a tenth, the RNN about a thousandth, and the GRU a millionth or less.
#
# Is that the difference between a GRU and an LSTM? No. It is the difference between gates that start open and gates
# that start half open. With a forget bias of 0 the LSTM keeps as little as the GRU: *Forget bias* shows it, and a table
# below has the numbers. And even this GRU keeps more than its gates alone would let through. One half to the 40th is
# 9e-13, and about 1e-7 is left. The rest came back by the network's other paths (notebook 03).
#
# ### Where does the gradient start?
#
# It starts at the loss. So far that was the loss of the last character, but every character of a text is predicted, and
# each prediction has its loss. Move *Loss at step T* to 34: now the network has read *I grew up in France, and so I stil*,
# and the loss is that of the next l. The F is 20 steps back, and more of the gradient reaches it. The lines move with the
# loss and hardly change their shape: before training, what is left depends mostly on the *distance* to the loss, and little
# on the place. (A table in *After training* has the numbers.)
#
# *More controls* (key M) has a second sentence, *sky*, in which the clue is only 19 steps back. You can also type your own.
#
# ## One number, forty times
#
# Why a constant factor? We start with one unit, then take two units by hand, and then autograd. The smallest recurrent
# network has one unit, no input and no tanh: $h_t = w\,h_{t-1}$. A small change of $h_0$ is multiplied by w at each
# step.

# %% tags=["nbval-check-output"]
for w in (0.5, 0.9, 1.0, 1.1):
    gradient = 1.0
    for _ in range(40):
        gradient = w * gradient
    print(f"w = {w}: {gradient:.3g} after 40 steps, w to the 40th is {w**40:.3g}")

# %% [markdown]
# So there is no middle way: below 1 the gradient vanishes, above 1 it explodes, and only at exactly 1 it stays. Sepp
# Hochreiter described this in his diploma thesis (1991), Bengio, Simard and Frasconi in 1994.
#
# ### Two units, by hand
#
# With several units, $h_t = \tanh(W_{xh} x_t + W_{hh} h_{t-1})$. The number w becomes the matrix $W_{hh}$, and tanh
# adds a slope for each unit, $1 - h_t^2$. So one step back multiplies the gradient by the slopes and by the transposed
# matrix (each earlier unit collects from all the units that it fed; diag writes the slopes as a diagonal matrix):
#
# $$\frac{\partial L}{\partial h_{t-1}} = W_{hh}^\top \, \mathrm{diag}(1 - h_t^2) \, \frac{\partial L}{\partial h_t}$$
#
# Here is a network of two units that reads `hell` and should then say `o`, with every number in sight.

# %% tags=["nbval-check-output"]
W_xh = np.array([[1.0, 0.0, -1.0, 0.5], [0.0, 1.0, 0.5, -1.0]])  # columns: h, e, l, o
W_hh = np.array([[0.6, 0.5], [-0.4, 0.8]])
W_hy = np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]])
hs, h = [], np.zeros(2)
for k in (0, 1, 2, 2):  # h e l l
    h = np.tanh(W_xh[:, k] + W_hh @ h)
    hs.append(h)
p = np.exp(W_hy @ h) / np.exp(W_hy @ h).sum()
gradient = W_hy.T @ (p - np.array([0, 0, 0, 1]))  # softmax minus one-hot, brought to the last state
by_hand = [gradient]
for h in hs[:0:-1]:
    gradient = W_hh.T @ ((1 - h**2) * gradient)
    by_hand.insert(0, gradient)
for letter, h, g in zip("hell", hs, by_hand, strict=True):
    print(f"{letter}: h = {h.round(2)}, dL/dh = {g.round(3)}, length {np.linalg.norm(g):.3f}")

# %% [markdown]
# Read the lengths from the bottom to the top: in three steps the gradient shrinks from 1.386 to 0.114.
#
# ### Autograd, and the measurement behind the panel
#
# PyTorch records every operation and goes back through all of them by itself. The panel's own measurement, `flow`, asks
# PyTorch for the gradients of all states at once. By hand, by autograd and by `flow`: all three must agree.

# %% tags=["nbval-check-output"]
from unrolled.lessons.gradients.x_ray.probe import flow
from unrolled.models.char_rnn import CharRNN

states, h = [], torch.zeros(2, dtype=torch.float64, requires_grad=True)
for k in (0, 1, 2, 2):
    h = torch.tanh(torch.tensor(W_xh[:, k]) + torch.tensor(W_hh) @ h)
    h.retain_grad()  # by default PyTorch keeps the gradients of parameters and inputs only
    states.append(h)
torch.nn.functional.cross_entropy(torch.tensor(W_hy) @ h, torch.tensor(3)).backward()
by_autograd = [h.grad.numpy() for h in states]

model = CharRNN(4, hidden=2, layers=1, cell="rnn").double()
cell = model.layers[0].cell
zero = np.zeros(2)
for weights, value in zip(model.parameters(), (W_xh, zero, W_hh, W_hy, np.zeros(4)), strict=True):
    weights.data = torch.tensor(value)
by_probe = flow(model, torch.tensor([0, 1, 2, 2, 3])).h

assert np.allclose(by_hand, by_autograd)
assert np.allclose(np.linalg.norm(by_hand, axis=1), by_probe)
print("by hand, by autograd, by the panel's measurement:", by_probe.round(3))

# %% [markdown]
# ### Exercise 1: the product by hand
#
# Go back from the last state through all of `hs`. Each row of `hs` is a state, and each costs one step.


# %%
def gradient_back(g, W, hs):
    """The gradient (H,) before the first of the steps hs (T, H), from the gradient g (H,) at the last; W is (H, H)."""
    ...  # your code


gradients.check_gradient_back(gradient_back)

# %% [markdown]
# ### Exercise 2: a half-life
#
# Suppose each step back multiplies the gradient by ρ. Which ρ leaves one half after n steps?


# %%
def radius_for_half_life(n):
    """The spectral radius rho with which a linear recurrence keeps half of a gradient over n steps."""
    ...  # your code


gradients.check_radius_for_half_life(radius_for_half_life)

# %% [markdown]
# ## What ρ says, and what it does not
#
# Two lines of the panel are theory. Both start from the RNN's gradient at the last state.
#
# - $\rho^{T-t}$ (thin grey line) is what is left in a network without tanh, in the direction that shrinks most slowly.
# - The *bound* (dashed line) multiplies, at each step, the most that the matrix can do and the most that the slopes can
#   do: its largest singular value σ (how far it can stretch a vector in one step) and the largest $1 - h^2$. No
#   gradient can be larger (Pascanu, Mikolov and Bengio, arXiv 1211.5063).

# %%
Predict(gradients.RADIUS)

# %% [markdown]
# Set ρ to 2 in the panel above. Then the same for several ρ and three seeds: by how much does a step back multiply, on
# average over the 40 steps from the end to the F?

# %% tags=["nbval-check-output"]
for radius in (0.5, 0.9, 1.0, 1.1, 1.5, 2.0):
    views = [machine.take(FRENCH, seed=seed, radius=radius) for seed in (0, 1, 2)]
    growth = [view.share("rnn", F) ** (1 / 40) for view in views]
    assert all((view.lines[2].sizes <= 1.001 * view.lines[6].sizes).all() for view in views)  # RNN and bound
    print(
        f"ρ = {radius}: a step multiplies by {', '.join(f'{factor:.2f}' for factor in growth)} (σ = {views[0].norm:.1f})"
    )

# %% [markdown]
# **What you see.** At ρ = 1 the gradient still shrinks, by 6 to 9 % a step. Two things make it smaller: tanh has a
# slope below 1 wherever a state is not 0, and a gradient points in many directions, most of which shrink faster than
# the slowest one. At ρ = 2 it grows by 10 to 15 % a step, and not by 100 %. Larger weights make larger states, and
# larger states lie where tanh is flatter.
#
# So ρ alone does not tell how a gradient fares. The bound does not, either. It holds, but it is far too high: σ is nearly
# twice ρ in these random matrices, and no gradient meets the worst direction at every step.
#
# At ρ = 0 nothing goes from state to state, and the RNN's line ends at the first step back. So does the LSTM's h, whose
# matrices are 0 as well. But look at its carry C: it is still there. That is the subject of the next section.
#
# ### Exercise 3: the bound


# %%
def largest_gradient(size, W, hs):
    """An upper bound on a gradient's length after going back through the states hs (T, H), if it is `size` at the end."""
    ...  # your code


gradients.check_largest_gradient(largest_gradient)

# %% [markdown]
# ## ▶ The carry: a way back without a matrix
#
# The plain RNN multiplies by a matrix at each step because its only memory is rewritten at each step. The LSTM has a
# second memory, the *carry* C (most texts call it the *cell state*), that is kept instead:
#
# $$C_t = f_t \odot C_{t-1} + i_t \odot \tilde C_t \qquad h_t = o_t \odot \tanh C_t$$
#
# Here $\odot$ multiplies unit by unit. $f_t$ is the forget gate, $\tilde C_t$ is what could be written at this step,
# the input gate $i_t$ says how much of it is written, and the output gate $o_t$ how much is shown. All gates are
# computed from $h_{t-1}$ and the character. So along the carry, one step back costs a factor $f_t$ for each unit: no
# matrix, and no slope of tanh. There is also a second way back, *through h*: the carry makes $h_t$, which makes the
# gates of the next step, which change the next carry.

# %%
Predict(gradients.FORGET)

# %%
gradients.GradientPanel(wrt="c", title="Gradient X-ray of the carry")

# %% [markdown]
# **What you see.** The broad band is the *product of f*: the gradient at the last carry times all forget gates on the
# way, unit by unit. It is what would arrive if the carry were the only way. The thin line is the true gradient with
# respect to the carry. All that lies between them came back through h, which means: at least once. A path may follow
# the carry for many steps and change over to h only a few times. Move the forget bias from one end to the other:

# %% tags=["nbval-check-output"]
for forget in (-2, 0, 1, 2, 4):
    shown = machine.take(FRENCH, forget=forget)
    f = 1 / (1 + np.exp(-forget))
    lstm, carry, straight = (shown.share(key, F) for key in ("lstm", "carry", "straight"))
    print(f"forget bias {forget:2}: f about {f:.2f}, so f to the 40th {f**40:.1g}; left at F: ", end="")
    print(f"product of f {straight:.1g}, carry {carry:.1g}, h {lstm:.1g}")
print(f"and in the RNN, for which there is no such bias: {shown.share('rnn', F):.1g}")

# %% [markdown]
# First, the forget bias decides. From −2 to 4 it moves what is left by more than twenty powers of ten. At −2, and also
# at 0, about where PyTorch starts it, the LSTM forgets faster than the plain RNN. At 1, as Jozefowicz, Zaremba and
# Sutskever (2015) recommend, some of the gradient gets across the sentence. At 2 the carry has lost nothing. At 4 its
# gradient has even grown, sixfold: gates alone cannot do that, the other paths can.
#
# Second, the product of f is not the whole story. At a bias of 1 the forget gates alone would let 6e-6 through, and the carry
# has 0.02: thousands of times more. Nearly all of that came back through h. So the product of f is the part that you can
# compute by hand and rely on. It is not an estimate of the whole.
#
# What is new in the LSTM is that this part exists: one number for each unit, which can be learned, and which can be different
# at each character. How long does a gate keep something, if it stays where its bias puts it?

# %% tags=["nbval-check-output"]
for forget in (-2, 0, 1, 2, 4, 6):
    f = 1 / (1 + np.exp(-forget))
    print(f"forget bias {forget:2}: the gate stands at {f:.3f} and keeps half for {np.log(2) / -np.log(f):.1f} steps")

# %% [markdown]
# So to keep something over 40 steps by the gate alone, a unit needs a bias of about 4. Each further step of 2 in the bias
# makes that time about seven times longer. Notebook 03 opens these gates one by one.
#
# ### Exercise 4: through the carry


# %%
def through_the_carry(g, fs):
    """What the carry alone brings back: from g (H,) at the last carry, through forget gates fs (T, H)."""
    ...  # your code


gradients.check_through_the_carry(through_the_carry)

# %% [markdown]
# ## ▶ After training
#
# So far the networks were as they start. The next three have read 34 plays of Shakespeare, and again have equally many
# parameters.

# %%
Predict(gradients.TRAINED)

# %%
gradients.GradientPanel(networks="trained", title="Gradient X-ray after training")

# %% [markdown]
# **What you see.** The lines are no longer straight. What a step costs now depends on the character, and there are plateaus:
# stretches over which nothing is lost. The two grey lines run upwards, out of the picture: going by ρ and by the bound, the
# RNN's gradient might grow without limit. In fact it vanishes.

# %% tags=["nbval-check-output"]
from unrolled.lessons.gradients.x_ray.probe import trained

seeds, ids = (0, 1, 2), shakespeare.vocabulary().encode(FRENCH)
for seed in seeds:
    shown = machine.take(FRENCH, is_trained=True, seed=seed)
    networks, radius, _ = trained(seed)
    with torch.inference_mode():
        h = networks["rnn"].trace(ids[None, :-1]).layers[0].h
    left = ", ".join(f"{key.upper()} {shown.share(key, F):.1g}" for key in ("lstm", "gru", "rnn"))
    flat = f"half of the slopes of tanh are below {(1 - h**2).median():.0e}"
    print(
        f"seed {seed}: the RNN has ρ = {radius:.0f}, {flat}, a step multiplies by {shown.share('rnn', F) ** (1 / 40):.2f}"
    )
    french = machine.take(FRENCH, is_trained=True, seed=seed, steps=FRENCH.index("French"))
    other = ", ".join(f"{key.upper()} {french.share(key, F):.1g}" for key in ("lstm", "gru", "rnn"))
    print(f"   left at F: {left}; of the gradient from the F of French: {other}")

# %% [markdown]
# Training has made the plain RNN forget *more*. Before, about a thousandth was left at the F; now it is one part in 100
# million, or less. Its weights are large, so most of its states are very close to ±1, where tanh is flat. A step
# multiplies by about 0.6. The LSTM keeps less than before, too: thousandths in place of a tenth. Only the GRU keeps
# more. Still, the gated networks keep thousands of times as much as the RNN, and more. Which of the two keeps more
# depends on the seed.
#
# Now move *Loss at step T*. Before training, what is left depended on the distance to the loss. Does it still? Here is what
# is left 20 steps back, smallest and largest, over all places in the sentence where the loss can be:

# %% tags=["nbval-check-output"]
for is_trained in (False, True):
    for key in ("lstm", "gru", "rnn"):
        views = {T: machine.take(FRENCH, steps=T, is_trained=is_trained) for T in range(21, 55)}
        left = {T: view.share(key, T - 21) for T, view in views.items()}
        least, most = min(left.values()), max(left.values())
        name = f"{'trained' if is_trained else 'untrained'} {key.upper()}"
        print(
            f"{name:>14}: from {least:.1g} to {most:.1g}, so {most / least:3.0f} times as much at one place as at another"
        )

# %% [markdown]
# No. Before training the place changes it at most fourfold, after training more than a hundredfold. How much of a gradient
# gets through a trained network depends on what is predicted and on what stands in between.
#
# ### Exercise 5: find the bug
#
# This is truncated backpropagation (notebook 01) from real code. A text is cut into windows. The state is carried from
# window to window, and the gradient should stop at each window's first step. PyTorch complained about going *through
# the graph a second time*. Someone added `retain_graph=True`, and the complaint was gone. What else has changed?


# %%
def window_gradients(w, xs, window):
    """For h = tanh(w h + x): the gradient with respect to w of each window's loss, h squared at its end, within the window."""
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    h, found = torch.zeros((), dtype=torch.float64), []
    for start in range(0, len(xs), window):
        for x in xs[start : start + window]:
            h = torch.tanh(w * h + x)
        (slope,) = torch.autograd.grad(h**2, w, retain_graph=True)
        found.append(slope.item())
    return found


gradients.check_window_gradients(window_gradients)

# %% [markdown]
# ## The sky and French
#
# If the gradient from an answer hardly reaches its clue, the network has little to learn from. What does this cost in
# sentences? A small grammar makes sentences like those of the slide (they are synthetic). Each has a clue, then clauses
# that have nothing to do with it, and at the end the word that the clue decides. Where there is room, one clause names
# another country or language, so repeating the last one named is always wrong.
#
# RNN, GRU and LSTM have 20,000 parameters each, start from orthogonal weights, and see the same number of sentences, with up
# to 64 words from clue to answer. Each has its own learning rate, chosen in short trials: 0.02 for LSTM and GRU, 0.003 for
# the RNN.

# %%
Predict(gradients.DISTANCE)

# %%
from unrolled.training.checkpoint import load_network
from unrolled.training.results import load_results

readers = {cell: load_network(f"clues_{cell}")[0] for cell in ("lstm", "gru", "rnn")}
sky = gradients.CluesPanel(readers, load_results("clues"))
sky

# %% [markdown]
# **What you see.** A click on the chart, or the slider, makes a sentence of that distance, and the three networks answer it.
# Where a sentence is too long to be shown whole, each word in the middle is a block of the ribbon.
#
# The same in numbers: the median of three trainings, on 100 test sentences for each distance, whose fillers were in no
# training sentence. Guessing is right in 10 % of the cases. The networks learned in two ways. Either every word was a
# target, as in any language model, or only the answer.

# %% tags=["nbval-check-output"]
import random

from unrolled.lessons.gradients.clues import dataset as clues
from unrolled.lessons.gradients.clues.probe import accuracies
from unrolled.lessons.gradients.clues.recipe import Recipe, begin

far = (4, 7, 16, 64, 128, 200)
print("words from clue to answer:" + "".join(f"{distance:6}" for distance in far))
for target, scored, updates, cells in (
    ("every word is a target", "every", 2500, ("lstm", "gru", "rnn")),
    ("every word is a target", "twice", 5000, ("rnn",)),
    ("only the answer is", "answer", 250, ("lstm", "gru", "rnn")),
    ("only the answer is", "answer", 1000, ("lstm", "gru", "rnn")),
):
    print(f"{target}, {updates:,} updates")
    found = accuracies(load_results("clues"), scored, min(updates, 2500))  # "twice" doubles them
    for cell in cells:
        median = dict(zip(found.distances.tolist(), np.median(found.shares[cell], axis=0), strict=True))
        print(f"{cell.upper():>25}" + "".join(f"{median[distance]:6.0%}" for distance in far))
long = clues.batch([clues.language_sentence(random.Random(0), "France", 64)])[0]
begun = [flow(begin(Recipe(cell="rnn", seed=seed))[0].model, long).h for seed in seeds]
print("untrained RNN, left of the gradient after 64 words:", ", ".join(f"{h[-64] / h[-1]:.0e}" for h in begun))

# %% [markdown]
# **Every word a target.** LSTM and GRU keep the clue, even at two and three times the distances of their training, until they
# too begin to slip. The plain RNN has hardly found out that there is a clue. With twice the updates (5,000) it is right where
# clue and answer are close, and loses the clue on the way when they are not.
#
# **Only the answer a target.** Now nothing else competes for the state. All three learn the task within 1,000 updates,
# the GRU within 250, and the RNN comes close to the others even at 200 words. So a plain RNN *can* hold a word for that
# long.
#
# How did it learn that? Before training, less than a millionth of its gradient is left after 64 words. But the training
# sentences have all distances from 4 words on. The short ones can be learned first, and a network that can hold a word for
# 8 steps may already hold a weak trace of it for 16, and that is enough to learn from. So vanishing gradients make learning
# harder, not impossible. The cells differ in how quickly they learn (the LSTM needs more than 250 updates, too), and in how
# well they hold a word when the state has other work to do.
#
# Train one yourself: *Train* takes cell, distance and seconds from *More controls*, makes only the answer a target, and lets
# the new network answer beside the others. Try an RNN up to distance 12, and then up to 32.
#
# ## Exploding
#
# What shrinks at every step can also grow at every step. Then a tiny change of a weight changes the end completely: the
# loss has a cliff. One unit is enough to see one. It starts at 0.5, the step $h_t = \tanh(w\,h_{t-1} + b)$ is applied T
# times, and it should end at 0.7: the loss is $(h_T - 0.7)^2$. There are two numbers to learn, w and b, so the whole
# loss fits on a page (after Pascanu, Mikolov and Bengio, arXiv 1211.5063, figure 6).
#
# The usual remedy is to *clip* the gradient: if its length is above a threshold, scale it down to that length.

# %%
Predict(gradients.CLIFF)

# %%
gradients.ExplodingPanel()

# %% [markdown]
# **What you see.** The darker the shade, the larger the loss. Below the edge the unit ends at its lower fixed point,
# above it at the upper one. Along the edge a tiny change of w or b decides which, so the gradient there is enormous.
# The dashed descent follows that gradient at its full length. It is thrown out of the picture, onto a plain where the
# gradient is 0 and nothing leads back. The clipped descent meets the same cliff and moves only 0.1, in the same
# direction. It finds its way along the edge into the valley. With T = 1 there is no cliff; raise T and watch the edge
# get sharper.
#
# The numbers around the cliff, from one update of the clipped descent to the next:

# %% tags=["nbval-check-output"]
from unrolled.lessons.gradients.exploding.probe import descend

path = descend(w=2.2, b=-0.2, steps=30, rate=0.1, threshold=1.0)
for k in (0, 20, 26, 27, 28, 29):
    print(f"update {k:2}: w {path.w[k]:.3f}, b {path.b[k]:+.3f}, loss {path.loss[k]:.3f}, gradient {path.norm[k]:.3g}")

# %% [markdown]
# At update 27 the descent has stepped over the edge: the loss jumps to 2.833. At update 28 it stands on the edge itself, and
# the gradient is 814,000 long; two updates before it was 0.235. The same from autograd, at the w and b of update 28,
# through thirty steps of the unit:

# %% tags=["nbval-check-output"]
w, b = (torch.tensor(values[28], dtype=torch.float64, requires_grad=True) for values in (path.w, path.b))
h = torch.tensor(0.5, dtype=torch.float64)
for _ in range(30):
    h = torch.tanh(w * h + b)
(h - 0.7).square().backward()
norm = torch.nn.utils.clip_grad_norm_([w, b], max_norm=1.0)
print(f"autograd: {norm:.3g}; after clipping {torch.hypot(w.grad, b.grad):.2f}, direction {w.grad:+.2f}, {b.grad:+.2f}")

# %% [markdown]
# Clipping changes how far a step goes, never its direction. That cures exploding gradients. Does it cure vanishing ones?
#
# ### Near steps drown out the distant ones
#
# $W_{hh}$ is used at every step, so its gradient is a sum over all steps. How large is the part that comes from far away?
# Here is the gradient of $W_{hh}$ for the loss at the end of the sentence, with all 54 steps, with the last 10 alone, and
# what the steps 30 and more back add:

# %% tags=["nbval-check-output"]
from unrolled.lessons.gradients.x_ray.probe import untrained


def gradient_with(model, last):
    """The gradient of W_hh, (H, H), that the last so many steps give."""
    early, late = ids[None, : -1 - last], ids[None, -1 - last : -1]
    with torch.no_grad():
        state = model(early)[1] if early.numel() else None
    loss = torch.nn.functional.cross_entropy(model(late, state)[0][0, -1:], ids[-1:])
    return torch.autograd.grad(loss, model.layers[0].cell.h_to_h.weight)[0]


for seed in seeds:
    starts = untrained(seed, len(shakespeare.vocabulary()))
    starts.turn(radius=0.9, forget=2.0)
    for name, model in (("untrained", starts.models["rnn"]), ("trained", trained(seed)[0]["rnn"])):
        whole, thirty, ten = (gradient_with(model, last) for last in (54, 30, 10))
        near, distant = ten.norm() / whole.norm(), (whole - thirty).norm() / whole.norm()
        print(
            f"seed {seed}, {name:9} RNN: the last 10 steps give {near:.0%} of the length, steps 30 and more back {distant:.1g}"
        )

# %% [markdown]
# The distant part is there, but it is a hundredth of the whole, or less, and after training millionths, or less. An update
# goes where the near steps want it to go. Clipping scales all parts alike, and so would a larger learning rate: neither
# changes their proportions. So clipping does not help. A network with gates does, and so does a loss in which nothing near
# competes (*The sky and French*).
#
# ### Exercise 6: find the bug
#
# "Clip the gradient to at most 1." This function does something else, and the training behaves oddly: its steps no longer
# follow the gradient downhill.


# %%
def clip(gradients, threshold):
    """A list of arrays, all gradients of one network, clipped to a common norm of at most the threshold."""
    return [np.clip(part, -threshold, threshold) for part in gradients]


gradients.check_clip(clip)

# %% [markdown]
# ## ▶ Memory horizon
#
# Gradients belong to training. How far back does a trained network look when it *reads*? Here is a way to measure it.
# Give the network only the last n characters, starting from a zero state, and see how much worse it predicts than with
# everything. Where more characters stop helping, its *memory horizon* is reached.

# %%
Predict(gradients.HORIZON)

# %%
from unrolled.lessons.gradients.horizon.figure import horizon_chart
from unrolled.lessons.gradients.horizon.probe import reaches

horizon_chart(reaches())

# %% [markdown]
# **What you see.** At 1,000 places in two plays that no network was trained on, each network reads the last n characters
# and predicts the next. The thin grey line is a model that only counts how often each character followed the last n. Up to
# five characters it is ahead of all networks. It was made for short contexts; the networks were not: in training they
# hardly ever had to start from a zero state, as they do here. Then it stops falling, since longer contexts were seen too
# rarely, and the networks go on.

# %% tags=["nbval-check-output"]
for reach in reaches():
    nats = dict(zip(reach.contexts.tolist(), reach.nats.mean(axis=0), strict=True))
    told = ", ".join(f"n = {n} {nats[n]:.2f}" for n in (1, 4, 6, 10, 20, 30, 40, 50, 500) if n in nats)
    end = "" if reach.cell == "counting" else f"; with the whole play so far {reach.carried.mean():.2f}"
    print(f"{reach.name:12} {told}{end} nats")

# %% [markdown]
# The plain RNN is the first to gain nothing more: ten characters are enough for it, and it ends no better than counting
# four. The networks with gates gain up to 40 or 50 characters, about a line of verse. What stands further back makes no
# difference, on average, to any of them. (The recipe: `python -m unrolled.lessons.gradients.horizon.study`.)
#
# ### Why a line?
#
# Why should the large LSTM need some forty characters? Perhaps it needs the beginning of the line. Take 120 places of *Twelfth
# Night*, with the last 30 characters to read, and compare those that have a line end among the 30 with those that have none.
# Then the control: at the places that have none, let it read back to the beginning of the line, and then a single character
# more, the line end before it.

# %% tags=["nbval-check-output"]
from unrolled.lessons.gradients.horizon.probe import cut_losses, quick
from unrolled.training.checkpoint import load_char_rnn

network, characters, _ = load_char_rnn("shakespeare_2x256")
fast = quick(network)  # the same network on PyTorch's own kernels
text = shakespeare.split().validation["Twelfth Night"][:60_000]
play = characters.encode(text)
at = np.linspace(500, len(play) - 1, 120).astype(int)
along = np.array([k - 1 - text.rfind("\n", 0, k) for k in at])  # characters since the line began
far, whole = along >= 30, cut_losses(fast, play, at, 120)
off = np.abs(cut_losses(fast, play, at, 30) - whole)
print(f"30 characters, a line end among them, {(~far).mean():.0%} of places: off by {off[~far].mean():.2f} nats")
print(f"30 characters, no line end, {far.mean():.0%} of places: off by {off[far].mean():.2f} nats")
for told, more in (("the whole line so far", 0), ("this, and the line end before it", 1)):
    losses = [cut_losses(fast, play, at[k : k + 1], int(along[k]) + more)[0] for k in np.flatnonzero(far)]
    print(f"    at the same places, {told}: off by {np.abs(losses - whole[far]).mean():.2f} nats")

# %% [markdown]
# So it is the line end. Where the network has read one, cutting the rest costs next to nothing. Where it has not, the whole
# line so far hardly helps, and the one character before it brings nearly everything back. Without a line end the network does
# not know that a line has just begun. (Notebook 03 looks for units that count along a line.)

# %%
from unrolled.training import trio

networks = {"LSTM 2 × 256": network}
networks |= {name: load_char_rnn(trio.name(cell, 0))[0] for name, cell in (("LSTM 128", "lstm"), ("RNN 271", "rnn"))}
verse = shakespeare.split().validation["Richard II"]
begin = verse.index("KING RICHARD II:\nMowbray, impartial")
texts = {"Richard II": verse[begin : begin + 290], "France": "I grew up in France, and so I still speak fluent French"}
gradients.HorizonPanel(networks, characters, texts, place=168, context=25)

# %% [markdown]
# **What you see.** Struck through is what the network never read: it starts from a zero state after it. Bars show its
# predictions with the last n characters, marks those with all of them. The frame stands at the blank after *Now, by my
# sceptre's awe,*. With n = 25 the network has read all of this line, but not the line end before it. It expects the
# line to end here, and gives the blank 5 %. With one character more, the line end, it gives the blank 88 %. The curve
# below shows the same: the surprisal falls at n = 26 and then stays flat. (With 10 characters the blank has 91 %, too.)
#
# More context improves predictions on average, as the losses above show, but not at every place. On *France* (a text
# among *More controls*), go to the F of *French* and give the network everything. Does it know about France?

# %% tags=["nbval-check-output"]
from unrolled.lessons.gradients.horizon.probe import horizon

for n in (10, 25, 26, 168):
    _, chance, _ = horizon(network, characters, texts["Richard II"], 168, n).came
    print(f"after “awe,” with the last {n:3}: a blank has {chance:.0%}")
read = horizon(network, characters, texts["France"], texts["France"].index("French"), 49)
print(f"the F of French, with all 49 characters before it: {read.came[1]:.2%}, likeliest {read.candidates[0][0]!r}")

# %% [markdown]
# No, the network knows nothing about France.

# %% [markdown]
# ## Where this breaks
#
# - The panel shows one loss at a time; training adds up the losses of all characters. How large a gradient is also depends
#   on how wrong the prediction was. So compare what is left of it, not its size.
# - A gradient says what a *small* change would do. A saturated unit can hold a word for good and have no gradient at all:
#   what can no longer be learned may still be remembered.
# - The untrained weights are random; orthogonal ones have ρ = σ, and give another picture.
# - Equal numbers of parameters are not equal numbers of units: the RNN has 271, the GRU 151, the LSTM 128.
# - The trained networks know Shakespeare, and nothing of people who grew up in France. In *Memory horizon* they start
#   from a zero state in the middle of a text, which they hardly met in training. Part of the curve may be a bad
#   beginning, and not forgetting.
# - The networks of *The sky and French* know 87 words and one grammar. Each cell has one learning rate, from short trials, and
#   three seeds. The plain RNN's results differ widely from seed to seed, and another rate or start may change its curve.
#
# ## In short
#
# - One step back multiplies a gradient by $W_{hh}^\top \mathrm{diag}(1 - h^2)$, so over many steps it shrinks or grows like a power.
# - $\rho^{T-t}$ describes a network without tanh. With tanh, gradients at ρ = 2 grow by far less, and in a trained RNN
#   with ρ = 20 they vanish.
# - The carry adds a way back that costs only the forget gates. How open they are decides what is left; much of it takes the
#   other way, through h.
# - Clipping cures exploding gradients. It does not cure vanishing ones: the near steps drown out the distant ones.
# - With every word a target, the plain RNN drops the clue first; with the answer alone it learns to hold it. Each
#   network has its horizon.
#
# Next: [03 The gates of an LSTM](03_lstm_gates.ipynb).
