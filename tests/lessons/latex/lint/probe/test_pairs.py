"""The stack reader: each rule by hand, nasty sources, texts cut anywhere, and properties of any text at all."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from unrolled.datasets.latex_names import Names, hashes
from unrolled.lessons.latex.lint.probe.pairs import BLOCKS, Reader

NAMES = Names(
    frozenset(
        ["alpha", "text", "mbox", "item", "ref", "label", "section", "subsection", "left", "right", "{", "}", "$", "%"]
    ),
    frozenset([*BLOCKS, "enumerate", "equation", "align*", "matrix", "aligned", "quote"]),
    ("algebra",),
    hashes(["algebra-lemma-known"]),
    {"{": 20, "$": 10, "proof": 50},
)


def read(text, *, whole=False):
    reader = Reader(text, NAMES)
    reader.read()
    reader.finish(whole)
    return reader


def fates(text, **how):
    """Each pair in the order it ended: its name, its fate, the text from its opening to its end."""
    return [(pair.name, pair.fate, text[pair.opened.start : pair.end]) for pair in read(text, **how).pairs]


def told(text, **how):
    return [fault.words for fault in read(text, **how).faults]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("", []),
        ("plain words", []),
        ("{a}", [("{", "closed", "{a")]),
        ("$a$", [("$", "closed", "$a")]),
        ("$$a$$", [("$$", "closed", "$$a")]),
        (r"\[a\]", [(r"\[", "closed", r"\[a")]),
        (r"\(a\)", [(r"\(", "closed", r"\(a")]),
        ("$a$$b$", [("$", "closed", "$a"), ("$", "closed", "$b")]),
        ("$${a}_{b}$$", [("{", "closed", "{a"), ("{", "closed", "{b"), ("$$", "closed", "$${a}_{b}")]),
        (r"\begin{quote}a\end{quote}", [("quote", "closed", r"\begin{quote}a")]),
        (r"\begin {quote}a\end {quote}", [("quote", "closed", r"\begin {quote}a")]),  # TeX skips these blanks, too
        (
            r"\begin{quote}\begin{quote}\end{quote}\end{quote}",
            [("quote", "closed", r"\begin{quote}"), ("quote", "closed", r"\begin{quote}\begin{quote}\end{quote}")],
        ),
        # words inside a formula may hold a formula
        (
            r"$\text{if $x$}$",
            [("$", "closed", "$x"), ("{", "closed", "{if $x$"), ("$", "closed", r"$\text{if $x$}")],
        ),
        # \verb is not known, so what it holds counts
        (r"\verb|$|$", [("$", "closed", "$|")]),
        # what is escaped, and what is a comment, neither opens nor closes
        (r"{\{\}\$\%\\}", [("{", "closed", r"{\{\}\$\%" + "\\\\")]),
        ("{% } $ \\begin{quote}\n}", [("{", "closed", "{% } $ \\begin{quote}\n")]),
        ("$a% \n$", [("$", "closed", "$a% \n")]),
        (r"$\left\{a\right\}$", [("$", "closed", r"$\left\{a\right\}")]),
        (r"\\begin{a}", [("{", "closed", "{a")]),  # a line break, and the word begin
    ],
)
def test_what_is_closed_as_it_should_be(text, due):
    assert fates(text) == due
    assert not [words for words in told(text) if "closed" in words or "closes" in words or "inside" in words]


@pytest.mark.parametrize(
    ("text", "due", "words"),
    [
        # a blank line or an \item ends a formula, and only a formula
        ("$a\n\nb$", [("$", "broken", "$a\n"), ("$", "open", "$")],
         ["$ opened at line 1, not closed before a blank line at line 2"]),
        ("$a\n \t\nb", [("$", "broken", "$a\n")], ["$ opened at line 1, not closed before a blank line at line 2"]),
        ("$$a\n\n", [("$$", "broken", "$$a\n")], ["$$ opened at line 1, not closed before a blank line at line 2"]),
        ("$a% b\n\nc", [("$", "broken", "$a% b\n")], ["$ opened at line 1, not closed before a blank line at line 2"]),
        ("$a% b\n \nc", [("$", "broken", "$a% b\n")], ["$ opened at line 1, not closed before a blank line at line 2"]),
        ("{a\n\nb}", [("{", "closed", "{a\n\nb")], []),
        ("{$a{\n\n}", [("{", "broken", "{\n"), ("$", "broken", "$a{\n"), ("{", "closed", "{$a{\n\n")],
         ["{ opened at line 1, not closed before a blank line at line 2",
          "$ opened at line 1, not closed before a blank line at line 2"]),
        (r"\begin{enumerate}\item $a \item b\end{enumerate}",
         [("$", "broken", "$a "), ("enumerate", "closed", r"\begin{enumerate}\item $a \item b")],
         [r"$ opened at line 1, not closed before \item at line 1"]),
        # \end{X} ends all that was opened inside X
        (r"\begin{quote}{$a\end{quote}",
         [("$", "broken", "$a"), ("{", "broken", "{$a"), ("quote", "closed", r"\begin{quote}{$a")],
         [r"$ opened at line 1, not closed before \end{quote} at line 1",
          r"{ opened at line 1, not closed before \end{quote} at line 1"]),
        (r"\begin{quote}\begin{enumerate}\end{quote}",
         [("enumerate", "broken", r"\begin{enumerate}"), ("quote", "closed", r"\begin{quote}\begin{enumerate}")],
         [r"\begin{enumerate} opened at line 1, not closed before \end{quote} at line 1"]),
        # where no X is open, it ends the innermost environment, wrongly, or nothing
        (r"\begin{proof}\begin{quote}{\end{lemma}\end{proof}",
         [("{", "broken", "{"), ("quote", "broken", r"\begin{quote}{"),
          ("proof", "closed", r"\begin{proof}\begin{quote}{\end{lemma}")],
         [r"{ opened at line 1, not closed before \end{lemma} at line 1",
          r"\begin{quote} opened at line 1, not closed before \end{lemma} at line 1"]),
        (r"{\end{lemma}", [("{", "broken", "{")],
         [r"{ opened at line 1, not closed before \end{lemma} at line 1", r"\end{lemma} at line 1 closes nothing"]),
        # a } or $ reaches back to its partner, but not out of an environment
        ("{$a}", [("$", "broken", "$a"), ("{", "closed", "{$a")],
         ["$ opened at line 1, not closed before } at line 1"]),
        ("${a$", [("{", "broken", "{a"), ("$", "closed", "${a")],
         ["{ opened at line 1, not closed before $ at line 1"]),
        (r"{\begin{quote}}\end{quote}}", [("quote", "closed", r"\begin{quote}}"),
         ("{", "closed", r"{\begin{quote}}\end{quote}")], ["} at line 1 closes nothing"]),
        (r"$\begin{quote}$a$\end{quote}$",
         [("$", "closed", "$a"), ("quote", "closed", r"\begin{quote}$a$"),
          ("$", "closed", r"$\begin{quote}$a$\end{quote}")], []),
        ("a}", [], ["} at line 1 closes nothing"]),
        # two dollars inside one: the first of them closes
        ("$a$$ b", [("$", "closed", "$a"), ("$", "open", "$ b")], []),
        ("$a$$$ b$$", [("$", "closed", "$a"), ("$$", "closed", "$$ b")], []),
        ("$$a$ b", [("$$", "broken", "$$a")], ["$$ opened at line 1, not closed before $ at line 1"]),
        (r"$a\] b", [("$", "broken", "$a")], [r"$ opened at line 1, not closed before \] at line 1"]),
        (r"\[a\)", [(r"\[", "broken", r"\[a")], [r"\[ opened at line 1, not closed before \) at line 1"]),
        (r"a\]", [], [r"\] at line 1 closes nothing"]),
        (r"\[a\[b\]", [(r"\[", "broken", r"\[a"), (r"\[", "closed", r"\[b")],
         [r"\[ opened at line 1, not closed before \[ at line 1"]),
        (r"$a \(b\)", [("$", "broken", "$a "), (r"\(", "closed", r"\(b")],
         [r"$ opened at line 1, not closed before \( at line 1"]),
        # formulas stand in no formula
        (r"\begin{equation}$", [("equation", "open", r"\begin{equation}$")], ["$ at line 1 stands inside a formula"]),
        (r"$\begin{matrix}$\end{matrix}$",
         [("matrix", "closed", r"\begin{matrix}$"), ("$", "closed", r"$\begin{matrix}$\end{matrix}")],
         ["$ at line 1 stands inside a formula"]),
        (r"\begin{matrix}$a$\end{matrix}",  # outside of formulas it is none
         [("$", "closed", "$a"), ("matrix", "closed", r"\begin{matrix}$a$")], []),
        # a \begin or \end must name something
        (r"\begin a", [], [r"\begin without the name of an environment"]),
        (r"\end{a/b} c", [("{", "closed", "{a/b")], [r"\end without the name of an environment"]),
    ],
)  # fmt: skip
def test_what_is_not(text, due, words):
    assert fates(text) == due
    assert told(text) == words


@pytest.mark.parametrize("begins", [*(rf"\begin{{{name}}}" for name in sorted(BLOCKS)), r"\section", r"\subsection"])
def test_a_block_ends_all_that_is_open(begins):
    text = r"\begin{proof}\begin{enumerate}\item {$a " + begins
    ended = fates(text)[:4]
    assert [(name, fate) for name, fate, _ in ended] == [(n, "broken") for n in ("$", "{", "enumerate", "proof")]
    assert all(f"not closed before {begins} at line 1" in words for words in told(text))
    assert len(told(text)) == 4


@pytest.mark.parametrize("begins", [r"\begin{enumerate}", r"\begin{quote}", r"\begin{matrix}", r"\label", r"\item"])
def test_nothing_else_does(begins):
    assert {fate for _, fate, _ in fates(r"\begin{proof}{" + begins)} == {"open"}


def test_items_stand_in_lists_only():
    assert told(r"\item") == [r"\item at line 1 stands in no list"]
    assert told("\n\\begin{enumerate}\\begin{quote}\n\\item a") == [r"\item at line 3 stands in no list"]
    assert told(r"\begin{enumerate}{\item a") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (r"\ref{lemma-known}", []),  # of a chapter, without its name
        (r"\ref{algebra-lemma-known}", []),
        (r"\ref{algebra-lemma-other}", ["there is no label algebra-lemma-other"]),
        (r"\ref {lemma-other} a", ["there is no label lemma-other"]),
        (r"\label{lemma-own} \ref{lemma-own}", []),
        (r"\ref{lemma-own} \label{lemma-own}", []),  # also of what comes later
        (r"\ref{}", ["there is no label "]),
        (r"\ref a", []),  # refers to nothing that could be looked up
        (r"% \ref{lemma-other}", []),
    ],
)
def test_references_must_lead_somewhere(text, words):
    assert told(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (r"\alpha \beta a", [r"the Stacks project has no command \beta"]),
        (r"\begin{poem}a\end{poem}", ["no environment of the Stacks project is called poem"]),
        (r"\$ \! a", [r"the Stacks project has no command \!"]),
        (r"\alphabet", []),  # may still go on
        (r"\verb|a|", [r"the Stacks project has no command \verb"]),
    ],
)
def test_names_must_exist(text, words):
    assert told(text) == words


def test_faults_have_both_ends():
    text = "one\n\\begin{quote}\n\n$a\n\\end{quote}\n\\ref{b} c"
    slip, reference = read(text).faults
    assert text[slip.at.start :][: slip.at.length] == "$"
    assert text[slip.other.start :][: slip.other.length] == r"\end{quote}"
    assert (slip.kind, slip.at.line, slip.other.line) == ("math", 4, 5)
    assert text[reference.at.start :][: reference.at.length] == r"\ref{b}"
    assert (reference.kind, reference.at.line, reference.other) == ("reference", 6, None)


def test_what_is_still_open_at_the_end():
    text = r"\begin{proof}{$"
    assert [fate for _, fate, _ in fates(text)] == ["open"] * 3
    assert told(text) == []
    assert [fate for _, fate, _ in fates(text, whole=True)] == ["overdue"] * 3
    assert told(text, whole=True) == [
        "$ opened at line 1, never closed",
        "{ opened at line 1, never closed",
        r"\begin{proof} opened at line 1, never closed",
    ]


def test_longer_than_any_real_one_is_a_fault_even_if_the_text_is_cut():
    assert fates("$" + "a" * 9) == [("$", "open", "$" + "a" * 9)]  # the longest real one has 10
    assert fates("$" + "a" * 10)[0][1] == "overdue"
    assert told("$" + "a" * 10) == ["$ opened at line 1, open for 11 characters, longer than any real one"]
    assert fates(r"\begin{quote}" + "a" * 9000)[0][1] == "open"  # none of these was measured


REAL_LOOKING = r"""\section{One}
\label{section-one}

\begin{lemma}
\label{lemma-one}
Let $\alpha$ be \{so\}, % a comment with $ and }
and $$ a = \text{b if $c$} $$ as in \ref{lemma-known}.
\begin{enumerate}
\item [(1)] \[ x \]
\item \( y \)
\end{enumerate}
\end{lemma}

\begin{proof}
See \ref {lemma-one}. \begin{equation} {a}_{b} \end{equation}
\end{proof}
"""
PATIENT = Names(NAMES.commands, NAMES.environments, NAMES.chapters, NAMES.labels)  # knows no longest


def test_what_is_right_stays_right_wherever_it_is_cut():
    whole = Reader(REAL_LOOKING, PATIENT)
    whole.read()
    whole.finish(True)
    assert whole.faults == []
    assert {pair.fate for pair in whole.pairs} == {"closed"}
    for length in range(len(REAL_LOOKING)):
        part = Reader(REAL_LOOKING[:length], PATIENT)
        part.read()
        part.finish(False)
        assert part.faults == [], REAL_LOOKING[:length][-20:]
        assert {pair.fate for pair in part.pairs} <= {"closed", "open"}, REAL_LOOKING[:length][-20:]
        assert [pair for pair in part.pairs if pair.fate == "closed" and pair.end + len(pair.name) + 7 < length] == [
            pair for pair in whole.pairs if pair.end + len(pair.name) + 7 < length
        ]


FRAGMENTS = (
    "{", "}", "$", "$$", "\\", "\\{", "\\}", "\\$", "%", "\n", "\n\n", " ", "a", r"\[", r"\]", r"\(", r"\)", r"\text",
    r"\begin", r"\end", r"\begin{proof}", r"\end{proof}", r"\begin{enumerate}", r"\end{enumerate}", r"\begin{align*}",
    r"\end{align*}", r"\begin {quote}", r"\begin{no-body}", r"\item", r"\ref{a}", r"\label{a}", r"\section{", r"\b",
    "é",
)  # fmt: skip
MESS = st.one_of(st.text(), st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
TOKEN = re.compile(  # what TeX would read as one; comments first
    r"%[^\n]*|(?P<environment>\\begin\s*\{[\w* ._-]+\})|\\end\s*\{[\w* ._-]+\}|\\(?:[^\W\d_]+|.)|(?P<brace>\{)",
    re.DOTALL,
)
PARTNER = {"{": "}", "$": "$", "$$": "$$", r"\[": r"\]", r"\(": r"\)"}


@settings(deadline=None, max_examples=300)
@given(MESS, st.booleans())
@example("\\", False)
@example("$$a$", True)
@example("\\begin{proof", True)
@example("{\r}%\r\n\r\n$", False)
def test_any_text_can_be_read(text, whole):
    found = read(text, whole=whole)
    starts = [pair.opened.start for pair in found.pairs]
    assert len(set(starts)) == len(starts)  # each is told once
    for pair in found.pairs:
        opened = text[pair.opened.start : pair.opened.start + pair.opened.length]
        assert opened.startswith("\\begin") if pair.kind == "environment" else opened == pair.name
        assert pair.opened.start + pair.opened.length <= pair.end <= len(text)
        assert pair.opened.line == 1 + text[: pair.opened.start].count("\n")
        assert (pair.end == len(text)) == (pair.fate in ("open", "overdue"))
        assert pair.fate != "open" or not whole
        if pair.fate == "closed":
            assert text.startswith(PARTNER.get(pair.name, "\\end"), pair.end)
        told_of = [fault for fault in found.faults if fault.at == pair.opened and "opened" in fault.words]
        assert len(told_of) == (pair.fate in ("broken", "overdue"))
    for one in found.pairs:  # what is opened inside ends inside
        assert not [p for p in found.pairs if one.opened.start < p.opened.start < one.end < p.end]
    for fault in found.faults:
        for span in (fault.at, *([fault.other] if fault.other else [])):
            assert 0 <= span.start < span.start + span.length <= len(text)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
def test_each_brace_and_environment_that_is_opened_is_among_the_pairs(text):
    pairs = {(pair.kind, pair.opened.start) for pair in read(text).pairs if pair.kind != "math"}
    assert pairs == {(found.lastgroup, found.start()) for found in TOKEN.finditer(text) if found.lastgroup}
