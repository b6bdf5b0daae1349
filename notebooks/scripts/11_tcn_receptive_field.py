# %% [markdown]
# # Temporal convolutional networks: the receptive field
#
# **A network for sequences that has no loop, and that sees exactly as far back as you tell it to.**
#
# You will be able to
#
# - say how far a stack of dilated convolutions sees, by formula, by counting and by its gradient, and why the three may
#   differ
# - find out whether a network looks into the future, and build one that cannot
# - compare a TCN with RNN, GRU and LSTM fairly: parameters, time, memory, and what each must keep while it reads a
#   stream
#
# *Time:* 90 minutes with four exercises. The appendix is optional: 68 minutes more, in seven parts. *It builds on:*
# notebook 02 (gradients through time), notebook 03 (the LSTM, the recall task) and the idea of a convolution. *Slides:*
# Temporal convolutional networks (Bai, Kolter and Koltun 2018; Waibel and others 1989). *Five-minute route:* the
# set-up, then the cells under the headings marked ▶. Nothing is downloaded.

# %%
import numpy as np
import torch

from unrolled import notebook
from unrolled.lessons import tcn
from unrolled.panels import Predict
from unrolled.training.results import load_results

notebook.setup()

# %% [markdown]
# ## ▶ A network without a loop
#
# A recurrent network must read a text letter by letter: the state of step 200 needs the states of the 199 steps before
# it. That is slow, and notebook 02 showed what it does to gradients. Could a network read earlier letters without a
# loop?
#
# A *convolution* over time does this. A small *kernel* of $k$ weights slides along the sequence, and at each step it
# takes the weighted sum of $k$ inputs. (The $k$ weights are also called *taps*.) Three rules make it a *temporal
# convolutional network* (TCN):
#
# - **Causal.** The kernel reads the present step and earlier ones, never later ones.
# - **Dilated.** It reads every $d$-th step. $d$ is the *dilation*. With $d = 1$ these are neighbours, and with $k = 3$ and $d = 4$ it
#   reads the steps $t$, $t - 4$ and $t - 8$.
# - **Stacked.** Levels lie on top of each other, and the dilation doubles from level to level: 1, 2, 4, …
#
# This is Figure 1a of Bai, Kolter and Koltun ([An Empirical Evaluation of Generic Convolutional and Recurrent Networks
# for Sequence Modeling](https://arxiv.org/abs/1803.01271), 2018). The *receptive field* of an output, or its field for
# short, is the stretch from the present step back to the earliest input that it can depend on. How long is it?

# %%
Predict(tcn.FIELD)

# %%
Predict(tcn.POKE)

# %%
tcn.ReceptiveFieldPanel()

# %% [markdown]
# **What you see.** The dark circles are all that the last output can depend on. They form a cone, and it ends: 15
# inputs. The panel finds this number in three ways: by a formula (it comes below), by following the paths from each
# input to the output, and by the gradient of a real, untrained network of this shape. Left of the cone the gradient is
# not small, it is exactly 0. In the last row input 6 is exchanged for another. Its own output and the 14 after it
# change. None before it does, so the network is causal. The last four do not change either: input 6 lies outside their
# fields.
#
# Try these: ← and → move the output, ↑ and ↓ the changed input. *Padding: both* puts zeros on both sides, as for
# images. *Holes* has $k = 2$ and dilations 1, 4, 16: fourteen inputs within its field of 22 have no path to the output.
# A cross marks a *blocked* input: it has paths, but with these weights and this text each of them meets a ReLU that is
# shut. Behind *More controls* you can type dilations of your own.
#
# ## A causal convolution by hand
#
# As an equation, with weights $w_0 \dots w_{k-1}$, and with zeros in place of what lies before the first step:
#
# $$ y_t = b + \sum_{j=0}^{k-1} w_j \, x_{t - (k-1-j)\,d} $$
#
# The last weight meets the present step. In a network $x_t$ has several numbers, its $C$ *channels*, and $y_t$ has $H$.
# Then each $w_j$ is an $H \times C$ matrix. Characters enter as one-hot vectors, and a linear layer turns the channels
# of the last level into scores.
#
# On paper, with one channel: six inputs, $w = (10, 1)$, $d = 2$. So each output is ten times the input two steps back,
# plus the present one.

# %% tags=["nbval-check-output"]
from unrolled.models.tcn.network import TCN, CausalConv1d

x, w, d = np.array([1.0, 2.0, 0.0, -1.0, 3.0, 1.0]), np.array([10.0, 1.0]), 2
by_hand = [10 * 0 + 1, 10 * 0 + 2, 10 * 1 + 0, 10 * 2 - 1, 10 * 0 + 3, 10 * -1 + 1]

looped = np.zeros(6)
for t in range(6):
    for j in range(2):
        back = (1 - j) * d
        looped[t] += w[j] * (x[t - back] if t >= back else 0)

convolution = CausalConv1d(1, 1, kernel=2, dilation=2).double()
convolution.weight.data[:], convolution.bias.data[:] = torch.from_numpy(w), 0
by_class = convolution(torch.from_numpy(x)[None, None])[0, 0].detach().numpy()
assert np.allclose(looped, by_hand)
assert np.allclose(by_class, by_hand)
print("by hand, as a loop and by the class:", by_class)

# %% [markdown]
# The loop over t is there for the reader only. No step waits for another, so all of them can be computed at once.
#
# ### Exercise 1: slices only
#
# Compute the same without a loop over time: put zeros on the left, then take one slice of x for each weight.
# ([solution](solutions/leak.py))


# %%
def causal(x, w, d):
    """y_t = sum over j of w[j] · x[t - (k-1-j)·d], zeros before the first step; as long as x."""
    ...  # your code


tcn.check_causal(causal)

# %% [markdown]
# ## What works in 2-D works in 1-D
#
# A convolution over time is one over an image that is one row high. It is also a multiplication by a matrix, in which
# one short row of weights appears again and again, moved by one each time.

# %%
Predict(tcn.WEIGHTS)

# %%
tcn.OneDimensionPanel()

# %% [markdown]
# **What you see.** Left: a digit, the digit under a kernel one row high, and which pixels of the framed row one output
# reads. Right: the same as a matrix; its framed row belongs to that output. Three weights make the whole matrix. Above
# the diagonal it is empty: no output depends on a later pixel. Behind *More controls*, put zeros on both sides, and a
# third of the band moves above the diagonal, into the future.
#
# ## The receptive field
#
# How far does a stack see? On paper: $k = 3$, two levels, $d = 1$ and 2. The output reads the level below at 0, 2 and 4
# steps back. Each of these reads the input 0, 1 and 2 steps further back. So it sees 0, 1, 2 from the first, 2, 3, 4
# from the second, and 4, 5, 6 from the third: seven steps.
#
# In general a convolution reaches $(k - 1)\,d$ steps back, and the reaches of a stack add up. The present step counts,
# too. With $c$ convolutions at each level (the paper has two, as we shall see):
#
# $$ \text{field} = 1 + c\,(k - 1) \sum_l d_l $$

# %% tags=["nbval-check-output"]
from unrolled.models.tcn.size import doubling, receptive_field, steps_back

by_hand = {0, 1, 2} | {2, 3, 4} | {4, 5, 6}

seen = {0}  # how far back the output sees, level by level from above
for d in (2, 1):
    seen = {back + tap * d for back in seen for tap in range(3)}
assert seen == by_hand == set(steps_back(3, (1, 2), convolutions=1))
assert len(seen) == receptive_field(3, (1, 2), convolutions=1) == 7

torch.manual_seed(0)
stack = TCN(1, (6,) * 4, kernel=3).double()  # the paper's blocks, d = 1, 2, 4, 8
signal = torch.randn(1, 80, 1, dtype=torch.float64, requires_grad=True)
(gradient,) = torch.autograd.grad(stack(signal)[0, -1].sum(), signal)
by_gradient = 80 - int(gradient[0, :, 0].nonzero()[0])
counted = len(steps_back(3, (1, 2, 4, 8)))  # inputs with a path
print(f"two levels: {len(seen)} steps; four blocks: formula {receptive_field(3, (1, 2, 4, 8))}", end=", ")
print(f"counted {counted}, by gradient {by_gradient}")

for dilations in ((1, 2, 4), (1, 3, 9), (1, 4, 16)):
    for k in (2, 3, 4):
        field, seen = receptive_field(k, dilations, 1), steps_back(k, dilations, 1)
        print(
            f"k = {k}, d = {dilations}: field {field:2}, of which seen {len(seen)}",
            "" if len(seen) == field else "(holes)",
        )

# %% [markdown]
# **What you see.** Formula, counting and gradient agree: 61 steps for four of the paper's blocks. (With other random
# weights the gradient may find fewer: the furthest inputs can be blocked.)
#
# The table answers another question: when does a stack have holes? With $k = 2$, dilations that triple leave holes;
# with $k = 3$ they do not. The rule: **if dilations grow, there is no hole as long as each dilation is at most the
# field of the levels below it.** The windows of a level then touch or overlap; with a larger dilation there are gaps
# between them. With $k = 2$ and one convolution a level, the fields are 2, 4, 8, …: doubling is the fastest growth
# without holes. With kernel $k$, dilations may grow by the factor $k$, and with two convolutions a level by $2k - 1$.

# %%
Predict(tcn.KERNEL)

# %% [markdown]
# ### Exercise 2: the field
#
# If your formula is one of the usual wrong ones, the checker says which. ([solution](solutions/receptive_field.py))


# %%
def field(kernel, dilations, convolutions):
    """The receptive field in steps."""
    ...  # your code


tcn.check_field(field)

# %% [markdown]
# ### What can matter, and what does
#
# The formula says which inputs *can* matter. How much each of them *does* matter depends on the weights, and the
# gradient can tell. Two untrained networks of eight channels read a sentence (repeated where it is too short): the
# network of the first panel, and one of the shape that the paper used for digits. Both have a *skip connection* beside
# the convolutions of each level: it passes the level's input on unchanged (*The residual block*, below, has the
# details). How many of the last steps hold 90 % of the squared gradient?

# %%
Predict(tcn.EFFECTIVE)

# %% tags=["nbval-check-output"]
from unrolled.lessons.tcn.receptive_field.probe import Settings, effective_fields, measure

SENTENCE = "I grew up in France … I speak fluent French"
digits = Settings(7, doubling(8), 2)
for name, settings in (("first panel, c = 1", Settings(3, (1, 2, 4), 1)), ("the paper's for digits, c = 2", digits)):
    view = measure(settings, SENTENCE)
    print(f"{name}: field {view.formula}, reads {len(view.text)}; 90 % in the last, five initialisations:")
    for skips in (True, False):
        last = effective_fields(settings, SENTENCE, range(5), skips=skips)
        print(f"   {'with' if skips else 'without'} skip connections: {', '.join(map(str, last))}")

shares = []
for seed in range(20):
    squares = measure(digits, SENTENCE, seed=seed).gradient ** 2
    shares.append(squares[-150:].sum() / squares.sum())
print(
    f"digits, in the last 150 of 784 steps: {min(shares):.0%} or more with each of {len(shares)} initialisations",
    end=", ",
)
print(f"over 90 % with {sum(share > 0.9 for share in shares)} of them")

# %% [markdown]
# **What you see.** The network for digits could use all 784 inputs. But with these five initialisations 90 % of its
# squared gradient lies in the last 8 to 135 of them; with 4 of 20 it takes more than 150. Luo and others
# ([2016](https://arxiv.org/abs/1701.04128)) found the same for images: the *effective* field is a small part of the
# theoretical one. The control shows where this comes from. Take the skip connections out, keep all weights, and the
# effective field grows: to nearly the whole text, and in the small network to 11 to 14 of 15 steps. The shortest way up
# through the network leads through the skip connections, and it starts at the present step. Training need not change
# this: appendix B has trained networks.
#
# ## The leak
#
# Many programs, [the paper's own](https://github.com/locuslab/TCN) among them, put zeros on *both* sides and then cut
# the end off. The result is causal, but part of the work is wasted. Forget the cut, and the network sees the future.
# Would you notice? We trained two networks of equal size to predict the next character of plays: one with zeros on the
# left, one with zeros on both sides and no cut.

# %%
Predict(tcn.LOSS)

# %% tags=["nbval-check-output"]
runs = load_results("leak")
for padding, words in (("left", "zeros on the left "), ("both", "zeros on both sides")):
    for what in ("tested", "writing"):
        each = ", ".join(f"{runs[f'{padding} {seed}'][what]:.2f}" for seed in (0, 1, 2))
        print(
            f"{words}, {'held out, as usual' if what == 'tested' else 'held out, as when generating text'}: {each} nats"
        )
share = 784 * 7 / ((784 + 6 * 128) * 7)
print(f"top level of the network for digits, both sides and cut: {1 - share:.0%} of the products are thrown away")

# %% [markdown]
# **What you see.** Three seeds each, 400 updates, 34,284 parameters. By the usual test the leaky network is seventy times
# better: 0.03 nats, because it reads the next character and copies it. *As when generating text*, each character is
# predicted with nothing after it. There the same network is about a nat worse than the causal one. (The causal network's
# two losses differ by 0.01 to 0.02 only because the second is measured at 256 other places.) So **the usual held-out loss
# cannot find a leak, since the held-out text leaks as well.** What finds it: hide the later characters, or change one input
# and compare all outputs before it.
#
# ### Exercise 3: find the leak
#
# Here are eight networks, from `(B, T, 2)` to `(B, T, H)`. Some see the future, each in another way. Write the test
# that tells. ([solution](solutions/leak.py))


# %%
def leaks(model):
    """True if some output of the network depends on a later input."""
    ...  # your code


tcn.check_leaks(leaks)

# %% [markdown]
# ## The residual block
#
# A level of a TCN is more than one convolution. Figure 1b of the paper shows its *residual block*: two dilated causal
# convolutions with the same $d$, each followed by ReLU and *dropout* (while the network trains, random values are set
# to 0). Beside them runs a *skip connection* (also called residual connection): it passes the input on as it is, and at
# the end both are added.
#
# $$ a_1 = \text{drop}(\text{ReLU}(\text{conv}_1(x))) \qquad a_2 = \text{drop}(\text{ReLU}(\text{conv}_2(a_1)))
# \qquad \text{out} = \text{ReLU}(a_2 + x) $$
#
# The sum needs as many channels in $a_2$ as in $x$. Where they differ, a convolution with kernel 1 (*1×1*) in the skip
# connection changes the number of channels. Each convolution has *weight norm*: its weights are written as $W =
# g\,v/|v|$, a length $g$ and a direction $v$, which are learned separately (Salimans and Kingma 2016). That changes how
# it learns, not what it can compute.
#
# The panel follows one character through the blocks of a trained TCN, in ten stages: the keys 0 to 9, or *Play*.

# %%
Predict(tcn.MIX)

# %%
tcn.ResidualPanel()

# %% [markdown]
# **What you see.** The network has four levels of 65 channels, as many parameters as the LSTM of notebook 02 to within
# 1 %, and has read 34 plays. Left: the block, with the values of one channel at one character. Right: the same stage
# for six channels, and over the text; the bars under the letters are the characters that this convolution reads, d
# apart. Go to stage 8: at most places $a_2$ is 0, and the block passes x on unchanged. Then switch the skip connection
# off and compare stage 9. Behind *More controls* are the other levels (only level 1 has a 1×1: the one-hot vectors of
# 76 different characters come in, and 65 channels go out), dropout, and the length g.
#
# One thing must be said at once: **this is not a well-trained network.** In level 4, 46 of 65 channels of the first
# convolution are never above 0 on 5,000 characters of a play (appendix C counts them). Such ReLUs are *dead*: where the
# output is 0 the slope is 0, and no gradient reaches their own weights. Our learning rate, 0.01, may have been too
# high. Yet the held-out loss of 1.61 nats is close to that of the LSTM, 1.59. The skip connection hides the damage: a
# silent block passes its input on. What is lost is field. Where level 4 adds nothing, the network sees 29 characters in
# place of 61; in appendix B this happens. So a good loss does not prove that a deep network uses its depth.
#
# ### On paper
#
# One channel, kernel size 2, d = 1, four steps. The first convolution has v = (3, 4) and g = 2.5, so W = 2.5 · (3, 4) /
# 5 = (1.5, 2), and bias −1. The second has W = (1, −1) and bias 0.5. So at the second step the first sum is −1 + 1.5 ·
# 1 + 2 · (−1) = −1.5, and ReLU makes it 0. Here are all four steps, by numpy and by the class:

# %% tags=["nbval-check-output"]
from unrolled.models.tcn.network import ResidualBlock

x = np.array([1.0, -1.0, 2.0, -3.0])


def two_taps(x, W, b):
    """y_t = b + W_0 x_{t-1} + W_1 x_t, with zero before the first step."""
    return np.array([b + W[0] * (x[t - 1] if t else 0) + W[1] * x[t] for t in range(len(x))])


a1 = np.maximum(two_taps(x, 2.5 * np.array([3, 4]) / 5, -1), 0)
a2 = np.maximum(two_taps(a1, np.array([1, -1]), 0.5), 0)
out = np.maximum(a2 + x, 0)

block = ResidualBlock(1, 1, kernel=2).double()
for convolution, v, g, b in zip(block.convolutions, ([3, 4], [1, -1]), (2.5, 2**0.5), (-1, 0.5), strict=True):
    convolution.direction.data = torch.tensor([[v]], dtype=torch.float64)
    convolution.length.data.fill_(g)
    convolution.bias.data.fill_(b)
by_class = block.eval().trace(torch.tensor(x)[None, None])
assert np.allclose(by_class.active[0].detach(), a1)
assert np.allclose(by_class.out.detach(), out)
print("x", x, " a1", a1, " a2", a2, " out", out)

for C in (76, 1):  # without a 1x1, C channels in and 65 out
    try:
        total = torch.zeros(C, 4) + torch.zeros(65, 4)
        print(f"{C} and 65 channels: torch adds them to {len(total)}")
    except RuntimeError:
        print(f"{C} and 65 channels: torch cannot add them")

# %% [markdown]
# Both agree.
#
# What happens without the 1×1? With 76 channels in and 65 out there is an error, which is good. With one channel in
# there is none: torch adds the same input to all 65 channels. The network runs, and it is another one than you meant.
#
# ### Exercise 4: find the bug
#
# The paper says that it drops whole channels while it trains. The usual reason: neighbouring steps are nearly alike, so
# a single dropped value is easily guessed from its neighbours. The paper's own code calls `nn.Dropout` on `(B, C, T)`,
# which drops single values
# ([TCN/tcn.py](https://github.com/locuslab/TCN/blob/8845f88f31def1e7ffccb8811ea966e9f58d9695/TCN/tcn.py)). So does this
# function. Fix it. ([solution](solutions/residual.py))


# %%
def drop_channels(a, rate, generator):
    """Drop whole channels of a (H, T), about `rate` of them, and divide the others by 1 - rate."""
    kept = generator.random(a.shape) >= rate
    return a * kept / (1 - rate)


tcn.check_drop_channels(drop_channels)

# %% [markdown]
# ## Gradient by depth
#
# What is the skip connection good for? A longer field needs more levels, and a deep stack of plain levels is hard to
# train. To see why, take the skip connection out of every block (32 channels, k = 3, dilations 1, 2, 4, 8 and again
# from 1), and measure how much of the gradient at the top reaches the bottom.

# %%
Predict(tcn.DEPTH)

# %%
tcn.DepthPanel()

# %% tags=["nbval-check-output"]
from unrolled.lessons.gradients.x_ray.figure import number
from unrolled.lessons.tcn.depth.probe import depth
from unrolled.lessons.tcn.depth.recipe import measure_gradients

for start in ("torch", "he"):
    for levels in (2, 4, 8, 16):
        shown, place = depth(levels, start), (2, 4, 8, 16).index(levels)
        told = []
        for kind, words in (("identity", "with skips"), ("plain", "without")):
            band = shown.nats[kind]
            left = f"{number(shown.ratio(kind))} of the gradient"
            told.append(f"{words} {left}, loss {band.low[place]:.2f} to {band.high[place]:.2f}")
        print(f"initialisation {start:5}, {levels:2} levels: {'; '.join(told)}")
print(f"counting single characters: {shown.baseline:.2f}")
again = measure_gradients("plain", "torch", 4)["values"]["median"]
assert np.allclose(again, depth(4).sizes["plain"].middle, rtol=0.01)

# %%
Predict(tcn.SUM)

# %% [markdown]
# **What you see.** Left in the panel, before any training: how long the gradient is at each level. Without skip connections
# each level multiplies it by nearly the same factor (0.1 to 0.2 with PyTorch's initialisation), as each step of a plain RNN
# did. After 16 levels $2.4 \cdot 10^{-15}$ of it is left. With them and PyTorch's initialisation, about half of it arrives
# at each depth measured (2 to 16 levels).
#
# Right in the panel, after 300 updates on the plays: with skip connections 16 levels train as well as 2. Without them,
# networks of 8 levels and more do no better than counting single characters (3.30 nats).
#
# Is the small gradient the cause? Here is a control. *He initialisation* draws larger weights (variance $2/(kC)$, made
# to keep the signal through ReLUs; [He and others 2015](https://arxiv.org/abs/1502.01852)). Then 0.24 of the gradient
# reaches the input of 8 plain levels, and still they learn next to nothing (3.17 to 3.30 nats). So the gradient's size
# at the start is not the whole story. What else is in the way, we did not measure. With skip connections the gradient
# even *grows* from top to bottom here, because the gradients of both branches add up.
#
# ## A field that is too short
#
# A symbol, then noise, then the question which symbol it was: the task of notebook 03. Each network must learn it for
# one distance. (From here on each level has two convolutions, so with $k = 2$ and d = 1, 2, 4 the field is 15.) What if
# the symbol lies outside the field?

# %%
Predict(tcn.OUTSIDE)

# %%
Predict(tcn.EDGE)

# %%
tcn.ShortFieldPanel()

# %% tags=["nbval-check-output"]
from unrolled.lessons.tcn.short_field.probe import NETS, short_field

study = load_results("short_field")
for name in NETS:
    view = short_field(study, name)
    solved = view.right.min(axis=0) >= 0.99
    seen = np.isin(view.waits, view.seen)
    print(f"{name}: field {view.field}, sees {view.field - 1} back")
    print("   all seeds right:", view.waits[solved].tolist())
    print("   seen, and not learned by all:", view.waits[seen & ~solved].tolist())
    print(
        "   not seen:",
        view.waits[~seen].tolist(),
        "gradients",
        set(view.gradients[:, ~seen].ravel().tolist()),
        end=", ",
    )
    print(f"right answers {view.right[:, ~seen].min():.0%} to {view.right[:, ~seen].max():.0%}")
view = short_field(study, "k = 2, d = 1, 2, 4")
for what, shares in view.helps:
    print(f"{view.outside} steps back, {what}:", ", ".join(f"{share:.0%}" for share in shares))
print("LSTM, three seeds:")
for wait, shares in zip(view.lstm_waits, view.lstm.T, strict=True):
    print(f"   {int(wait):2} back:", ", ".join(f"{share:.0%}" for share in sorted(shares)))

# %% [markdown]
# **What you see.** Inside a field of 15 every answer is right, 14 steps back as well as 2. One step further all three
# networks guess, and the gradient at the symbol is exactly 0, so no update can ever help. Four times the updates or the
# channels change nothing; one more level or a larger kernel solves it.
#
# Holes are as hopeless as the outside: there the last network stays at chance, too. And the last few steps of a large
# field are hard to learn: with $k = 3$ and four levels, no distance of 56 steps or more is learned by all seeds in 800
# updates. Of the $3^8 = 6{,}561$ paths through all eight convolutions only one leads to the furthest step. So build a
# field with room to spare.
#
# The LSTM of equal size has no such edge in its structure. With this one learning rate it becomes unreliable from 11
# steps on, and its results differ from seed to seed.
#
# ## ▶ TCN against RNN
#
# Two tasks that were made to be hard for networks with a loop. *Adding*: two of 200 numbers are marked, and the network
# must say their sum at the end. *Copy memory*: ten symbols, T = 50 blanks, then the network must repeat the ten
# symbols. The line *no memory* is what a network gets that remembers nothing. On adding it can only guess 1, and its
# squared error is 1/6. On copy memory it must guess ten times among 8 symbols, so its loss is 10 ln 8 / (T + 20) nats a
# step. All four networks have the same number of parameters to within 2 %.

# %%
Predict(tcn.RACE)

# %%
tcn.TCNRacePanel()

# %% tags=["nbval-check-output"]
from unrolled.lessons.tcn.race.probe import in_a_row, race

results = load_results("tcn_race")
for task in ("adding", "copy"):
    shown = race(results, task)
    print(f"{shown.task}, T = {shown.steps}, no memory {shown.trivial:.3f}, {shown.unit} at the end, three seeds:")
    for name, curve in shown.curves.items():
        ends = ", ".join(f"{loss:.2g}" for loss in sorted(curve.losses[:, -1]))
        print(f"  {name.upper():4} {curve.parameters:,} parameters, rate {curve.rate:g}: {ends}")
copy = race(results, "copy")
for name in ("tcn", "lstm"):
    curve = copy.curves[name]
    after = [min(losses[seconds <= 20]) for seconds, losses in zip(curve.seconds, curve.losses, strict=True)]
    print(f"copy memory, best within 20 seconds: {name.upper()}", ", ".join(f"{loss:.2g}" for loss in sorted(after)))

# %% [markdown]
# **What you see.** Copy memory is solved by the TCN alone: with every seed its loss falls below a millionth. RNN and
# LSTM stay at 0.30, as without memory, and the GRU at 0.24. On the adding problem it is the other way round: the GRU is
# alone, and the TCN has only begun. In the paper TCN and GRU are equally good at adding (5.8e-5 and 5.3e-5, with T =
# 600 and 70,000 parameters). Our run is far shorter and smaller, so it neither contradicts nor confirms that.
#
# Behind *More controls* choose what *Train* trains. The last lines above say what to expect from 20 seconds of copy
# memory.
#
# ### Why a convolution can train faster
#
# A recurrent network must finish one step before it begins the next. So 200 small matrix products wait for each other.
# A TCN of six levels has twelve convolutions that wait for each other, whatever the length, and each of them is one
# call for all steps. On one thread even these steps are not computed at the same time, but few large calls can be
# faster than many small ones. For the backward pass, everything that was computed on the way must be kept. How much is
# that, and how long does an update take?

# %% tags=["nbval-check-output"]
from torch.autograd.graph import saved_tensors_hooks
from torch.utils.flop_counter import FlopCounterMode

from unrolled.lessons.tcn.race.recipe import TASKS, begin


def kept(task, name):
    """Megabytes that one update on 32 sequences keeps for its backward pass."""
    network, storages = begin(task, name, 0.01, 0).model, {}

    def keep(tensor):
        storages[tensor.untyped_storage().data_ptr()] = tensor.untyped_storage().nbytes()
        return tensor

    x, y = task.draw(32, task.wait, torch.Generator().manual_seed(0))
    with saved_tensors_hooks(keep, lambda tensor: tensor):
        task.loss(network, x, y)
    return sum(storages.values()) / 1e6


def multiplications(call, x):
    """How many it takes to compute call(x)."""
    with FlopCounterMode(display=False) as counter, torch.no_grad():
        call(x)
    return counter.get_total_flops() / 2  # it counts an addition for each multiplication


times = results["pace"]["milliseconds"]
for name in ("rnn", "gru", "lstm", "tcn"):
    waits = in_a_row(name, 200, levels=6)
    grows = times["400"][name] / times["50"][name]
    print(f"{name.upper():4} adding: {waits:3} products in a row, an update {times['200'][name]:4.1f} ms", end="; ")
    print(f"T = 400 takes {grows:4.1f} times as long as T = 50; keeps {kept(TASKS['adding'], name):2.0f} MB")
    milliseconds = 1e3 * np.median(copy.curves[name].seconds[:, -1]) / copy.curves[name].updates[-1]
    print(f"     copy memory, 70 steps: an update {milliseconds:2.0f} ms, keeps {kept(TASKS['copy'], name):2.0f} MB")
adder, numbers = begin(TASKS["adding"], "tcn", 0.01, 0).model, torch.zeros(1, 200, 2)
part = multiplications(adder.last, numbers) / multiplications(adder, numbers)
print(f"for the last answer alone, the TCN needs {part:.0%} of the multiplications for all 200")

# %% [markdown]
# **What you see.** On adding, at T = 200, an update of the TCN is the fastest. Eight times the length takes it only
# twice as long, the others eight to twelve times. But adding has one answer, at the end, and for that the TCN need not
# compute most of its upper levels: 18 % of the multiplications are enough (appendix D shows why). On copy memory every
# step has an answer, and T is only 50. There the RNN and the LSTM are faster than the TCN. So a TCN can win on long
# sequences; on short ones, and on one thread, it need not.
#
# And the memory? The TCN keeps less than GRU and LSTM, on both tasks; the paper lists this as an advantage of TCNs.
# (For each unit and step an LSTM keeps four gates, its state and its cell state.)
#
# ## What must be kept in a stream
#
# After training the tables turn. Suppose the network reads a stream, one step at a time: speech, say, or characters as
# they are typed.

# %%
Predict(tcn.KEPT)

# %%
tcn.StreamingPanel()

# %% tags=["nbval-check-output"]
from unrolled.lessons.tcn.streaming.probe import operations, streaming
from unrolled.models.sequence_net import RECURRENT
from unrolled.models.size import nearest_width, size
from unrolled.models.tcn.size import parameters, remembered
from unrolled.models.tcn.stream import TCNStream

torch.manual_seed(0)
network = TCN(2, (8, 8, 8), 3).double().eval()
signal = torch.randn(1, 60, 2, dtype=torch.float64)
whole, stream = network(signal)[0].detach(), TCNStream(network)
state, apart = stream.start(), 0.0
for t in range(60):
    one, state = stream.step(state, signal[:, t])
    apart = max(apart, float((one[0] - whole[t]).abs().max()))
print("step by step and all at once differ by less than 1e-12:", apart < 1e-12)
print("operations of step 10 and of step 10,000:", *operations((10, 10_000)).values())
for levels, kernel in ((3, 3), (8, 7)):
    numbers = streaming("x", 0, kernel=kernel, levels=levels).kept
    print(
        f"{levels} levels, k = {kernel}:", ", ".join(f"{name.upper()} {number:,}" for name, number in numbers.items())
    )
shape = (1, (25,) * 8, 7)  # the paper's network for digits: one pixel a step, eight levels of 25 channels, k = 7
numbers, wanted = remembered(*shape, doubling(8)), parameters(*shape)
units = nearest_width(wanted, lambda width: size(RECURRENT["lstm"](1, width)))
print(
    f"the paper's network for digits, {wanted:,} parameters: {numbers:,} numbers, {4 * numbers / 1e3:.0f} kB", end="; "
)
print(f"an LSTM of its size: {2 * units} numbers, {8 * units / 1e3:.1f} kB")

# %% [markdown]
# **What you see.** A recurrent network keeps its state, and a state is small. A TCN must keep earlier inputs of every
# convolution. Each convolution has a *ring buffer* of $(k - 1)\,d$ slots, and a slot holds one number for each channel
# that comes in. A step reads $k - 1$ of them; then its own input replaces the oldest one. So every step costs the same,
# the ten-thousandth as much as the tenth. And the price: with three levels the TCN keeps eight times as many numbers as
# an LSTM of its size, with eight levels and k = 7 three hundred times as many. With $k = 7$ and 25 channels level 1
# keeps $6 \cdot 1 \cdot (1 + 25)$ numbers, and the others $6 \cdot d \cdot 2 \cdot 25$ each. So the paper's own network
# for digits would keep 76,356 numbers a sequence, 305 kB; an LSTM of its size keeps 256 numbers, 1 kB.
#
# ## Where this breaks
#
# - The field is fixed when the network is built. What lies further back does not exist for it.
# - Our race is short: 1,200 to 1,500 updates at lengths of 50 to 200, and three learning rates, tried with one seed by
#   held-out loss. It ranks recipes, not architectures.
# - All times are of one thread of a CPU. On a GPU nothing was measured here.
# - Recall, adding and copying are synthetic. Speech, text and music reward other things.
# - The effective field is that of one sentence. A blocked input is blocked for one text and one set of weights.
# - A nonzero gradient does not mean that the network makes good use of the input.
# - The study of depth is small: 300 updates, and the better of two rates by the losses that are reported.
#
# ## In short
#
# - A stack of dilated causal convolutions sees 1 + c (k − 1) Σd steps. Count both convolutions of a block, and the
#   present step; mind the holes.
# - The shape decides what can matter, the weights decide what does. The field is a bound, not a promise.
# - A leak improves the usual held-out loss. Change an input, and compare all outputs before it, bit for bit.
# - Skip connections let deep stacks train. From the loss to an early input a gradient passes two convolutions a level,
#   not every step between.
# - A TCN trains on all steps at once and pays while it streams; a recurrent network the other way round. Neither wins
#   every task.
#
# Next: [12 Empirical evaluation](12_empirical_evaluation.ipynb). Or stay for the appendix.

# %% [markdown]
# ## Appendix A: the TDNN of 1989
#
# *Optional, 9 minutes.* Waibel and others ([1989](https://doi.org/10.1109/29.21701)) slid small windows over 15 frames
# of speech and took the mean over time: a *time-delay neural network* (TDNN). Their recordings are not available to us.
# So these are **synthetic syllables**: moving bands of energy of the same size, with noise. The rival has a weight of
# its own for every band of every frame.

# %%
Predict(tcn.SHIFT)

# %%
tcn.TDNNPanel()

# %% tags=["nbval-check-output"]
for name, words in (
    ("tdnn", "TDNN"),
    ("equal", "all at once, equal size"),
    ("wide", "all at once, four times as large"),
):
    right = np.array([load_results("tdnn")[f"{name} {seed}"]["right"] for seed in (0, 1, 2)])
    print(f"{words}: right at frames 1 to 8:", " ".join(f"{share:.0%}" for share in np.median(right, axis=0)))

# %% [markdown]
# **What you see.** All three networks learned syllables that begin at frames 3 to 5. Three frames later the TDNN is
# still right 99 times of 100; the networks that see all frames at once fall to chance (27 % and 38 %, chance is 33 %).
#
# A TDNN and a TCN are made of the same causal convolution. The TCN adds four things: zeros on the left, so that every
# step has an answer; dilation, so that the field grows by doubling; skip connections; weight norm.
#
# ## Appendix B: a TCN in the gradient X-ray
#
# *Optional, 9 minutes.* How much of a gradient reaches early characters? This is the X-ray of notebook 02, with a TCN
# of the same number of parameters. A TCN has no state $h_t$, so all four networks are compared by what reaches the
# characters, $\partial L_T / \partial x_t$.

# %%
Predict(tcn.XRAY)

# %%
from unrolled.lessons import gradients

gradients.GradientPanel(wrt="x", title="Gradient X-ray with a TCN")

# %% tags=["nbval-check-output"]
from unrolled.datasets import shakespeare
from unrolled.lessons.gradients.x_ray.panel import FRENCH
from unrolled.lessons.gradients.x_ray.probe import Machine, trained_tcn
from unrolled.lessons.tcn.receptive_field.record import shortest_span
from unrolled.training import trio
from unrolled.training.checkpoint import load_card

machine, F = Machine(shakespeare.vocabulary()), FRENCH.index("France")
for levels in (2, 3, 4, 5):
    views = [machine.take(FRENCH, wrt="x", levels=levels, seed=seed) for seed in (0, 1, 2)]
    sizes = [view.lines[3].sizes for view in views]
    (seen,) = {int((size > 0).sum()) for size in sizes}  # the same with all seeds
    left = ", ".join(f"{size[F] / size[-1]:.1g}" for size in sizes)
    print(f"{levels} levels: field {views[0].field}; of 54 characters {seen} get a gradient; left at F: {left}")
for key in ("lstm", "gru", "rnn"):
    print(key.upper(), "left at F:", ", ".join(f"{view.share(key, F):.1g}" for view in views))

print("trained:")
four, ids = ("lstm", "gru", "rnn", "tcn"), shakespeare.vocabulary().encode(FRENCH)
for seed in (0, 1, 2):
    shown = machine.take(FRENCH, wrt="x", is_trained=True, seed=seed)
    left = ", ".join(f"{key.upper()} {shown.share(key, F):.1g}" for key in four)
    nats = ", ".join(f"{cell.upper()} {load_card(trio.name(cell, seed))['nats']['validation']:.2f}" for cell in four)
    seen = int((shown.lines[3].sizes > 0).sum())
    network = trained_tcn(seed)
    top = network.tcn.trace(network.one_hot(ids[None, :-1]))[-1].active[1][0, :, -1]
    adds = f"level 4 adds to {int((top > 0).sum())} of 65 channels at the last step"
    last = 54 - shortest_span(shown.lines[3].sizes, to_the_end=True)[0]
    print(f"seed {seed}: left at F: {left}; held-out nats: {nats}")
    print(f"   TCN: {adds}; above 0 at {seen} of 54 characters, 90 % of its square in the last {last}")

# %% [markdown]
# **What you see.** Untrained, the TCN's line falls slowly, and at the end of its field it is cut off: not small, 0.
# With three levels the F gets exactly nothing. With four it gets 0.007 to 0.009 of what the last character gets. The
# LSTM (with a forget bias of 2, as in notebook 02) keeps 0.6 to 0.7, the GRU a millionth or less.
#
# Trained (press *trained*), LSTM, RNN and TCN keep less than before; the GRU keeps far more. The TCN's effective field is
# small after training, too: 90 % of its squared gradient lies in the last 4 characters. On plays that none of them has read
# the TCN is close to the LSTM. At the F it keeps half as much as the GRU with seed 0, less with seed 2, and with seed 1
# exactly nothing, though its field holds the F. There level 4 adds 0 in all 65 channels at the last step. The level only
# passes its input on, and what is left is the field of three levels, 29 characters.
#
# ## Appendix C: a length and a direction
#
# *Optional, 3 minutes.* What does weight norm do while a network trains? It starts with $g = |v|$. Then $g$ and $v$ are
# learned separately: how strongly a channel answers, and to which pattern. (*More controls* of the panel in *The
# residual block* can double g.)

# %%
Predict(tcn.LENGTH)

# %% tags=["nbval-check-output"]
from unrolled.datasets import shakespeare
from unrolled.lessons.tcn.residual.probe import trained
from unrolled.models.tcn.network import ResidualBlock

reader, characters = trained()
play = characters.encode(shakespeare.split().validation["Twelfth Night"][:5000])
with torch.inference_mode():
    traces = reader.tcn.trace(reader.one_hot(play[None]))
for level, (block, trace) in enumerate(zip(reader.tcn.blocks, traces, strict=True), 1):
    first = block.convolutions[0]
    g, v = (part.detach().flatten() for part in (first.length, first.direction.norm(dim=(1, 2))))
    never = [int((active[0].amax(dim=1) == 0).sum()) for active in trace.active]
    alone = float((trace.active[1] == 0).float().mean())
    told = f"|v| above g in {int((v > g).sum())} of 65 channels; a₂ is 0 at {alone:.0%} of all (channel, step) pairs"
    print(f"level {level}: {told}; never above 0 after ReLU 1: {never[0]}, after ReLU 2: {never[1]}")
fresh = ResidualBlock(65, 65, kernel=3).convolutions[0]
same = torch.equal(fresh.length, fresh.direction.norm(dim=(1, 2), keepdim=True))
print("before training |v| is g in every channel:", same)

# %% [markdown]
# **What you see.** After training $v$ is longer than $g$ in nearly every channel. $W$ does not depend on the length of
# $v$, so the gradient with respect to $v$ is perpendicular to $v$. A perpendicular step always makes $v$ longer, by
# Pythagoras ([Salimans and Kingma 2016](https://arxiv.org/abs/1602.07868), section 2.1). With Adam it happened here,
# too.
#
# ## Appendix D: less work for the same numbers
#
# *Optional, 2 minutes.* Training uses the same network in a faster form, `FastTCN`. Most of its gain comes from a
# question about the receptive field: if only the **last** output is wanted, which values inside the network does it
# depend on? The top level reads steps d apart, so of the level below only these are needed, and so on down. Here is the
# paper's network for digits read pixel by pixel:

# %% tags=["nbval-check-output"]
from unrolled.models.tcn.fast import FastTCN

torch.manual_seed(0)
readable, fast = TCN(1, (25,) * 8, kernel=7), FastTCN(1, (25,) * 8, kernel=7)
fast.load_state_dict(readable.state_dict())
pixels = torch.rand(1, 784, 1)
every_step, last_step = multiplications(fast, pixels), multiplications(fast.last, pixels)
print(
    f"every step's output: {every_step / 1e6:.0f} million multiplications; the last one's alone: {last_step / 1e6:.0f}"
)
print(f"a level's share of all eight: {1 / 8:.3f}; what the last output needs: {last_step / every_step:.3f}")
with torch.no_grad():
    same = torch.allclose(fast.last(pixels), readable(pixels)[:, -1], atol=1e-5)
print("the same numbers:", same)

# %% [markdown]
# **What you see.** Eight levels cost little more than one: 7 million multiplications in place of 52. This follows from
# the dilations alone, and it holds for the gradient as well. `docs/benchmarks.md` has the times.
#
# ## Appendix E: chorales
#
# *Optional, 15 minutes.* The paper also lets its networks predict music. Here a TCN of 90,773 parameters writes four
# voices, one note after the other: soprano, alto, tenor, bass, then the next chord. It has read 209 chorales by Bach in
# quarter notes, for a minute and a half. It goes on where a chorale is cut off that it never read.

# %%
Predict(tcn.COLD)

# %%
tcn.ChoralesPanel()

# %% [markdown]
# **What you see and hear.** Black, white, grey and violet are soprano, alto, tenor and bass. The upright line shows
# where the network takes over. *Play* plays what is shown. Try τ = 0.3 and 1.5, and *Bach* for comparison. How good is
# it? We count:

# %% tags=["nbval-check-output"]
from unrolled.lessons.tcn.chorales import probe as music
from unrolled.lessons.tcn.chorales import recipe as training

runs = load_results("chorales")
trivial = training.baselines(training.part("test"))
told = f"notes by frequency {trivial['shares']:.2f}, each voice's last note again {trivial['repeat']:.2f}"
print(f"test, nats a chord: {told}")
for kind in ("tcn", "lstm"):
    each = ", ".join(f"{runs[f'{kind} {seed}']['test']:.2f}" for seed in (0, 1, 2))
    print(f"   {kind.upper()}, {runs[f'{kind} 0']['parameters']:,} parameters: {each}")
pieces = music.held_out()[:20]
rows = {"Bach, the same settings": music.manners([piece.voices[11:48] for piece in pieces])}
for tau in (0.3, 0.7, 1.0, 1.5):
    written = [music.write(music.shipped(), p, 12, 48, tau, music.noise(k, 48), "") for k, p in enumerate(pieces)]
    rows[f"TCN, temperature {tau}"] = music.manners([one.voices[11:] for one in written])
shares = [music.by_shares(piece, 12, 48, music.noise(k, 48)) for k, piece in enumerate(pieces)]
rows["notes by frequency"] = music.manners([one.voices[11:] for one in shares])
for name, counted in rows.items():
    print(f"{name:24} white keys {counted.white:4.0%}, repeated chords {counted.again:3.0%}", end=", ")
    print(f"crossings {counted.crossed:3.0%}, parallels {counted.parallels:4.0f} in 100 chords")

# %% [markdown]
# **What you see.** On test pieces the TCN loses half as many nats a chord as a model that only knows how frequent each
# note is, and less than an LSTM of its size. At temperature 1 it repeats chords and crosses voices about as often as
# Bach does. (The share of white keys says little: random notes have it, too.) But Bach avoids parallel fifths and
# octaves, and the network does not: it writes as many as notes drawn at random by their frequency. (Our losses cannot
# be compared with the paper's: it uses other pieces, and asks for each of 88 keys whether it sounds.)
#
# ### Exercise 5: draw a note
#
# Draw from a softmax without computing it: add Gumbel noise, $-\ln(-\ln u)$ with a uniform random $u$, to the scaled
# logits, and take the largest. It falls on each note with just its softmax probability.
# ([solution](solutions/chorales.py))


# %%
def next_note(logits, temperature, noise):
    """The number of the note drawn from softmax(logits / temperature), by Gumbel noise."""
    ...  # your code


tcn.check_next_note(next_note)

# %% [markdown]
# ## Appendix F: more exercises on the field
#
# *Optional, 18 minutes.* **Exercise 6: a field at the least cost.** A field of at least so many steps is wanted,
# without holes, with one convolution a level. The cost is in proportion to kernel times levels. Which kernel and which
# dilations cost least? ([solution](solutions/receptive_field.py))


# %%
def dilations(wanted):
    """(kernel, [dilations]) of a stack that sees at least so many steps, without holes, with the fewest weights."""
    ...  # your code


tcn.check_dilations(dilations)

# %% [markdown]
# **Exercise 7: the furthest wait.** A TCN with these dilations must recall a symbol. What is the longest wait, up to a
# limit, that it can see? Mind the holes. ([solution](solutions/short_field.py))


# %%
def furthest(kernel, dilations, limit):
    """The longest wait, at most `limit`, that a TCN with two convolutions a block can see."""
    ...  # your code


tcn.check_furthest(furthest)

# %% [markdown]
# **Exercise 8: the matrix** of a causal convolution. ([solution](solutions/one_dimension.py))


# %%
def matrix(w, T, d):
    """The (T, T) matrix of a causal convolution: matrix @ x is the output."""
    ...  # your code


tcn.check_matrix(matrix)

# %% [markdown]
# ## Appendix G: more exercises on networks
#
# *Optional, 12 minutes.* **Exercise 9: the forward pass of a block.** The convolutions are given, as functions of a
# `(C, T)` array; `mix` is the 1×1, or None. Dropout is left out. ([solution](solutions/residual.py))


# %%
def residual_block(x, conv1, conv2, mix):
    """The output (H, T) of a residual block for x (C, T)."""
    ...  # your code


tcn.check_residual_block(residual_block)

# %% [markdown]
# **Exercise 10: a step of a stream.** `ring` has $(k - 1)\,d$ slots; the input of step n is in slot n mod $(k - 1)\,d$.
# Return $y_t$ and store x. The checker streams whole sequences, and names them by `(w, d, sequence)`.
# ([solution](solutions/streaming.py))


# %%
def stream(ring, w, d, x, t):
    """y_t of a causal convolution of one channel; leaves ring ready for step t + 1."""
    ...  # your code


tcn.check_stream(stream)
