"""From LaTeX to a page: each construct by hand, texts cut anywhere, and properties of any text at all."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from unrolled.datasets.latex_names import Names, hashes
from unrolled.lessons.latex.lint.probe.pairs import BLOCKS
from unrolled.lessons.latex.typeset.probe import typeset
from unrolled.lessons.latex.typeset.record import Node

NAMES = Names(
    frozenset(["alpha", "item", "ref", "label"]), BLOCKS | {"enumerate", "equation"}, ("algebra",),
    hashes(["algebra-lemma-known"]),
)  # fmt: skip
SILENT = re.compile(  # what prints nothing itself
    r"(?:%[^\n]*|\\label\s*\{[^{}]*\}|\\(?:begin|end)\s*\{[^{}]*\}|\\item|"
    r"\s*\[[^\[\]]*\]|\\section|\\emph|\\it\b|\\\s|[{}~\s])*"
)
LEMMA = "\\begin{lemma}\n\\label{lemma-a}\nBy $x$.\n\\end{lemma}\n"


def page(source, **how):
    return typeset(source, names=NAMES, **how)


def told(source, **how):
    """All nodes but words and breaks: kind, name, text, why."""
    return [
        (node.kind, node.name, node.text, node.why)
        for node in page(source, **how).walk()
        if node.kind not in ("words", "break")
    ]


def words(source):
    return "".join(node.text for node in page(source).walk() if node.kind == "words")


def marked(source, **how):
    """Source and reason of all that is not typeset."""
    found = page(source, **how)
    return [(source[node.start : node.end], node.why) for node in (*found.refused, *found.signs)]


@pytest.mark.parametrize(
    ("source", "due"),
    [
        ("$a$", ("formula", "", "a", "")),
        (r"\(a\)", ("formula", "", "a", "")),
        ("$$\na\n$$", ("display", "", "a", "")),
        (r"\[a\]", ("display", "", "a", "")),
        (r"\begin{equation}a\end{equation}", ("display", "0.0.1", "a", "")),
        (r"\begin{align*}a & b\end{align*}", ("display", "", r"\begin{align*}a & b\end{align*}", "")),
        (r"\begin{align}a\end{align}", ("display", "0.0.1", r"\begin{align*}a\end{align*}", "")),
        (r"\section{Rings}", ("heading", "1", "1", "")),
        (r"\subsection{Rings}", ("heading", "2", "0.1", "")),
        (r"{\it a}", ("styled", "it", "", "")),
        (r"{\em a}", ("styled", "it", "", "")),
        (r"\emph{a}", ("styled", "it", "", "")),
        (r"\footnote {a}", ("styled", "footnote", "", "")),
        (r"\begin{lemma}a\end{lemma}", ("block", "lemma", "Lemma 0.1", "")),
        (r"\begin{lemma}[Nakayama]a\end{lemma}", ("block", "lemma", "Lemma 0.1 (Nakayama)", "")),
        (r"\begin{proof}[Proof of all]a\end{proof}", ("block", "proof", "Proof of all", "")),
        (r"\begin{quote}a\end{quote}", ("block", "quote", "", "")),
        (r"\begin{slogan}a\end{slogan}", ("block", "slogan", "Slogan", "")),
        (r"\ref{lemma-known}", ("reference", "lemma-known", "", "")),
        (r"\ref{algebra-lemma-known}", ("reference", "algebra-lemma-known", "", "")),
        (r"\ref{lemma-none}", ("reference", "lemma-none", "??", "there is no label lemma-none")),
        (r"a \\ b", ("line", "", "", "")),
    ],
)
def test_each_construct(source, due):
    assert told(source) == [due]


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("``a'' -- `b' --- c", "“a” – ‘b’ — c"), (r"\'etale, K\"{a}hler, \v{C}ech", "étale, Kähler, Čech"),
        ("a~b", "a\u00a0b"), ("a % no\nb", "a \nb"), (r"5\% \S \ldots", "5% § …"),
        (r"\cite[page 3]{EGA}", "[EGA, page 3]"),
        (r"\label{a}b\noindent", "b"), (r"\setcounter{a}{1}b", "b"), (r"\emph{a}{b}", "ab"),
    ],
)  # fmt: skip
def test_what_plain_text_prints(source, printed):
    assert words(source) == printed
    assert marked(source) == []


@pytest.mark.parametrize(
    ("source", "due"),
    [
        ("$a \n\nb$c$", [("$a", "$ is not closed")]),
        ("$$a \\item b", [("$$a", "$$ is not closed"), (r"\item", "stands in no list")]),
        ("a } b", [("}", "closes nothing")]),
        ("{\\it a \\begin{lemma} b\\end{lemma}", [("{", "{ is not closed"), (r"\it", "outside {…}")]),
        (r"\foo{a}", [(r"\foo", "no such command")]),
        (r"\alpha a_b^c & #", [
            (r"\alpha a_b^c &", "only in formulas"), ("#", "means nothing here"),
        ]),
        (r"a \) b", [(r"\)", "closes nothing")]),
        (r"\end{proof} b", [(r"\end{proof}", "no proof is open")]),
        (r"\begin{poem}a\end{poem}", [(r"\begin{poem}a\end{poem}", "no page knows poem")]),
        (r"\begin{lemma}a\begin{proof}b\end{proof}", [(r"\begin{lemma}", "lemma is not closed")]),
        (r"\begin{poem}a\begin{proof}b\end{proof}", [(r"\begin{poem}", "poem is not closed")]),
        ("\\begin{equation}a\n\\begin{proof}b\\end{proof}", [("\\begin{equation}a", "equation is not closed")]),
        (r"\begin{matrix}a\end{matrix}", [(r"\begin{matrix}a\end{matrix}", "matrix outside a formula")]),
        (r"\begin{enumerate}a \item b\end{enumerate}", []),
        ("$\\foo$ and $x$", [(r"$\foo$", r"no formula knows \foo")]),
        (r"\emph a", [(r"\emph", "without {…}")]),
        (r"\ref a", [(r"\ref", "without a name")]),
        (r"\href{javascript:alert(1)}{a}", [(r"\href", "no such command")]),
    ],
)  # fmt: skip
def test_what_cannot_be_typeset_stays_in_its_place(source, due):
    assert marked(source) == due


@pytest.mark.parametrize(
    ("source", "due"),
    [
        ("let x_i be", ["x_i"]), (r"let \mathcal{F}(U) = \text{all of it} be", [r"\mathcal{F}(U) = \text{all of it}"]),
        (r"so X_{a, b}^2 \to Y and M_n", [r"X_{a, b}^2 \to", "M_n"]), ("a_b\nc_d", ["a_b", "c_d"]),
        (r"\emph{a_b} c", ["a_b"]), (r"x_1$y$", ["x_1$"]), (r"a_b \item c", ["a_b"]), ("{x^2} y", ["x^2"]),
        (r"\alpha\beta, then", [r"\alpha\beta,"]), (r"f : X \to Y", [r"\to"]), (r"\frac{a}{b} \\ c", [r"\frac{a}{b}"]),
    ],
)  # fmt: skip
def test_mathematics_outside_formulas_is_told_once_not_sign_by_sign(source, due):
    assert [written for written, why in marked(source) if why == "only in formulas"] == due


def test_one_dollar_too_few_does_not_turn_the_rest_inside_out():
    source = r"a field \mathcal{L}$ where $x$ is $y$ and \mathcal{F}$ here $z$"
    assert marked(source) == [(r"\mathcal{L}$", "only in formulas"), (r"\mathcal{F}$", "only in formulas")]
    assert [node.text for node in page(source).formulas] == ["x", "y", "z"]
    assert page(source).source == source
    source = "$$\nin $\\mathcal{L}$ where $x$ is"
    assert marked(source)[1:] == [("$", "matches nothing"), (r"\mathcal{L}$", "only in formulas")]
    assert [node.text for node in page(source).formulas][1:] == ["x"]
    for source in ("x_i is in $y$", "x_i $y$"):
        assert marked(source) == [("x_i", "only in formulas")]


def test_what_is_cut_is_no_fault_unless_the_source_is_whole():
    for source, kind in (
        ("a $x^2", "cut"), ("a $$x", "cut"), (r"a \begin{equation}x", "cut"), (r"a \ref{lem", "cut"),
        (r"a \labe", "cut"),
        (r"\begin{poem} a", "cut"), (r"\begin{lemma} a", "block"), (r"{\it a", "styled"), (r"\section{a", "heading"),
    ):  # fmt: skip
        assert [node[0] for node in told(source)] == [kind]
        assert marked(source) == []
        assert marked(source, whole=True) != []
    assert "□" not in words(r"\begin{proof} a")
    assert "□" in words(r"\begin{proof} a\end{proof}")


def test_an_unclosed_block_is_marked_and_still_a_block():
    found = told("\\begin{lemma}a\\label{l}\n\\begin{proof}\\ref{l}\\end{proof}")
    assert found[0] == ("block", "lemma", "Lemma 0.1", "")
    assert found[1] == ("sign", "", "", "lemma is not closed")
    assert found[-1] == ("reference", "l", "0.1", "")


def test_numbers_count_blocks_within_sections_and_equations_within_blocks():
    source = (
        LEMMA + r"\begin{remark}a\end{remark}\section{S}\label{s}"
        r"\begin{equation}\label{z}x\end{equation}\begin{definition}\label{d}\begin{equation}\label{e}x"
        r"\end{equation}\begin{enumerate}\item a\item\label{i} b\end{enumerate}\end{definition}"
        r"\begin{proof}\label{p}\end{proof}\subsection{T}\label{t}"
        r"\ref{lemma-a}\ref{s}\ref{d}\ref{e}\ref{i}\ref{p}\ref{t}\ref{z}"
    )
    found = page(source)
    assert [n.text for n in found.walk() if n.kind == "reference"] == [
        "0.1",
        "1",
        "1.1",
        "1.1.1",
        "2",
        "1",
        "1.2",
        "1.0.1",
    ]
    assert [n.text for n in found.walk() if n.kind == "block"] == ["Lemma 0.1", "Remark 0.2", "Definition 1.1", "Proof"]
    assert found.nowhere == ()


def test_items_belong_to_their_own_list():
    source = (
        "\\begin{enumerate}\n\\item a\n\\begin{itemize}\n\\item b {\\it c \\item d\n\\end{itemize}\n"
        "\\item[(x)] e\\end{enumerate}"
    )
    outer = page(source).nodes[0]
    assert [node.text for node in outer.inside if node.kind == "item"] == ["(1)", "(x)"]
    inner = next(node for node in page(source).walk() if node.name == "itemize")
    assert [node.text for node in inner.inside] == ["•", "•"]


def test_formulas_are_counted_with_those_refused_without_those_cut():
    found = page("$a$ $b^c^d$ $$\\xymatrix{}$$ $e")
    assert (len(found.formulas), len(found.refused)) == (3, 2)


def test_deep_nesting_is_marked():
    for source in ("{" * 900, "{" * 900 + "}" * 900, r"\begin{quote}" * 100 + r"\end{quote}" * 100):
        assert [node.why for node in page(source).signs] == ["too deep inside others"]


PIECES = st.lists(
    st.sampled_from(
        ["$", "$$", "{", "}", "\\", "a", " ", "\n", "\n\n", "&", "%", "~", "^", "\\[", "\\]", "\\item", "\\item[a]",
         r"\begin{lemma}", r"\end{lemma}", r"\begin{enumerate}", r"\end{enumerate}", r"\begin{equation}",
         r"\end{equation}",
         r"\begin{poem}", r"\end{poem}", r"\begin", r"\end{", r"\section{a}", r"\ref{a}", r"\label{a}", r"\ref",
         r"\it ",
         r"\emph{", r"\foo", r"\'e", r"\cite[a]{b}", "<b>", r"\left(", "\0", "_", r"\alpha"]
    ),
    max_size=25,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(PIECES.map("".join), st.text(max_size=30)), st.booleans())
@example("$a\n\n", False)
@example("\\", True)
def test_any_text_has_a_page_and_nothing_of_it_is_lost(source, whole):
    found = page(source, whole=whole)
    for node in found.walk():
        assert 0 <= node.start <= node.end <= len(source)
        place = node.start
        for inside in node.inside:
            assert place <= inside.start
            assert inside.end <= node.end
            place = inside.end
    place, gaps = 0, []
    for node in [*(node for node in found.walk() if not node.inside), Node("end", len(source), len(source))]:
        gaps.append(source[place : node.start])
        place = max(place, node.end)
    assert [gap for gap in gaps if not SILENT.fullmatch(gap)] == []
