# %% [markdown]
# # The gates of an LSTM
#
# PLACE four_steps
#
# PLACE heat_map
#
# PLACE intervene
#
# PLACE gru
#
# PLACE carry
