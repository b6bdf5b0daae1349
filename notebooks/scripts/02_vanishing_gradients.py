# %% [markdown]
# # Vanishing gradients
#
# **Watch a loss run back through a sentence, and see in which network it still arrives at the word that mattered.**
#
# You will be able to
#
# - compute by hand how much of a loss reaches a state forty steps back, and get what autograd gets
# - say which number makes a plain RNN forget, which makes it explode, and why neither is the whole truth
# - show, in gradients and in sentences with a distant clue, what a carry changes, and when it changes nothing
#
# *Time:* 80 minutes, and as long again for the exercises. *Slides:* Problem of long-term dependencies (sky and French).
# *Five-minute route:* the set-up, then the cells under the headings marked ▶. Nothing is downloaded.

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
# *I grew up in France, and so I still speak fluent French.* To predict the end of this sentence, you must remember a word
# from its beginning. A network learns what to remember from its gradients. So there is a question that can be measured: of
# the loss at the last character, how much arrives at each earlier character?
#
# Three networks of equal size read all but the last character: a plain RNN (notebook 01), and two networks with *gates*, a GRU
# and an LSTM. A gate is a number between 0 and 1, computed at each step, that says how much of an old value is kept. Notebook
# 03 takes gates apart; here it is enough that they exist. The networks have not learned anything yet. The LSTM's *forget
# gates* start nearly open (a bias of 2, a gate of 0.88). The GRU's gates start as PyTorch starts them, half open.
#
# $L_T$ is the loss of the last prediction. $\partial L_T / \partial h_t$ says how this loss would change if the state after
# character t were a little different. The picture shows the length of that vector at every t, on a logarithmic scale.

# %%
Predict(gradients.FRANCE)

# %%
gradients.GradientPanel()

# %% [markdown]
# **What you see.** All lines start together at the right, where the loss is, and part on the way back. A straight line on
# this scale means that each step takes the same *share*. At the F of France, 40 steps back, next to nothing is left in the
# RNN. The LSTM's line stays nearly level. The GRU, with gates that are half open, keeps least of all:

# %% tags=["nbval-check-output"]
from unrolled.datasets import shakespeare
from unrolled.lessons.gradients.x_ray.panel import FRENCH
from unrolled.lessons.gradients.x_ray.probe import Machine

machine, F = Machine(shakespeare.vocabulary()), FRENCH.index("France")
for seed in (0, 1, 2):
    shown = machine.take(FRENCH, seed=seed)
    left = ", ".join(f"{key.upper()} {shown.share(key, F):.1g}" for key in ("lstm", "gru", "rnn"))
    print(f"seed {seed}: left of the gradient after 40 steps: {left}; 0.9 to the 40th is {0.9**40:.1g}")

# %% [markdown]
# Is that the difference between a GRU and an LSTM? No. It is the difference between gates that start open and gates that
# start half open. Set the LSTM's forget bias to 0, and it keeps as little as the GRU (the table in *A road of its own*, below,
# has the numbers). And even the GRU keeps more than its update gates alone would let through: one half to the 40th is 9e-13,
# and about 1e-7 is left. The rest came back another way, through the candidate and the gates themselves.
#
# Things to try: move ρ; move the forget bias; watch which lines follow and which do not. *More controls* (key M) has the
# preset *sky*: there the clue stands 19 steps back, not 40, and all three lines are still in the picture. *input x* shows
# what reaches the characters themselves; there a fourth network joins, a TCN, which has no state. Outside its field its
# gradient is exactly 0: that is for notebook 11. Or type a sentence of your own, up to 101 characters.
#
# ## One number, forty times
#
# Now the same on paper, in four steps that must agree. The smallest recurrent network has one unit, no input and no tanh:
# $h_t = w\,h_{t-1}$. A small change of $h_0$ comes out multiplied by w at each step.

# %% tags=["nbval-check-output"]
for w in (0.5, 0.9, 1.0, 1.1):
    gradient = 1.0
    for _ in range(40):
        gradient = w * gradient
    print(f"w = {w}: {gradient:.3g} after 40 steps, w to the 40th is {w**40:.3g}")

# %% [markdown]
# There is no middle way: below 1 it vanishes, above 1 it explodes, and only at exactly 1 it stays. Sepp Hochreiter wrote
# it down in his diploma thesis (1991), Bengio, Simard and Frasconi in 1994.
#
# ### Two units, by hand
#
# With several units w becomes a matrix and tanh a slope for each unit. Going back one step is
#
# $$\frac{\partial L}{\partial h_{t-1}} = W_{hh}^\top \, \mathrm{diag}(1 - h_t^2) \, \frac{\partial L}{\partial h_t}$$
#
# Here is a network of two units that reads `hell` and is to say `o`, with every number in sight.

# %% tags=["nbval-check-output"]
W_xh = np.array([[1.0, 0.0, -1.0, 0.5], [0.0, 1.0, 0.5, -1.0]])  # columns: h, e, l, o
W_hh = np.array([[0.6, 0.5], [-0.4, 0.8]])
W_hy = np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]])
hs, h = [], np.zeros(2)
for k in (0, 1, 2, 2):  # h e l l
    h = np.tanh(W_xh[:, k] + W_hh @ h)
    hs.append(h)
p = np.exp(W_hy @ h) / np.exp(W_hy @ h).sum()
gradient = W_hy.T @ (
    p - np.array([0, 0, 0, 1])
)  # of the cross-entropy, by the last state: what is expected, less what came
by_hand = [gradient]
for h in hs[:0:-1]:
    gradient = W_hh.T @ ((1 - h**2) * gradient)
    by_hand.insert(0, gradient)
for letter, h, g in zip("hell", hs, by_hand, strict=True):
    print(f"{letter}: h = {h.round(2)}, dL/dh = {g.round(3)}, length {np.linalg.norm(g):.3f}")

# %% [markdown]
# ### Autograd, and the measurement behind the panel
#
# torch keeps every tensor on the way and walks back by itself. The panel's own measurement, `flow`, asks it for all states
# at once, with the cells of this course. All three must agree.

# %% tags=["nbval-check-output"]
from unrolled.lessons.gradients.x_ray.probe import flow
from unrolled.models.char_rnn import CharRNN

states, h = [], torch.zeros(2, dtype=torch.float64, requires_grad=True)
for k in (0, 1, 2, 2):
    h = torch.tanh(torch.tensor(W_xh[:, k]) + torch.tensor(W_hh) @ h)
    h.retain_grad()  # by default torch forgets the gradients of what lies in between
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
# Go back from the last state through all of `hs`; a row of `hs` is a state, and each costs one step.


# %%
def gradient_back(g, W, hs):
    """The gradient (H,) before the first of the steps hs (T, H), from the gradient g (H,) at the last; W is (H, H)."""
    ...  # your code


gradients.check_gradient_back(gradient_back)

# %% [markdown]
# ### Exercise 2: a half-life
#
# Which spectral radius leaves one half after n steps? Put your answer for n = 40 on the slider above.


# %%
def radius_for_half_life(n):
    """The spectral radius rho with which a linear recurrence keeps half of a gradient over n steps."""
    ...  # your code


gradients.check_radius_for_half_life(radius_for_half_life)

# %% [markdown]
# ## What ρ says, and what it does not
#
# ρ, the spectral radius, is the largest absolute eigenvalue of $W_{hh}$. Two lines in the panel come from theory, both
# starting from the RNN's gradient at the last state. $\rho^{T-t}$ is what a linear network would tend to. The bound
# takes, for each step, the most that a matrix and the slopes can do: the largest singular value σ times the largest
# $1 - h^2$. No gradient can pass it (Pascanu, Mikolov and Bengio, arXiv 1211.5063).

# %%
Predict(gradients.RADIUS)

# %% [markdown]
# Set ρ to 2 in the panel above. Then the same for three seeds: by how much does a step back multiply, on average over the
# 40 steps from the end to the F?

# %% tags=["nbval-check-output"]
for radius in (0.5, 0.9, 1.0, 1.1, 1.5, 2.0):
    views = [machine.take(FRENCH, seed=seed, radius=radius) for seed in (0, 1, 2)]
    growth = [view.share("rnn", F) ** (1 / 40) for view in views]
    assert all((view.lines[2].sizes <= 1.001 * view.lines[6].sizes).all() for view in views)  # RNN and bound
    print(
        f"ρ = {radius}: a step multiplies by {', '.join(f'{factor:.2f}' for factor in growth)} (σ = {views[0].norm:.1f})"
    )

# %% [markdown]
# **What you see.** ρ = 1 is no safe middle: tanh has a slope below 1 wherever a state is not 0, and a gradient that starts
# in all directions at first loses all those that shrink. Above 1 the gradient does grow, but by far less than ρ a step:
# larger weights make larger states, and larger states have flatter slopes. The bound holds and says nearly nothing, since
# σ is nearly twice ρ in a random matrix and no gradient meets the worst direction at each step.
#
# At ρ = 0 nothing goes from state to state, and the RNN's line falls off the picture at the first step back. The LSTM's
# h does the same, but look at its carry.
#
# ### Exercise 3: the bound


# %%
def largest_gradient(size, W, hs):
    """What the length of a gradient of length `size` cannot pass on its way back through the states hs (T, H)."""
    ...  # your code


gradients.check_largest_gradient(largest_gradient)

# %% [markdown]
# ## ▶ A road of its own
#
# The LSTM keeps a second memory, the carry C, which is not multiplied by any matrix: $C_t = f_t\,C_{t-1} + i_t\,\tilde C_t$.
# Straight back along the carry, each step costs its forget gate f and nothing else.

# %%
Predict(gradients.FORGET)

# %% [markdown]
# Press *carry C only* among the panel's *More controls*, and move the forget bias from one end to the other. The broad
# band is the gradient at the last carry times all forget gates on the way, unit by unit: what would arrive if the carry
# were the only way. The area between is what came back *through h*: from the carry into the state, from there into the
# gates of the next step, and into the next carry.

# %% tags=["nbval-check-output"]
for forget in (-2, 0, 1, 2, 4):
    shown = machine.take(FRENCH, forget=forget)
    f = 1 / (1 + np.exp(-forget))
    lstm, carry, straight = (shown.share(key, F) for key in ("lstm", "carry", "straight"))
    print(f"forget bias {forget:2}: f about {f:.2f}, so f to the 40th {f**40:.1g}; left at F: ", end="")
    print(f"product of f {straight:.1g}, carry {carry:.1g}, h {lstm:.1g}")
print(f"and in the RNN, for which there is no such bias: {shown.share('rnn', F):.1g}")

# %% [markdown]
# **What you see.** First, the forget bias decides. From −2 to 4 it moves what is left by more than twenty powers of ten. At
# −2, and also at 0, where PyTorch starts it, the LSTM forgets faster than the plain RNN. At 1 (Gers, Schmidhuber and Cummins
# 2000; Jozefowicz, Zaremba and Sutskever 2015) some of the gradient gets across the sentence. At 2 the carry has lost nothing.
#
# Second, the straight way is not the whole story. At a bias of 1 the forget gates alone would let 6e-6 through, and the carry
# has 0.02: thousands of times more. Nearly all of it came back *through h*, from the carry into the state and from there into
# the next gates and the next carry. So the product of the forget gates is the part that you can compute by hand and rely on.
# It is not an estimate of the whole.
#
# What is new in the LSTM is that this part exists: one number for each unit, which can be learned, and which can be different
# at each character. How long does a gate keep something, if it stays where its bias puts it?

# %% tags=["nbval-check-output"]
for forget in (-2, 0, 1, 2, 4, 6):
    f = 1 / (1 + np.exp(-forget))
    print(f"forget bias {forget:2}: the gate stands at {f:.3f} and keeps half for {np.log(2) / -np.log(f):.1f} steps")

# %% [markdown]
# So to keep something over 40 steps by the gate alone, a unit needs a bias of 4. Notebook 03 opens these gates one by one.
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
# All this was about networks as they start. The next ones have read 34 plays of Shakespeare, with as many parameters each.

# %%
Predict(gradients.TRAINED)

# %%
gradients.GradientPanel(networks="trained", title="Gradient X-ray after training")

# %% [markdown]
# **What you see.** The lines are no longer straight. What a step costs now depends on the character, and there are plateaus:
# stretches over which nothing is lost. The RNN's line drops at the words in between. Look at the two grey lines: going by ρ
# and by the bound, its gradient might grow without limit. In fact it vanishes.

# %% tags=["nbval-check-output"]
from unrolled.lessons.gradients.x_ray.probe import trained

seeds, ids = (0, 1, 2), shakespeare.vocabulary().encode(FRENCH)
for seed in seeds:
    shown = machine.take(FRENCH, is_trained=True, seed=seed)
    networks, radius, _ = trained(seed)
    with torch.inference_mode():
        h = networks["rnn"].trace(ids[None, :-1]).layers[0].h
    left = ", ".join(f"{key.upper()} {shown.share(key, F):.1g}" for key in ("lstm", "gru", "rnn"))
    flat = f"{(h.abs() > 0.9).float().mean():.0%} of its states beyond ±0.9"
    print(f"seed {seed}: W of the RNN has ρ = {radius:.0f}, {flat}; left at F: {left}")

# %% [markdown]
# Training has made the plain RNN forget *more*. Before, about a thousandth was left at the F; now it is one part in 100
# million, or less. Its weights are large and its states are close to ±1, where tanh is flat. That may be good for a task in
# which nearly all that matters lies a few characters back, and it closes the way for the rest. The gated networks keep ten
# thousand times as much, and more. Which of the two keeps more depends on the seed.
#
# And what are the plateaus? Of the gradient at the F (of its squared length), how much lies in a single unit, and what do
# that unit's gates let through from there to the end?

# %% tags=["nbval-check-output"]
for seed in seeds:
    for name, gate in (("lstm", "f"), ("gru", "z")):
        network, state, steps = trained(seed)[0][name], None, []
        for k in ids[:-1]:
            steps.append(network.layers[0].cell(network.one_hot(k[None]), state))
            state = steps[-1].state
        loss = torch.nn.functional.cross_entropy(network.h_to_logits(steps[-1].h), ids[-1:])
        (g,) = torch.autograd.grad(loss, steps[F].state[-1])  # the last part of a state: the LSTM's carry, the GRU's h
        unit, share = g[0].abs().argmax(), g.square().max() / g.square().sum()
        through = torch.stack([getattr(step, gate)[0, unit] for step in steps[F + 1 :]]).prod()
        print(f"seed {seed}: {name.upper():4} {share:.0%} of it in unit {unit}, whose {gate} multiply to {through:.2f}")

# %% [markdown]
# Most of what is left lies in a single unit, out of 128 or 151. With seed 0 that unit keeps its value nearly unchanged over
# forty characters. With seeds 1 and 2 its gates close somewhere on the way, so what arrives there has come through other units.
# Choose seed 1 (*More controls*) and look for the steps between the level stretches. Nobody asked for such units; some
# trainings find one. Notebook 03 looks for what they are good for.

# %% [markdown]
# ### Exercise 5: find the bug
#
# Truncated backpropagation, from real code: the text is cut into windows, the state goes on from window to window, and
# the gradient is to stop at each window's first step. When torch complained that it was asked to go back *through the graph
# a second time*, someone added `retain_graph=True`, and the complaint went away. What else did?


# %%
def window_gradients(w, xs, window):
    """For h = tanh(w h + x): the gradient by w of each window's loss, h squared at its end, within the window."""
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
# If the gradient from an answer does not reach its clue, the network cannot learn to use that clue. What does this cost in
# sentences? A small grammar makes sentences like those of the slide (they are synthetic): a clue, then clauses that have nothing
# to do with it, and at the end the word that the clue decides. Where there is room, one clause names another country or
# language, so that repeating the last one named is always wrong.
#
# RNN, GRU and LSTM have 20,000 parameters each. They learned to predict every word, with up to 64 words from clue to answer.
# They start from orthogonal weights and see the same number of sentences. Each learns at its own rate, 0.02 for LSTM and GRU and
# 0.003 for the RNN, chosen in short trials.

# %%
Predict(gradients.DISTANCE)

# %%
from unrolled.training.checkpoint import load_network
from unrolled.training.results import load_results

readers = {cell: load_network(f"clues_{cell}")[0] for cell in ("lstm", "gru", "rnn")}
sky = gradients.CluesPanel(readers, load_results("clues"))
sky

# %% [markdown]
# **What you see.** A click on the chart, or the slider, makes a sentence of that distance, and the three answer it. Where
# it is too long to be shown whole, each word in the middle is a block of the ribbon. The same in numbers: the median of
# three trainings, on test sentences with fillers that no training saw. Chance is 10 %, and so is always giving the same
# answer, since every language is the answer equally often.

# %% tags=["nbval-check-output"]
from unrolled.lessons.gradients.clues.probe import accuracies

far = (4, 7, 16, 64, 128, 200)
for scored, updates in (("every", 2500), ("twice", 2500), ("answer", 250), ("answer", 1000)):
    found = accuracies(load_results("clues"), scored, updates)
    print(f"{scored:6} {updates:5,} updates; words apart:" + "".join(f"{distance:6}" for distance in far))
    for cell, shares in found.shares.items():
        median = dict(zip(found.distances.tolist(), np.median(shares, axis=0), strict=True))
        longer = " after 5,000" if (scored, cell) == ("twice", "rnn") else ""
        print(f"{cell.upper() + longer:>33}:" + "".join(f"{median[distance]:6.0%}" for distance in far))

# %% [markdown]
# *every*: each word is a target, as in any language model. LSTM and GRU keep the clue, also at twice and three times the
# distances of their training, until they too begin to slip. The plain RNN has hardly found out that there is a clue. *twice*
# gives the RNN alone twice the updates, 5,000: now it is right where clue and answer are close, and loses the clue on the way
# when they are not.
#
# *answer*: nothing but the last word is a target, so that nothing competes for the state. All learn it within 1,000 updates,
# the GRU within 250, and the RNN comes close to the others even at 200 words. So a plain RNN *can* hold a word for so long. The
# cell decides how quickly that is learned, and how well it holds when the state has other work to do.
#
# Now train one yourself. *Train* takes the cell, the distance and the seconds from *More controls*, scores the answer alone,
# and lets the network answer your sentence beside the others. Things to try: an RNN up to distance 12, and then 32. A sentence
# of your own from the words listed there: two countries, or `I grew up in France and in Spain and I speak fluent`.

# %% [markdown]
# ## Exploding
#
# What shrinks at every step can also grow at every step. Then the loss has cliffs. One unit is enough to see one: it
# starts at 0.5, is applied T times, hₜ = tanh(w hₜ₋₁ + b), and should end at 0.7. Two numbers, w and b, so the whole loss
# fits on a page (after Pascanu, Mikolov and Bengio, arXiv 1211.5063, figure 6).

# %%
Predict(gradients.CLIFF)

# %%
gradients.ExplodingPanel()

# %% [markdown]
# **What you see.** The stronger the shade, the larger the loss. Below the edge the unit ends at its lower resting point,
# above it at the upper one; along the edge a tiny change of w or b decides which, and the gradient there is enormous. The
# dashed descent takes it at its word and is thrown out of the picture, onto a plain where the gradient is 0 and nothing
# leads back. The clipped one has met the same cliff, goes a tenth of a unit in the same direction, and finds its way along
# the edge into the valley without shade. Set T to 1: no cliff. Raise T from there, and watch the edge get sharper.
#
# The numbers around the cliff, from one update to the next:

# %% tags=["nbval-check-output"]
from unrolled.lessons.gradients.exploding.probe import descend

path = descend(w=2.2, b=-0.2, steps=30, rate=0.1, threshold=1.0)
for k in (0, 20, 26, 27, 28, 29):
    print(f"update {k:2}: w {path.w[k]:.3f}, b {path.b[k]:+.3f}, loss {path.loss[k]:.3f}, gradient {path.norm[k]:.3g}")

# %% [markdown]
# And the same gradient from autograd, where the path stands before update 28, through thirty steps of the unit:

# %% tags=["nbval-check-output"]
w, b = (torch.tensor(values[28], dtype=torch.float64, requires_grad=True) for values in (path.w, path.b))
h = torch.tensor(0.5, dtype=torch.float64)
for _ in range(30):
    h = torch.tanh(w * h + b)
(h - 0.7).square().backward()
norm = torch.nn.utils.clip_grad_norm_([w, b], max_norm=1.0)
print(f"autograd: {norm:.3g}; after clipping {torch.hypot(w.grad, b.grad):.2f}, direction {w.grad:+.2f}, {b.grad:+.2f}")

# %% [markdown]
# Clipping changes how far a step goes, never its direction. It cures exploding gradients only. It is no help against vanishing
# ones: the part of the gradient that comes from distant steps is still there, but the near steps are so much larger that they
# drown it out, and scaling all of it up changes nothing about that.
#
# ### Exercise 6: find the bug
#
# "Clip the gradient to at most 1." This function does, and the training behaves oddly: it no longer goes downhill.


# %%
def clip(gradients, threshold):
    """A list of arrays, all gradients of one network, clipped to a common norm of at most the threshold."""
    return [np.clip(part, -threshold, threshold) for part in gradients]


gradients.check_clip(clip)

# %% [markdown]
# ## ▶ Memory horizon
#
# Gradients belong to training. How far back does a trained network look when it *reads*? Here is a way to measure it: give it
# only the last n characters, from a zero state, and see how much worse it predicts.

# %%
Predict(gradients.HORIZON)

# %%
from unrolled.lessons.gradients.horizon.figure import horizon_chart
from unrolled.lessons.gradients.horizon.probe import reaches

horizon_chart(reaches())

# %% [markdown]
# **What you see.** 1,000 places in the two validation plays; at each, every network reads the last n characters and
# predicts the next. The thin grey line is a model that only counts. Up to five characters it is ahead of all networks,
# since it was made for short contexts and they were not: they almost always had a state. Then it stops falling, for want
# of counts, and they go on.

# %% tags=["nbval-check-output"]
for reach in reaches():
    nats = dict(zip(reach.contexts.tolist(), reach.nats.mean(axis=0), strict=True))
    told = ", ".join(f"n = {n} {nats[n]:.2f}" for n in (1, 4, 6, 10, 20, 30, 50, 500) if n in nats)
    end = "" if reach.cell == "counting" else f"; carried {reach.carried.mean():.2f}"
    print(f"{reach.name:12} {told}{end} nats")

# %% [markdown]
# Beyond some sixty characters no network loses anything: what was read before is gone from its predictions, whatever
# passed through its state. The plain RNN gets there first, at twenty, and ends no better than counting four characters.
# The recipe of these numbers: `python -m unrolled.lessons.gradients.horizon.study`.
#
# ### Why a line?
#
# Lines of verse end after some forty characters. At 120 places of *Twelfth Night*, with 30 characters to read, compare
# those in which a line end is among the 30 with those in which there is none.

# %% tags=["nbval-check-output"]
from unrolled.datasets import shakespeare
from unrolled.lessons.gradients.horizon.probe import cut_losses
from unrolled.training.checkpoint import load_char_rnn

network, characters, _ = load_char_rnn("shakespeare_2x256")
play = characters.encode(shakespeare.split().validation["Twelfth Night"][:60_000])
at = np.linspace(500, len(play) - 1, 120).astype(int)
off = np.abs(cut_losses(network, play, at, 30) - cut_losses(network, play, at, 60))
ended = np.array([(play[k - 30 : k] == characters.encode("\n")).any().item() for k in at])
print(f"a line end among the 30, {ended.mean():.0%} of places: off by {off[ended].mean():.2f} nats")
print(f"none, {1 - ended.mean():.0%} of places:                off by {off[~ended].mean():.2f} nats")

# %% [markdown]
# The context that counts begins at the last line end: where the network has seen one, the cut costs next to nothing, however
# short. It has learned to count along a line (notebook 03 finds the unit), and from a zero state in the middle of a
# line it does not know where it is.

# %%
from unrolled.training import trio

networks = {"LSTM 2 × 256": network}
networks |= {name: load_char_rnn(trio.name(cell, 0))[0] for name, cell in (("LSTM 128", "lstm"), ("RNN 271", "rnn"))}
verse = shakespeare.split().validation["Richard II"]
begin = verse.index("KING RICHARD II:\nMowbray, impartial")
texts = {"Richard II": verse[begin : begin + 290], "France": "I grew up in France, and so I still speak fluent French"}
gradients.HorizonPanel(networks, characters, texts, place=226, context=43)

# %% [markdown]
# **What you see.** Struck through is what the network never read: it begins from a zero state after it. Bars: with the
# last n characters. Marks: with all of them. The frame stands at the end of a line, and with n = 43 the network has read
# all of that line. Give it one character more, the line end before it, and the bars run most of the way to their marks:
# now it knows how long this line is. Below, the same in one curve: flat, a step at 44, flat.
#
# Here the step goes the wrong way. The line really ends at this place, and the network gave that 21 % before the step and 13 %
# after it. More context changes a prediction, and on average it improves it (see the losses above). It need not improve it at
# every place.
#
# Then move along the line. On *France* (a text among *More controls*), go to the F of *French* and give the network everything.
# Does it know about France?

# %% tags=["nbval-check-output"]
from unrolled.lessons.gradients.horizon.probe import horizon

for n in (40, 43, 44, 226):
    _, chance, _ = horizon(network, characters, texts["Richard II"], 226, n).came
    print(f"with the last {n:3}: a line end has {chance:.0%}")
read = horizon(network, characters, texts["France"], texts["France"].index("French"), 49)
print(f"the F of French, with all 49 characters before it: {read.came[1]:.1%}, likeliest {read.candidates[0][0]!r}")

# %% [markdown]
# What a network does right after the cut depends on its training. The three small ones were started from zero now and
# then (2 in 100 windows); the large one had its state carried through whole passes of the plays, and with a single
# character to go by it is the worst of all in the table above.

# %% [markdown]
# ## Where this breaks
#
# - One loss at one place is not the mean over a text. Its size also depends on how wrong the prediction was: a network that
#   is sure and right starts from little. Compare what is left, rather than sizes.
# - A gradient says what a *small* change would do. A saturated unit can hold a word for good and have no gradient at all:
#   what cannot be learned from here may still be remembered.
# - The handle ρ means something else in gated networks: it scales each recurrent block, and with it how much the gates
#   listen to the state. And these untrained weights are random; orthogonal ones have ρ = σ, and another picture.
# - Equal numbers of parameters are not equal numbers of units: the RNN has 271, the GRU 151, the LSTM 128.
# - The trained networks know Shakespeare. That somebody who grew up in France speaks French, they never learned: the slide's
#   sentence shows what could have been learned from, not what was.
# - Those that did learn it know 87 words and one grammar. Each cell has one learning rate, from short trials, and three seeds;
#   the plain RNN's differ widely, and another rate or another start would move its curve most.
#
# ## In short
#
# - On its way back a gradient is multiplied at each step, by $W^\top \mathrm{diag}(1 - h^2)$: it shrinks or grows like a power.
# - $\rho^{T-t}$ describes a linear network. With tanh, ρ = 2 grows by far less, and a trained network with ρ of 20 vanishes.
# - The carry adds a way back that costs only the forget gates. How open they are decides what is left; much of it takes other
#   ways, through h.
# - Exploding can be clipped. Vanishing cannot: the near steps drown out the distant ones.
# - What is lost in gradients is lost in sentences: the plain RNN drops the clue first, and each network has its horizon.
#
# Next: [03 The gates of an LSTM](03_lstm_gates.ipynb).
