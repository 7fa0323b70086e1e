"""Runs that meet nobody: two at once, one interrupted, and none that leaves sockets behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from analysis.render.kernels import LocalKernelManager, environment, private_runtime
from runs import GOOD, NOTEBOOKS, files_below, options

OTHER = {"area": "2281", "year": "2022", "party": "M"}
SECONDS = 120
AT_WORK = 1.5  # seconds of its own that a kernel has used when it has started and runs cells


def start(arguments: list[object]) -> subprocess.Popen[str]:
    """Start the command in a process group of its own."""
    script = "from analysis.cli import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", script, *(str(argument) for argument in arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait_for_kernel(pid: int) -> None:
    """Wait until the run's kernel is at work.

    A kernel that is only starting is no run yet: nbclient may lose an interrupt just then.
    """
    latest = time.monotonic() + SECONDS
    while not any(kernel.cpu_times().user > AT_WORK for kernel in psutil.Process(pid).children()):
        assert time.monotonic() < latest, "no kernel was started"
        time.sleep(0.05)


def test_two_runs_at_once_both_end_in_a_report(data: Path, tmp_path: Path) -> None:
    before = sorted(NOTEBOOKS.iterdir())
    places = ["--data", data, "--out", tmp_path, "--formats", "html"]
    runs = [start(["report", *options(asked), *places]) for asked in (GOOD, OTHER)]
    ended = [(run.communicate(timeout=SECONDS)[1], run.returncode) for run in runs]
    assert [code for _, code in ended] == [0, 0], ended
    made = files_below(tmp_path)
    assert "2018/22-vasternorrland/V/report.html" in made
    assert "2022/2281-sundsvall/M/report.html" in made
    assert sorted(NOTEBOOKS.iterdir()) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no process groups of this kind")
def test_an_interrupted_run_says_so_and_leaves_nothing(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run = start(["report", *options(GOOD), "--data", data, "--out", out])
    wait_for_kernel(run.pid)
    os.killpg(run.pid, signal.SIGINT)
    said = run.communicate(timeout=SECONDS)[1]
    assert run.returncode == 130, said
    assert said.strip().endswith("stopped")
    assert not list(out.rglob("report.html"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no sockets of this kind")
def test_a_kernels_sockets_lie_in_the_runs_own_folder() -> None:
    with private_runtime() as own, environment(own):
        first = LocalKernelManager().ip
        assert Path(first).parent == Path(own["JUPYTER_RUNTIME_DIR"])
        assert Path(first).parent.stat().st_mode & 0o077 == 0
    with private_runtime() as own, environment(own):
        assert first != LocalKernelManager().ip
