"""Ten questions a teacher would ask of each notebook, each with the sentence of its text that answers it.

A file `NN_name.toml` holds ten tables `[[question]]`: `ask`, the `heading` as it stands in the script, hash marks
included, and `sentence`, a part of the sentence below it that answers. Line breaks count as blanks.
"""

import re
import tomllib
from pathlib import Path

import pytest

import notebooks as tool

FILES = sorted(Path(__file__).parent.glob("*.toml"))
HEADING = re.compile(r"(#{1,6}) +\S")
FENCE = re.compile(r" {0,3}(```|~~~)")
FEWEST_WORDS = 6


def text_of(script: Path) -> str:
    """The markdown of all cells of a script."""
    return "\n\n".join(cell.source for cell in tool.read(script).cells if cell.cell_type == "markdown")


def sections(text: str) -> list[tuple[str, str]]:
    """Each heading and what stands below it, up to the next heading of its level or a higher one."""
    lines, levels, fenced = text.splitlines(), [], False
    for line in lines:
        fenced ^= bool(FENCE.match(line))
        found = None if fenced else HEADING.match(line)
        levels.append(len(found[1]) if found else 0)
    below = []
    for k, level in enumerate(levels):
        if level:
            end = next((j for j in range(k + 1, len(lines)) if 0 < levels[j] <= level), len(lines))
            below.append((lines[k].rstrip(), "\n".join(lines[k + 1 : end])))
    return below


def one_line(text: str) -> str:
    return " ".join(text.split())


def alike(text: str) -> str:
    """What is left when case, blanks and punctuation do not count."""
    return re.sub(r"\W+", " ", text).casefold().strip()


def faults(question: dict, text: str) -> list[str]:
    """What is wrong with a question to a notebook of this markdown, in words."""
    if set(question) != {"ask", "heading", "sentence"}:
        return [f"a question has ask, heading and sentence; this one has {', '.join(sorted(question))}"]
    found = []
    if not question["ask"].rstrip().endswith("?"):
        found.append(f"not a question: {question['ask']!r}")
    if len(question["sentence"].split()) < FEWEST_WORDS:
        found.append(f"fewer than {FEWEST_WORDS} words: {question['sentence']!r}")
    below = [part for heading, part in sections(text) if heading == question["heading"]]
    if len(below) != 1:
        return [*found, f"{len(below)} headings {question['heading']!r}; expected 1"]
    if one_line(question["sentence"]) not in one_line(below[0]):
        found.append(f"not below {question['heading']!r}: {question['sentence']!r}")
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_ten_questions_and_each_is_answered_where_it_says(file):
    questions = tomllib.loads(file.read_text())["question"]
    assert len(questions) == 10
    text = text_of(tool.FOLDER / tool.SCRIPTS / f"{file.stem}.py")
    assert [fault for question in questions for fault in faults(question, text)] == []
    for key in ("ask", "sentence"):
        assert len({alike(question[key]) for question in questions}) == 10, f"two alike: {key}"


TEXT = """\
# One
The first sentence has more than
six words.
## Two
### Three
The third sentence has seven words here.
```
# Four
```
Below the fence the section goes on.
## Five
The last sentence has six words."""


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        ("# One", "first sentence has more than six words"),  # over a line break
        ("# One", "The last sentence has six words."),  # in a part of it
        ("## Two", "third sentence has seven words here"),
        ("### Three", "Below the fence the section goes on."),
    ],
)
def test_a_sentence_below_its_heading_is_found(heading, sentence):
    assert faults({"ask": "Where?", "heading": heading, "sentence": sentence}, TEXT) == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"heading": "# Two"}, "0 headings '# Two'"),  # the level counts
        ({"heading": "# Four"}, "0 headings"),  # a comment of code
        ({"heading": "## Five", "sentence": "third sentence has seven words here"}, "not below '## Five'"),
        ({"sentence": "The last sentence has six words."}, "not below '## Two'"),  # the next section has it
        ({"sentence": "third sentence has eight words in it"}, "not below '## Two'"),
        ({"sentence": "sentence has seven words here"}, "fewer than 6 words"),
        ({"ask": "Say where."}, "not a question"),
        ({"answer": "there"}, "a question has ask, heading and sentence"),
    ],
)
def test_a_wrong_question_is_named(changed, told):
    question = {"ask": "Where?", "heading": "## Two", "sentence": "third sentence has seven words here"}
    assert faults(question, TEXT) == []
    (fault,) = faults(question | changed, TEXT)
    assert told in fault


def test_a_heading_that_stands_twice_is_refused():
    question = {"ask": "Where?", "heading": "## Five", "sentence": "The last sentence has six words."}
    assert "2 headings" in faults(question, f"{TEXT}\n## Five\nagain")[0]
