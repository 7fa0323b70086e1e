"""Fetching from a server on this machine that is slow, broken, rude or wrong; each guard seen at work."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
import yaml
from rich.console import Console

from analysis.config import Config
from analysis.errors import DataError, ParameterError
from analysis.fetch.command import FetchRequest, run_fetch
from analysis.fetch.connection import Manners, check_redirect, retry_after
from analysis.fetch.part import version_in
from analysis.fetch.place import FolderError, sole_fetch
from analysis.fetch.register import load_downloads
from analysis.paths import CHECKOUT, Paths
from web_server import Answer, Site, web_server

TEXT = b"".join(b"2281;%05d;10\r\n" % number for number in range(5000))  # 75,000 bytes
SOON = Manners(
    connect_seconds=2, read_seconds=0.3, patience=0.3, slowest=1000, attempts=3, pause=0.5
)


@dataclass
class Place:
    """A raw folder, a register of its own, a server, and what was said and slept."""

    site: Site
    root: Path
    entries: list[dict[str, object]] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    said: str = ""
    manners: Manners = SOON

    @property
    def raw(self) -> Path:
        return self.root / "raw"

    def entry(self, name: str, *answers: Answer, **more: object) -> Path:
        """Register a file of 2018 and what the server answers for it; give its place."""
        address = self.site.put(f"/{name}", *answers)
        fixed = {"year": 2018, "elections": ["riksdag"], "publisher": "p"}
        given = {**fixed, "file": f"val2018/{name}", "address": address, **more}
        self.entries.append(given)
        return self.raw / str(given["file"])

    def run(self, *years: int, elections: tuple[str, ...] = (), list_only: bool = False) -> int:
        text = yaml.safe_dump({"downloads": self.entries})
        (self.root / "config").mkdir(exist_ok=True)
        (self.root / "config" / "downloads.yml").write_text(text, encoding="utf-8")
        said = io.StringIO()
        request = FetchRequest(years or (2018,), elections, list_only)
        paths = Paths(raw=self.raw, data=self.root / "data", root=self.root)
        manners = replace(self.manners, sleep=self.slept.append)
        try:
            return run_fetch(request, paths, Console(file=said, width=300), manners=manners)
        finally:
            self.said = said.getvalue()

    def record(self) -> dict[str, dict[str, object]]:
        return dict(json.loads((self.raw / "fetched.json").read_text(encoding="utf-8")))

    def left(self) -> list[str]:
        """Give every file below the raw folder."""
        files = (path for path in self.raw.rglob("*") if path.is_file())
        return sorted(path.relative_to(self.raw).as_posix() for path in files)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    monkeypatch.setenv("NO_PROXY", "*")
    with web_server() as site:
        yield Place(site, tmp_path)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def md5(content: bytes) -> str:
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


def zipped(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


# What goes well


def test_a_file_is_placed_and_recorded(place: Place) -> None:
    path = place.entry("a.skv", Answer(TEXT))
    assert place.run() == 0
    assert path.read_bytes() == TEXT
    entry = place.record()["val2018/a.skv"]
    assert entry["sha256"] == sha256(TEXT)
    assert entry["bytes"] == 75_000
    assert entry["address"] == place.site.address + "/a.skv"
    assert entry["retrieved"] == datetime.now(UTC).date().isoformat()
    assert place.left() == ["fetched.json", "val2018/a.skv"]


def test_who_asks_is_said(place: Place) -> None:
    place.entry("a.skv", Answer(TEXT))
    place.run()
    headers = place.site.asked[0].headers
    assert headers["User-Agent"].startswith("valanalys/")
    assert headers["Accept-Encoding"] == "identity"


def test_a_file_that_comes_packed_all_the_same_is_unpacked(place: Place) -> None:
    packed = Answer(gzip.compress(TEXT), headers={"Content-Encoding": "gzip"})
    path = place.entry("a.skv", replace(packed, sent=50), packed)
    assert place.run() == 0
    assert path.read_bytes() == TEXT
    assert place.site.ranges("/a.skv") == [None, None]


def test_nothing_is_fetched_twice(place: Place) -> None:
    place.entry("a.skv", Answer(TEXT))
    place.entry("b.skv", Answer(TEXT + b"x"), sha256=sha256(TEXT + b"x"))
    assert place.run() == 0
    assert place.run() == 0
    assert len(place.site.asked) == 2
    assert "there already" in place.said


def test_the_record_is_sorted_and_has_one_entry_a_file(place: Place) -> None:
    place.entry("b.skv", Answer(TEXT))
    place.entry("a.skv", Answer(TEXT))
    place.run()
    assert list(place.record()) == ["val2018/a.skv", "val2018/b.skv"]


def test_there_is_a_rest_between_files_and_none_before_the_first(place: Place) -> None:
    for name in ("a.skv", "b.skv", "c.skv"):
        place.entry(name, Answer(TEXT))
    place.run()
    assert place.slept == [0.5, 0.5]


def test_only_the_elections_asked_for_come(place: Place) -> None:
    place.entry("r.skv", Answer(TEXT))
    kommun = place.entry("k.skv", Answer(TEXT), elections=["kommun", "region"])
    place.entry("old.skv", Answer(TEXT), elections=["kommun"], year=2014)
    assert place.run(2018, elections=("kommun",)) == 0
    assert [asked.path for asked in place.site.asked] == ["/k.skv"]
    assert kommun.is_file()


def test_a_file_put_there_by_hand_is_left_alone(place: Place) -> None:
    path = place.entry("a.skv", Answer(TEXT))
    path.parent.mkdir(parents=True)
    path.write_bytes(b"mine")
    assert place.run() == 0
    assert (path.read_bytes(), place.site.asked) == (b"mine", [])
    assert "nothing to verify it against" in place.said
    assert not (place.raw / "fetched.json").exists()


def test_a_known_file_put_there_by_hand_is_recorded(place: Place) -> None:
    path = place.entry("a.skv", Answer(TEXT), sha256=sha256(TEXT))
    path.parent.mkdir(parents=True)
    path.write_bytes(TEXT)
    assert place.run() == 0
    assert place.site.asked == []
    assert list(place.record()) == ["val2018/a.skv"]


def test_what_can_only_be_fetched_by_hand_is_pointed_to(place: Place) -> None:
    place.entry("a.zip", Answer(TEXT), kind="by hand")
    assert place.run() == 0
    assert place.site.asked == []
    assert f"by hand from {place.site.address}/a.zip" in place.said


# Broken off and continued


def test_a_broken_connection_is_continued_where_it_broke(place: Place) -> None:
    path = place.entry("a.skv", Answer(TEXT, sent=30_000), Answer(TEXT))
    assert place.run() == 0
    assert path.read_bytes() == TEXT
    assert place.site.ranges("/a.skv") == [None, "bytes=30000-"]
    assert place.site.asked[1].headers["If-Range"] == f'"{md5(TEXT)}"'
    assert place.slept == [1]


def test_a_server_that_sends_less_than_the_rest_is_asked_again(place: Place) -> None:
    headers = {"Content-Range": "bytes 30000-39999/75000"}
    some = Answer(TEXT[30_000:40_000], 206, headers, etag=False)
    path = place.entry("a.skv", Answer(TEXT, sent=30_000), some, Answer(TEXT))
    assert place.run() == 0
    assert path.read_bytes() == TEXT
    assert place.site.ranges("/a.skv") == [None, "bytes=30000-", "bytes=40000-"]


def test_a_part_of_another_address_is_not_continued(place: Place) -> None:
    place.manners = replace(SOON, attempts=1)
    place.entry("a.skv", Answer(TEXT, sent=30_000))
    assert place.run() == 1
    place.entries[0]["address"] = place.site.put("/moved.skv", Answer(TEXT))
    assert place.run() == 0
    assert place.site.ranges("/moved.skv") == [None]


def test_a_later_run_continues_what_an_earlier_one_left(place: Place) -> None:
    path = place.entry("a.skv", *[Answer(TEXT, sent=20_000)] * 3, Answer(TEXT))
    assert place.run() == 1
    assert "60000 bytes" in place.said
    assert place.left() == ["val2018/a.skv.part", "val2018/a.skv.version.part"]
    assert place.run() == 0
    assert path.read_bytes() == TEXT
    assert place.site.ranges("/a.skv")[-1] == "bytes=60000-"


def test_a_file_that_changed_meanwhile_is_not_stitched_together(place: Place) -> None:
    newer = TEXT.replace(b"10", b"20")
    path = place.entry("a.skv", Answer(TEXT, sent=30_000), Answer(newer))
    assert place.run() == 0
    assert path.read_bytes() == newer


def test_a_server_that_ignores_if_range_is_seen_through(place: Place) -> None:
    newer = TEXT.replace(b"10", b"20")
    lying = Answer(
        newer[30_000:],
        206,
        {"Content-Range": "bytes 30000-74999/75000", "ETag": '"other"'},
        etag=False,
    )
    path = place.entry("a.skv", Answer(TEXT, sent=30_000), lying, Answer(newer))
    assert place.run() == 0
    assert path.read_bytes() == newer
    assert place.site.ranges("/a.skv") == [None, "bytes=30000-", None]


def test_a_range_that_begins_elsewhere_is_not_appended(place: Place) -> None:
    wrong = Answer(TEXT[10_000:], 206, {"Content-Range": "bytes 10000-74999/75000"}, etag=False)
    path = place.entry("a.skv", Answer(TEXT, sent=30_000), wrong, Answer(TEXT))
    assert place.run() == 0
    assert path.read_bytes() == TEXT


@pytest.mark.parametrize(
    "second", [Answer(TEXT, ranges=False), Answer(b"", 416, {"Content-Type": "text/html"})]
)
def test_a_server_without_ranges_is_asked_anew(place: Place, second: Answer) -> None:
    path = place.entry("a.skv", Answer(TEXT, sent=30_000), second, Answer(TEXT))
    assert place.run() == 0
    assert path.read_bytes() == TEXT


def test_without_a_version_it_begins_anew(place: Place) -> None:
    path = place.entry("a.skv", Answer(TEXT, sent=30_000, etag=False), Answer(TEXT, etag=False))
    assert place.run() == 0
    assert path.read_bytes() == TEXT
    assert place.site.ranges("/a.skv") == [None, None]


def test_a_packed_rest_is_not_appended(place: Place) -> None:
    rest = gzip.compress(TEXT[30_000:].replace(b"10", b"20"))
    headers = {"Content-Range": "bytes 30000-74999/75000", "Content-Encoding": "gzip"}
    packed = Answer(rest, 206, headers, etag=False)
    path = place.entry("a.skv", Answer(TEXT, sent=30_000), packed, Answer(TEXT))
    assert place.run() == 0
    assert path.read_bytes() == TEXT


def test_a_weak_etag_is_no_version() -> None:
    assert not version_in({"ETag": 'W/"1"'})
    assert version_in({"ETag": 'W/"1"', "Last-Modified": "then"}) == "then"
    assert version_in({"ETag": '"1"', "Last-Modified": "then"}) == '"1"'


def test_a_file_that_stays_too_short_is_refused(place: Place) -> None:
    place.entry("a.skv", Answer(TEXT, sent=100, ranges=False))
    assert place.run() == 1
    assert "broke off after 100 bytes" in place.said
    assert place.site.times("/a.skv") == 3
    assert place.slept == [1, 2]
    assert not (place.raw / "val2018/a.skv").exists()


def test_half_a_zip_without_a_stated_length_is_refused(place: Place) -> None:
    whole = zipped("a.xml", TEXT)
    place.entry("a.zip", Answer(whole, sent=len(whole) // 2, length=False))
    assert place.run() == 1
    assert "a zip without its end" in place.said
    assert place.left() == []


class Interrupted(list[float]):
    """A rest in which somebody presses Ctrl-C."""

    def append(self, _: float) -> None:
        raise KeyboardInterrupt


def test_an_interrupted_fetch_leaves_the_old_file_and_parts_only(place: Place) -> None:
    old = place.entry("a.skv", Answer(TEXT))
    place.run()
    place.entry("b.skv", Answer(TEXT, sent=30_000))
    place.slept = Interrupted()
    with pytest.raises(KeyboardInterrupt):
        place.run()
    assert old.read_bytes() == TEXT
    parts = ["val2018/b.skv.part", "val2018/b.skv.version.part"]
    assert place.left() == ["fetched.json", "val2018/a.skv", *parts]


# Slow, silent, away


def test_a_server_that_falls_silent_ends_in_an_error(place: Place) -> None:
    place.entry("a.skv", Answer(TEXT, sent=100, silent=True))
    assert place.run() == 1
    assert "fell silent after" in place.said


def test_a_server_that_never_answers_ends_in_an_error(place: Place) -> None:
    place.entry("a.skv", Answer(mute=True))
    assert place.run() == 1
    assert "no answer from" in place.said
    assert "within 0.3 s" in place.said


def test_a_server_that_drips_ends_in_an_error(place: Place) -> None:
    place.manners = replace(SOON, attempts=1)
    place.entry("a.skv", Answer(TEXT[:100], drip=0.05))
    assert place.run() == 1
    assert "bytes a second" in place.said
    assert not (place.raw / "val2018/a.skv").exists()


def test_a_host_that_is_away_is_asked_for_one_file_only(place: Place) -> None:
    with web_server() as gone:
        nowhere = gone.address
    place.entry("a.skv", address=nowhere + "/a.skv")
    place.entry("b.skv", address=nowhere + "/b.skv")
    good = place.entry("c.skv", Answer(TEXT))
    assert place.run() == 1
    assert f"no connection to {nowhere}/a.skv" in place.said
    assert "put it into the raw folder as val2018/a.skv" in place.said
    assert "couldn't be reached a moment ago" in place.said
    assert "not fetched: val2018/a.skv, val2018/b.skv" in place.said
    assert place.slept == [1, 2, 0.5]
    assert good.is_file()


# Refused


def test_a_missing_file_is_an_error_and_the_others_come(place: Place) -> None:
    place.entry("a.skv", Answer(b"", 404))
    good = place.entry("b.skv", Answer(TEXT))
    assert place.run() == 1
    assert f"status 404 from {place.site.address}/a.skv" in place.said
    assert place.site.times("/a.skv") == 1
    assert good.is_file()
    assert "1 fetched, 1 failed" in place.said


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_may_pass_is_tried_again(place: Place, status: int) -> None:
    path = place.entry("a.skv", Answer(b"", status), Answer(b"", status), Answer(TEXT))
    assert place.run() == 0
    assert path.read_bytes() == TEXT
    assert place.slept == [1, 2]


def test_the_server_says_how_long_to_rest(place: Place) -> None:
    place.entry("a.skv", Answer(b"", 503, {"Retry-After": "7"}), Answer(TEXT))
    assert place.run() == 0
    assert place.slept == [7]


def test_a_rest_too_long_is_an_error_at_once(place: Place) -> None:
    place.entry("a.skv", Answer(b"", 503, {"Retry-After": "86400"}))
    assert place.run() == 1
    assert "asks for 86400 s of rest" in place.said
    assert place.slept == []


def test_a_rest_is_a_number_a_date_or_unsaid() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(hours=1))
    assert retry_after("30") == 30
    assert 3500 < (retry_after(later) or 0) <= 3600
    assert retry_after("Thu, 01 Jan 1970 00:00:00 GMT") == 0
    assert (retry_after(""), retry_after("soon"), retry_after("-1")) == (None, None, None)


def test_a_redirect_on_the_same_host_is_followed(place: Place) -> None:
    path = place.entry("a.skv", Answer(b"", 302, {"Location": "/moved"}))
    place.site.put("/moved", Answer(TEXT))
    assert place.run() == 0
    assert path.read_bytes() == TEXT


def test_a_redirect_to_another_host_is_refused(place: Place) -> None:
    other = place.site.address.replace("127.0.0.1", "localhost")
    place.entry("a.skv", Answer(b"", 302, {"Location": other + "/moved"}))
    place.site.put("/moved", Answer(TEXT))
    assert place.run() == 1
    assert "a redirect from" in place.said
    assert place.site.times("/moved") == 0


def test_redirects_in_a_circle_end(place: Place) -> None:
    place.entry("a.skv", Answer(b"", 301, {"Location": "/a.skv"}))
    assert place.run() == 1
    assert "more than 5 redirects" in place.said
    assert place.site.times("/a.skv") == 6


@pytest.mark.parametrize(
    ("asked", "target", "allowed"),
    [
        ("https://www.example.se/a", "https://data.example.se/a", True),
        ("https://www.example.se/a", "http://www.example.se/a", False),
        ("https://www.example.se/a", "https://www.example.org/a", False),
        ("https://www.example.se/a", "https://user@www.example.se/a", False),
        ("https://www.example.se/a", "file:///etc/passwd", False),
        ("http://127.0.0.1/a", "http://128.0.0.1/a", False),
    ],
)
def test_a_redirect_stays_in_its_domain_and_on_https(
    asked: str, target: str, allowed: bool
) -> None:
    if allowed:
        assert check_redirect("a", asked, target) is None
        return
    with pytest.raises(DataError, match="a redirect from"):
        check_redirect("a", asked, target)


PAGE = b"\xef\xbb\xbf \n<!DOCTYPE HTML><title>Sidan finns inte</title>"


@pytest.mark.parametrize("name", ["a.xlsx", "a.skv"])
@pytest.mark.parametrize("headers", [{}, {"Content-Type": "Text/HTML; charset=utf-8"}])
def test_an_error_page_is_never_placed(place: Place, name: str, headers: dict[str, str]) -> None:
    body = PAGE if not headers else b"Sidan finns inte"
    place.entry(name, Answer(body, headers=headers))
    assert place.run() == 1
    assert "found a web page" in place.said
    assert place.left() == []


@pytest.mark.parametrize("body", [b"not a zip at all", b""])
def test_another_kind_of_file_is_refused(place: Place, body: bytes) -> None:
    place.entry("a.xlsx", Answer(body))
    assert place.run() == 1
    assert "begins with" in place.said
    assert place.left() == []


def test_an_empty_text_is_refused(place: Place) -> None:
    place.entry("a.skv", Answer(b""))
    assert place.run() == 1
    assert "an empty file" in place.said


@pytest.mark.parametrize("length", [True, False])
def test_a_file_too_large_is_refused_whether_it_says_so_or_not(place: Place, length: bool) -> None:
    place.manners = replace(SOON, most_bytes=50_000)
    place.entry("a.skv", Answer(TEXT, length=length))
    assert place.run() == 1
    assert "at most 50,000" in place.said
    assert place.left() == []


def test_a_file_that_says_that_it_is_too_large_is_not_even_begun(place: Place) -> None:
    place.entry("a.skv", Answer(TEXT, headers={"Content-Length": "1000000000001"}))
    assert place.run() == 1
    assert "1,000,000,000,001 bytes" in place.said
    assert place.site.times("/a.skv") == 1


# Hashes


def test_a_wrong_hash_is_refused_and_nothing_placed(place: Place) -> None:
    place.entry("a.skv", Answer(TEXT), sha256="0" * 64)
    assert place.run() == 1
    assert "sha256:0000" in place.said
    assert place.left() == []


def test_a_file_fetched_again_must_be_what_was_recorded(place: Place) -> None:
    path = place.entry("a.skv", Answer(TEXT), Answer(TEXT + b"x"))
    place.run()
    path.unlink()
    assert place.run() == 1
    assert "fetched.json says" in place.said
    assert not path.exists()


@pytest.mark.parametrize("known", [None, sha256(TEXT)])
def test_an_altered_file_is_never_overwritten(place: Place, known: str | None) -> None:
    path = place.entry("a.skv", Answer(TEXT), sha256=known)
    place.run()
    path.write_bytes(b"mine")
    assert place.run() == 1
    assert "left as it is" in place.said
    assert (path.read_bytes(), len(place.site.asked)) == (b"mine", 1)


# The list of files


FINAL = zipped("Val_2026_slutlig_rostfordelning_2283_KF.json", b'{"test": false}')
PRELIMINARY = zipped("Val_2026_preliminar_rostfordelning_22_RF.json", b'{"valtyp": "RF"}')
KF, KF_P = "s/kf/Val_2026_slutlig_2283_KF.zip", "p/kf/Val_2026_preliminar_2283_KF.zip"
RF_P = "p/rf/Val_2026_preliminar_22_RF.zip"


def index_of(files: dict[str, bytes]) -> Answer:
    lines = [f"{md5(content)}  ./{path}\n" for path, content in files.items()]
    return Answer("".join(lines).encode())


def put_index(place: Place, files: dict[str, bytes]) -> None:
    place.site.put("/i/index.md5", index_of(files))
    for path, content in files.items():
        place.site.put(f"/i/{path}", Answer(content))
    if not place.entries:
        address = f"{place.site.address}/i/index.md5"
        place.entry("x", year=2026, file="val2026/index.md5", address=address, kind="index")
        place.entries[0]["elections"] = ["riksdag", "region", "kommun"]


def test_final_counts_are_preferred_and_preliminary_ones_marked(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    put_index(place, {KF_P: b"never asked for", KF: FINAL, RF_P: PRELIMINARY})
    assert place.run(2026) == 0
    assert [asked.path for asked in place.site.asked] == ["/i/index.md5", f"/i/{KF}", f"/i/{RF_P}"]
    assert (place.raw / "val2026" / KF).read_bytes() == FINAL
    record = place.record()
    assert record[f"val2026/{KF}"]["count_stage"] == "final"
    assert record[f"val2026/{RF_P}"]["count_stage"] == "preliminary"
    assert f"{RF_P}: fetched (preliminary count)" in place.said
    assert place.run(2026, list_only=True) == 0
    [row] = [line for line in capsys.readouterr().out.splitlines() if f"val2026/{RF_P}" in line]
    assert row.split("\t")[2] == "preliminary"


def test_an_index_is_fetched_anew_and_its_files_are_not(place: Place) -> None:
    put_index(place, {KF: FINAL})
    place.run(2026)
    assert place.run(2026) == 0
    assert place.site.times("/i/index.md5") == 2
    assert place.site.times(f"/i/{KF}") == 1


def test_only_the_elections_asked_for_are_taken_from_an_index(place: Place) -> None:
    put_index(place, {KF: FINAL, RF_P: PRELIMINARY})
    assert place.run(2026, elections=("region",)) == 0
    assert place.site.times(f"/i/{KF}") == 0
    assert place.site.times(f"/i/{RF_P}") == 1


def test_a_file_with_another_md5_than_the_index_says_is_refused(place: Place) -> None:
    put_index(place, {KF: FINAL})
    place.site.put(f"/i/{KF}", Answer(zipped("a.json", b"{}")))
    assert place.run(2026) == 1
    assert "the index.md5 says" in place.said
    assert not (place.raw / "val2026" / KF).exists()


def test_a_newer_file_replaces_one_that_is_as_it_was_fetched(place: Place) -> None:
    put_index(place, {KF: FINAL})
    place.run(2026)
    newer = zipped("a.json", b'{"antal": 2}')
    put_index(place, {KF: newer})
    assert place.run(2026) == 0
    assert (place.raw / "val2026" / KF).read_bytes() == newer
    assert place.record()[f"val2026/{KF}"]["sha256"] == sha256(newer)
    assert ": renewed" in place.said


def test_a_newer_file_does_not_replace_an_altered_one(place: Place) -> None:
    put_index(place, {KF: FINAL})
    place.run(2026)
    (place.raw / "val2026" / KF).write_bytes(b"mine")
    put_index(place, {KF: zipped("a.json", b'{"antal": 2}')})
    assert place.run(2026) == 1
    assert (place.raw / "val2026" / KF).read_bytes() == b"mine"


def test_a_newer_file_that_fails_leaves_the_old_one(place: Place) -> None:
    put_index(place, {KF: FINAL})
    place.run(2026)
    put_index(place, {KF: zipped("a.json", b'{"antal": 2}')})
    place.site.put(f"/i/{KF}", Answer(PAGE))
    assert place.run(2026) == 1
    assert (place.raw / "val2026" / KF).read_bytes() == FINAL


@pytest.mark.parametrize(
    "said", [b'{"valtyp": "KF", "test" :\n true}', b" " * 1_048_572 + b'{"test": true}']
)
def test_a_rehearsal_is_refused(place: Place, said: bytes) -> None:
    put_index(place, {KF: zipped("Val_rostfordelning_2283_KF.json", said)})
    assert place.run(2026) == 1
    assert "a rehearsal's figures" in place.said
    assert place.left() == ["fetched.json", "val2026/index.md5"]


def test_a_party_called_test_is_no_rehearsal(place: Place) -> None:
    said = json.dumps({"parti": '"test": true', "test": False}).encode()
    put_index(place, {KF: zipped("Val_rostfordelning_2283_KF.json", said)})
    assert place.run(2026) == 0


def test_a_zip_bomb_is_refused(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.fetch.content.MOST_UNPACKED", 3_000_000)
    put_index(place, {KF: zipped("a.json", b" " * 4_000_000)})
    assert place.run(2026) == 1
    assert "more than 3,000,000 bytes" in place.said


def test_a_zip_that_cannot_be_unpacked_is_refused(place: Place) -> None:
    spoilt = bytearray(zipped("a.json", TEXT))
    spoilt[60] ^= 0xFF
    put_index(place, {KF: bytes(spoilt)})
    assert place.run(2026) == 1
    assert "can't be unpacked" in place.said


def test_a_zip_with_a_wrong_checksum_is_refused(place: Place) -> None:
    whole = zipped("a.json", TEXT)
    crc = zlib.crc32(TEXT).to_bytes(4, "little")
    put_index(place, {KF: whole.replace(crc, b"abcd")})
    assert place.run(2026) == 1
    assert "can't be unpacked" in place.said


def test_a_malformed_index_leaves_the_old_one(place: Place) -> None:
    put_index(place, {KF: FINAL})
    place.run(2026)
    old = (place.raw / "val2026/index.md5").read_bytes()
    place.site.put("/i/index.md5", Answer(b"0" * 32 + b"  ./../../outside.zip\n"))
    assert place.run(2026) == 1
    assert (place.raw / "val2026/index.md5").read_bytes() == old
    place.site.put("/i/index.md5", Answer(b"\xff\xfe\n"))
    assert place.run(2026) == 1
    assert "bytes that are no text" in place.said


# The list, the parameters, the folder


def test_the_list_asks_nothing(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.entry("a.skv", Answer(TEXT))
    place.entry("b.skv", Answer(TEXT), sha256=sha256(TEXT))
    place.entry("c.zip", kind="by hand")
    place.entry("d.skv", Answer(TEXT))
    for name, content in {"b.skv": TEXT, "d.skv": b"mine"}.items():
        path = place.raw / "val2018" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    assert place.run(list_only=True) == 0
    assert place.site.asked == []
    rows = [
        line.split("\t")
        for line in capsys.readouterr().out.splitlines()
        if ".skv" in line or ".zip" in line
    ]
    states = {row[3]: (row[4], row[5]) for row in rows}
    assert states == {
        "val2018/a.skv": ("not there", "sha256 not known yet"),
        "val2018/b.skv": ("there", "sha256 registered"),
        "val2018/c.zip": ("not there, by hand", "sha256 not known yet"),
        "val2018/d.skv": ("there, never verified", "sha256 not known yet"),
    }
    assert rows[0][6] == place.site.address + "/a.skv"


def test_at_a_terminal_each_file_has_its_address_below(
    place: Place, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place.entry("a.skv", Answer(TEXT))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert place.run(list_only=True) == 0
    year, file, address = capsys.readouterr().out.splitlines()
    assert year == "2018"
    assert file.startswith("  val2018/a.skv: not there (")
    assert file.endswith("; sha256 not known yet)")
    assert address == f"      {place.site.address}/a.skv"


def test_the_list_says_what_was_altered(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    path = place.entry("a.skv", Answer(TEXT))
    place.run()
    path.write_bytes(b"mine")
    place.run(list_only=True)
    assert "altered" in capsys.readouterr().out


def test_an_unknown_year_or_election_names_the_known_ones(place: Place) -> None:
    place.entry("a.skv", Answer(TEXT))
    with pytest.raises(ParameterError, match="1999 is not possible here; choose among 2018"):
        place.run(1999)
    with pytest.raises(ParameterError, match=r"'EU'.*riksdag, region, kommun"):
        place.run(2018, elections=("EU",))
    assert place.site.asked == []


def test_a_fetch_needs_a_year(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="name an election year"):
        run_fetch(FetchRequest(), Paths(tmp_path, tmp_path, tmp_path), Console())


def test_a_folder_that_cannot_be_written_to_stops_the_run(place: Place) -> None:
    place.entry("a.skv", Answer(TEXT))
    place.entry("b.skv", Answer(TEXT))
    place.raw.mkdir()
    (place.raw / "val2018").write_text("a file", encoding="utf-8")
    with pytest.raises(FolderError, match=r"val2018/a\.skv: found (File exists|Not a directory)"):
        place.run()
    assert place.site.times("/b.skv") == 0


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")
def test_a_full_disk_stops_the_run(place: Place) -> None:
    path = place.entry("a.skv", Answer(TEXT))
    path.parent.mkdir(parents=True)
    path.with_name("a.skv.part").symlink_to("/dev/full")
    with pytest.raises(FolderError, match="No space left"):
        place.run()


def test_one_fetch_at_a_time(place: Place) -> None:
    place.entry("a.skv", Answer(TEXT))
    with sole_fetch(place.raw), pytest.raises(DataError, match="another fetch at work"):
        place.run()
    assert place.run() == 0


def test_a_malformed_record_is_named(place: Place) -> None:
    place.entry("a.skv", Answer(TEXT))
    place.raw.mkdir()
    (place.raw / "fetched.json").write_text('{"a": {"sha256": 1}}', encoding="utf-8")
    with pytest.raises(DataError, match=r"fetched\.json"):
        place.run()


# The register


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"address": "http://www.example.se/a"}, "https"),
        ({"address": "https://name:word@www.example.se/a"}, "no name or password"),
        ({"address": "/a"}, "https"),
        ({"file": "../a.skv"}, "below the raw folder"),
        ({"file": "/a.skv"}, "below the raw folder"),
        ({"sha256": "12"}, "pattern"),
        ({"elections": []}, "at least 1"),
        ({"elections": ["EU"]}, "riksdag"),
        ({"adress": "x"}, "adress"),
    ],
)
def test_a_malformed_entry_is_refused(place: Place, changed: dict[str, object], said: str) -> None:
    place.entry("a.skv", Answer(TEXT), **changed)
    with pytest.raises(DataError, match=said) as raised:
        place.run()
    assert raised.value.file == "downloads.yml"


def test_a_file_that_stands_twice_is_refused(place: Place) -> None:
    place.entry("a.skv", Answer(TEXT))
    place.entry("a.skv", Answer(TEXT))
    with pytest.raises(DataError, match="stands twice"):
        place.run()


def test_the_project_s_register_names_known_publishers_and_years(config: Config) -> None:
    downloads = load_downloads(CHECKOUT / "config")
    assert {entry.publisher for entry in downloads} <= set(config.sources.publishers)
    assert {entry.year for entry in downloads} == {2006, 2010, 2014, 2018, 2022, 2026}
    assert {entry.year for entry in downloads} <= set(config.elections.elections)
