"""Maps of valdistrikt: known among the results, and without figures."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.config import Config, load_config
from analysis.entries import Layout
from analysis.errors import DataError
from analysis.extract.geometry import match, read
from analysis.paths import CHECKOUT
from table_samples import official, write_map, write_xlsx

LAYOUT = "geometry"
FOUND = sorted((CHECKOUT.parent / "shared" / "data" / "official" / "geo").glob("*.zip"))


def layouts(config: Config) -> dict[str, Layout]:
    return {LAYOUT: config.layouts[LAYOUT]}


def test_a_map_is_known_and_has_no_results(tmp_path: Path, config: Config) -> None:
    path = write_map(tmp_path / "any.dat")
    assert match(path, layouts(config)) == LAYOUT
    raw = read(official(path, LAYOUT, config))
    assert raw.areas.empty
    assert raw.votes.empty
    assert raw.links.empty


@pytest.mark.parametrize(
    "content",
    [
        '{"valtyp":"KF","valdistrikt":[]}',
        '{"features":[{"properties":{"kommunkod":"2280"}}],"type":"FeatureCollection"}',
        '[{"Lkfv":"22800102"}]',
        "",
    ],
)
def test_other_json_is_no_map(tmp_path: Path, config: Config, content: str) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.json", content)
    assert match(path, layouts(config)) is None
    with pytest.raises(DataError, match=r"member 'a.json': found another kind of file"):
        read(official(path, LAYOUT, config))


def test_other_files_are_no_maps(tmp_path: Path, config: Config) -> None:
    path = write_xlsx(tmp_path / "x.zip", {"a": [["b"]]})
    assert match(path, layouts(config)) is None
    for content in (b"", b"PK\x03\x04", b'{"features":[{"Lkfv":""}]}', b"<html>"):
        path.write_bytes(content)
        assert match(path, layouts(config)) is None
    assert match(tmp_path / "none", layouts(config)) is None


def test_a_stray_member_is_refused(tmp_path: Path, config: Config) -> None:
    path = write_map(tmp_path / "x.zip", **{"readme.txt": "x"})
    with pytest.raises(DataError, match=r"member 'readme.txt': found another kind of file"):
        read(official(path, LAYOUT, config))


def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, config: Config) -> None:
    path = write_map(tmp_path / "x.zip", **{"../x.json": "{}"})
    with pytest.raises(DataError, match="leads elsewhere"):
        read(official(path, LAYOUT, config))


def test_an_interrupted_download_is_known_and_refused(tmp_path: Path, config: Config) -> None:
    path = write_map(tmp_path / "x.zip")
    path.write_bytes(path.read_bytes()[:-40])
    assert match(path, layouts(config)) == LAYOUT
    with pytest.raises(DataError, match="the archive is cut"):
        read(official(path, LAYOUT, config))


@given(st.integers(0, 400), st.binary(min_size=1, max_size=4))
def test_altered_bytes_are_refused_or_harmless(
    tmp_path_factory: pytest.TempPathFactory, at: int, altered: bytes
) -> None:
    config = load_config(CHECKOUT / "config")
    path = write_map(tmp_path_factory.getbasetemp() / "map.zip")
    whole = path.read_bytes()
    path.write_bytes(whole[:at] + altered + whole[at + len(altered) :])
    assert match(path, layouts(config)) in (LAYOUT, None)
    try:
        assert read(official(path, LAYOUT, config)).areas.empty
    except DataError as error:
        assert error.file == "x/map.zip"  # noqa: PT017 - most alterations are refused, not all


@pytest.mark.skipif(not FOUND, reason="no official files beside the checkout")
def test_the_real_map_is_known(config: Config) -> None:
    assert match(FOUND[0], layouts(config)) == LAYOUT
    assert read(official(FOUND[0], LAYOUT, config)).areas.empty
