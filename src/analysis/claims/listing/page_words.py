"""The Swedish words of the page: verdicts, units, elections and what each measure is."""

from __future__ import annotations

from dataclasses import dataclass

from babel.numbers import format_decimal

from analysis.claims.listing.listing_parts import is_change, is_change_of_level, is_share_of_seats
from analysis.claims.model import Finding

DECIMALS = 4
MINUS = "\u2212"
SPACE = "\u00a0"


@dataclass(frozen=True)
class Kind:
    """How a number is marked: a class for its colour, a symbol, and what the two mean."""

    name: str
    symbol: str
    legend: str


KINDS = {
    "right": Kind("right", "✓", "stämmer"),
    "near": Kind("near", "≈", "stämmer ungefär, avrundat eller avkortat"),
    "wrong": Kind("wrong", "✗", "fel"),
    "other": Kind("other", "△", "fel enhet, riktning eller placering"),
    "open": Kind("open", "?", "inte kontrollerat"),
}
VERDICT_KINDS = {
    "exact": "right",
    "rounded": "near",
    "truncated": "near",
    "close": "near",
    "wrong": "wrong",
    "unit": "other",
    "direction": "other",
    "rank": "other",
    "uncheckable": "open",
}
VERDICTS = {
    "exact": "stämmer",
    "rounded": "stämmer, avrundat",
    "truncated": "avkortat, inte avrundat",
    "close": "stämmer ungefär",
    "wrong": "fel",
    "unit": "fel enhet",
    "direction": "fel riktning",
    "rank": "placeringen stämmer inte",
    "uncheckable": "kan inte kontrolleras",
}
SEVERITIES = {"ok": "", "minor": "liten", "grave": "allvarlig"}
ELECTIONS = {"riksdag": "riksdagsvalet", "region": "regionvalet", "kommun": "kommunvalet"}
# one of it, and more
UNITS = {
    "votes": ("röst", "röster"),
    "voters": ("röstberättigad", "röstberättigade"),
    "seats": ("mandat", "mandat"),
    "share": ("%", "%"),
    "per cent": ("%", "%"),
    "percentage points": ("procentenhet", "procentenheter"),
    "parties": ("parti", "partier"),
    "areas": ("område", "områden"),
    "members": ("medlem", "medlemmar"),
}
RANKED = {
    "": "andelen",
    "_change_votes": "förändringen i röster",
    "_change_pct": "förändringen i procent",
    "_change_pp": "förändringen i procentenheter",
    "_change_seats": "förändringen i mandat",
}
MEASURES = {
    "votes": "partiets röster",
    "vote_share": "partiets andel av de giltiga rösterna",
    "share_of_votes_cast": "partiets andel av alla avgivna röster",
    "seats": "partiets mandat",
    "change_votes": "förändring i antal röster",
    "change_pct": "förändring i antal röster, i procent",
    "change_pp": "förändring av röstandelen i procentenheter",
    "change_seats": "förändring i antal mandat",
    "diff_to_country_pp": "skillnad mot partiets andel i riket",
    "diff_to_county_pp": "skillnad mot partiets andel i länet",
    "party_rank": "partiets placering i området efter röster",
    "party_rank_tied": "partier på samma placering efter röster",
    "party_rank_by_seats": "partiets placering i området efter mandat",
    "party_rank_by_seats_tied": "partier på samma placering efter mandat",
    **{
        f"area_rank{by}": f"områdets placering bland likadana områden efter {words}"
        for by, words in RANKED.items()
    },
    **{
        f"area_rank{by}_tied": f"områden på samma placering efter {words}"
        for by, words in RANKED.items()
    },
    "kommuner_with_more_seats": "kommuner där partiet fick fler mandat",
    "kommuner_with_fewer_seats": "kommuner där partiet fick färre mandat",
    "valdistrikt_with_share": "valdistrikt där partiets andel är känd",
    "valdistrikt_compared": "valdistrikt som kan jämföras med förra valet",
    "valdistrikt_with_higher_share": "valdistrikt där partiets andel ökade",
    "valdistrikt_with_lower_share": "valdistrikt där partiets andel minskade",
    "votes_late_share": "andel av partiets röster som räknades i uppsamlingsdistrikt",
    "valid_votes": "giltiga röster",
    "blank_votes": "blanka röster",
    "invalid_votes": "ogiltiga röster, de blanka medräknade",
    "votes_cast": "avgivna röster, giltiga och ogiltiga",
    "eligible_voters": "röstberättigade",
    "turnout": "valdeltagande",
    "turnout_valdistrikt": "valdeltagande i valdistriktet, utan sena röster",
    "votes_cast_late_share": "andel av de avgivna rösterna som räknades i uppsamlingsdistrikt",
    "change_turnout_pp": "förändring av valdeltagandet i procentenheter",
    "turnout_diff_to_country_pp": "skillnad mot valdeltagandet i riket",
    "computed_seats": "mandat som rösterna ger enligt lagen",
    "votes_to_gain_seat": "röster som fattades för ett mandat till",
    "votes_to_lose_seat": "röster färre som hade kostat ett mandat",
    "seats_total": "alla partiers mandat i området",
    "change_seats_total": "förändring av antalet mandat i området",
    "members_start": "medlemmar vid årets första räkning",
    "members_end": "medlemmar vid årets sista räkning",
    "members_change": "förändring i antal medlemmar under året",
    "members_growth_pct": "förändring i antal medlemmar under året, i procent",
}


def kind_of(finding: Finding) -> Kind:
    """Give the mark of a finding's verdict."""
    return KINDS[VERDICT_KINDS[finding.verdict]]


def verdict(finding: Finding) -> str:
    """Give the verdict in words, with how bad it is where it is bad: "fel (allvarlig)"."""
    severity = SEVERITIES[finding.severity]
    return VERDICTS[finding.verdict] + (f" ({severity})" if severity else "")


def stated(finding: Finding) -> str:
    """Give the number that the document says, nothing where it says no number."""
    return _number(finding.stated, finding.unit, signed=is_change(finding))


def computed(finding: Finding) -> str:
    """Give the official number, nothing where there is none."""
    return _number(finding.computed, finding.unit, signed=is_change(finding))


def _number(value: float | None, unit: str, *, signed: bool) -> str:
    """Write a number as Swedish does: "15 143 röster", "8,04 %"; a share is written per cent."""
    if value is None:
        return ""
    shown = round(float(value) * (100 if unit == "share" else 1), DECIMALS) or 0.0
    pattern = f"#,##0.{'#' * DECIMALS}"
    text = format_decimal(shown, format=pattern, locale="sv_SE").replace("-", MINUS)
    text = f"+{text}" if signed and shown > 0 else text
    if unit == "rank":
        return f"plats{SPACE}{text}"
    one, more = UNITS.get(unit, (unit, unit))
    return f"{text}{SPACE}{one if abs(shown) == 1 else more}".rstrip()


def measure(finding: Finding) -> str:
    """Give what the number was taken to be; a measure without words has its own name."""
    if is_share_of_seats(finding):
        return "partiets andel av alla mandat"
    words = MEASURES.get(finding.measure, finding.measure)
    return f"förändring: {words}" if is_change_of_level(finding) else words


def occasion(finding: Finding) -> str:
    """Give the election and what it is compared with: "riksdagsvalet 2018 mot 2014"."""
    election = ELECTIONS.get(finding.election_type, finding.election_type)
    before = f" mot {finding.compare_year}" if finding.compare_year is not None else ""
    return f"{election} {finding.year}{before}".strip()
