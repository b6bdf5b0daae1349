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
# PLACE sequences

# %% [markdown]
# PLACE dropout

# %% [markdown]
# ## Where this breaks
#
# ## In short
#
# Next: [02 Vanishing gradients](02_vanishing_gradients.ipynb).
