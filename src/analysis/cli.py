"""The command `valanalys`: one function a command, each a few calls.

What is slow to import is imported by the command that needs it: most runs find nothing changed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from analysis.clean.store import load_table, manifest_inputs
from analysis.config import load_config
from analysis.errors import DataError, ExportError, ParameterError, RunError
from analysis.measures.table import FORMATS as TABLE_FORMATS
from analysis.measures.table import measures_as, select_measures
from analysis.parameters import check_formats, read_parameters
from analysis.paths import project_paths
from analysis.ready import (
    NOTEBOOKS,
    changes_of,
    checked_config,
    clean_tables,
    console,
    measures_of_report,
    near_measures,
)
from analysis.render.formats import FORMATS
from analysis.render.publish import report_folder

INTERRUPTED = 130
ALL_FORMATS = ",".join(FORMATS)
REPORTS = Path("reports")
# What Typer raises for an unknown option or a missing one; it gives the class no public name.
USAGE_ERROR: Any = typer.BadParameter.__base__
app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Swedish election results made into reports that can be traced number by number.",
)

Area = Annotated[str, typer.Option(help="00, a county code (22) or a kommun code (2281).")]
Year = Annotated[str, typer.Option(help="An election year.")]
Party = Annotated[str, typer.Option(help="A party's code, as V.")]
Before = Annotated[
    str | None, typer.Option(help="The election to compare with; the one before if not given.")
]
Language = Annotated[str, typer.Option(help="sv or en.")]
Raw = Annotated[Path | None, typer.Option(help="Where raw files lie; data/raw if not given.")]
Data = Annotated[
    Path | None, typer.Option(help="Where tidy tables go; data/processed if not given.")
]
Out = Annotated[Path, typer.Option(help="Where reports go.")]
Format = Annotated[str, typer.Option("--format", help=f"One of {', '.join(TABLE_FORMATS)}.")]
Formats = Annotated[str, typer.Option(help=f"Any of {','.join(FORMATS)}, with commas between.")]


@app.command()
def clean(raw: Raw = None, data: Data = None) -> None:
    """Make the tidy tables from the raw files, unless they are there already and unchanged."""
    paths = project_paths(raw, data)
    made = clean_tables(paths)
    if not made:
        console.print("nothing has changed")
        return
    console.print(f"{', '.join(made)} written to {paths.data}", soft_wrap=True)
    if "elections" in made:
        from analysis.clean.coverage import missing_counted

        kept = paths.data / f"{NOTEBOOKS['elections']}.ipynb"
        for line in missing_counted(load_table(paths, "missing")):
            console.print(line, soft_wrap=True, highlight=False)
        console.print(
            f"what was read, as which layout, and all that is missing: {kept}", soft_wrap=True
        )


@app.command()
def fetch(
    years: Annotated[
        list[int] | None, typer.Argument(help="Election years; --list may go without.")
    ] = None,
    election: Annotated[
        list[str] | None, typer.Option(help="riksdag, region or kommun; may be given again.")
    ] = None,
    list_: Annotated[
        bool, typer.Option("--list", help="Show the files and how it stands with them.")
    ] = False,
    raw: Raw = None,
) -> None:
    """Fetch the publishers' files into the raw folder, or list them."""
    from analysis.fetch.command import FetchRequest, run_fetch

    request = FetchRequest(tuple(years or ()), tuple(election or ()), list_)
    raise typer.Exit(run_fetch(request, project_paths(raw), console))


@app.command()
def measures(
    area: Area,
    year: Year,
    party: Party,
    format_: Format = "csv",
    compare_year: Before = None,
    raw: Raw = None,
    data: Data = None,
) -> None:
    """Write a party's measures in an area, its parts and the country to standard output."""
    check_formats("format", [format_], TABLE_FORMATS)
    given = read_parameters({"area": area, "year": year, "party": party}, compare_year)
    paths = project_paths(raw, data)
    config = checked_config(paths, given)
    with console.status("computing the measures"):
        whole = near_measures(paths, config, given)
        content = measures_as(select_measures(whole, area, given.year, party), format_)
    sys.stdout.buffer.write(content)


@app.command()
def seats(
    election: Annotated[str, typer.Option(help="riksdag, region or kommun.")],
    area: Area,
    year: Year,
    party: Annotated[str | None, typer.Option(help="One party only; all if not given.")] = None,
    rules: Annotated[
        str | None, typer.Option(help="Allocate by another year's rules, as a what-if.")
    ] = None,
    number: Annotated[
        str | None, typer.Option("--seats", help="So many seats, as a what-if; undivided only.")
    ] = None,
    votes: Annotated[
        list[str] | None,
        typer.Option(help="Other votes, as V=1600; may be given again; undivided only."),
    ] = None,
    steps: Annotated[bool, typer.Option("--steps", help="Every seat in order.")] = False,
    format_: Annotated[str, typer.Option("--format", help="One of text, json, csv.")] = "text",
    raw: Raw = None,
    data: Data = None,
) -> None:
    """Allocate an assembly's seats by the law, and say how near the next seat was."""
    from analysis.measures.seat_request import TABLES, SeatsRequest, requested_seats
    from analysis.present.seat_listing import FORMATS as LISTINGS
    from analysis.present.seat_listing import written

    check_formats("format", [format_], LISTINGS)
    paths = project_paths(raw, data)
    clean_tables(paths)
    tables = {name: load_table(paths, name) for name in TABLES}
    request = SeatsRequest(election, year, area, party, rules, number, tuple(votes or ()))
    found = requested_seats(tables, load_config(paths.config), request)
    sys.stdout.write(written(found, format_, party=party or "", steps=steps))


@app.command()
def check(
    file: Annotated[
        Path, typer.Argument(help="A .docx, .pdf, .md, .txt or .html file; - for standard input.")
    ],
    area: Area,
    year: Year,
    party: Party,
    format_: Annotated[str, typer.Option("--format", help="One of text, json, html.")] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 if anything is grave.")] = False,
    raw: Raw = None,
    data: Data = None,
) -> None:
    """Hold every number of a written report against the official ones."""
    from analysis.claims.grammar.mentions import counties_named
    from analysis.claims.judging.facts import Facts
    from analysis.claims.listing.written import FORMATS as LISTINGS
    from analysis.claims.listing.written import written
    from analysis.claims.reading.documents import read_document
    from analysis.claims.session import Session, heading_of

    check_formats("format", [format_], LISTINGS)
    given = read_parameters({"area": area, "year": year, "party": party}, None)
    document = read_document(file, sys.stdin.buffer)
    paths = project_paths(raw, data)
    config = checked_config(paths, given)
    with console.status("computing the measures"):
        counties = counties_named(config, document.text)
        measures = near_measures(paths, config, given, counties)
        facts = Facts(measures, changes_of(paths, given, counties))
    session = Session(facts, config, given)
    found = session.check(document, "sv" if format_ == "html" else "en")
    sys.stdout.buffer.write(written(found, format_, heading_of(config, given)).encode())
    if strict and any(finding.severity == "grave" for finding in found.findings):
        raise typer.Exit(1)


@app.command()
def draft(
    area: Area,
    year: Year,
    party: Party,
    compare_year: Before = None,
    language: Language = "sv",
    format_: Annotated[str, typer.Option("--format", help="md or docx.")] = "md",
    raw: Raw = None,
    data: Data = None,
) -> None:
    """Write the election paragraphs of an annual report to standard output."""
    from analysis.present.draft import draft_paragraphs, request_of
    from analysis.present.draft_files import FORMATS as DRAFTS
    from analysis.present.draft_files import draft_as

    check_formats("format", [format_], DRAFTS)
    named = {"area": area, "year": year, "party": party, "language": language}
    given = read_parameters(named, compare_year)
    paths = project_paths(raw, data)
    config = checked_config(paths, given)
    with console.status("computing the measures"):
        whole = near_measures(paths, config, given)
    paragraphs = draft_paragraphs(whole, request_of(config, given))
    sys.stdout.buffer.write(draft_as(paragraphs, format_))


@app.command()
def report(
    area: Area,
    year: Year,
    party: Party,
    compare_year: Before = None,
    language: Language = "sv",
    formats: Formats = ALL_FORMATS,
    out: Out = REPORTS,
    raw: Raw = None,
    data: Data = None,
) -> None:
    """Make a report of an area, a year and a party as HTML, PDF and notebook."""
    from analysis.render.make import ReportJob, make_report

    chosen = check_formats("formats", formats.split(","), FORMATS)
    named = {"area": area, "year": year, "party": party, "language": language}
    given = read_parameters(named, compare_year)
    paths = project_paths(raw, data)
    config = checked_config(paths, given)
    job = ReportJob(
        notebook=paths.notebooks / "03_report.ipynb",
        folder=report_folder(out, given.year, (area, config.area(area).short_name), party),
        parameters=given.as_given(),
        formats=chosen,
        measures=lambda: measures_of_report(paths, config, given),
        environment=paths.environment(),
        facts={"inputs": manifest_inputs(paths)},
    )
    with console.status("making the report") as status:
        manifest = make_report(job, status.update)
    for made in chosen:
        console.print(manifest.with_name(f"report.{made}"), soft_wrap=True)


def main() -> None:
    """Run the command; wrong data exit with 1 and wrong parameters with 2, one message each."""
    try:
        code = app(standalone_mode=False)
    except USAGE_ERROR as error:
        _stop(error.format_message(), 2)
    except ParameterError as error:
        _stop(str(error), 2)
    except RunError as error:
        _stop(str(error), 2 if error.raised == "ParameterError" else 1)
    except (DataError, ExportError) as error:
        _stop(str(error), 1)
    except OSError as error:
        _stop(
            f"{error.filename or 'a file'}: {error.strerror}. Mend that, or choose another folder.",
            1,
        )
    except (typer.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    if code == INTERRUPTED:
        _stop("stopped", INTERRUPTED)
    sys.exit(code or 0)


def _stop(message: str, code: int) -> None:
    console.print(message, markup=False, soft_wrap=True)
    sys.exit(code)
