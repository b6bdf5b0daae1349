"""What a drawing is written with: nothing of a text becomes an element."""

from unrolled.drawing.svg import element, text


def test_text_in_drawings_is_escaped():
    assert "<script>" not in text("<script>", 0, 0)
    assert element("g", aria_label='"<') == '<g aria-label="&quot;&lt;"/>'
