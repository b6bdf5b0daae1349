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
# *Time:* 50 minutes, and as long again for the exercises. *Slides:* Recurrent neural networks; Sequences; Training RNNs.
# *Five-minute route:* the set-up, then the cells under the headings marked ▶. Nothing is downloaded.

# %%
import numpy as np
import torch

from unrolled import exercises, notebook, widgets

notebook.setup()

# %% [markdown]
# ## ▶ The two equations
#

# %% [markdown]
# ## ▶ Train it on one word
#

# %% [markdown]
# ## Shapes of sequence problems
#
# In “hello” every character is an input, and every character is an answer to the one before. A recurrent network does
# not insist on that. These are the shapes of Karpathy's figure (2015), which the slide shows; notebook 10 is of the first
# kind, notebook 04 of the third.

# %%
from unrolled.figures.sequences import shapes_drawing

shapes_drawing()

# %% [markdown]
# All four are the same network and the same loop. Two strings differ: what is read at each step (a dot where nothing is)
# and what is due at each step (a blank where nothing is asked). Four small synthetic tasks, one example of each:

# %% tags=["nbval-check-output"]
from unrolled.datasets.sequences import TASKS

for (shape, task), question in zip(TASKS.items(), ("3", "abbab", "(()())", "face"), strict=True):
    read, due = task.pose(question)
    print(f"{shape}: {task.asks}\n    reads |{read}|\n    due   |{due}|")

# %% [markdown]
# Where nothing is asked, the target is −100, which torch's cross-entropy leaves out. That is all there is to a shape.
#
# ### One to many: a number in, a weekday out

# %% tags=["nbval-check-output"]
from unrolled import runtime
from unrolled.probes.sequences import accuracy
from unrolled.training.char_rnn import Recipe, start
from unrolled.training.loop import Budget, Schedule, train_on

task = TASKS["one to many"]
run = start(Recipe(cell="rnn", hidden=32, layers=1, dropout=0), len(task.vocabulary))
with runtime.one_thread:  # small matrices: a second thread only gets in the way
    list(train_on(run, lambda: task.draw(64), budget=Budget(steps=200), schedule=Schedule(0.02, 20)))
print(f"all {len(set('1234567'))} weekdays spelled right: {accuracy(run.model, *task.together('1234567')) == 1}")
trained = {task.shape: run.model}

# %% [markdown]
# ### Many to one: nine votes in, one verdict out
#
# Before you run it:

# %%
widgets.Predict(exercises.sequences.MAJORITY)

# %% tags=["nbval-check-output"]
task = TASKS["many to one"]
run = start(Recipe(cell="rnn", hidden=16, layers=1, dropout=0), len(task.vocabulary))
with runtime.one_thread:
    list(train_on(run, lambda: task.draw(64), budget=Budget(steps=200), schedule=Schedule(0.02, 20)))
print(f"more than 98 % of 1,000 new votes right: {accuracy(run.model, *task.draw(1000)) > 0.98}")
trained[task.shape] = run.model

# %% [markdown]
# ### Many to many, in step: brackets in, their depth out

# %% tags=["nbval-check-output"]
task = TASKS["many to many, in step"]
run = start(Recipe(cell="rnn", hidden=24, layers=1, dropout=0), len(task.vocabulary))
with runtime.one_thread:
    list(train_on(run, lambda: task.draw(64), budget=Budget(steps=250), schedule=Schedule(0.02, 20)))
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
    list(train_on(run, lambda: task.draw(64), budget=Budget(steps=500), schedule=Schedule(0.005, 20)))
print(f"all 4 letters right in more than 98 % of 1,000: {accuracy(run.model, *task.draw(1000)) > 0.98}")
trained[task.shape] = run.model

# %%
widgets.SequencesPanel(trained)

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


exercises.sequences.targets(targets)

# %% [markdown]
# PLACE dropout

# %% [markdown]
# ## Where this breaks
#
# ## In short
#
# Next: [02 Vanishing gradients](02_vanishing_gradients.ipynb).
