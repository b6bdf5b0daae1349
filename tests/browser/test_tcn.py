"""Figure 1a by keys, and a chorale that can be heard: what only a page can show."""

import lab


def test_keys_move_output_and_poke_and_a_chorale_plays(ran):
    here = ran("11_tcn_receptive_field.ipynb")
    panel = here.panel("Figure 1a")
    picture = panel.locator(".unrolled-wide")
    picture.press("ArrowLeft")
    lab.described(panel, "Output 23 of 24")
    picture.press("ArrowUp")
    lab.described(panel, "input 5 changed")
    panel.get_by_role("button", name="holes").click()
    lab.described(panel, "14 holes")
    lab.more(panel)
    panel.get_by_role("textbox", name="Dilations").fill("1, two")
    panel.get_by_text("is no dilation").wait_for()

    panel = here.panel("Chorales")
    lab.more(panel)
    audio = panel.locator("audio")
    assert audio.get_attribute("aria-label") == "The chorale as it is shown"
    assert not audio.get_attribute("src")
    panel.get_by_role("button", name="Play").click()
    here.page.wait_for_function("a => a.duration > 20", arg=audio.element_handle(), timeout=20_000)
    assert here.errors == []
