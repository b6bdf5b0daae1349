"""The examples of Table 8, asked again."""
