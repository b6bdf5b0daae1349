"""Run a notebook from top to bottom, and print its kernel's peak memory in MB: python tools/places_run.py NOTEBOOK

It writes nothing, and is a process of its own so that another user can run it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient


def peak(pid: int) -> float:
    """The peak memory of a process in MB; 0 if the system does not report it."""
    status = Path(f"/proc/{pid}/status")
    return int(status.read_text().split("VmHWM:")[1].split()[0]) * 1024 / 1e6 if status.exists() else 0.0


def main() -> None:
    path, peaks = Path(sys.argv[1]), [0.0]
    client = NotebookClient(
        nbformat.read(path, as_version=4), timeout=600, kernel_name="python3", store_widget_state=False,
        resources={"metadata": {"path": str(path.parent)}},
    )  # fmt: skip
    client.on_cell_executed = lambda **_: peaks.append(peak(client.km.provisioner.pid))
    client.execute()
    print(round(max(peaks)))


if __name__ == "__main__":
    main()
