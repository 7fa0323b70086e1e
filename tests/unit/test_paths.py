"""The folders of a run: a raw folder that is one, and scratch folders that no killed run leaves."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analysis.errors import ParameterError
from analysis.paths import CHECKOUT, WRITING, Paths, project_paths, writing_beside

AT_WORK = """
import sys, time
from pathlib import Path
from analysis.paths import writing_beside
with writing_beside(Path(sys.argv[1])) as folder:
    (folder / "votes.parquet").write_text("half")
    time.sleep(600)
"""


def left(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"{WRITING}*"))


def test_a_raw_folder_that_is_a_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "slutresultat.zip"
    file.write_bytes(b"PK")
    with pytest.raises(ParameterError, match=r"^raw: .*slutresultat\.zip .* it must be a folder"):
        project_paths(raw=file)
    monkeypatch.setenv("VALANALYS_RAW", str(file))
    with pytest.raises(ParameterError, match="it must be a folder"):
        project_paths()


def test_a_raw_folder_that_is_not_there_may_be_named_but_not_read(tmp_path: Path) -> None:
    paths = project_paths(raw=tmp_path / "none", data=tmp_path)
    with pytest.raises(ParameterError, match=r"^raw: .*none .* there is no such folder"):
        paths.check_raw()
    Paths(raw=tmp_path, data=tmp_path).check_raw()


@pytest.mark.parametrize("command", ["clean", "measures"])
@pytest.mark.parametrize(("name", "said"), [("a.csv", "it must be"), ("none", "no such folder")])
def test_the_command_says_so_and_exits_with_2(
    command: str, name: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text("a;b\n")
    asked = ["--area", "22", "--year", "2018", "--party", "V"] if command == "measures" else []
    folders = ["--raw", str(tmp_path / name), "--data", str(tmp_path / "data")]
    run = subprocess.run(
        [sys.executable, "-c", "from analysis.cli import main; main()", command, *asked, *folders],
        capture_output=True,
        text=True,
        check=False,
        cwd=CHECKOUT,
    )
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("raw: ")
    assert said in run.stderr


def test_what_is_written_beside_is_taken_away_also_after_an_error(tmp_path: Path) -> None:
    with writing_beside(tmp_path / "data") as folder:
        (folder / "x").write_text("x")
        assert left(tmp_path / "data") == [folder]
    assert left(tmp_path / "data") == []
    with pytest.raises(OSError, match="full"), writing_beside(tmp_path / "data"):
        raise OSError("full")
    assert left(tmp_path / "data") == []


def test_a_killed_run_leaves_its_folder_until_the_next_and_one_at_work_keeps_it(
    tmp_path: Path,
) -> None:
    runs = [subprocess.Popen([sys.executable, "-c", AT_WORK, str(tmp_path)]) for _ in range(2)]
    try:
        while len(list(tmp_path.glob(f"{WRITING}*/votes.parquet"))) < 2:
            assert [run.poll() for run in runs] == [None, None]
            time.sleep(0.05)
        runs[0].send_signal(signal.SIGKILL)
        runs[0].wait()
        assert len(left(tmp_path)) == 2
        with writing_beside(tmp_path) as folder:
            kept = set(left(tmp_path)) - {folder}
            assert [(path / "votes.parquet").read_text() for path in kept] == ["half"]
            assert runs[1].poll() is None
    finally:
        for run in runs:
            run.kill()
            run.wait()
    with writing_beside(tmp_path) as folder:
        assert left(tmp_path) == [folder]


def test_a_folder_of_another_name_or_a_link_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / f"{WRITING}note").write_text("a file")
    (tmp_path / f"{WRITING}link").symlink_to(tmp_path / "mine")
    with writing_beside(tmp_path):
        pass
    assert (tmp_path / "mine").is_dir()
    assert len(left(tmp_path)) == 2


def test_without_locks_on_the_disk_nothing_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(*_: object) -> None:
        raise OSError(os.strerror(38))

    (tmp_path / f"{WRITING}old").mkdir()
    monkeypatch.setattr(fcntl, "flock", no_locks)
    with writing_beside(tmp_path) as folder:
        assert left(tmp_path) == sorted([folder, tmp_path / f"{WRITING}old"])
    assert left(tmp_path) == [tmp_path / f"{WRITING}old"]
