"""Every ``test_panel.py`` of a lesson has a fixture ``panel``, and with it a test that moves this panel at random."""

import pytest

from random_moves import random_moves


class PanelModule(pytest.Module):
    def collect(self):
        self.obj.test_random_moves = random_moves
        return super().collect()


def pytest_pycollect_makemodule(module_path, parent):
    return PanelModule.from_parent(parent, path=module_path) if module_path.name == "test_panel.py" else None
