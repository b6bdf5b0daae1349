"""What a drawing is written with: nothing of a text becomes an element."""

from unrolled.drawing.svg import Drawing, element, hit, text
from unrolled.drawing.theme import COLOURS, css


def test_text_in_drawings_is_escaped():
    assert "<script>" not in text("<script>", 0, 0)
    assert element("g", aria_label='"<') == '<g aria-label="&quot;&lt;"/>'


def test_plain_colours_are_the_light_ones_and_the_rest_stays():
    parts = [element("rect", fill=css(name), data_name=name) for name in COLOURS]
    drawing = Drawing.of(*parts, width=9, height=9, description="one, two", style=f".a{{fill:{css('ink')}}}")
    shown = drawing.plain()
    assert "var(" in drawing
    assert "var(" not in shown
    for name, colour in COLOURS.items():
        assert f'<rect fill="{colour.light}" data-name="{name}"/>' in shown
    assert f".a{{fill:{COLOURS['ink'].light}}}" in shown
    assert drawing._repr_svg_() == str(shown) == str(shown.plain())


def test_every_drawing_has_the_type_and_the_width_of_a_panel_s_picture():
    drawing = Drawing.of(height=9, description="nothing", style=".a{fill:none}")
    assert 'viewBox="0 0 894 9" width="894"' in drawing
    assert "<style>text{font-family:" in drawing
    assert " .mono,.mono text{" in drawing
    assert "} .a{fill:none}</style>" in drawing


def test_a_place_to_click_is_not_seen():
    assert hit(1, 2, 3, 4, data_pick=5) == '<rect x="1" y="2" width="3" height="4" fill="transparent" data-pick="5"/>'
