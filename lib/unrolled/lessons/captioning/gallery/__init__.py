"""Figure 5 of *Show and Tell*: captions in four groups, from without errors to unrelated, and how good they are."""
