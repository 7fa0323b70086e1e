"""A whole document: every number found, read in its sentence, and judged or listed with a reason."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from analysis.claims.grammar.asked import Carried
from analysis.claims.grammar.bearings import bearings_of, carry
from analysis.claims.grammar.clause import Clause, clauses
from analysis.claims.grammar.flat import ITEM, Flat, Sentence, flatten, notes_in
from analysis.claims.grammar.mentions import Mention, Mentions
from analysis.claims.grammar.numbers import Number, find_numbers
from analysis.claims.grammar.reasons import reason_for, shows_share, speaks_of_parties
from analysis.claims.grammar.roles import Role, roles_of
from analysis.claims.grammar.sections import Section, is_heading, section_of
from analysis.claims.grammar.topics import Topic, told_topic, topic_of
from analysis.claims.judging.about import notices
from analysis.claims.judging.between import party_distance
from analysis.claims.judging.combined import combined
from analysis.claims.judging.diagnosis import diagnose, unread
from analysis.claims.judging.doubt import in_doubt
from analysis.claims.judging.examine import Bench, Judged, Read, judge_number, points_instead
from analysis.claims.judging.findings import Place, Told
from analysis.claims.judging.kommuner import kommun_count
from analysis.claims.judging.tables import Tables, cut_at
from analysis.claims.judging.verdicts import RIGHT
from analysis.claims.model import Cell, Checked, Document, Unchecked
from analysis.claims.sayings.every import phrases_in
from analysis.claims.sayings.phrases import Phrase


def check_document(document: Document, mentions: Mentions, bench: Bench) -> Checked:
    """Hold every number of a document against the measures; nothing of it is left unsaid."""
    return _Checker(document, mentions, bench).checked()


class _Checker:
    """Goes through a document sentence by sentence, with what earlier ones leave to later ones."""

    def __init__(self, document: Document, mentions: Mentions, bench: Bench) -> None:
        self.document, self.mentions, self.bench = document, mentions, bench
        self.tables = Tables(document, mentions, bench)
        self.flat: Flat = flatten(document)
        self.numbers: list[Number] = find_numbers(self.flat)
        self.starts = [number.start for number in self.numbers]
        self.told: list[Told] = []
        self.left: list[Unchecked] = []
        self.named: list[Mention] = []
        self.carried = Carried()
        self.section = Section()
        self.above_items: Carried | None = None
        self.topic: Topic | None = None
        self.evidence = False

    def checked(self) -> Checked:
        """Give the findings and what is left, both in the order of the text."""
        for number in self.numbers:
            if number.other:
                self._leave(number, number.other)
        for start, end in notes_in(self.document.text):
            page = self.document.page_of(start)
            quote = self.document.text[start:end]
            self.left.append(Unchecked(quote, start, end, page, self._say("note")))
        for sentence in self.flat.sentences:
            self._sentence(sentence)
        findings = []
        for told, finding in zip(self.told, diagnose(self.told, self.bench), strict=True):
            if unread(told, finding) and not self.tables.cell_at(told.place.start):
                self.left.append(Unchecked(*told.place.quoted, self._say("unread")))
            else:
                findings.append(finding)
        ordered = sorted(findings, key=lambda finding: (finding.start, finding.end))
        left = sorted(self.left, key=lambda number: (number.start, number.end))
        about = notices(self.named, self.bench)
        return Checked(self.document, tuple(ordered), tuple(left), about)

    def _sentence(self, sentence: Sentence) -> None:
        text = self.flat.text[sentence.start : sentence.end]
        first, last = (bisect_left(self.starts, at) for at in (sentence.start, sentence.end))
        named = self.mentions.find(text)
        self.named += named
        if sentence.paragraph != self.carried.paragraph:
            self.topic, self.evidence = self.section.topic, False
            self.carried = Carried(election=self.carried.election, paragraph=sentence.paragraph)
        if is_heading(self.flat, sentence, self.document):
            self.section = section_of(text, named, self.section)
            self.topic = self.section.topic
        self._items(sentence, text)
        self.carried.section_area = self.section.area
        shows = shows_share(text)
        self.carried.topic = self.topic.name if self.topic else ""
        found = phrases_in(text, named, (self.bench, self.carried))
        self._tell_phrases(found, sentence)
        taken = {at for phrase in found for at in range(phrase.start, phrase.end)}
        here = clauses(self.flat, sentence, self.numbers[first:last], named)
        self.evidence = shows or self.evidence
        self._clauses([c for c in here if c.start not in taken], sentence)
        if not here and (told := told_topic(text)):
            self.topic = told
        self.carried = carry(self.carried, text, named, sentence.paragraph)

    def _items(self, sentence: Sentence, text: str) -> None:
        """Forget what an item of a list left, where a line begins that is another or none."""
        if self.flat.text[: sentence.start].rstrip(" ")[-1:] != "\n":
            return
        if self.above_items:
            self.carried = replace(
                self.above_items, election=self.carried.election, paragraph=sentence.paragraph
            )
        item = ITEM.match(text.lstrip())
        self.above_items = replace(self.carried) if item else None

    def _tell_phrases(self, found: list[Phrase], sentence: Sentence) -> None:
        for phrase in found:
            place = self._place(sentence.start + phrase.start, sentence.start + phrase.end)
            if phrase.reason:
                self.left.append(Unchecked(*place.quoted, self._say(phrase.reason)))
            elif phrase.judged:
                self.told.append(Told(place, phrase.judged, None, phrase.stated))

    def _clauses(self, here: list[Clause], sentence: Sentence) -> None:
        topics: list[Topic] = []
        earlier: list[Role] = []
        for clause in here:
            topic = topic_of(clause, topics, self.topic)
            roles = roles_of(clause, earlier, country="00" in self.carried.lists.get("area", ()))
            self._number(clause, topic, roles, sentence)
            topics.append(topic)
            earlier = roles
        if topics:
            self.topic = topics[-1]

    def _number(self, clause: Clause, topic: Topic, roles: list[Role], sentence: Sentence) -> None:
        number = clause.number
        place = self._place(sentence.start + number.start, sentence.start + clause.end)
        elections = [m for m in clause.mentions if m.kind == "election"]
        told = self.evidence or speaks_of_parties(clause, self.carried.election)
        reason = reason_for(
            clause, topic, elections, evidence=told, before=self.carried.lists.get("election", ())
        )
        ways = tuple(bearings_of(clause, role, self.bench.asked, self.carried) for role in roles)
        read = Read(clause, topic, tuple(roles), ways)
        if cell := self.tables.cell_at(place.start):
            self._cell(cell, clause.cut(*cut_at(clause)), place)
            return
        distance = party_distance(read, self.bench) if reason == "between_parties" else None
        if reason and not distance:
            self.left.append(Unchecked(*place.quoted, self._say(reason)))
            return
        judged = distance or self._judge(read)
        if isinstance(judged, Judged):
            if len(read.bearings.elections) > 1 and judged.verdict in RIGHT:
                self.carried.inferred = judged.fact.key.election
            self.told.append(Told(place, judged, read, None))
        else:
            self.left.append(Unchecked(*place.quoted, self._say(judged)))

    def _judge(self, read: Read) -> Judged | str:
        if read.topic.name == "kommuner" and (counted := kommun_count(read, self.bench)):
            return counted
        together = combined(read, self.bench, self.carried)
        if together and together.verdict in RIGHT:
            return together
        judged = points_instead(read, self.bench) or judge_number(read, self.bench)
        if not isinstance(judged, Judged) or judged.verdict in RIGHT:
            return judged
        doubtful = in_doubt(read, judged, self.carried, self.bench)
        return "ambiguous" if doubtful else together or judged

    def _cell(self, cell: Cell, clause: Clause, place: Place) -> None:
        read = self.tables.read(cell, clause, self.carried)
        judged = read if isinstance(read, str) else self.tables.judge(cell, read, self.carried)
        if isinstance(judged, Judged) and isinstance(read, Read):
            self.told.append(Told(place, judged, read, None))
        else:
            self.left.append(Unchecked(*place.quoted, self._say(str(judged))))

    def _leave(self, number: Number, reason: str) -> None:
        place = self._place(number.start, number.end)
        self.left.append(Unchecked(*place.quoted, self._say(reason)))

    def _say(self, reason: str) -> str:
        key, _, what = reason.partition(":")
        return self.bench.words(key, what=what)

    def _place(self, start: int, end: int) -> Place:
        first, last = self.flat.span(start, end)
        quote = re.sub(r"\s+", " ", self.document.text[first:last])
        return Place(quote, first, last, self.document.page_of(first))
