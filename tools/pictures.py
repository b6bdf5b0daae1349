"""Take the README's pictures from the real notebooks: make pictures

python tools/pictures.py 08_word2vec  # those of one notebook
"""

from __future__ import annotations

import sys

import lab

FOLDER = lab.ROOT / "docs" / "pictures"
PANELS = {  # by notebook: title, file, keys pressed in the picture
    "01_recurrent_networks.ipynb": [
        ("The two equations", "two_equations.png", ["ArrowRight", "ArrowRight", "ArrowDown"])
    ],
    "02_vanishing_gradients.ipynb": [("Gradient X-ray", "gradient_xray.png", [])],
    "03_lstm_gates.ipynb": [
        ("Four steps of an LSTM", "four_steps.png", []),
        ("Gates over a text", "gates.png", []),
        ("Hold a gate", "hold_a_gate.png", []),
    ],
    "04_char_rnn.ipynb": [
        ("Temperature", "temperature.png", []),
        ("Train it yourself", "training.png", []),
    ],
    "05_synthetic_shakespeare.ipynb": [("Learning to write", "learning_to_write.png", ["ArrowRight"] * 5)],
    "06_synthetic_latex.ipynb": [
        ("Source and page", "typeset.png", []),
        ("Opened and closed", "opened_and_closed.png", []),
    ],
    "07_word_encodings.ipynb": [("Meaningful dimensions", "meaningful_dimensions.png", [])],
    "08_word2vec.ipynb": [
        ("Pair factory", "pair_factory.png", []),
        ("Train word vectors", "word_training.png", []),
    ],
    "09_word2vec_analogies.ipynb": [
        ("Countries and capitals", "capitals.png", []),
        ("Analogies", "analogies.png", []),
        ("The analogy court", "court.png", []),
    ],
    "10_show_and_tell.ipynb": [
        ("Word by word", "word_by_word.png", ["ArrowRight"]),
        ("Compose", "compose.png", []),
    ],
    "11_tcn_receptive_field.ipynb": [
        ("Figure 1a", "receptive_field.png", []),
        ("The residual block", "residual_block.png", []),
        ("Chorales", "chorales.png", ["ArrowRight"] * 5),
    ],
}
IN_LAB = ("02_vanishing_gradients.ipynb", "Gradient X-ray", "in_lab.png")  # a whole window of a small laptop


def window(opened, address: str) -> None:
    """JupyterLab as a laptop of 1366 x 768 shows it, side bar and all."""
    notebook, title, file = IN_LAB
    with lab.visit(opened, address, notebook, width=1366, height=768) as here:
        here.run_all()
        here.page.evaluate("() => window.jupyterapp.shell.expandLeft()")
        here.page.wait_for_timeout(1000)
        here.panel(title).evaluate("panel => panel.scrollIntoView({ block: 'center' })")
        here.page.wait_for_timeout(2000)
        here.page.screenshot(path=FOLDER / file)
        print(FOLDER / file)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with lab.server(lab.ROOT / "notebooks") as address, lab.browser() as opened:
        for notebook, panels in PANELS.items():
            if sys.argv[1:] and notebook.removesuffix(".ipynb") not in sys.argv[1:]:
                continue
            with lab.visit(opened, address, notebook, width=1400, height=1100) as here:
                here.run_all()
                for title, file, keys in panels:
                    panel = here.panel(title)
                    here.page.wait_for_timeout(3000)
                    for key in keys:
                        panel.locator(".unrolled-wide").press(key)
                        here.page.wait_for_timeout(300)
                    if title in ("Train it yourself", "Train word vectors"):
                        panel.get_by_role("button", name="Start").click()
                        panel.get_by_text("Done after").wait_for(timeout=120_000)
                    panel.screenshot(path=FOLDER / file)
                    print(FOLDER / file)
        if not sys.argv[1:] or IN_LAB[0].removesuffix(".ipynb") in sys.argv[1:]:
            window(opened, address)


if __name__ == "__main__":
    main()
