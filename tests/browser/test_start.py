"""Notebook 00 in JupyterLab."""


def test_the_first_notebook_opens_and_runs(ran):
    here = ran("00_start_here.ipynb")
    here.page.locator(".unrolled-panel").scroll_into_view_if_needed()
    here.page.get_by_role("region", name="Softmax by hand").wait_for()
    assert "This kernel has" in here.page.locator(".jp-Notebook").inner_text()
