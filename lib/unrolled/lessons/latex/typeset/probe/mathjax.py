r"""What MathJax 3, as JupyterLab 4 loads it, makes of a formula: the source it is given, or why it cannot be typeset.

The checks are those of MathJax that matter to a network's mistakes; what else
MathJax refuses, it says in the page itself (:func:`refuse`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from unrolled.lessons.latex.typeset.probe.mathjax_names import NAMES
from unrolled.lessons.latex.typeset.probe.typography import accent
from unrolled.lessons.latex.typeset.record import Node, Typeset

DEEPEST = 40  # groups in one another
TOKEN = re.compile(r"\\(?:begin|end)\s*\{[^{}]*\}|\\(?:[A-Za-z]+|.|\Z)|%[^\n]*\n?|\s+|.", re.DOTALL)
NAMED = re.compile(r"\\(begin|end)\s*\{([^{}]*)\}")
LABEL = re.compile(r"\\label\s*\{[^{}]*\}")
ACCENT = re.compile(r"\\['`\"](?:\{[A-Za-z]\}|[A-Za-z])")
REF = re.compile(r"\\(?:eq)?ref\s*\{([^{}]*)\}")
TABLES = frozenset(
    ["array", "matrix", "smallmatrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "cases", "aligned",
     "split", "align", "align*", "eqnarray", "eqnarray*", "alignat", "alignat*", "alignedat", "flalign", "flalign*"]
)  # fmt: skip
ENVIRONMENTS = TABLES | {"gathered", "gather", "gather*", "multline", "multline*", "subarray", "equation", "equation*"}
TABLE_COMMANDS = frozenset(("matrix", "pmatrix", "cases"))  # whose argument is a table
DIAGRAMS = re.compile(r"xymatrix|ar|[rd]*(?:twocell|uppertwocell|lowertwocell)|hole")
WORDS = frozenset(
    ("text", "mbox", "hbox", "textrm", "textup", "textnormal", "textit", "textbf", "textsf", "texttt", "fbox")
)
ARGUMENTS = {
    "frac": 2, "tfrac": 2, "dfrac": 2, "cfrac": 2, "binom": 2, "overset": 2, "underset": 2, "stackrel": 2, "sqrt": 1,
    "overline": 1, "underline": 1, "widehat": 1, "widetilde": 1, "hat": 1, "tilde": 1, "bar": 1, "vec": 1,
    "operatorname": 1, "mathcal": 1, "mathfrak": 1, "mathbb": 1, "mathbf": 1, "mathrm": 1, "mathit": 1, "mathop": 1,
    "text": 1, "mbox": 1, "xrightarrow": 1, "xleftarrow": 1, "underbrace": 1, "overbrace": 1, "substack": 1,
    "phantom": 1, "boxed": 1,
}  # fmt: skip
OPERATORS = ("Spec", "Hom", "Ker", "Coker", "Coim", "Im", "Ext", "Mor", "Ob", "Pic", "CH")
STACKS = ("QCoh", "Coh", "Spaces", "Curves", "Polarized", "Complexes")
# The Stacks project's own commands, in words of ours that print alike.
MACROS = {
    **{name: rf"\operatorname{{{name}}}" for name in OPERATORS},
    "colim": r"\mathop{\mathrm{colim}}\nolimits",
    "lim": r"\mathop{\mathrm{lim}}\nolimits",
    "SheafHom": r"\mathop{\mathcal{H}\!\mathit{om}}\nolimits",
    "SheafExt": r"\mathop{\mathcal{E}\!\mathit{xt}}\nolimits",
    "NL": r"\mathop{N\!L}\nolimits",
    "Sch": r"(\mathit{Sch})",
    "Sh": r"\mathop{\mathit{Sh}}\nolimits",
    "QCoh": r"\mathit{QCoh}",
    "etale": r"{\acute{e}tale}",
    "proetale": r"{pro\text{-}\acute{e}tale}",
    "mathsection": r"\S",
    **{f"{name}stack": rf"\mathcal{{{name[0]}}}\!\mathit{{{name[1:]}}}" for name in STACKS},
    "Picardstack": r"\mathcal{P}\!\mathit{ic}",
    "Deformationcategory": r"\mathcal{D}\!\mathit{ef}",
    **{f"{name}functor": rf"\mathrm{{{name[:4]}}}" for name in ("Quot", "Hilb")},
    "Picardfunctor": r"\mathrm{Pic}",
}
SIGNS = frozenset(" !#$%&,:;>\\_{|}")
COMMANDS = SIGNS | frozenset(NAMES.split())


def prepare(source: str, number: Callable[[str], str] = lambda label: "??") -> tuple[str, str]:
    """A formula as MathJax is given it, and why it cannot be typeset, or nothing.

    Args:
        source: between the signs that make it a formula.
        number: the number of a label.

    Returns:
        The source without comments and labels, with numbers for references and the Stacks project's commands written
        out; and a reason of a few words, empty if none is known.
    """
    given = REF.sub(lambda found: rf"\text{{{number(found[1])}}}", LABEL.sub("", source))
    given = ACCENT.sub(_accented, given)
    tokens = [token for token in TOKEN.findall(given) if not token.startswith("%")]
    why = why_not(tokens)
    return "".join(MACROS.get(token[1:], token) if token[0] == "\\" else token for token in tokens).strip(), why


def _accented(found: re.Match[str]) -> str:
    printed = accent(found[0][1], found[0], 2, len(found[0]))
    assert printed is not None  # ACCENT holds a letter
    return printed[0]


def why_not(tokens: list[str]) -> str:
    """Why a formula cannot be typeset, in a few words; empty if no reason is known."""
    if not any(token.strip() for token in tokens):
        return "an empty formula"
    check = _Check()
    for k, token in enumerate(tokens):
        check.take(token, tokens[k + 1 :])
        if check.why:
            return check.why
    return check.end()


def refuse(page: Typeset, said: Mapping[str, str]) -> Typeset:
    """The page, where some formulas cannot be typeset because MathJax said so.

    Args:
        page: the page.
        said: what it said, by formulas as it was given them.
    """
    return replace(page, nodes=tuple(_refuse(node, said) for node in page.nodes))


def _refuse(node: Node, said: Mapping[str, str]) -> Node:
    why = said.get(node.text, "") if node.kind in ("formula", "display") and not node.why else node.why
    return replace(node, why=why, inside=tuple(_refuse(inside, said) for inside in node.inside))


class _Group:
    """A part of a formula: what opened it, whether words or a table stand in it, and the scripts of its last atom."""

    def __init__(self, sign: str, *, words: bool = False, table: bool = False):
        self.sign, self.words, self.table = sign, words, table
        self.scripts: set[str] = set()


class _Check:
    """One pass over the tokens of a formula, with a stack of groups."""

    def __init__(self):
        self.why = ""
        self._stack = [_Group("")]
        self._before = ""  # the last token that was not a blank

    def take(self, token: str, rest: list[str]) -> None:
        """Read a token; ``rest`` follows it."""
        top = self._stack[-1]
        if token.isspace():
            return
        if len(self._stack) > DEEPEST:
            self.why = "too many groups in one another"
        elif token[0] == "\\":
            self._command(token, rest)
        elif token == "{":
            name = self._before[1:] if self._before[:1] == "\\" else ""
            self._atom(top)
            words = name in WORDS or (top.words and not name)
            self._stack.append(_Group("{", words=words, table=name in TABLE_COMMANDS))
        elif token == "}":
            self._close("{", "} closes nothing")
        elif token == "\0":
            self.why = "$ in a formula"
        elif token == "$":
            self._dollar(top)
        elif top.words:
            self.why = f"{token} stands among words" if token in "^_&#" else ""
        elif token in "^_":
            self._script(token, top, rest)
        elif token == "'":
            self._prime(top)
        elif token == "&":
            self.why = "" if top.table else "& outside a table"
            top.scripts = set()
        elif token == "#":
            self.why = "# in a formula"
        else:
            self._atom(top)
        self._before = token

    def end(self) -> str:
        """What is still open at the end."""
        sign = self._stack[-1].sign
        return f"{sign} is not closed" if sign else ""

    def _atom(self, top: _Group) -> None:
        if self._before not in ("^", "_"):  # else it is the script, and the atom before it may get another
            top.scripts = set()

    def _close(self, sign: str, words: str) -> None:
        if self._stack[-1].sign != sign or len(self._stack) == 1:
            opened = self._stack[-1].sign
            self.why = f"{opened} is not closed" if opened else words
        else:
            self._stack.pop()

    def _dollar(self, top: _Group) -> None:
        if top.sign == "$":
            self._stack.pop()
        elif top.words:
            self._stack.append(_Group("$"))
        else:
            self.why = "$ in a formula"

    def _script(self, sign: str, top: _Group, rest: list[str]) -> None:
        if sign in top.scripts:
            self.why = f"two {sign} at one place"
        elif self._before in ("^", "_") or not _argument(rest):
            self.why = f"nothing after {sign}"
        top.scripts = top.scripts | {sign}

    def _prime(self, top: _Group) -> None:
        if "^" in top.scripts:
            self.why = "' after ^"
        top.scripts = top.scripts | {"'"}

    def _command(self, token: str, rest: list[str]) -> None:
        top, name = self._stack[-1], token[1:]
        if named := NAMED.fullmatch(token):
            self._environment(*named.groups())
        elif name in ("begin", "end"):
            self.why = f"{token} without a name"
        elif DIAGRAMS.fullmatch(name):
            self.why = "a diagram; MathJax draws none"
        elif name not in COMMANDS and name not in MACROS:
            self.why = f"no formula knows {token}" if name else "\\ before nothing"
        elif top.words and name not in SIGNS:
            self.why = f"{token} stands among words"
        elif name in ("left", "right", "middle"):
            self._delimiter(name, rest)
        elif _missing(rest, ARGUMENTS.get(name, 0)):
            self.why = f"{token} lacks what it stands before"
        else:
            self._atom(top)

    def _environment(self, what: str, name: str) -> None:
        if name not in ENVIRONMENTS:
            self.why = f"no formula holds {name}"
        elif what == "begin":
            self._atom(self._stack[-1])
            self._stack.append(_Group(f"\\begin{{{name}}}", table=name in TABLES))
        else:
            self._close(f"\\begin{{{name}}}", f"\\end{{{name}}} closes nothing")

    def _delimiter(self, name: str, rest: list[str]) -> None:
        if not _argument(rest) or _argument(rest) == "{":
            self.why = f"nothing after \\{name}"
        elif name == "left":
            self._atom(self._stack[-1])
            self._stack.append(_Group("\\left"))
        elif name == "right":
            self._close("\\left", "\\right without \\left")
        elif self._stack[-1].sign != "\\left":
            self.why = "\\middle without \\left"


def _argument(rest: list[str]) -> str:
    """The token that what stands before takes as its argument, or nothing."""
    token = next((token for token in rest if not token.isspace()), "")
    return "" if token in ("}", "&", "$", "^", "_", "\\\\", "\\right") or token.startswith("\\end") else token


def _missing(rest: list[str], count: int) -> bool:
    """Whether a command lacks some of its arguments."""
    for _ in range(count):
        if not _argument(rest):
            return True
        k = next(k for k, token in enumerate(rest) if not token.isspace())
        depth = 0
        for end in range(k, len(rest)):
            depth += (rest[end] == "{") - (rest[end] == "}")
            if depth <= 0:
                break
        rest = rest[end + 1 :]
    return False
