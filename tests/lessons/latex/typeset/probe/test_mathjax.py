"""Formulas: what MathJax is given, and each reason why one cannot be typeset."""

import pytest

from unrolled.datasets.latex_names import names
from unrolled.lessons.latex.typeset.probe.mathjax import COMMANDS, MACROS, prepare, refuse
from unrolled.lessons.latex.typeset.record import Node, Typeset


@pytest.mark.parametrize(
    "source",
    [
        "x", r"x'^2", r"x''_a", r"x_a^b{}_c", r"{x^a}^b", r"\frac a b", r"\frac{a}{b}^2", r"\sqrt[3]{x}",
        r"\mathbb R^n",
        r"\left( x \right)^2", r"\left\{ x \middle| y \right.", r"\sum\nolimits_i x", r"\text{if $x_1$ is}", r"a \% b",
        r"\begin{matrix} a & b \\ c \end{matrix}^t", r"\matrix{a & b}", r"\begin{aligned} a & = b \end{aligned}",
        r"A \xrightarrow{f} B", r"\{ x \}", r"\underbrace{a}_{n}^2", r"\mathcal{O}_{X, x}^{\oplus n}", "é",
        r"\text{\{}",
    ],
)  # fmt: skip
def test_sound_formulas_are_given_as_they_are(source):
    assert prepare(source) == (source, "")


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("", "an empty formula"), (" \n", "an empty formula"), ("% x", "an empty formula"),
        (r"\foo", r"no formula knows \foo"), ("\\", "\\ before nothing"), ("{x", "{ is not closed"),
        ("x}", "} closes nothing"), (r"\left( x", r"\left is not closed"), (r"x \right)", r"\right without \left"),
        (r"\left", r"nothing after \left"), (r"\left{ x \right}", r"nothing after \left"),
        (r"\left( {x \right)", "{ is not closed"), (r"a \middle| b", r"\middle without \left"),
        ("x^a^b", "two ^ at one place"), ("x_a_b", "two _ at one place"), ("x_a^b_c", "two _ at one place"),
        ("x^2'", "' after ^"), ("x^", "nothing after ^"), ("{x_}", "nothing after _"), ("x^_a", "nothing after ^"),
        (r"\frac{a}", r"\frac lacks what it stands before"),
        (r"\frac{\frac{a}{b}}", r"\frac lacks what it stands before"),
        (r"{\sqrt}", r"\sqrt lacks what it stands before"), ("a & b", "& outside a table"), ("a # b", "# in a formula"),
        (r"\begin{lemma}x\end{lemma}", "no formula holds lemma"), (r"\begin x", r"\begin without a name"),
        (r"\begin{matrix} a", r"\begin{matrix} is not closed"), (r"a \end{matrix}", r"\end{matrix} closes nothing"),
        (r"\begin{matrix} {a \end{matrix}", "{ is not closed"),
        (r"\xymatrix{A \ar[r] & B}", "a diagram; MathJax draws none"),
        (r"\text{a_b}", "_ stands among words"), (r"\text{\alpha}", r"\alpha stands among words"),
        ("a $ b", "$ in a formula"),
        ("{" * 50 + "}" * 50, "too many groups in one another"),
    ],
)  # fmt: skip
def test_every_reason(source, why):
    assert prepare(source)[1] == why


@pytest.mark.parametrize(
    "name",
    [
        "href",
        "url",
        "style",
        "class",
        "cssId",
        "unicode",
        "def",
        "let",
        "newcommand",
        "require",
        "color",
        "mmlToken",
        "rule",
        "kern",
        "hskip",
        "raise",
        "toggle",
    ],
)
def test_what_reaches_out_of_the_formula_is_refused(name):
    assert name not in COMMANDS | MACROS.keys()
    assert prepare(rf"\{name}{{javascript:alert(1)}}{{x}}")[1] == rf"no formula knows \{name}"


def test_labels_comments_references_accents_and_the_projects_own_commands():
    assert prepare("x % of {course\n + y \\label{equation-x}") == ("x  + y", "")
    assert prepare(r"x = \ref{a} = \ref{b}", {"a": "0.1"}.get)[0].startswith(r"x = \text{0.1} = \text{")
    assert prepare(r"x \ref{b}") == (r"x \text{??}", "")
    assert prepare(r"\text{\'etale}_\etale") == (r"\text{étale}_{\acute{e}tale}", "")
    assert prepare(r"\Spec(A)") == (r"\operatorname{Spec}(A)", "")
    assert prepare(r"\QCohstack\Quotfunctor") == (r"\mathcal{Q}\!\mathit{Coh}\mathrm{Quot}", "")
    for given in MACROS.values():
        assert prepare(given)[1] == ""


@pytest.mark.parametrize("source", [r"\'{ab}", r"x + \"{a", r"\`{ab} c"])
def test_an_accent_over_no_single_letter_is_told(source):
    assert prepare(source)[1] == f"no formula knows \\{source[source.index(chr(92)) + 1]}"


def test_an_accent_takes_its_own_braces_and_no_others():
    assert prepare(r"\text{caf\'e}") == (r"\text{café}", "")
    assert prepare(r"\text{caf\'{e}}") == (r"\text{café}", "")


def test_commands_of_the_project_that_print_in_formulas_are_known():
    unknown = {name for name in names().commands if name.isalpha()} - COMMANDS - MACROS.keys()
    text = "begin cite em emph end footnote href item label linebreak medskip noindent omit ref romannumeral section"
    text += " setcounter subsection url v"
    diagrams = {name for name in unknown if "twocell" in name or name in ("xymatrix", "ar", "hole")}
    assert unknown - diagrams == set(text.split())
    for name in diagrams:
        assert prepare(rf"\{name}")[1] == "a diagram; MathJax draws none"


def test_what_mathjax_said_is_put_on_the_page():
    formula, broken = Node("formula", 0, 3, "x"), Node("display", 3, 6, "x", why="$$ is not closed")
    page = Typeset("$x$$$x", (Node("item", 0, 6, inside=(formula, broken, Node("words", 6, 6, "x"))),))
    told = refuse(page, {"x": "Misplaced"})
    assert [node.why for node in told.walk()] == ["", "Misplaced", "$$ is not closed", ""]
    assert refuse(page, {"y": "Misplaced"}) == page
