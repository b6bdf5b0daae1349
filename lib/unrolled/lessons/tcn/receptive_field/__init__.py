"""How far back one output sees: Figure 1a."""
