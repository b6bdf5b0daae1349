# %% [markdown]
# # Vanishing gradients
#
# **Watch a loss run back through a sentence, and see in which network it still arrives at the word that mattered.**
#
# You will be able to
#
# - compute by hand how much of a loss reaches a state forty steps back, and get what autograd gets
# - say which number makes a plain RNN forget, which makes it explode, and why neither is the whole truth
# - show on a network what an LSTM's carry changes, and when it changes nothing
#
# *Time:* 60 minutes, and as long again for the exercises. *Slides:* Problem of long-term dependencies (sky and French).
# *Five-minute route:* the set-up, then the cells under the headings marked ▶. Nothing is downloaded.

# %%
import numpy as np
import torch

from unrolled import exercises, notebook, widgets

notebook.setup()

# %% [markdown]
# PLACE clues

# %% [markdown]
# PLACE exploding

# %% [markdown]
# PLACE horizon

# %% [markdown]
# ## Where this breaks
#
# - to come
#
# ## In short
#
# - to come
#
# Next: [03 The gates of an LSTM](03_lstm_gates.ipynb).
