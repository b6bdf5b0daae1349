"""What every panel with a cursor does when it is moved."""

from told import has_nan


def check_cursor(panel) -> None:
    """Another place is described in other words and drawn anew, without a problem."""
    said, drawn = panel.describe(), panel.drawing()
    panel.live.cursor = 2
    assert panel.describe() != said
    assert panel.drawing() != drawn
    assert not has_nan(panel.drawing())
    assert not panel.status.problem
    assert "image/svg+xml" in panel._repr_mimebundle_()
