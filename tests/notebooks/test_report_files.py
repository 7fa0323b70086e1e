"""The files of a report: vouched for, self-contained, accessible, and silent about their making."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import nbformat
import pytest
from pypdf import PdfReader

from analysis.paths import CHECKOUT
from notebooks.conftest import ReportRun
from pdf_faults import pdf_faults
from report_files import Page, plain
from runs import NOTEBOOKS, RAW, files_below

# What a machine's folders and an account's home look like, wherever the tests run.
MACHINE = re.compile(rb"/(tmp|home|root|Users|var|work|private)/|[A-Z]:\\\\|\.venv|site-packages")


def test_the_command_ends_well_and_names_its_files(run: ReportRun) -> None:
    assert run.finished.code == 0, run.finished.err
    assert "report.html" in run.finished.err
    assert sorted(files_below(run.folder)) == [
        "manifest.json",
        "measures.csv",
        "report.html",
        "report.ipynb",
        "report.pdf",
    ]


def test_the_manifest_vouches_for_every_file(run: ReportRun) -> None:
    manifest = json.loads((run.folder / "manifest.json").read_text(encoding="utf-8"))
    files = files_below(run.folder)
    del files["manifest.json"]
    hashes = {file: hashlib.sha256(content).hexdigest() for file, content in files.items()}
    assert manifest["outputs"] == hashes
    assert manifest["parameters"] == {
        "area": "22",
        "year": 2018,
        "party": "V",
        "compare_year": None,
        "language": "sv",
    }
    inputs = {**manifest["inputs"]["elections"]["raw"], **manifest["inputs"]["members"]["raw"]}
    raw = {path for path in files_below(RAW) if path.endswith(".csv")}
    assert set(inputs) == raw
    for file, sha256 in inputs.items():
        assert hashlib.sha256((RAW / file).read_bytes()).hexdigest() == sha256


def test_the_page_asks_for_nothing(page: Page) -> None:
    assert page.requests() == []
    assert page.elements("script") == []
    assert [n for _, attributes in page.tags for n in attributes if n.startswith("on")] == []
    (policy,) = [m for m in page.elements("meta") if "content-security-policy" in str(m).lower()]
    assert "default-src 'none'" in policy["content"]


def test_the_page_shows_no_code_and_no_parameters(page: Page, pdf: str) -> None:
    notebook = nbformat.read(NOTEBOOKS / "03_report.ipynb", as_version=4)
    code = [c.source for c in notebook.cells if c.cell_type == "code"]
    lines = {line.strip() for source in code for line in source.splitlines() if len(line) > 5}
    assert lines
    for text in (page.html, page.text, pdf):
        assert not [line for line in lines if line in text]
        for word in ("import ", "compare_year", "open_report", "Parameters", "analyst-note"):
            assert word not in text


def test_language_and_title_are_set(page: Page, run: ReportRun) -> None:
    assert page.elements("html")[0]["lang"] == "sv"
    reader = PdfReader(run.folder / "report.pdf")
    assert reader.trailer["/Root"]["/Lang"] == "sv"
    assert reader.metadata is not None
    assert reader.metadata.title == "Vänsterpartiet i Västernorrlands län: valen 2018"
    assert "Tabell 1." in page.text
    assert "Figur 1." in page.text


def test_every_drawing_says_what_it_shows(page: Page) -> None:
    drawings = [s for s in page.elements("svg") if s.get("aria-hidden") != "true"]
    assert len(drawings) == len(page.elements("figure")) == 5
    for drawing in drawings:
        assert drawing["role"] == "img"
        assert len(drawing["aria-label"]) > 80
    alts = plain(" ".join(drawing["aria-label"] for drawing in drawings))
    assert "Sollefteå från 6,35 % till 11,92 %" in alts
    assert "Kramfors från 10,12 % till 14,24 %" in alts


@pytest.mark.parametrize("standard", ["PDF_UA_1", "PDF_A_2A"])
def test_the_pdf_keeps_to_both_standards(standard: str, run: ReportRun) -> None:
    assert pdf_faults(run.folder / "report.pdf", standard) == []


def test_a_wrong_length_and_a_lost_language_are_found(run: ReportRun, tmp_path: Path) -> None:
    content = (run.folder / "report.pdf").read_bytes()
    lengths = re.search(rb"/Length (\d\d+)", content)
    assert lengths
    wrong = b"%0*d" % (len(lengths[1]), int(lengths[1]) - 1)
    spoilt = tmp_path / "spoilt.pdf"
    spoilt.write_bytes(content.replace(lengths[0], b"/Length " + wrong, 1))
    assert pdf_faults(spoilt, "PDF_A_2A") != []
    spoilt.write_bytes(content.replace(b"/Lang", b"/Long"))
    assert pdf_faults(spoilt, "PDF_UA_1") != []


def test_no_file_names_a_folder_of_the_machine(run: ReportRun) -> None:
    for file, content in files_below(run.folder).items():
        # A font is a long random text in the page; it says nothing about a machine.
        text = re.sub(rb"base64,[A-Za-z0-9+/=]+", b"", content)
        assert not MACHINE.search(text) or file == "report.pdf", MACHINE.findall(text)
        assert str(run.base).encode() not in content
        assert str(CHECKOUT).encode() not in content


def test_the_pdf_names_no_folder_either(run: ReportRun) -> None:
    reader = PdfReader(run.folder / "report.pdf")
    texts = [str(item.get_object()) for item in reader.metadata or {}]
    texts += [page.extract_text() for page in reader.pages]
    assert not MACHINE.search("\n".join(texts).encode())


def test_the_executed_notebook_keeps_nothing_of_its_run(run: ReportRun) -> None:
    notebook = nbformat.read(run.folder / "report.ipynb", as_version=4)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    for cell in notebook.cells:
        assert set(cell.metadata) <= {"tags"}
        for output in cell.get("outputs", []):
            assert output.output_type in {"display_data", "execute_result"}
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    # Random ids are eight hexadecimal digits.
    assert not [i for i in ids if re.fullmatch(r"[0-9a-f]{8}", i)]


def test_nothing_is_left_beside_the_results(run: ReportRun) -> None:
    assert {Path(file).suffix for file in files_below(run.base)} == {
        ".csv",
        ".html",
        ".ipynb",
        ".json",
        ".parquet",
        ".pdf",
    }
    assert sorted(path.name for path in run.base.iterdir()) == ["data", "out"]
