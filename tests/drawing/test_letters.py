"""Letters in lines."""

from unrolled.drawing import letters


def test_lines_break_between_words_and_at_line_ends():
    cells = letters.lay_out("to be or\nnot", 5)
    assert cells == [(0, 0), (0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2)]
    assert letters.lay_out("abcdefg", 3)[-1] == (2, 0)  # a word longer than a line is cut
    assert letters.lay_out("", 5) == []


def test_the_beginning_of_a_text_fits_its_lines_and_ends_with_a_word():
    assert letters.beginning("to be or\nnot", 5, 3) == "to be or\nnot"
    assert letters.beginning("to be or\nnot", 5, 2) == "to be or"
    assert letters.beginning("to be or not to be", 8, 1) == "to be or"
    assert letters.beginning("abcdefg", 3, 2) == "abcdef"  # one word that is longer than the lines is cut
    assert letters.beginning("a\n" * 9, 5, 4) == "a\na\na\na"


def test_a_letter_alone_and_the_frame_around_one_in_a_text():
    assert ">␣<" in letters.letter(" ", 1, 2)
    assert 'font-size="24"' in letters.letter("a", 1, 2, 24, "wrong")
    grid = letters.Grid("ab", 5, 10, 100, 50)
    assert grid.pointer(1).count('x="104" y="49" width="10" height="17.5"') == 2
