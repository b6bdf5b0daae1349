# %% [markdown]
# # Recurrent networks
#
# **One network, two equations, and a word of five letters: see every number that it takes to say “hello”.**
#
# You will be able to
#
# - compute a step of a recurrent network by hand, forwards and backwards
# - train one on a word, and say what truncated backpropagation can and cannot teach it
# - choose the form a problem needs (one to many, many to one, many to many), and where dropout may strike
#
# *Time:* 60 minutes, and as long again for the exercises. *Slides:* Recurrent neural networks; Sequences; Training RNNs.
# *Five-minute route:* the set-up, then the cells under the headings marked ▶. Nothing is downloaded.

# %%
import numpy as np
import torch

from unrolled import notebook
from unrolled.lessons import rnn
from unrolled.panels import Predict

notebook.setup()

# %% [markdown]
# ## ▶ The two equations
#
# A network with three units reads “hello”, one letter at a time, and says at each step which letter it expects next. Above
# it is drawn unrolled in time; below stand the same numbers in matrices. Step through the word with → and ←.

# %%
Predict(rnn.MEMORY)

# %%
rnn.TwoEquationsPanel(word="hello", units=3)

# %% [markdown]
# **What you see.** With each letter x the network makes a new state h from the letter and the old state, and from the new
# state a score y for every letter that could come next:
#
# $$h_t = \tanh(W_{hh}\,h_{t-1} + W_{xh}\,x_t + b) \qquad y_t = W_{hy}\,h_t + b_y$$
#
# That is all. (The slide leaves out the two biases, and puts a function around the second equation: here it is the softmax
# at the lower right.) The weights stand still while you step; only the vectors beside them change. At t = 3 and t = 4 the
# same letter comes in, so the same column comes from $W_{xh}$. What differs is the state before it, and this is enough to
# say l once and o the next time:

# %% tags=["nbval-check-output"]
from unrolled.lessons.rnn.two_equations.probe import two_equations

fresh, hello = two_equations("hello", units=3, updates=0), two_equations("hello", units=3, updates=150)
for t in range(4):
    likeliest = hello.letters[hello.p[t].argmax()]
    print(f"t = {t + 1}: input {hello.word[t]}, target {hello.word[t + 1]}, the network says {likeliest}")
by_letter, by_state = hello.W_xh[:, hello.ids], hello.W_hh @ hello.h.T
print("same contribution of the letter at t = 3 and 4:", bool((by_letter[:, 2] == by_letter[:, 3]).all()))
print("same contribution of the state before:         ", np.allclose(by_state[:, 1], by_state[:, 2], atol=0.1))
print(f"fresh weights: no letter gets more than {fresh.p.max():.0%}")

# %% [markdown]
# Things to try: *Fresh* weights, behind *More controls*, know nothing, and favour no letter much. *Gradients back* turns the arrows
# round: start at the last letter and step to the left, with fresh weights first, which have more to learn. Type a word of your own, up to twelve letters; “papa” or “banana”
# make the state work.
#
# ## By hand
#
# One unit, two letters, numbers small enough for paper. The letter a counts +1, b counts −1, and half of the old state
# goes on:

# %% tags=["nbval-check-output"]
h = 0.0
for letter, x in (("a", 1.0), ("b", -1.0), ("b", -1.0)):
    before, h = h, np.tanh(0.5 * h + x)
    print(f"{letter}: tanh(0.5 · {before:+.2f} {x:+.0f}) = {h:+.2f}")

# %% [markdown]
# The second b finds another state than the first, and leaves another one behind. Now the same with matrices, for the
# network of the panel, as a loop that one can read aloud:

# %%
V, H, T = len(hello.letters), 3, 4
h, states, logits = np.zeros(H), [], []
for k in hello.ids[:-1]:
    x = np.eye(V)[k]  # 1 of N
    h = np.tanh(hello.W_xh @ x + hello.W_hh @ h + hello.b)  # first equation, (H,)
    y = hello.W_hy @ h + hello.b_y  # second equation, (V,)
    states.append(h)
    logits.append(y)

# %% [markdown]
# The library's class does the same: `RNNCell` is one step, `RNN` owns the loop over time. So does PyTorch's own. All three
# must agree, numbers and gradients.

# %% tags=["nbval-check-output"]
from unrolled.models import RNN

layer = RNN(V, H).double()
with torch.no_grad():
    layer.cell.x_to_h.weight.copy_(torch.tensor(hello.W_xh))
    layer.cell.x_to_h.bias.copy_(torch.tensor(hello.b))
    layer.cell.h_to_h.weight.copy_(torch.tensor(hello.W_hh))
theirs = layer.to_torch()  # a torch.nn.RNN with the same weights

x = torch.eye(V, dtype=torch.float64)[hello.ids[:-1]][None]  # (1, T, V)
ours, _ = layer(x)  # (1, T, H)
torchs, _ = theirs(x)
assert np.allclose(states, hello.h)
assert np.allclose(states, ours[0].detach())
assert torch.allclose(ours, torchs)
ours.sum().backward()
torchs.sum().backward()
assert torch.allclose(layer.cell.h_to_h.weight.grad, theirs.weight_hh_l0.grad)
print("by hand, RNN and torch.nn.RNN: the same", tuple(ours.shape), "states, the same gradient of W_hh")

# %% [markdown]
# ### Exercise 1: unroll a word
#
# What goes in, and what is wanted, at each step?


# %%
def unroll(word, letters):
    """Two lists of places in `letters`: the inputs and the targets of each step."""
    ...  # your code


rnn.check_unroll(unroll)

# %% [markdown]
# ### Exercise 2: read a whole word


# %%
def read_word(ids, W_xh, W_hh, b):
    """All states, (T, H), of a plain RNN that reads the numbers `ids` from a zero state; W_xh is (H, V)."""
    ...  # your code


rnn.check_read_word(read_word)

# %% [markdown]
# ### Exercise 3: how many parameters?
#
# Of both equations, biases included.


# %%
def count_parameters(V, H):
    """Parameters of a network that knows V letters and has H units."""
    ...  # your code


rnn.check_count_parameters(count_parameters)

# %% [markdown]
# ## ▶ Train it on one word
#
# The loss is −ln of the probability that the right letter had, one loss for each step. Its gradient says how each weight
# should change, and to find it one goes back through the unrolled picture: from the last letter to the first.

# %%
Predict(rnn.WINDOW)

# %%
trainer = rnn.OneWordPanel(word="hello")
trainer

# %% [markdown]
# **What you see.** Within a few dozen updates the logits flip to their targets, one letter after the other. The filled
# bars show how much of the last letter's loss is still felt at an earlier state: a little less with each step back, and
# exactly nothing beyond a cut. A long text has no end to go back from, so in practice the gradient is cut every so many
# steps, while the state goes on: *truncated backpropagation through time* (Williams and Peng 1990).
#
# ### What a cut leaves unlearnable
#
# Is a window of 1 enough for “hello”? Five networks with no gradient through time at all:

# %% tags=["nbval-check-output"]
from unrolled.lessons.rnn.one_word import recipe as one_word

for seed in range(5):
    run = one_word.begin("hello", hidden=8, seed=seed, window=1)
    one_word.advance(run, "hello", 200)
    losses = one_word.losses(run, "hello")
    print(f"seed {seed}: all four letters learned: {bool((losses < 0.1).all())}")

# %% [markdown]
# It is. The state keeps a trace of the last letter anyway, and the trace only has to be read. The riddles beside *hello*
# in the panel ask for more. In `axyzwbcxyzwd` the letters x, y, z, w come twice, after an a and after a c; the first time b
# must follow, the second time d. Who has forgotten the a and the c can only toss a coin, which costs ln 2 = 0.69 nats.
# Ten networks for each riddle and each window, 500 updates each:

# %%
from unrolled.lessons.rnn.riddles.figure import riddles_drawing
from unrolled.lessons.rnn.riddles.probe import riddles

riddles_drawing(riddles())

# %% tags=["nbval-check-output"]
for riddle in riddles():
    print(
        f"{riddle.word:12} {riddle.between} between, windows 1 to {len(riddle.learned)}: learned {riddle.learned.tolist()}"
    )
short = riddles()[-1].losses[:4]
print(f"4 between, windows 1 to 4: median loss {np.median(short):.2f} nats, a coin costs {np.log(2):.2f}")

# %% [markdown]
# **What you see.** One letter between: a window of 1 does nearly as well as any, by the trace alone. Three between: a
# window of 1 never does, windows of 2 and 3 sometimes, though no gradient ever comes from an answer to its clue. Four
# between: no network with a window of 1 to 4 learns it, and the loss stays at the coin's.
#
# Not the length of the window decides, but where its cuts fall. A window of 6 cuts `axyzwb|cxyzw`, where it does no harm.
# For the riddle with three between, a window of 8 cuts right before the last answer, and does worse than one of 5. And
# even with no cut at all (window 11), four between are not learned by every network. Watch its filled bars in the panel:
# the gradient arrives, but how much of it? That is the subject of notebook 02.
#
# ### Backpropagation by hand
#
# How does the gradient go back one step? In *Gradients back*, the panel at the top writes it out. Two things reach a state:
# what its own logits send down, and what the next state sends back, through tanh (its slope is 1 − h²) and through
# $W_{hh}$, transposed:
#
# $$\frac{\partial L}{\partial h_t} = W_{hy}^\top \frac{\partial L}{\partial y_t}
# + W_{hh}^\top \Big( (1 - h_{t+1}^2) \odot \frac{\partial L}{\partial h_{t+1}} \Big)$$

# %%
Predict(rnn.SHARED)

# %% tags=["nbval-check-output"]
by_weights, d_next = np.zeros((H, H)), np.zeros(H)
for t in reversed(range(T)):
    d_y = fresh.p[t] - np.eye(V)[fresh.ids[t + 1]]  # softmax minus 1 of N, (V,)
    d_h = fresh.W_hy.T @ d_y + d_next  # from above, and from the step after, (H,)
    assert np.allclose(d_h, fresh.d_h[t])  # what autograd finds
    d_sum = (1 - fresh.h[t] ** 2) * d_h  # back through tanh
    before = fresh.h[t - 1] if t else np.zeros(H)
    by_weights += np.outer(d_sum, before)  # one use of W_hh
    d_next = fresh.W_hh.T @ d_sum  # on to the step before
print(f"four steps back by hand, and autograd agrees; W_hh gets the sum of {T} uses")

# %% [markdown]
# ### Exercise 4: one step back


# %%
def back_one_step(d_h, h, W_hh):
    """The gradient by the state before, from the gradient d_h by the state h = tanh(W_hh h_before + …); all (H,)."""
    ...  # your code


rnn.check_back_one_step(back_one_step)

# %% [markdown]
# ### Training by hand
#
# With the gradient, training is a loop of four lines. Beside it the library's own, which has budgets, schedules and clipping
# and serves all networks of this course. Both must agree.

# %% tags=["nbval-check-output"]
ids = one_word.encode("hello")
by_hand = one_word.begin("hello", hidden=8, seed=0)
for _ in range(40):
    scores, _ = by_hand.model(ids[None, :-1])  # (1, T, V)
    loss = torch.nn.functional.cross_entropy(scores[0], ids[1:])
    by_hand.optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(by_hand.model.parameters(), 1.0)
    by_hand.optimizer.step()

library = one_word.begin("hello", hidden=8, seed=0)
before = one_word.losses(library, "hello")
one_word.advance(library, "hello", 40)
after = one_word.losses(library, "hello")
assert torch.allclose(after, one_word.losses(by_hand, "hello"))
print(f"mean loss {before.mean():.2f} nats, after 40 updates {after.mean():.2f}; the same by hand and by the library")

# %% [markdown]
# ### Exercise 5: find the bug
#
# From real code: a long sequence is read window by window. Numbers should go on into the next window, gradients should
# not. The loss falls, but the network never learns anything that spans two windows. Why?


# %%
def read_in_windows(step, x, window):
    """The state after reading the vector x; the gradient ends where a window begins."""
    state = torch.zeros(())
    for begin in range(0, len(x), window):
        state = torch.zeros(())  # cut the gradient
        for value in x[begin : begin + window]:
            state = step(state, value)
    return state


rnn.check_read_in_windows(read_in_windows)

# %% [markdown]
# ## Shapes of sequence problems
#
# In “hello” every character is an input, and every character is an answer to the one before. A recurrent network does
# not insist on that. These are the shapes of Karpathy's figure (2015), which the slide shows; notebook 10 is of the first
# kind, notebook 04 of the third.

# %%
from unrolled.lessons.rnn.sequences.figure import shapes_drawing

shapes_drawing()

# %% [markdown]
# All four are the same network and the same loop. Two strings differ: what is read at each step (a dot where nothing is)
# and what is due at each step (a blank where nothing is asked). Four small synthetic tasks, one example of each:

# %% tags=["nbval-check-output"]
from unrolled.lessons.rnn.sequences.dataset import TASKS

for (shape, task), question in zip(TASKS.items(), ("3", "abbab", "(()())", "face"), strict=True):
    read, due = task.pose(question)
    print(f"{shape}: {task.asks}\n    reads |{read}|\n    due   |{due}|")

# %% [markdown]
# Where nothing is asked, the target is −100, which torch's cross-entropy leaves out. That is all there is to a shape.
#
# ### One to many: a number in, a weekday out

# %% tags=["nbval-check-output"]
from unrolled import runtime
from unrolled.lessons.rnn.sequences.probe import accuracy
from unrolled.training.char_rnn import Recipe, start
from unrolled.training.loop import Budget, Plan, Schedule, train_on

task = TASKS["one to many"]
run = start(Recipe(cell="rnn", hidden=32, layers=1, dropout=0), len(task.vocabulary))
with runtime.one_thread:  # small matrices: a second thread only gets in the way
    list(train_on(run, lambda: task.draw(64), Plan(Budget(steps=200), Schedule(0.02, 20))))
print(f"all {len(set('1234567'))} weekdays spelled right: {accuracy(run.model, *task.together('1234567')) == 1}")
trained = {task.shape: run.model}

# %% [markdown]
# ### Many to one: nine votes in, one verdict out
#
# Before you run it:

# %%
Predict(rnn.MAJORITY)

# %% tags=["nbval-check-output"]
task = TASKS["many to one"]
run = start(Recipe(cell="rnn", hidden=16, layers=1, dropout=0), len(task.vocabulary))
with runtime.one_thread:
    list(train_on(run, lambda: task.draw(64), Plan(Budget(steps=200), Schedule(0.02, 20))))
print(f"more than 98 % of 1,000 new votes right: {accuracy(run.model, *task.draw(1000)) > 0.98}")
trained[task.shape] = run.model

# %% [markdown]
# ### Many to many, in step: brackets in, their depth out

# %% tags=["nbval-check-output"]
task = TASKS["many to many, in step"]
run = start(Recipe(cell="rnn", hidden=24, layers=1, dropout=0), len(task.vocabulary))
with runtime.one_thread:
    list(train_on(run, lambda: task.draw(64), Plan(Budget(steps=250), Schedule(0.02, 20))))
print(f"all 12 depths right in more than 98 % of 1,000: {accuracy(run.model, *task.draw(1000)) > 0.98}")
trained[task.shape] = run.model

# %% [markdown]
# ### Many to many, afterwards: letters in, then the letters backwards
#
# The first half only reads, the second only writes, and all that passes from one to the other is the state. With two
# networks, one for each half, this is the encoder and decoder of Sutskever, Vinyals and Le (arXiv 1409.3215).

# %% tags=["nbval-check-output"]
task = TASKS["many to many, afterwards"]
run = start(Recipe(cell="rnn", hidden=64, layers=1, dropout=0), len(task.vocabulary))
with runtime.one_thread:
    list(train_on(run, lambda: task.draw(64), Plan(Budget(steps=500), Schedule(0.005, 20))))
print(f"all 4 letters right in more than 98 % of 1,000: {accuracy(run.model, *task.draw(1000)) > 0.98}")
trained[task.shape] = run.model

# %%
rnn.SequencesPanel(trained)

# %% [markdown]
# **What you see.** One state, handed from step to step; boxes above and below only where the shape has them. Type
# questions of your own, and try other lengths than the networks were trained on: nine votes, four letters.

# %% tags=["nbval-check-output"]
from itertools import product

for shape, symbols, lengths in (("many to one", "ab", (3, 5, 7)), ("many to many, afterwards", "abcdef", (3, 4, 5))):
    for length in lengths:
        every = ["".join(question) for question in product(symbols, repeat=length)]
        right = accuracy(trained[shape], *TASKS[shape].together(every))
        print(f"{shape}, {length} symbols: right {'always' if right > 0.98 else 'less than half of the time'}")

# %% [markdown]
# The voter has learned to count, and counting has no length. The other one has learned to say *four* letters backwards.
# What a network does with lengths it never saw is worth a test of its own, whatever the shape.
#
# ### Exercise: targets for a shape
#
# The task is to repeat what was read: each symbol at once ("in step"), or only the last one at the end ("at the end").


# %%
def targets(ids, shape):
    """The target of each step for the list ids; -100 where nothing is asked."""
    ...  # your code


rnn.check_targets(targets)

# %% [markdown]
# ## Dropout in a sequence
#
# A node that is removed now and then cannot be relied on, and a network that relies on no single node learns less by
# heart (Srivastava et al. 2014). In a sequence the same network is used at every step. Should a removed node be missing
# for the whole sequence, as the slide says ("remove same nodes in seq."), or should the dice be thrown anew at each step?

# %%
Predict(rnn.SURVIVORS)

# %%
from unrolled.training.checkpoint import load_char_rnn

plain, characters, _ = load_char_rnn("trio_rnn_0")
rnn.DropoutPanel(plain, characters)

# %% [markdown]
# **What you see.** On the left whole rows are crossed out: the same nodes are missing at every step, and what is left is
# a smaller network that reads undisturbed. On the right every node comes and goes. The solid line below stays at the share
# that is kept; the dashed one falls by that share at every step. And yet the state on the right is hardly less like the
# undisturbed one than the state on the left: this network (plain, 271 units, trained without dropout on the plays)
# spreads what it knows over many nodes, and keeps it for few steps.

# %% tags=["nbval-check-output"]
for steps in (1, 5, 10, 20):
    print(f"{steps:2} steps: never missing are {0.7:.0%} with one mask, {0.7**steps:6.2%} with fresh ones")

# %% [markdown]
# "A smaller network" is meant exactly: cut the removed nodes out of the matrices, scale what is left of W_hh up by
# 1 / (1 − rate), and the states are the same.

# %% tags=["nbval-check-output"]
from unrolled.models.dropout import DroppedRNN

torch.manual_seed(7)
layer, x = DroppedRNN(3, 8, rate=0.3), torch.randn(1, 6, 3)
masked, _ = layer(x)
kept = masked[0, 0] != 0
cell, h, small = layer.cell, torch.zeros(int(kept.sum())), []
for x_t in x[0]:
    h = torch.tanh(cell.x_to_h(x_t)[kept] + cell.h_to_h.weight[kept][:, kept] @ h / 0.7)
    small.append(h / 0.7)
assert torch.allclose(masked[0][:, kept], torch.stack(small), atol=1e-6)
print(f"{int(kept.sum())} of 8 nodes left at all {len(small)} steps; the smaller network has the same states")

# %% [markdown]
# ### Which is better?
#
# Dropout can help only where a network learns its text by heart. So the corpus is reduced to a single play, *The Comedy of
# Errors*, for a plain RNN of 256 units. "Nodes" are removed for the others and for the readout; "readout" masks act only
# on the way out of the layer, as in much code. Three in ten are removed; three seeds each, 1,200 updates. What counts is
# the loss on two other plays. The recipe: `python -m unrolled.lessons.rnn.dropout.study`.

# %%
Predict(rnn.BETTER)

# %%
from unrolled.lessons.rnn.dropout.figure import play_chart, recall_chart
from unrolled.lessons.rnn.dropout.probe import on_a_play, on_recall

play_chart(on_a_play())

# %% tags=["nbval-check-output"]
ends = {kind.kind: kind.values[:, -1] for kind in on_a_play()}
for kind, nats in ends.items():
    print(f"{kind:18} at the end {nats.mean():.3f} nats (seeds from {nats.min():.3f} to {nats.max():.3f})")
gaps = ends["nodes, one mask"] - ends["nodes, each step"]
print("one mask less fresh masks, seed by seed:", ", ".join(f"{gap:+.3f}" for gap in gaps), "nats")

# %% [markdown]
# **What you see.** Without dropout the network goes on getting better on its own play, and from about 500 updates on no
# better on others. Every kind of dropout helps, and removed nodes help more than masks on the readout. Between one mask and
# fresh masks there is little: a few hundredths of a nat, in favour of the fresh ones, with every seed. These numbers do
# not bear out the rule for this network.
#
# Does a fresh mask at least destroy memory? A task that asks for nothing else (synthetic): read one of eight symbols, then
# some that mean nothing, and name the first. Trained with nodes removed, tested on new sequences with all nodes.

# %% tags=["nbval-check-output"]
for kind in on_recall():
    shares = ", ".join(f"{wait} steps {kind.values[:, k].mean():4.0%}" for k, wait in enumerate(kind.at))
    print(f"{kind.kind:17} {shares}")

# %%
recall_chart(on_recall())

# %% [markdown]
# Five steps are no trouble for either. At ten, the networks with *one* mask have hardly learned to remember, and those with
# fresh masks have; at fifteen hardly any learns it in 1,500 updates, with or without dropout. A likely reason: with one
# mask each sequence is read by another smaller network, and what is to last must last in all of them; fresh masks average
# out from step to step and from node to node.
#
# So is the slide wrong? Its rule is that of Gal and Ghahramani (arXiv 1512.05287), who derive it from Bayesian inference
# and report gains for LSTMs and GRUs on words, with other rates. Here is one plain network at one rate on one play. What
# is shown is that the usual reason ("fresh masks destroy the memory") is not one: measure before you believe.
#
# ### Exercise: find the bug
#
# This function removes nodes and scales the others up. The network trains well with it. In use it gives another answer
# each time it is asked. Why?


# %%
def drop(h, kept, rate, training):
    """Remove the nodes where kept (H,) is 0 from all states h (T, H) while training."""
    return h * kept / (1 - rate)


rnn.check_masked(drop)

# %% [markdown]
# ## Where this breaks
#
# - Learning one word by heart is not learning a language: nothing here is held out. Notebook 04 trains on plays.
# - The networks have 3 to 8 units. What they cannot keep, a larger one may; that the gradient must reach the clue stays true.
# - Ten networks for each window tell often from seldom, not 7 from 8.
# - Where the cuts fall is as important as how far apart they are. In a long text they fall everywhere, pass after pass.
# - A fresh state of zeros is a signal, too: the network can tell the beginning of a word by it.
# - Dropout was measured with one plain network, one rate, one play and one task.
#
# ## In short
#
# - A state, two equations, and the same weights at each step: that is a recurrent network.
# - The same letter can have two successors, because the state before it differs.
# - Backwards, each step multiplies by the slope of tanh and by the transposed matrix; shared weights add up their shares.
# - Truncation cuts the gradient and not the state: what to keep beyond a cut is seldom learned.
# - Shapes of sequence problems differ only in when one reads and asks; dropout with one mask for all steps trains a
#   smaller network, and whether that helps has to be measured.
#
# Next: [02 Vanishing gradients](02_vanishing_gradients.ipynb).
