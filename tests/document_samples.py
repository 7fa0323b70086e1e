"""Reports that tests read: made here, each small, in the words of nobody."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import typst
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, EncodedStreamObject

SPACES = nsdecls("w")
HOW_PACKED = {"/Filter", "/Length", "/DecodeParms"}
BODY = "word/document.xml"


def word_file(write: Callable[[WordDocument], None]) -> bytes:
    """A .docx that `write` fills."""
    document = docx.Document()
    write(document)
    return _saved(document)


def word_body(xml: str, **notes: str) -> bytes:
    """A .docx with that XML as its body; `footnotes` and `endnotes` are the XML of notes."""
    document = docx.Document()
    body = document.element.body
    body[:] = [*parse_xml(f"<w:body {SPACES}>{xml}</w:body>")]
    for kind, note_xml in notes.items():
        blob = f"<w:{kind} {SPACES}>{note_xml}</w:{kind}>".encode()
        part = Part(PackURI(f"/word/{kind}.xml"), "application/xml", blob, document.part.package)
        document.part.relate_to(part, getattr(RT, kind.upper()))
    return _saved(document)


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs, as XML."""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of text, as XML."""
    said = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{said}<w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: list[str]) -> str:
    """A table of cells that are XML each (properties, then paragraphs)."""
    lines = ("<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    return f"<w:tbl>{''.join(lines)}</w:tbl>"


def repacked(content: bytes, changes: dict[str, bytes | None]) -> bytes:
    """A zip file with those members written anew, added, or (None) left out."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        members = {name: source.read(name) for name in source.namelist()} | changes
        for name, data in members.items():
            if data is not None:
                archive.writestr(name, data)
    return target.getvalue()


def member(content: bytes, name: str) -> bytes:
    """One member of a zip file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def packed(members: dict[str, bytes]) -> bytes:
    """A zip file of those members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def pdf_file(*pages: str) -> bytes:
    """A PDF with one page for each text."""
    source = "#set page(width: 14cm, height: 8cm)\n" + "\n#pagebreak()\n".join(pages)
    compiled = typst.compile(source.encode())
    assert isinstance(compiled, bytes)
    return compiled


def unpacked_pdf(content: bytes) -> bytes:
    """The PDF with its streams as they are, so that a changed byte is a changed command."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    for number, packed_stream in enumerate(writer._objects):
        if isinstance(packed_stream, EncodedStreamObject):
            stream = DecodedStreamObject()
            stream.update({k: v for k, v in packed_stream.items() if k not in HOW_PACKED})
            stream.set_data(packed_stream.get_data())
            writer._objects[number] = stream
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def locked_pdf(content: bytes, *, password: str, algorithm: str) -> bytes:
    """The PDF encrypted; an empty password lets everybody read it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt(password, f"{password} of the owner", algorithm=algorithm)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def picture_pdf(pages: int = 1) -> bytes:
    """A PDF of pages without a letter."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 100)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def old_office_file(stream: str) -> bytes:
    """The signs of an OLE file with a stream of that name."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + stream.encode("utf-16-le") + bytes(600)


def _saved(document: WordDocument) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
