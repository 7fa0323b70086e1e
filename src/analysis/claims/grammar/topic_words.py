"""The words beside a number that say what it counts."""

from __future__ import annotations

import re

PARTS = re.compile(
    r"^\s*(?:\w+ )?(?:av|of) (?:partiets|våra|vårt|de|dem|dessa|sina|distriktets|fullmäktiges|ledamöterna|our|its)\b"
    r"(?! (?:\d|giltiga|avgivna|röst\w+|väljar\w+|valid|votes))",
    re.IGNORECASE,
)
OF_WHOLE = re.compile(r"^\s*(?:\w+ )?(?:av|of)(?: \w+)?(?: \w+s)?\s*$")
KOMMUNER = re.compile(
    r"^\s*(?:(?!mandat|röster|i\b|av\b|seats|votes)\w+ ){0,2}?(?:kommuner|kommunerna|av länets kommuner|kommun|municipalities|of the county's kommuner|kommunala fullmäktige)\b",
    re.IGNORECASE,
)
OF_CAST = re.compile(
    r"^\s*(?:av|of) (?:alla |samtliga )?(?:de |dem |the )?(?:som röstade|röstande|avgivna|avlagda|votes cast)",
    re.IGNORECASE,
)
OF_VALID = re.compile(
    r"^\s*(?:av|of) (?:alla |samtliga )?(?:de |the )?(?:giltiga|valid)", re.IGNORECASE
)
OF_VALID_BEFORE = re.compile(
    r"\b(?:av|of) (?:alla |samtliga )?(?:de |the )?(?:giltiga röst|valid vote)", re.IGNORECASE
)
OF_ELIGIBLE = re.compile(
    r"^\s*(?:av|of) (?:alla |samtliga )?(?:de |the )?(?:röstberättigade|eligible)", re.IGNORECASE
)
PEOPLE = re.compile(
    r"^\s*(?:\w+ )?(?:personer|väljare|\w+bor|invånare|medborgare|people|voters)\b", re.IGNORECASE
)
MARGIN = re.compile(
    r"röst\w*\s+(?:ifrån|från|till|för lite|saknades|short|away|more|fewer)\b|saknades|fattades|behövt|behövdes|needed|hade räckt|marginal",
    re.IGNORECASE,
)
GIVEN = re.compile(r"\btillföll\s*$")
TO_PARTY = re.compile(r"\s*(?:till|på|to|for)\s+(?:oss\b|us\b|[A-ZÅÄÖ])")
ADJECTIVES = {"o": "invalid_votes", "g": "valid_votes", "b": "blank_votes"}
UNCARRIED = frozenset({"", "part", "kommuner", "share", "turnout"})
AVGAVS = re.compile(r"\b(?:avgavs|avgivits|avlades)(?: \w+)?\s*$")
GOES_ON = re.compile(
    r"\b(?:från|till|blev|var|är|fick|har|hade|mot|med|på|än|gav|nu|from|to|was|is|had|by)(?: (?:vi|partiet|det|we|it))?\s*$",
    re.IGNORECASE,
)
ADJECTIVE = re.compile(r"\s*(?:\w+ )?(ogiltiga|giltiga|blanka)\b(?! röst| vals)", re.IGNORECASE)
ANAPHORIC = re.compile(
    r"\b(?:motsvarande|siffra|siffran|siffror|siffrorna|samma siffra|figure|corresponding)\b[^.;]*$",
    re.IGNORECASE,
)
LEFT = ("turnout", "members", "seats")
TO_THE_POLLS = re.compile(
    r"^\s*(?:till (?:valurnorna|vallokalerna|val)\b|to the polls)", re.IGNORECASE
)
TOOK_PART = re.compile(r"\b(?:deltog|deltagit|took part)(?: \w+)?\s*$", re.IGNORECASE)
VOTED = re.compile(r"\b(?:röstade|röstat|röstar|voted)(?: \w+)?\s*$", re.IGNORECASE)
OF_PEOPLE = re.compile(
    r"^\s*(?:av|of) (?:alla |de |samtliga |the )?(?:\w+bor(?:na)?|\w+arna|invånarna|medborgarna|väljarna|voters|people)\b",
    re.IGNORECASE,
)
VOTED_FOR = re.compile(r"^\s+(?:[\wåäöé]+ ){1,3}(?:röstade|röstat|voted) (?:på|for)\b")
FOR_PARTY = re.compile(r"^\s+(?:[\wåäöé]+ ){1,2}(?:på|for)\s+(?:the )?[A-ZÅÄÖ]")
WERE = re.compile(
    r"\s*(?:av )?(?:de |dessa )?(?:avgivna )?röster(?:na)? (?:var|är|blev) (ogiltiga|giltiga|blanka)\b",
    re.IGNORECASE,
)
# What "a av b" counts, where b counts the whole: "142 667 av 797 657 giltiga röster".
PARTS_OF = {"valid_votes": "votes", "votes_cast": "votes", "eligible_voters": "votes_cast"}
ONE_VOTE = re.compile(
    r"\s*(?:[\wåäö]+ )?(?:(?:sin|en) röst\b(?P<party> på\b)?|sin rösträtt\b)", re.IGNORECASE
)
ENTITLED = re.compile(
    r"^\s*(?:[\wåäö]+ )?(?:hade |har )?(?:rösträtt|röstberättigade|entitled to vote)\b",
    re.IGNORECASE,
)
OF_VOTES = re.compile(
    r"^\s*(?:av|of) (?:alla |samtliga |de |the |our |våra |sina )*(?:giltiga |avgivna |valid )?(?:röst(?!ber)\w+|väljar\w+|votes?\b|voters)",
    re.IGNORECASE,
)
OF_SEATS = re.compile(
    r"^\s*(?:av|of) (?:[\wåäö]+ ){0,2}(?:\w*mandat\w*|plats\w*|seats)\b", re.IGNORECASE
)
PARTY_GOT = re.compile(
    r"\b(?:fick|får|nådde|samlade|landade) (?:vi|partiet)\b|\b(?:vi|partiet|party) (?:fick|får|nådde|samlade|got|received|won)\b",
    re.IGNORECASE,
)
LINKED = re.compile(
    r"^\s*(?:personer|röstande)?\s*(?:,|\()\s*(?:det vill säga|dvs\.?|alltså|vilket är|eller|motsvarande)?\s*$"
)
SEAT_SHARE = re.compile(r"\b(?:andel\w* (?:av )?(?:\w+ )?mandat|mandatandel)\w*", re.IGNORECASE)
BY_PER_CENT_OF_VOTES = ("turnout", "members", "votes", "share", "blank_votes", "invalid_votes")
BY_PER_CENT = (*BY_PER_CENT_OF_VOTES, "seats")
COUNTED = re.compile(
    r"\b(?:andel|stöd|resultat|röstandel|fick|får|mandat|röster|partiet|share|support)\w*",
    re.IGNORECASE,
)
PLACED = re.compile(
    r"\b(?:första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde) plats$",
    re.IGNORECASE,
)
