"""Source and page as HTML: structure, marks in their places, counts in words, nothing that a text could inject."""

from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from unrolled.lessons.latex.typeset.figure import describe_typeset, typeset_page, typeset_sheet, typeset_source
from unrolled.lessons.latex.typeset.record import Node, Typeset, TypesetView

VOID = {"br"}


class Balanced(HTMLParser):
    """Reads HTML strictly: tags closed in order, no element or attribute that could run or load anything."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.text = [], [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        assert {name for name, _ in attrs} <= {"class", "title", "data-given", "data-source"}
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def view(source, *nodes):
    return TypesetView(Typeset(source, nodes), "A title")


def parsed(html):
    reader = Balanced()
    reader.feed(html)
    assert reader.open == []
    return reader


def page(*nodes, source=""):
    html = typeset_page(view(source, *nodes))
    parsed(html)
    return ElementTree.fromstring(html.replace("<br>", "<br/>"))


def words(text, **more):
    return Node("words", 0, 0, text, **more)


def test_paragraphs_and_what_stands_between_them():
    found = page(
        words("one"), Node("break", 0, 0), words("two"), Node("heading", 0, 0, "3", "1", inside=(words("Head"),))
    )
    assert [(part.tag, "".join(part.itertext())) for part in found] == [("p", "one"), ("p", "two"), ("h4", "3. Head")]


def test_a_block_begins_with_its_name_and_a_proof_ends_with_its_sign():
    block = Node("block", 0, 0, "Lemma 0.1", "lemma", inside=(words("a"), Node("break", 0, 0), words("b")))
    proof = Node("block", 0, 0, "Proof", "proof", inside=(words("c"), words("□", name="qed")))
    lemma, proof = page(block, proof)
    assert lemma.get("class") == "unrolled-slanted"
    assert ["".join(part.itertext()) for part in lemma] == ["Lemma 0.1. a", "b"]
    assert lemma.find("p/span").get("class") == "unrolled-name"
    assert proof.get("class") is None
    assert "".join(proof.itertext()) == "Proof. c□"
    assert "".join(page(Node("block", 0, 0, "Proof", "proof"))[0].itertext()) == "Proof. "
    listed = Node("block", 0, 0, "Lemma", "lemma", inside=(Node("list", 0, 0, name="itemize"),))
    assert [part.tag for part in page(listed)[0]] == ["p", "ul"]


def test_lists_styles_lines_and_references():
    items = tuple(Node("item", 0, 0, f"({k})", inside=(words("x"),)) for k in (1, 2))
    found = page(Node("list", 0, 0, name="enumerate", inside=items))[0]
    assert ["".join(item.itertext()) for item in found] == ["(1)x", "(2)x"]
    for style, tag in (("it", "em"), ("bf", "strong"), ("tt", "code"), ("footnote", "small")):
        assert page(Node("styled", 0, 0, name=style, inside=(words("x"),)))[0][0].tag == tag
    assert page(words("a"), Node("line", 0, 0), words("b"))[0].find("br") is not None
    known, outside, nowhere = page(
        Node("reference", 0, 0, "0.1", "lemma-a"),
        Node("reference", 0, 0, "", "lemma-b"),
        Node("reference", 0, 0, "??", "lemma-c", "there is no label lemma-c"),
    )[0]
    assert (known.text, outside.text, nowhere.text) == ("0.1", "lemma-b", "??")
    assert nowhere.get("title") == "there is no label lemma-c"


def test_only_formulas_are_mathjaxs():
    source = "$x<y$ costs $5"
    found = page(Node("formula", 0, 5, "x<y"), words(" costs $5"), Node("display", 0, 5, "x", "1.1"), source=source)
    assert found.get("class") == "unrolled-print mathjax_ignore"
    formula = found[0][0]
    assert formula.get("class") == "unrolled-formula mathjax_process"
    assert (formula.text, formula.get("data-given"), formula.get("data-source")) == ("$x<y$", "x<y", "$x<y$")
    assert found[0][1].text == "$"  # alone in its element, so that no two make a formula
    assert ["".join(part.itertext()) for part in found[1]] == ["$$x$$", "(1.1)"]
    assert 'class="unrolled-source mathjax_ignore"' in typeset_source(view(source))


@pytest.mark.parametrize("kind", ["formula", "display", "sign"])
def test_what_cannot_be_typeset_is_source_in_a_box_that_says_why(kind):
    source = "ab $x\\foo$ c"
    node = Node(kind, 3, 10, "x\\foo", why="no \\foo")
    found = page(node, source=source)
    box = next(part for part in found.iter() if part.get("class") == "unrolled-refused")
    assert "".join(box.itertext()) == "✗ no \\foo $x\\foo$"
    assert "mathjax_process" not in ElementTree.tostring(found, "unicode")
    assert '<mark title="no \\foo">$x\\foo$</mark> c' in typeset_source(view(source, node))


def test_what_is_cut_is_marked_otherwise():
    found = page(Node("cut", 1, 3), source="a$x")
    box = next(part for part in found.iter() if part.get("class") == "unrolled-begun")
    assert "".join(box.itertext()) == "… cut here $x"
    assert '<mark title="the passage ends here" class="unrolled-begun">$x</mark>' in typeset_source(
        view("a$x", Node("cut", 1, 3))
    )


def test_the_source_is_whole_and_marks_do_not_overlap():
    source = "\\begin{lemma} a_b"
    sign = Node("sign", 0, 13, why="lemma is not closed")
    block = Node(
        "block", 0, 17, "Lemma", "lemma", inside=(sign, words(" a"), Node("sign", 15, 16, why="only in formulas"))
    )
    html = typeset_source(view(source, block))
    assert parsed(html).text == source
    assert html.count("<mark") == 2


def test_the_sentence_counts():
    fine, bad = Node("formula", 0, 1, "x"), Node("display", 0, 1, "x", why="no")
    sign, nowhere = Node("sign", 0, 1, why="no"), Node("reference", 0, 1, "??", "l", "none")
    assert describe_typeset(view("x" * 1200, fine)) == "A title: 1,200 characters; 0 of 1 formula can't be typeset."
    assert describe_typeset(view("xx", fine, fine, bad, sign, nowhere)) == (
        "A title: 2 characters; 1 of 3 formulas can't be typeset, 1 other place is marked, "
        "1 reference leads nowhere (??)."
    )
    assert describe_typeset(view("xx", sign, sign, nowhere, nowhere)).endswith(
        "2 other places are marked, 2 references lead nowhere (??)."
    )


EVIL = '<img src=x onerror="alert(1)">&amp;\'</code></pre></script>'


@pytest.mark.parametrize(
    "kind", ["words", "formula", "display", "sign", "cut", "reference", "item", "block", "heading"]
)
def test_no_text_becomes_html(kind):
    node = Node(kind, 0, len(EVIL), EVIL, "1" if kind == "heading" else EVIL)
    for one in (node, Node(kind, 0, len(EVIL), EVIL, node.name, EVIL), Node("list", 0, 0, inside=(node,))):
        for html in (typeset_page(view(EVIL, one)), typeset_source(view(EVIL, one))):
            read = parsed(html)
            assert "img" not in read.tags
            assert "<img" not in html


def test_the_static_twin_holds_sentence_source_and_page():
    shown = view("$x$", Node("formula", 0, 3, "x"))
    html = typeset_sheet(shown)
    assert html._repr_html_() == html
    for part in (describe_typeset(shown).replace("'", "&#x27;"), typeset_source(shown), typeset_page(shown), "<style>"):
        assert part in html
