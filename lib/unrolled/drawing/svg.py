"""A small writer of SVG drawings. Text is escaped; colours come from the theme."""

from __future__ import annotations

from html import escape as escaped

from unrolled.characters import drawable
from unrolled.drawing import theme
from unrolled.drawing.layout import WIDTH

STYLE = (  # of every drawing
    f"text{{font-family:{theme.SANS};font-variant-numeric:tabular-nums}} .mono,.mono text{{font-family:{theme.MONO}}}"
)


def escape(words: str) -> str:
    """Text for an SVG, whatever was typed."""
    return escaped(drawable(words))


def element(tag: str, content: str = "", /, **attributes: object) -> str:
    """One SVG element; ``_`` in attribute names stands for ``-``, a trailing one is dropped.

    Args:
        tag: the element's name.
        content: SVG that is safe already.
        attributes: values are escaped; None leaves an attribute out.
    """
    pairs = ((name.rstrip("_").replace("_", "-"), value) for name, value in attributes.items() if value is not None)
    written = "".join(f' {name}="{escape(_number(value))}"' for name, value in pairs)
    return f"<{tag}{written}>{content}</{tag}>" if content else f"<{tag}{written}/>"


def text(words: str, x: float | str, y: float, **attributes: object) -> str:
    """A line of text, escaped."""
    return element("text", escape(words), x=x, y=y, **attributes)


def hit(x: float, y: float, width: float, height: float, **data: object) -> str:
    """A place to click, invisible."""
    return element("rect", x=x, y=y, width=width, height=height, fill="transparent", **data)


def _number(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


class Drawing(str):
    """A whole SVG picture: a string that notebooks, GitHub and nbconvert show as an image."""

    __slots__ = ()

    @classmethod
    def of(
        cls, *parts: str, height: float, description: str, width: float = WIDTH, style: str = "", **attributes: object
    ) -> Drawing:
        """Put parts into a frame.

        Args:
            parts: SVG elements.
            height: of the coordinate system, in pixels at 100 %.
            description: one sentence for who cannot see the picture.
            width: like the height; that of a panel's picture unless it is told.
            style: CSS beside that of every drawing.
            attributes: for the outer element, such as ``data_top=12``.
        """
        inner = element("style", f"{STYLE} {style}".rstrip()) + "".join(parts)
        return cls(
            element(
                "svg", inner, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width} {height}",
                width=width, height=height, role="img", aria_label=description, **attributes,
            )
        )  # fmt: skip

    def plain(self) -> Drawing:
        """The same with plain colours, for files and for programs other than a browser; a panel's page has its own."""
        return Drawing(theme.plain(self))

    def __repr__(self) -> str:
        """Short: a stored notebook holds this beside the picture."""
        return f"<Drawing of {len(self):,} characters>"

    def _repr_svg_(self) -> str:
        return str(self.plain())
