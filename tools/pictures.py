"""Take the README's pictures from the real notebooks: make pictures"""

from __future__ import annotations

import lab

FOLDER = lab.ROOT / "notebooks" / "pictures"
PANELS = {
    "Temperature": "temperature.png",
    "One character ahead": "surprisal.png",
    "Temperature microscope": "microscope.png",
    "Train it yourself": "training.png",
}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with (
        lab.server(lab.ROOT / "notebooks") as address,
        lab.browser() as opened,
        lab.visit(opened, address, "04_char_rnn.ipynb", width=1400, height=1100) as here,
    ):
        here.run_all()
        for title, file in PANELS.items():
            panel = here.page.locator(f".unrolled-panel:has(.unrolled-title:text-is('{title}'))")
            panel.scroll_into_view_if_needed()
            here.page.wait_for_timeout(3000)
            if title == "Train it yourself":
                panel.get_by_role("button", name="Start").click()
                panel.get_by_text("Done after").wait_for(timeout=120_000)
            panel.screenshot(path=FOLDER / file)
            print(FOLDER / file)


if __name__ == "__main__":
    main()
