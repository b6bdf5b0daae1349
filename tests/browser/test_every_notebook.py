"""Every notebook runs in JupyterLab without errors, asks nobody outside, and its panels can be read by machines."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

import lab

pytestmark = pytest.mark.browser
NOTEBOOKS = sorted(path.name for path in (lab.ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda name: Path(name).stem)
def test_runs_clean_and_accessible(address, opened, notebook):
    with lab.visit(opened, address, notebook) as here:
        here.run_all()
        for selector in (".unrolled-panel", ".unrolled-predict"):
            found = here.page.locator(selector)
            for k in range(found.count()):
                found.nth(k).scroll_into_view_if_needed()
            findings = Axe().run(here.page, context=selector).response["violations"]
            serious = [
                f"{f['id']}: {f['nodes'][0]['html'][:200]}" for f in findings if f["impact"] in ("serious", "critical")
            ]
            assert serious == []
        titles = here.page.locator(".unrolled-title").all_inner_texts()
        assert len(titles) == len(set(titles)), "panels are told apart by their titles"
        assert here.page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
        assert here.outside == []
        assert [error for error in here.errors if not re.search(r"favicon", error)] == []
