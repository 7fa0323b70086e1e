"""The words beside a number that say what it is to another."""

from __future__ import annotations

import re

from analysis.claims.grammar.mentions import COUNTRY, COUNTY
from analysis.claims.grammar.numbers import YEAR

FILL = r"(?: (?:totalt|sammanlagt|alltså|därmed|hela|tidigare|ytterligare|endast|bara|blygsamma|rekordhöga|imponerande|i snitt|a total of|all))*"
FROM = re.compile(
    rf"\b(?:från|from)(?: (?:the )?(?:valet )?{YEAR}(?: års)?)?{FILL}\s*$", re.IGNORECASE
)
TO = re.compile(rf"(?:\b(?:till|to)|→|->|=>){FILL}\s*$", re.IGNORECASE)
ARROW_AFTER = re.compile(r"\s*(?:röster|mandat|seats|votes)?\s*(?:→|->|=>|blev \d)")
COMPARED = re.compile(
    r"\b(?:jämfört med|i jämförelse med|jämfört mot|att jämföra med|(?:kan|ska|bör) jämföras med|att ställa mot|efter att (?:tidigare )?(?:ha )?haft|mot|i stället för|än|compared with|than|istället för)"
    rf"(?: (?:de|den|det|i|valet|vid|hela|i valet|resultatet|the))*(?: {YEAR})?(?: års)?"
    r"(?: (?:förra valets|föregående vals|tidigare|resultat|siffra|på|dåvarande))*\s*$",
    re.IGNORECASE,
)
# A word that may stand between a verb of change and its number: "tappade Vänsterpartiet 2 011".
NO_LEVEL = r"(?!(?:till|från|i|på|och|men|som|fick|får|hade|har|nådde|blev|är|landade|samlade|var|bland|av|to|from|in|and)\b)"
ELSEWHERE = re.compile(
    rf"\s*(?:procent\w*|%)?\s*(?:i|för|in)\s+(?:hela\s+|the\s+)?(?:{COUNTRY}|{COUNTY}|[A-ZÅÄÖ])",
    re.IGNORECASE,
)
GENITIVE = re.compile(r"\b(?:rikets|landets|länets)\s*$", re.IGNORECASE)
# "vi ligger över rikssnittet, nu med 0,35 procentenheter"
OVER_BY = re.compile(
    rf"\b(?:(?P<more>över|före|above)|(?P<less>under|efter|bakom|below)) (?:{COUNTRY})\b[^.;]{{0,30}}\b(?:med|by)\s*$",
    re.IGNORECASE,
)
HELD = re.compile(
    r"\s*(?:(?P<more>bättre|högre|mer|över|före|better|higher|more|above|ahead)|(?P<less>sämre|lägre|mindre|under|efter|bakom|worse|lower|less|below|behind))\b(?! (?:än|than) (?:19|20)\d\d)",
    re.IGNORECASE,
)
LOST_AFTER = re.compile(
    r"\s*(?:\w+ )?(?:mandat|röster|platser)(?:na)? (?:har |hade )?(?:gått förlorade|gick förlorade|förlorades|försvann|tillkom)",
    re.IGNORECASE,
)
OF_OURS = re.compile(r"\b(?:av|of) (?:våra|vårt|vår|sina|sitt|our|their|its)\s*$", re.IGNORECASE)
OF_OUR = re.compile(r"\b(?:av|of) (?:våra|vårt|vår|our)\s*$", re.IGNORECASE)
OVER_IT = re.compile(
    r"\s*(?:över|under|högre|lägre|bättre|sämre|above|below)\s*(?=[.,;)]|$)", re.IGNORECASE
)
GAP = re.compile(
    r"\s*(?:[\wåäö]+ ){0,3}?(?:skillnaden|skillnad|avståndet|gapet|the difference|the gap)\b",
    re.IGNORECASE,
)
# The level that a difference was told to: "14,0 procentenheter över rikssnittet i valet, 9,7 procent".
APPOSED = re.compile(r"[,(]\s*$|\b(?:på|som är|som var|med)\s*$")
LEFT_OF = re.compile(r"\bkvar av (?:de |sina )?$|\bleft of (?:their |its )?$", re.IGNORECASE)
OF_TOTAL = re.compile(
    r"\d\s+(?:röster )?(?:av|of) (?:totalt|sammanlagt|partiets|a total of)\s*$", re.IGNORECASE
)
HAD = re.compile(r"\b(?:vi|partiet|som) hade\s*$|\bhade (?:vi|partiet)\s*$", re.IGNORECASE)
LEVEL_AGAIN = re.compile(
    r"\b(?:men|är|var|hade|fick|blev|ligger|låg|nådde|but|is|was)\b", re.IGNORECASE
)
OURS = re.compile(
    r"\b(?:mot|än|jämfört med|against|than)\s+(?:våra|vårt|vår|our)\s*$", re.IGNORECASE
)
NATIONALLY = re.compile(
    r"\s*(?:nationellt|nationally|nationwide|på riksnivå|i hela landet|i riket)\b", re.IGNORECASE
)
LINK = re.compile(
    r"(?:\s+[\wåäö-]+){0,3}\s*(?:\(|,|\beller\b|\bmotsvarande\b|\bvilket (?:motsvarar|är|blir|innebär)\b|\bdet vill säga\b|\bdvs\.?|"
    r"\balltså\b|=|\bor\b|\bdet motsvarar\b|\bsom motsvarar\b)"
    r"(?: ?(?:hela|med|motsvarande|vilket motsvarar|vilket är|vilket blir|omräknat|eller|or))*\s*\(?\s*$"
)
REFERENCE = re.compile(
    rf"^\s*(?:(?!var\b|är\b|blev\b|was\b|is\b)\w+ )?(?:(?P<more>över|högre än|mer än|bättre än|större än|fler än|starkare än|före|more than|higher than|above|better än)"
    rf"|(?P<less>under|lägre än|mindre än|sämre än|färre än|svagare än|efter|less than|lower than|below))"
    rf"(?: (?:i|för|i hela|hela|partiets|vårt|snittet i|genomsnittet i|genomsnittet för|snittet för|resultatet i|medelvärdet i|in|the|partiets resultat i|the average in))*"
    rf" (?:(?P<country>{COUNTRY})|(?P<county>{COUNTY}))",
    re.IGNORECASE,
)
SMALLER = re.compile(
    r"\b(?P<noun>ökningen|uppgången|framgången|minskningen|nedgången|tappet|raset|förlusten)\b[^.;]{0,40}\b(?:mindre|större|lägre|högre|svagare|starkare)\b[^.;]*$",
    re.IGNORECASE,
)
