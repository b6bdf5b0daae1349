"""Solutions: opened and closed."""

import re


def open_environments(source):
    """A stack: what is opened goes on top, what is closed is taken off."""
    stack = []
    for what, name in re.findall(r"\\(begin|end)\{([^}]*)\}", source):
        if what == "begin":
            stack.append(name)
        else:
            stack.pop()
    return stack[::-1]
