"""Each rule of the house is seen failing on a file that breaks it and nothing else."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from checks import house_rules

LINE = "    a = 1\n"
SOUND = {
    "src/analysis/sound.py": "def f():\n" + LINE * 59 + "x = 1\n" * 240,
    "src/analysis/caught.py": "try:\n    a = 1\nexcept Exception:\n    a = 2\n    raise\n",
    "src/analysis/named.py": "try:\n    a = 1\nexcept (KeyError, ValueError):\n    a = 2\n",
    "tests/unit/test_sound.py": "def test_a():\n    assert 1\ndef helper():\n    return 1\n",
    "tests/unit/test_raises.py": "def test_a():\n    with pytest.raises(KeyError):\n        f()\n",
    "tests/unit/test_helper.py": "def test_a():\n    assert_same(1, 1)\n",
    "data/raw/votes.csv": "party_code,votes\nV,1\n",
    "docs/paths.md": "See https://example.org/home/page, `~/reports` and `src/root/file`.\n",
    "fonts/large.otf": "\n" * 1_000_001,
}

# The strings are put together here, so that this file itself keeps the rules.
BROKEN = {
    "long function": ("src/a.py", "def f():\n" + LINE * 60, ":1: f has 61 lines"),
    "long method": ("src/a.py", "class A:\n  async def f():\n" + LINE * 60, ":2: f has 61 lines"),
    "long test": ("tests/test_a.py", "def f():\n" + LINE * 60, ":1: f has 61 lines"),
    "long module": ("src/a.py", "x = 1\n" * 301, ": 301 lines"),
    "bare except": ("src/a.py", "try:\n    f()\nexcept:\n    pass\n", ":3: catches everything"),
    "except Exception": (
        "src/a.py",
        "try:\n    f()\nexcept Exception as e:\n    print(e)\n",
        ":3: catches everything",
    ),
    "except among others": (
        "src/a.py",
        "try:\n    f()\nexcept (KeyError, BaseException):\n    pass\n",
        ":3: catches everything",
    ),
    "empty test": ("tests/test_a.py", "def test_a():\n    f()\n", ":1: test_a asserts nothing"),
    "machine path": ("a.md", "x\nin /ho" + "me/user/file\n", ":2: '/ho" + "me/u' starts a path"),
    "root path": ("a.yml", "path: /ro" + "ot/file\n", ":1: '/ro" + "ot/f' starts a path"),
    "Mac path": ("a.py", "P = '/Us" + "ers/x/y'\n", ":1: '/Us" + "ers/x' starts a path"),
    "Windows path": ("a.txt", "C:" + "\\Users\\x\n", "starts a path"),
    "registry": (
        "a.lock",
        "# from https:/" + "/index.example.org/simple/\n",
        "is a package registry",
    ),
    "registry files": (
        "a.toml",
        "u = 'https:/" + "/files.example.org/packages/a.whl'\n",
        "is a package registry",
    ),
    "workbook": ("data/raw/votes.XLSX", "", ": a publisher's own file"),
    "archive": ("data/raw/x/votes.zip", "", ": a publisher's own file"),
    "large file": ("docs/a.png", "\n" * 1_000_001, ": 1,000,001 bytes"),
}


def write(root: Path, files: dict[str, str]) -> list[str]:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return list(files)


def test_sound_files_keep_every_rule(tmp_path: Path) -> None:
    assert house_rules.breaches(tmp_path, write(tmp_path, SOUND)) == []


@pytest.mark.parametrize("case", BROKEN)
def test_a_breach_is_found_and_named(case: str, tmp_path: Path) -> None:
    name, text, message = BROKEN[case]
    found = house_rules.breaches(tmp_path, write(tmp_path, {name: text}))
    assert len(found) == 1
    assert found[0].startswith(name)
    assert message in found[0]


def test_files_in_another_encoding_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\xff")
    assert house_rules.breaches(tmp_path, ["a.png"]) == []


def test_the_command_sees_new_files_and_not_ignored_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    write(tmp_path, {".gitignore": "/data/raw/*.zip\n", "data/raw/votes.zip": ""})
    assert house_rules.main(str(tmp_path)) == 0
    write(tmp_path, {"data/raw/votes.xls": ""})
    assert house_rules.main(str(tmp_path)) == 1
    assert "data/raw/votes.xls: a publisher's own file" in capsys.readouterr().out
