"""Made-up results in the layout of the election authority's XML; no figure in them is anyone's."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

HEAD = """<?xml version="1.0" encoding="ISO-8859-1"?>
<?xml-stylesheet type="text/html"?>
<!DOCTYPE VAL PUBLIC "-//Valmyndigheten//DTD Valresultat parti person kommun 1.8//SV"\
 "http://www.val.se/dtd/resultat/parti_person_kommun_1_8.dtd">
"""
VALTYP = {"K": "Kommunfullmäktigval", "L": "Landstingsval", "R": "Riksdagsval"}
FINAL = "SLUTLIG RÖSTRÄKNING RESULTAT"
PERSON = "X"
LATE = "ONSDAGSDISTRIKT"


@dataclass(frozen=True)
class District:
    """A district's votes: large parties in `votes`, small ones and hand-written names apart."""

    code: str
    votes: Mapping[str, int]
    small: Mapping[str, int] = field(default_factory=dict)
    write_ins: int = 0
    invalid: Mapping[str, int] = field(default_factory=lambda: {"OGEJ": 0, "BLANK": 2, "OG": 1})
    eligible: int = 500
    before: Mapping[str, int] = field(default_factory=dict)
    made: str = ""
    late: bool = False


@dataclass(frozen=True)
class Krets:
    """A part of a kommun: its code, its districts, and in K files its seats.

    `assembly` are its fixed seats, and `adjustment` those of `seats` that are none.
    """

    code: str
    districts: Sequence[District]
    region_valkrets: str = ""
    seats: Mapping[str, int] = field(default_factory=dict)
    assembly: int = 0
    adjustment: Mapping[str, int] = field(default_factory=dict)
    made: str = ""


@dataclass(frozen=True)
class Kommun:
    """A kommun's file in one election; `lumped` writes small parties as 2006 did."""

    code: str
    kretsar: Sequence[Krets]
    kind: str = "K"
    day: str = "20180909"
    name: str = "Namnet gallrat"
    lumped: bool = False
    stage: str = FINAL

    @property
    def file(self) -> str:
        return f"slutresultat_{self.code}{self.kind}.xml"


def summed(districts: Sequence[District], code: str) -> District:
    """Give the sum of districts as one."""

    def total(name: str) -> dict[str, int]:
        tables = [getattr(district, name) for district in districts]
        keys = dict.fromkeys(key for table in tables for key in table)
        return {key: sum(table.get(key, 0) for table in tables) for key in keys}

    return District(
        code,
        total("votes"),
        total("small"),
        sum(district.write_ins for district in districts),
        total("invalid"),
        sum(district.eligible for district in districts if not district.late),
        total("before"),
    )


def valid(district: District) -> int:
    return sum(district.votes.values()) + sum(district.small.values()) + district.write_ins


def attributes(**given: object) -> str:
    return "".join(f' {name}="{value}"' for name, value in given.items() if value not in ("", None))


def figures(
    area: District,
    kommun: Kommun,
    seats: Mapping[str, int] | None = None,
    adjustment: Mapping[str, int] | None = None,
) -> list[str]:
    """Write what stands in an area besides other areas, persons included."""
    lines = []
    for party, votes in area.votes.items():
        said = attributes(
            PARTI=party,
            RÖSTER=votes,
            RÖSTER_FGVAL=area.before.get(party),
            PROCENT="12,34",
            MANDAT=seats.get(party, 0) if seats else "",
            VARAV_UTJÄMNING=(adjustment or {}).get(party),
        )
        lines += [f"<GILTIGA{said}>", *persons(), "</GILTIGA>"]
    lines += lumped(area) if kommun.lumped else small_parties(area, bool(seats))
    lines += [
        f'<OGILTIGA TEXT="{text}" RÖSTER="{votes}" PROCENT="0,10"/>'
        for text, votes in area.invalid.items()
    ]
    if not area.late:
        cast = valid(area) + sum(area.invalid.values())
        lines.append(
            f'<VALDELTAGANDE RÖSTBERÄTTIGADE="{area.eligible}" SUMMA_RÖSTER="{cast}"'
            ' PROCENT="80,00"/>'
        )
    return lines


def persons() -> list[str]:
    return [
        f'<PERSONVAL ORDNING="1" KANDNR="1" NAMN="{PERSON}" PERSONKRYSS="3" KRYSSANDEL="1,00"/>',
        '<VALSEDEL LISTNUMMER="0001-00001" RÖSTER="3">',
        f'  <PERSONVAL ORDNING="1" KANDIDAT="1" NAMN="{PERSON}" PERSONKRYSS="3"/>',
        "</VALSEDEL>",
        f'<GRUPP_VALDA ORDNING="1"><VALD NAMN="{PERSON}" ÅLDER="50"/>'
        f'<ERSÄTTARE NAMN="{PERSON}" ÅLDER="50"/></GRUPP_VALDA>',
    ]


def small_parties(area: District, seated: bool) -> list[str]:
    total = sum(area.small.values()) + area.write_ins
    seats = ' MANDAT="0"' if seated else ""
    parts = [f'<GILTIGA PARTI="{party}" RÖSTER="{n}"/>' for party, n in area.small.items()]
    return [
        f'<ÖVRIGA_GILTIGA RÖSTER="{total}" PROCENT="0,10"{seats}>',
        *parts,
        f'<HANDSKRIVNA RÖSTER="{area.write_ins}" PROCENT="0,10"/>',
        '<ÖVRIGA_FGVAL RÖSTER="0" RÖSTER_FGVAL="7" PROCENT="0,00"/>',
        "</ÖVRIGA_GILTIGA>",
    ]


LUMP_BEFORE = 9  # what 2006's lump had the election before


def lumped(area: District) -> list[str]:
    total = sum(area.small.values()) + area.write_ins
    if not area.small:
        return [f'<GILTIGA PARTI="ÖVR" RÖSTER="{total}" RÖSTER_FGVAL="{LUMP_BEFORE}"/>']
    parts = {**area.small, "ÖVR": area.write_ins}
    return [
        f'<GILTIGA PARTI="ÖVR" RÖSTER="{total}" RÖSTER_FGVAL="{LUMP_BEFORE}">',
        *(f'<VARAV_ÖVRIGA PARTI="{party}" RÖSTER="{n}"/>' for party, n in parts.items()),
        "</GILTIGA>",
    ]


def counted(districts: int) -> dict[str, object]:
    return {"KLARA_VALDISTRIKT": districts, "ALLA_VALDISTRIKT": districts}


def before_of(area: District, kommun: Kommun) -> object:
    if not area.before or area.made:
        return ""
    return sum(area.before.values()) + LUMP_BEFORE * kommun.lumped


def district_lines(district: District, kommun: Kommun) -> list[str]:
    tag = LATE if district.late else "VALDISTRIKT"
    said = attributes(
        KOD=district.code,
        NAMN="Namnet gallrat",
        INDELNING=district.made,
        RÖSTER=valid(district),
        RÖSTER_FGVAL=before_of(district, kommun),
    )
    return [f"<{tag}{said}>", *figures(district, kommun), f"</{tag}>"]


def krets_lines(krets: Krets, kommun: Kommun) -> list[str]:
    area = summed(krets.districts, krets.code)
    said = attributes(
        KOD=krets.code,
        NAMN="Namnet gallrat",
        TYP="Valkrets" if kommun.kind == "K" else "Summering",
        MANDAT_VALKRETS=krets.assembly or "",
        **counted(len(krets.districts)),
        INDELNING=krets.made,
        KRETS_LANDSTING=krets.region_valkrets,
        RÖSTER=valid(area),
    )
    districts = [line for d in krets.districts for line in district_lines(d, kommun)]
    return [
        f"<KRETS_KOMMUN{said}>",
        *figures(area, kommun, krets.seats, krets.adjustment),
        *districts,
        "</KRETS_KOMMUN>",
    ]


def kommun_lines(kommun: Kommun, *, own_file: bool = True) -> list[str]:
    """Write a kommun, with its parts if it is its own file."""
    districts = [district for krets in kommun.kretsar for district in krets.districts]
    area = summed(districts, kommun.code)
    seats = summed_seats([krets.seats for krets in kommun.kretsar])
    extra = summed_seats([krets.adjustment for krets in kommun.kretsar])
    assembly = sum(krets.assembly for krets in kommun.kretsar) + sum(extra.values())
    said = attributes(
        KOD=kommun.code,
        NAMN=kommun.name,
        TYP="Valområde",
        MANDAT_VALOMRÅDE=assembly or "",
        **counted(len(districts)),
        RÖSTER=valid(area),
        RÖSTER_FGVAL=before_of(area, kommun),
    )
    parts = [line for k in kommun.kretsar for line in krets_lines(k, kommun)] if own_file else []
    own = figures(area, kommun, seats, extra)
    return [f"<KOMMUN{said}>", *own, *parts, "</KOMMUN>"]


def summed_seats(kretsar: Sequence[Mapping[str, int]]) -> dict[str, int]:
    parties = {party for seats in kretsar for party in seats}
    return {party: sum(seats.get(party, 0) for seats in kretsar) for party in parties}


def root(kommun: Kommun, file: str) -> str:
    said = attributes(
        TILLFÄLLE="Allmänna val",
        FILNAMN=file,
        RAPPORTERING=kommun.stage,
        VALTYP=VALTYP[kommun.kind],
        VALDAG=kommun.day,
        VALDAG_FGVAL="20140914",
        TID_RAPPORT="20181010101010",
    )
    return f"<VAL{said}>"


def document(kommun: Kommun, lines: Sequence[str], file: str) -> str:
    names = '<PARTI FÖRKORTNING="M" BETECKNING="Ett parti" FÄRG="#000000"/>'
    return HEAD + "\n".join([root(kommun, file), names, *lines, "</VAL>", ""])


def kommun_xml(kommun: Kommun) -> str:
    return document(kommun, kommun_lines(kommun), kommun.file)


def national_xml(
    kommuner: Sequence[Kommun], krets: str = "KRETS_RIKSDAG", code: str = "2226"
) -> str:
    """Write the country's file of kommuner that all lie in one county and constituency."""
    districts = [d for k in kommuner for part in k.kretsar for d in part.districts]
    area = summed(districts, "")
    said = attributes(**counted(len(districts)), RÖSTER=valid(area))
    own = figures(area, kommuner[0])
    lines: list[str] = [line for k in kommuner for line in kommun_lines(k, own_file=False)]
    for tag, area_code in ((krets, code), ("LÄN", code[:2]), ("NATION", "00")):
        lines = [f'<{tag} KOD="{area_code}"{said}>', *own, *lines, f"</{tag}>"]
    return document(kommuner[0], lines, f"slutresultat_00{kommuner[0].kind}.xml")


def write_xml(folder: Path, text: str, name: str = "sample.xml") -> Path:
    path = folder / name
    path.write_bytes(text.encode("latin-1"))
    return path


def write_zip(folder: Path, members: Mapping[str, str | bytes], name: str = "sample.zip") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, text in members.items():
            archive.writestr(member, text.encode("latin-1") if isinstance(text, str) else text)
    return path


def two_kretsar(kind: str = "K") -> Kommun:
    """Give Sundsvall's codes with made-up figures: two kretsar, five districts, 9 seats."""
    first = Krets(
        "228101",
        [
            District("22810101", {"M": 10, "S": 20}, {"ABC": 3}, 1, before={"M": 12, "S": 18}),
            District("22810102", {"M": 30, "S": 40}, {"ABC": 0}, 0, made="Modifierad"),
            District(f"{kind}-2281-01", {"M": 1, "S": 2}, {"ABC": 0}, 1, late=True),
        ],
        "2201" if kind == "L" else "",
        {"M": 1, "S": 3} if kind == "K" else {},
        4 if kind == "K" else 0,
        {"M": 0} if kind == "K" else {},
        "Modifierad",
    )
    second = Krets(
        "228102",
        [
            District("22810201", {"M": 50, "S": 60}, {"ABC": 2}, 2, made="Summerad"),
            District(f"{kind}-2281-02", {"M": 3, "S": 4}, {"ABC": 0}, 0, late=True),
        ],
        "2202" if kind == "L" else "",
        {"M": 2, "S": 3} if kind == "K" else {},
        4 if kind == "K" else 0,
        {"M": 1} if kind == "K" else {},
    )
    return Kommun("2281", [first, second], kind)


def undivided(kind: str = "K", code: str = "2283") -> Kommun:
    """Give an undivided kommun with two districts and one uppsamlingsdistrikt."""
    districts = [
        District(f"{code}0101", {"M": 11, "S": 22}, {"ABC": 1}),
        District(f"{code}0102", {"M": 33, "S": 44}, {"ABC": 0}, 2),
        District(f"{kind}-{code}-00", {"M": 5, "S": 6}, {"ABC": 0}, late=True),
    ]
    region = f"{code[:2]}00" if kind == "L" else ""
    seats = {"M": 3, "S": 4} if kind == "K" else {}
    krets = Krets(f"{code}00", districts, region, seats, 7 if kind == "K" else 0)
    return Kommun(code, [krets], kind)


def as_2006(kommun: Kommun) -> Kommun:
    """Write the same as 2006 did: small parties in a lump, invalid votes of two kinds."""
    kretsar = [
        replace(
            krets,
            districts=[replace(d, invalid={"BLANK": 2, "OG": 1}) for d in krets.districts],
        )
        for krets in kommun.kretsar
    ]
    return replace(kommun, kretsar=kretsar, day="20060917", lumped=True)
