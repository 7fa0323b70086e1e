"""A draft as a file: Markdown or Word, each number with a note that tells its row."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from analysis.present.draft_runs import DraftTexts, Number, Paragraph
from analysis.present.lookup import Measure
from analysis.present.texts import escape_markdown

FORMATS = ("md", "docx")
# A file that said when it was made would differ from run to run.
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - Word's properties take a day without a zone
LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}

Notes = dict[Measure, int]


def draft_as(paragraphs: Sequence[Paragraph], fmt: str) -> bytes:
    """Give the draft's bytes as md or docx, the same on every run; KeyError for another format."""
    writers: dict[str, Callable[[Sequence[Paragraph], Notes], bytes]] = {
        "md": _markdown,
        "docx": _word,
    }
    return writers[fmt](paragraphs, _notes(paragraphs))


def _notes(paragraphs: Sequence[Paragraph]) -> Notes:
    """Give the rows behind the numbers, each once as they come, numbered from 1."""
    rows = dict.fromkeys(number.row for part in paragraphs for number in part.numbers)
    return {row: place for place, row in enumerate(rows, start=1)}


def note_text(row: Measure, language: str) -> str:
    """Tell a row: what it is of, its exact fraction, and its source."""
    texts = DraftTexts(language)
    year = str(row.year)
    if row.compare_year is not None:
        year += f" {texts.word('against')} {row.compare_year}"
    key = [row.measure, row.election_type, year, row.as_of, row.area_code, row.party_code]
    value = str(row.numerator)
    if row.denominator != 1:
        value += f"/{row.denominator}"
    stage = f" ({texts.word('preliminary')})" if row.count_stage == "preliminary" else ""
    said = ", ".join(part for part in key if part)
    return f"{said}: {value}{stage}; {texts.word('source')} {row.source}"


def _markdown(paragraphs: Sequence[Paragraph], notes: Notes) -> bytes:
    blocks = [_markdown_block(part, notes) for part in paragraphs]
    language = paragraphs[0].language
    listed = [f"[^{place}]: {note_text(row, language)}" for row, place in notes.items()]
    return ("\n\n".join([*blocks, *listed]) + "\n").encode()


def _markdown_block(part: Paragraph, notes: Notes) -> str:
    runs = [
        f"{escape_markdown(run.text)}[^{notes[run.row]}]"
        if isinstance(run, Number)
        else escape_markdown(run)
        for run in part.runs
    ]
    return ("# " if part.heading else "") + "".join(runs)


def _word(paragraphs: Sequence[Paragraph], notes: Notes) -> bytes:
    document = Document()
    language = paragraphs[0].language
    _set_properties(document, paragraphs[0].text, LANGUAGES[language])
    for part in paragraphs:
        _add(document, part, notes)
    document.add_heading(DraftTexts(language).word("notes"), level=2)
    for row, place in notes.items():
        document.add_paragraph(f"[{place}] {note_text(row, language)}")
    stream = io.BytesIO()
    document.save(stream)
    return _timeless(stream.getvalue())


def _add(document: WordDocument, part: Paragraph, notes: Notes) -> None:
    block = document.add_heading(level=1) if part.heading else document.add_paragraph()
    for run in part.runs:
        block.add_run(run.text if isinstance(run, Number) else run)
        if isinstance(run, Number):
            block.add_run(f"[{notes[run.row]}]").font.superscript = True


def _set_properties(document: WordDocument, title: str, language: str) -> None:
    properties = document.core_properties
    properties.title, properties.language = title, language
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = MADE
    properties.revision = 1
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)


def _timeless(content: bytes) -> bytes:
    """Give a zip whose files carry a fixed time."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, MADE.timetuple()[:6])
            entry.create_system = 3  # else it would tell the machine's
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return stream.getvalue()
