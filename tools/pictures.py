"""Take the pictures of README and gallery from the real notebooks: make pictures

python tools/pictures.py 08_word2vec  # those of one notebook
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image

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
    "12_empirical_evaluation.ipynb": [("The table", "table1.png", [])],
}
IN_LAB = ("02_vanishing_gradients.ipynb", "Gradient X-ray", "in_lab.png")  # a whole window of a small laptop
SMALL = {  # the picture for each notebook in the map
    "01": "two_equations", "02": "gradient_xray", "03": "four_steps", "04": "temperature", "05": "learning_to_write",
    "06": "typeset", "07": "meaningful_dimensions", "08": "pair_factory", "09": "capitals", "10": "word_by_word",
    "11": "receptive_field", "12": "table1",
}  # fmt: skip
SMALL_SIZE = (176, 110)
MOVING = (
    "04_char_rnn.ipynb",
    "Temperature",
    lab.ROOT / "notebooks" / "pictures" / "moving.gif",
)
TURNS = [(25, "ArrowRight"), (40, "ArrowLeft"), (15, "ArrowRight")]  # of the slider: it ends where it begins
A_FRAME, WAIT, WIDE = 5, 180, 820  # keys, milliseconds, pixels


def small() -> None:
    """The top of each picture, cut to the common size of the map."""
    (FOLDER / "small").mkdir(exist_ok=True)
    for number, name in SMALL.items():
        if (FOLDER / f"{name}.png").exists():
            picture = Image.open(FOLDER / f"{name}.png").convert("RGB")
            wide, high = SMALL_SIZE
            picture = picture.resize((wide * 2, round(picture.height * wide * 2 / picture.width)), Image.LANCZOS)
            top = min(picture.height // 4, max(0, picture.height - 2 * high))
            picture.crop((0, top, 2 * wide, top + 2 * high)).resize(SMALL_SIZE, Image.LANCZOS).quantize(64).save(
                FOLDER / "small" / f"{number}.png", optimize=True
            )


def moving(here: lab.Visit) -> None:
    """An animation of the temperature slider on its way up, down and back."""
    _, title, file = MOVING
    panel = here.panel(title)
    slider = panel.get_by_role("slider").first
    slider.focus()
    frames = []
    for count, key in TURNS:
        for press in range(count):
            here.page.keyboard.press(key)
            if press % A_FRAME == A_FRAME - 1:
                here.page.wait_for_timeout(400)
                frames.append(Image.open(io.BytesIO(panel.screenshot())).convert("RGB"))
    size = (WIDE, round(frames[0].height * WIDE / frames[0].width))
    first, *others = [frame.resize(size, Image.LANCZOS).quantize(48, dither=Image.Dither.NONE) for frame in frames]
    file.parent.mkdir(exist_ok=True)
    first.save(file, save_all=True, append_images=others, duration=WAIT, loop=0, optimize=True)
    print(file, f"{file.stat().st_size:,} bytes")


def window(opened, address: str) -> None:
    """JupyterLab on a laptop screen of 1366 x 768, with the side bar."""
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
    with tempfile.TemporaryDirectory() as folder:  # a copy: Lab saves what it opens, views of a kernel included
        copy = shutil.copytree(lab.ROOT / "notebooks", Path(folder) / "notebooks")
        take(copy)
    small()


def take(notebooks: Path) -> None:
    """The pictures of the panels, from these notebooks."""
    with lab.server(notebooks) as address, lab.browser() as opened:
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
                if notebook == MOVING[0]:
                    moving(here)
        if not sys.argv[1:] or IN_LAB[0].removesuffix(".ipynb") in sys.argv[1:]:
            window(opened, address)
    small()


if __name__ == "__main__":
    main()
