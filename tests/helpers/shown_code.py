"""Code that a figure shows beside its numbers."""

import inspect
import re


def check_shown(sheet, function):
    """Its lines stand in the function, but for comments, and what is lit stands in its line."""
    source = re.sub(r"  #.*", "", inspect.getsource(function))
    assert _bare("".join(line for line, _ in sheet.code)) in _bare(source)
    for line, lit in sheet.code:
        assert line.strip() in source
        assert all(part in line for parts in lit.values() for part in parts)


def _bare(code):
    """Code without blanks and line ends: the drawing breaks lines where it must."""
    return "".join(code.split())
