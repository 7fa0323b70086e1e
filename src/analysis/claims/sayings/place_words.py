"""The words of places and superlatives."""

from __future__ import annotations

import re

from analysis.claims.grammar.places import ORDINAL

HIGH = "bästa|högsta|starkaste|största|främsta|flesta|bäst|högst|starkast|störst|mest|flest|best|highest|strongest|largest|most"
LOW = "sämsta|lägsta|svagaste|minsta|sämst|lägst|svagast|minst|worst|lowest|weakest|smallest"
LEVELS = (
    r"(?:val)?resultat\w*|stöd\w*|väljarstöd\w*|(?:röst|väljar)?andel\w*|siffra|siffran|uppslutning\w*|förtroende\w*|"
    r"valdeltagande\w*|fäste|kommun|län|region|valkrets|share|result|support|turnout|röster|röstetal\w*|antal röster"
)
RISES = r"(?:procentuella |relativa )?(?:ökning\w*|uppgång\w*|framgång\w*|lyft\w*|increase|gain)"
FALLS = r"(?:procentuella |relativa )?(?:minskning\w*|tapp\w*|nedgång\w*|ras\w*|förlust\w*|tillbakagång\w*|backning\w*|decrease|loss)"
NOUNED = re.compile(
    rf"(?<!\w)(?:(?P<ord>{ORDINAL})\s+)?(?P<sup>{HIGH}|{LOW})\s+(?:\w+\s+)??(?P<noun>{LEVELS}|{RISES}|{FALLS})(?!\w)",
    re.IGNORECASE,
)
BARE = re.compile(
    rf"(?<!\w)(?:(?P<ord>{ORDINAL})\s+)?(?P<sup>bäst|högst|starkast|störst|mest|flest|sämst|lägst|svagast|minst|starkaste|högsta|bästa|sämsta|lägsta|svagaste)(?!\w)",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    r"\b(?:plats|nummer|placering|place|number)\s+(?P<rank>\d{1,3})(?:\s+(?:av|bland|of|uppifrån av)\s+(?:\w+\s+)?(?P<of>\d{1,3})?)?",
    re.IGNORECASE,
)
PLACE = re.compile(
    rf"\b(?:(?P<ord>{ORDINAL})\s+plats(?:en)?|(?P<joined>första|andra|tredje|fjärde|femte)plats(?:en)?)\b",
    re.IGNORECASE,
)
PLACES = frozenset({"kommun", "län", "region", "valkrets"})
BY_SIZE = frozenset({"största", "minsta", "högsta", "lägsta", "främsta", "largest", "smallest"})
# "bara Norrbotten hade högre andel, så vi kom på andra plats"
ONLY_HIGHER = re.compile(
    r"\b(?:bara|endast|only)\b.*\b(?:högre|bättre|större|higher)\b", re.IGNORECASE
)
OF_SEVERAL = re.compile(r"\bde (?:\w+ )?(?:regioner|kommuner|län)\b")
DESPITE = re.compile(r"\btrots \w+", re.IGNORECASE)
COUNTS = re.compile(r"\b(?:mandat|antal|siffr|plats)\w*(?: [\wåäö]+){0,3}\s*$", re.IGNORECASE)
APART = re.compile(r"[,;()]|\b(?:medan|men|efter|än|före|while|but)\b")
SINCE = re.compile(
    r"\b(?:sedan(?: valet)? (?P<year>\d{4})|(?P<ever>någonsin|genom tiderna|hittills|någonsin tidigare|i (?:partiets|vår|föreningens|distriktets) historia|ever)|since (?P<en>\d{4}))\b",
    re.IGNORECASE,
)
CLIMBED = re.compile(
    r"\b(?:ökade|ökat|ökar|ökning\w*|växte|växt|steg|gick fram\w*|gått fram\w*|framgång\w*|uppgång\w*|stärkte\w*|förbättrade\w*)\b",
    re.IGNORECASE,
)
DROPPED = re.compile(
    r"\b(?:minskade|minskat|tappade|tappat|backade|backat|föll|sjönk|förlorade|gick tillbaka|gick bakåt|rasade|nedgång\w*|tapp\w*)\b",
    re.IGNORECASE,
)
PEERS = re.compile(
    r"\b(?:i|av|bland|in|of|among)\s+(?:hela\s+|alla\s+|landets\s+|samtliga\s+|the\s+)*(?:landet|riket|Sverige|regioner\w*|län\b|länen|kommuner\w*|länet|länets|landets|distriktet|country|county|regions|kommuner)\b",
    re.IGNORECASE,
)
OF_PARTY = re.compile(r"\b(?:stöd|resultat|andel|parti|röster|share|support)\w*", re.IGNORECASE)
OWN_PARTS = re.compile(
    r"\b(?:stöd|resultat|andel|parti|fäste|väljar|röst|ökning|ökade|framgång|tapp|minsk|val|backade|gick|share|support|increase)\w*",
    re.IGNORECASE,
)
