"""The figures in the replies are those of the published rows."""

from unrolled.benchmark.published import ROWS
from unrolled.lessons.table1.claims import exercise as exercises


def replies(question):
    return " ".join(choice.reply for choice in question.choices)


def test_the_replies_quote_the_rows():
    for question, name, later in (
        (exercises.SEQUENTIAL, "seq_mnist", "LSTM of about 70K"),
        (exercises.PERMUTED, "perm_mnist", "LSTM of about 70K"),
    ):
        row = ROWS[name]
        fair = next(one.score for one in row.later if one.model == later)
        for score in (row.published["lstm"], row.published["tcn"], fair):
            assert f"{score:.1f} %" in replies(question)
        assert row.published["lstm"] < fair < row.published["tcn"]


def test_the_tables_lstm_on_copy_is_at_the_baseline():
    row = ROWS["copy"]
    assert abs(row.published["lstm"] / row.trivial - 1) < 0.01


def test_choices_hold_no_numbers_that_may_change():
    for question in (exercises.BASELINE, exercises.SEQUENTIAL, exercises.PERMUTED):
        assert not any(letter.isdigit() for choice in question.choices for letter in choice.words)
