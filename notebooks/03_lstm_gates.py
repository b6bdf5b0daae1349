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
# PLACE heat_map

# %% [markdown]
# PLACE intervene

# %% [markdown]
# PLACE gru

# %% [markdown]
# PLACE carry

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
