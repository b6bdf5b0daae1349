"""One job at a time: the next begins when the last has ended, and each can be told to stop."""

import subprocess
import sys
import threading

import pytest

from unrolled.drawing.svg import Drawing
from unrolled.panels.background import Background, BackgroundPanel
from unrolled.panels.live import LivePicture


def test_a_job_runs_and_can_be_waited_for():
    done = []
    background = Background()
    background.join()  # before any job
    background.start(lambda stopped: done.append(stopped.is_set()))
    background.join()
    assert done == [False]


def test_stop_sets_the_jobs_own_event_and_waits_for_its_end():
    ended, background = [], Background()

    def job(stopped):
        ended.append(stopped.wait(5))

    background.start(job)
    before = background.stopped
    assert background.busy
    background.stop()
    assert ended == [True]
    assert before.is_set()
    assert not background.busy
    assert not background.stopped.is_set()  # the next job begins afresh
    background.start(lambda stopped: ended.append(stopped.is_set()))
    background.join()
    assert ended == [True, False]


def test_stop_need_not_wait():
    go_on, background, ended = threading.Event(), Background(), threading.Event()

    def job(stopped):
        go_on.wait(5)
        ended.set()

    background.start(job)
    background.stop(wait=False)
    assert not ended.is_set()
    go_on.set()
    assert ended.wait(5)


class Patient(BackgroundPanel):
    def __init__(self):
        live = LivePicture("at first", Drawing, str)
        super().__init__("A panel", "What comes?", [], live)
        self.go_on, self.ended = threading.Event(), threading.Event()
        self._background.start(self._job)

    def _job(self, stopped):
        self.go_on.wait(5)
        if not stopped.is_set():
            self.show("at last")
        self.ended.set()


class Impatient(Patient):
    _patient = False


def test_a_panel_waits_for_its_job():
    panel = Patient()
    assert panel.busy
    panel.go_on.set()
    assert panel.finish() == panel.record == "at last"
    assert not panel.busy
    panel.close()


@pytest.mark.parametrize("made", [Patient, Impatient])
def test_what_a_closed_panel_still_measures_is_dropped(made):
    panel = made()
    later = threading.Timer(0.2, panel.go_on.set)
    later.start()
    panel.close()
    assert panel.ended.is_set() == (made is Patient)
    assert panel.ended.wait(5)
    assert panel.record == "at first"
    later.join()


SCRIPT = """
import torch
from unrolled.panels.background import Background

def job(stopped):
    while not stopped.is_set():
        torch.nn.LSTM(64, 64)(torch.zeros(50, 8, 64))

Background().start(job)
"""


def test_a_script_that_ends_while_a_job_runs_ends_well():
    ended = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=60)
    assert (ended.returncode, ended.stderr) == (0, "")
