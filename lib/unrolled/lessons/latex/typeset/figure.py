"""A passage of LaTeX beside its page, as HTML: formulas are left to MathJax, what cannot be typeset stands in a box.

All text is escaped. A formula stands in an element of its own, between dollars;
MathJax is asked to leave the rest alone (``mathjax_ignore``).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from unrolled.drawing.numerals import counted
from unrolled.drawing.svg import escape
from unrolled.drawing.theme import MONO, SANS, css, plain
from unrolled.lessons.latex.typeset.record import Node, TypesetView

INLINE = ("words", "formula", "reference", "sign", "cut", "styled", "line")
TAGS = {"it": "em", "bf": "strong", "tt": "code", "rm": "span", "plain": "span", "footnote": "small"}
UPRIGHT = ("proof", "definition", "remark", "remarks", "example", "exercise", "situation", "quote", "center")
SERIF = '"Latin Modern Roman","Computer Modern",Georgia,"Liberation Serif","Times New Roman",serif'
P = ".unrolled-sheet .unrolled-print"
STYLE = f"""
.unrolled-sheet {{ display: grid; grid-template-columns: minmax(0, 45fr) minmax(0, 55fr); color: {css("ink")};
  background: {css("ground")}; font-family: {SANS}; max-width: 1120px; }}
.unrolled-sheet > div {{ padding: 14px 18px; min-width: 0; }}
.unrolled-sheet > div + div {{ border-left: 1.5px solid {css("hair")}; }}
.unrolled-sheet .unrolled-source {{ font: 14px/1.5 {MONO}; white-space: pre-wrap; overflow-wrap: anywhere;
  word-break: normal; margin: 0; padding: 0 0 4px; overflow: visible;
  color: inherit; background: none; }}
.unrolled-sheet .unrolled-source mark {{ color: inherit; background: {css("wash")}; border-radius: 3px;
  box-decoration-break: clone;
  -webkit-box-decoration-break: clone; text-decoration: underline wavy {css("wrong")} 1.5px;
  text-underline-offset: 3px; }}
.unrolled-sheet .unrolled-source mark.unrolled-begun {{ text-decoration: none; }}
{P} {{ font: 17px/1.5 {SERIF}; overflow-wrap: break-word; }}
{P} p, .unrolled-print section {{ margin: 0 0 10px; }}
{P} h4 {{ font: 700 19px/1.3 {SERIF}; margin: 14px 0 8px; }}
{P} h5 {{ font: 700 17px/1.3 {SERIF}; margin: 12px 0 6px; }}
{P} .unrolled-slanted {{ font-style: italic; }}
{P} .unrolled-slanted em {{ font-style: normal; }}
{P} .unrolled-name {{ font-weight: 700; font-style: normal; }}
{P} .unrolled-quote {{ margin: 0 36px 10px; }}
{P} .unrolled-center {{ text-align: center; }}
{P} .unrolled-qed {{ float: right; font-style: normal; }}
{P} .unrolled-items {{ list-style: none; margin: 0 0 10px; padding: 0; }}
{P} .unrolled-items > li {{ position: relative; margin: 0 0 4px; padding-left: 38px; }}
{P} .unrolled-count {{ position: absolute; left: 0; width: 32px; text-align: right; font-style: normal; }}
{P} .unrolled-display {{ display: flex; align-items: center; gap: 12px; margin: 10px 0; overflow-x: auto;
  overflow-y: hidden; }}
{P} .unrolled-display > span:first-child {{ flex: 1; text-align: center; min-width: 0; }}
{P} .unrolled-display mjx-container {{ margin: 0 !important; }}
{P} code {{ font: 14px/1.4 {MONO}; font-style: normal; color: inherit; background: none; padding: 0; }}
{P} .unrolled-label {{ display: inline; font: 14px/1.4 {MONO}; color: {css("ink2")}; }}
{P} .unrolled-refused, {P} .unrolled-begun {{ font-style: normal; padding: 1px 5px;
  border: 1.5px dashed {css("wrong")}; border-radius: 4px; background: {css("wash")}; box-decoration-break: clone;
  -webkit-box-decoration-break: clone; }}
{P} .unrolled-begun {{ border: 1.5px dotted {css("edge")}; }}
{P} .unrolled-why {{ font: 600 14px/1.4 {SANS}; color: {css("wrong")}; }}
{P} .unrolled-begun .unrolled-why {{ color: {css("ink2")}; }}
{P} div.unrolled-refused {{ margin: 10px 0; padding: 6px 10px; }}
{P} :is(.unrolled-refused, .unrolled-begun) code {{ white-space: pre-wrap; }}
{P} div.unrolled-refused code {{ display: block; }}
{P} .unrolled-nowhere {{ font-weight: 700; font-style: normal; border-bottom: 2px dashed {css("wrong")}; }}
"""


class Page(str):
    """HTML that notebooks show as a page."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)


def describe_typeset(view: TypesetView) -> str:
    """One sentence that says what the passage is and what of it cannot be typeset."""
    page = view.page
    formulas, refused, signs, nowhere = map(len, (page.formulas, page.refused, page.signs, page.nowhere))
    told = [f"{refused} of {counted(formulas, 'formula')} can't be typeset"]
    if signs:
        told.append(f"{counted(signs, 'other place')} {'is' if signs == 1 else 'are'} marked")
    if nowhere:
        told.append(f"{counted(nowhere, 'reference')} {'leads' if nowhere == 1 else 'lead'} nowhere (??)")
    return f"{view.title}: {len(page.source):,} characters; {', '.join(told)}."


def typeset_sheet(view: TypesetView) -> Page:
    """Source and page side by side, for readers without a kernel."""
    sheet = f'<div class="unrolled-sheet"><div>{typeset_source(view)}</div><div>{typeset_page(view)}</div></div>'
    return Page(plain(f"<style>{STYLE}</style><p>{escape(describe_typeset(view))}</p>{sheet}"))


def typeset_source(view: TypesetView) -> str:
    """The source as it was written, with waves under what cannot be typeset."""
    parts, place, source = [], 0, view.page.source
    for node in view.page.walk():
        if node.start < place or not (node.why or node.kind == "cut"):
            continue
        kind = ' class="unrolled-begun"' if node.kind == "cut" else ""
        title = escape(node.why or "the passage ends here")
        parts += [escape(source[place : node.start]), f'<mark title="{title}"{kind}>']
        parts += [escape(source[node.start : node.end]), "</mark>"]
        place = node.end
    return f'<pre class="unrolled-source mathjax_ignore">{"".join(parts)}{escape(source[place:])}</pre>'


def typeset_page(view: TypesetView) -> str:
    """The page."""
    return f'<div class="unrolled-print mathjax_ignore">{_flow(view.page.nodes, view.page.source)}</div>'


def _tag(name: str, content: str, kind: str = "", **attributes: str) -> str:
    written = "".join(f' {key}="{escape(value)}"' for key, value in {"class": kind, **attributes}.items() if value)
    return f"<{name}{written}>{content}</{name}>"


def _flow(nodes: Sequence[Node], source: str, lead: str = "") -> str:
    """Parts one below the other: paragraphs of what stands in lines, and blocks, lists, headings between them.

    Args:
        nodes: the parts.
        source: the passage.
        lead: HTML at the beginning of the first paragraph.
    """
    parts = []
    for inline, group in groupby(nodes, lambda node: node.kind in INLINE):
        run = list(group)
        if not inline:
            if lead and run[0].kind != "break":
                parts.append(_tag("p", lead))
                lead = ""
            parts += [_block(node, source) for node in run if node.kind != "break"]
            continue
        content = "".join(_inline(node, source) for node in run)
        if content.strip():
            parts.append(_tag("p", lead + content))
            lead = ""
    return "".join([_tag("p", lead), *parts] if lead else parts)


def _block(node: Node, source: str) -> str:
    if node.kind == "heading":
        number = f"{node.text}. " if node.text else ""
        return _tag(f"h{3 + int(node.name)}", escape(number) + _line(node.inside, source))
    if node.kind == "display":
        if node.why:
            return _refused(node, source, "div")
        number = _tag("span", f"({escape(node.name)})") if node.name else ""
        return _tag("div", _formula(node, source, "$$") + number, "unrolled-display")
    if node.kind == "list":
        before = tuple(inside for inside in node.inside if inside.kind != "item")
        items = [_item(inside, source) for inside in node.inside if inside.kind == "item"]
        return _flow(before, source) + _tag("ul", "".join(items), "unrolled-items")
    kind = f"unrolled-{node.name}" if node.name in ("quote", "center") else ""
    if node.name not in UPRIGHT:
        kind = "unrolled-slanted"
    lead = _tag("span", f"{escape(node.text)}.", "unrolled-name") + " " if node.text else ""
    return _tag("section", _flow(node.inside, source, lead), kind)


def _item(node: Node, source: str) -> str:
    count = _tag("span", escape(node.text), "unrolled-count")
    return _tag("li", count + _flow(node.inside, source))


def _line(nodes: Sequence[Node], source: str) -> str:
    """Parts that stand in one line, whatever they are."""
    return "".join(_inline(node, source) for node in nodes)


def _inline(node: Node, source: str) -> str:
    if node.kind in ("sign", "cut") or (node.kind in ("formula", "display") and node.why):
        return _refused(node, source, "span")
    if node.kind in ("formula", "display"):
        return _formula(node, source, "$")
    if node.kind == "line":
        return "<br>"
    if node.kind == "break":
        return " "
    if node.kind == "styled":
        content = _line(node.inside, source)
        return _tag(TAGS[node.name], f"({content})" if node.name == "footnote" else content)
    if node.kind == "reference":
        return _reference(node)
    if node.kind == "words":
        words = escape(node.text).replace("$", "<span>$</span>")  # alone, so that no two make a formula
        return _tag("span", words, "unrolled-qed") if node.name == "qed" else words
    return _tag("span", escape(node.text) + _line(node.inside, source))


def _reference(node: Node) -> str:
    if node.why:
        return _tag("span", "??", "unrolled-nowhere", title=node.why)
    if node.text:
        return _tag("span", escape(node.text), title=node.name)
    return _tag("span", escape(node.name), "unrolled-label", title="a label of the Stacks project")


def _formula(node: Node, source: str, sign: str) -> str:
    written = source[node.start : node.end]
    content = escape(f"{sign}{node.text}{sign}")
    return _tag(
        "span", content, "unrolled-formula mathjax_process", **{"data-given": node.text, "data-source": written}
    )


def _refused(node: Node, source: str, tag: str) -> str:
    """Source in its place, in a box that says why it is not typeset."""
    cut = node.kind == "cut"
    why = _tag("span", "… cut here" if cut else f"✗ {escape(node.why)}", "unrolled-why")
    code = _tag("code", escape(source[node.start : node.end].strip() or "⏎"))
    return _tag(tag, f"{why} {code}", "unrolled-begun" if cut else "unrolled-refused")
