"""Made-up result files in the form of Valmyndigheten's JSON, for the tests to change and to zip."""

from __future__ import annotations

import json
import zipfile
from copy import deepcopy
from pathlib import Path
from typing import Any

# What must never be seen outside the file: it stands wherever a person's name would.
MARKER = "Namnet gallrat XQZ"
Document = dict[str, Any]


def party(number: str, short: str | None, votes: int, before: int | None = None) -> Document:
    """A party's votes in one area, with the lists of persons that a final count has."""
    made: Document = {
        "partibeteckning": "X",
        "partiforkortning": short,
        "partikod": number,
        "fargkod": "#000000",
        "ordningsnummer": 1,
        "antalRoster": votes,
        "andelRoster": 12.5,
        "antalRosterForegaendeVal": before,
        "andelRosterForegaendeVal": None,
        "forandringAntalRoster": None,
        "forandringAndelRoster": None,
        "listRoster": [
            {
                "listnummer": "1",
                "antalRoster": 1,
                "antalRosterMedPersonrost": 1,
                "personroster": [{"namn": MARKER, "kandidatNummer": 1, "antalPersonroster": 1}],
            }
        ],
        "summeradePersonroster": [{"namn": MARKER, "kandidatnummer": 1, "antalPersonroster": 1}],
    }
    if short is None:
        del made["partiforkortning"]
    return made


def result(parties: list[Document], others: int, invalid: tuple[int, int, int]) -> Document:
    """The votes of one area; `invalid` is unnotified, blank and other."""
    unnotified, blank, other = invalid
    return {
        "rosterPaverkaMandat": {
            "antalRoster": sum(one["antalRoster"] for one in parties) + others,
            "antalRosterForegaendeVal": None,
            "forandringAntalRoster": None,
            "partiRoster": parties,
            "rosterOvrigaPartier": {"antalRoster": others, "andelRoster": 0.5},
        },
        "rosterEjPaverkaMandat": {
            "antalRoster": sum(invalid),
            "andelRosterAvTotaltAntalRoster": 1.5,
            "rosterEjAnmaltDeltagande": {"antalRoster": unnotified},
            "blankaRoster": {"antalRoster": blank},
            "ovrigaOgiltiga": {"antalRoster": other},
        },
    }


def votes_cast(votes: Document) -> int:
    """Valid and invalid votes together."""
    return int(
        votes["rosterPaverkaMandat"]["antalRoster"] + votes["rosterEjPaverkaMandat"]["antalRoster"]
    )


def district(code: str, votes: Document | None, valkrets: str, status: str) -> Document:
    """A valdistrikt of kommun 2283, or with a code of six digits an uppsamlingsdistrikt."""
    late = len(code) == 6
    return {
        "namn": f"Distrikt {code}",
        "valdistriktstyp": "uppsamlingsdistrikt" if late else "Valdistrikt",
        "rapporteringsTid": "2026-09-14T10:00:00" if votes else None,
        "totaltAntalRoster": votes_cast(votes) if votes else 0,
        "antalRostberattigade": None if late else 500,
        "valdeltagandeVallokal": None if late else 80.5,
        "valdistriktskod": code,
        "kommunkod": "2283",
        "lankod": "22",
        "valomradeskod": "2283",
        "kretskod": valkrets,
        "kommunvalkretsNamn": "X",
        "kommunvalkretsKod": valkrets,
        "valdistriktskodForegaendeVal": None if late else [code],
        "statusJamforelse": status,
        "rostfordelning": votes,
    }


def documents(stage: str = "slutlig") -> tuple[Document, Document]:
    """A kommun election in 2283 with two valkretsar: three valdistrikt, one of late votes.

    By hand: S 100+60+40+10=210, M 50+30+20+5=105, party 0999 without a short form 5+0+0+0=5, so
    320 valid; invalid 3+2+1+0=6 (unnotified 0+0+1+0, blank 2+2+0+0, other 1+0+0+0); 326 cast.
    First valkrets (…01, …02, late): S 170, M 85, 0999 5, so 260 valid. Second (…03): 40+20=60.
    """
    counts = [
        ("22830101", [100, 50, 5], (0, 2, 1), "228301", "Kan jämföras"),
        ("22830102", [60, 30, 0], (0, 2, 0), "228301", "Kan ej jämföras"),
        ("22830201", [40, 20, 0], (1, 0, 0), "228302", "Jämförs mot summerat"),
        ("228301", [10, 5, 0], (0, 0, 0), "228301", "Ej jämförbart"),
    ]
    districts = [
        district(code, result(_parties(*votes), 0, invalid), valkrets, status)
        for code, votes, invalid, valkrets, status in counts
    ]
    districts[0]["rostfordelning"]["rosterPaverkaMandat"]["antalRosterForegaendeVal"] = 150
    districts[2]["valdistriktskodForegaendeVal"] = ["22830201", "22830202"]
    head = {
        "valtillfalle": "Val_2026",
        "valklass": "Ordinarie val",
        "rakningstillfalle": stage,
        "valtyp": "KF",
        "valdatum": "2026-09-13",
        "tidigareValdatum": "2022-09-11",
        "senasteUppdateringstid": "2026-09-20T10:00:00",
        "antalUppdateringar": 3,
    }
    progress = {"antalValdistriktRaknade": 4, "antalValdistriktSomSkaRaknas": 4}
    area = {
        "namn": "X kommun",
        "kod": "2283",
        **progress,
        "totaltAntalMandat": 9,
        "totaltAntalFastaMandat": 8,
        "totaltAntalUtjamningsMandat": 1,
        "valomradessparrProcent": 3,
        **_totals([210, 105, 5], (1, 4, 1), [(6, 5), (3, 3)], 1500),
        "kvalificeradeForPersonvalLista": [{"namn": MARKER}],
        "valda": {"partiLedamoterLista": [{"ledamoter": [{"namn": MARKER}]}]},
        "valkretsLista": [
            {
                "namnValkrets": "Västra",
                "kod": "228301",
                "antalValdistriktRaknade": 3,
                "antalValdistriktSomSkaRaknas": 3,
                **_totals([170, 85, 5], (0, 4, 1), [(5, 4), (2, 2)], 1000),
            },
            {
                "namnValkrets": "Östra",
                "kod": "228302",
                "antalValdistriktRaknade": 1,
                "antalValdistriktSomSkaRaknas": 1,
                **_totals([40, 20, 0], (1, 0, 0), [(1, 1), (1, 1)], 500),
            },
        ],
    }
    return {**head, **progress, "valdistrikt": districts}, {**head, "valomrade": area}


def old_documents() -> tuple[Document, Document]:
    """The same as 2022 had it: no valdatum, valklass, comparison or valkretsar's counts."""
    votes, seats = documents()
    for document in (votes, seats):
        document["valtillfalle"] = "Val_20220911"
        for name in ("valklass", "valdatum", "tidigareValdatum"):
            del document[name]
    for one in votes["valdistrikt"]:
        for name in ("statusJamforelse", "valdistriktskodForegaendeVal"):
            del one[name]
    for valkrets in seats["valomrade"]["valkretsLista"]:
        del valkrets["antalValdistriktRaknade"], valkrets["antalValdistriktSomSkaRaknas"]
    return votes, seats


def unfinished_documents() -> tuple[Document, Document]:
    """The preliminary count with one valdistrikt to go, and the late votes written as zeros."""
    votes, seats = documents("preliminär")
    area = seats["valomrade"]
    votes["valdistrikt"][2].update(
        rostfordelning=None, rapporteringsTid=None, totaltAntalRoster=None
    )
    late = votes["valdistrikt"][3]
    late.update(
        rapporteringsTid="None", totaltAntalRoster="0", rostfordelning=result([], 0, (0, 0, 0))
    )
    for document in (votes, area):
        document["antalValdistriktRaknade"] = 2
    area["valkretsLista"][1].update(rostfordelning=None, mandatfordelning=None)
    return votes, seats


def zipped(path: Path, votes: object, seats: object, area: str = "2283_KF") -> Path:
    """Write the two documents as the publisher does, with a signature each."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for kind, document in (("rostfordelning", votes), ("mandatfordelning", seats)):
            name = f"Val_2026_slutlig_{kind}_{area}"
            text = document if isinstance(document, str | bytes) else json.dumps(document)
            archive.writestr(f"{name}.json", text)
            archive.writestr(f"{name}_sign.sha256", "0")
    return path


def copied(pair: tuple[Document, Document]) -> tuple[Document, Document]:
    """Give documents that can be changed without changing the first."""
    return deepcopy(pair[0]), deepcopy(pair[1])


def _parties(social: int, moderate: int, nameless: int) -> list[Document]:
    return [
        party("0002", "S", social, 90),
        party("0001", "M", moderate),
        party("999", None, nameless),
    ]


def _totals(
    votes: list[int], invalid: tuple[int, int, int], seats: list[tuple[int, int]], eligible: int
) -> Document:
    """Votes, seats (all, fixed) of S and M, and who could vote, of an area of several."""
    made = result(_parties(*votes), 0, invalid)
    for one in made["rosterPaverkaMandat"]["partiRoster"]:
        one["deltaMandatfordelning"] = "Ja"
    rows = [
        {
            "partibeteckning": "X",
            "partikod": number,
            "partiforkortning": short,
            "antalMandat": total,
            "antalFastaMandat": fixed,
            "antalUtjamningsmandat": total - fixed,
            "antalMandatForegaendeVal": 4,
        }
        for (number, short), (total, fixed) in zip(
            [("0002", "S"), ("0001", "M")], seats, strict=True
        )
    ]
    return {
        "totaltAntalRoster": votes_cast(made),
        "antalRostberattigade": eligible,
        "valdeltagande": 80.5,
        "statusJamforelse": "Kan jämföras",
        "rostfordelning": made,
        "mandatfordelning": {"partiLista": rows},
    }
