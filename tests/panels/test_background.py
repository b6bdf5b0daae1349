"""One job at a time: the next begins when the last has ended, and each can be told to stop."""

import subprocess
import sys
import threading

from unrolled.panels.background import Background


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
