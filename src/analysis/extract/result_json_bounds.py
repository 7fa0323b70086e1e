"""What a JSON member may hold, looked at before any of it is made: lists and objects cost memory."""

from __future__ import annotations

from analysis.errors import DataError

# The final riksdag file of the whole country was 24 MB packed and 260 MB unpacked in 2026's
# rehearsal; JSON of this kind packs to a tenth, a bomb to a thousandth.
LARGEST = 320_000_000  # bytes unpacked, of one member
# Bytes in memory of an empty list, of a small object, and of a value with its place. A value is 20
# bytes of text in the publisher's form, which so comes to 4 times the text; "[]," to 45 times.
LIST, OBJECT, VALUE = 64, 130, 70
MOST_TIMES = 6
MOST_MEMORY = 1_300_000_000  # bytes, of all of it; that of the rehearsal came to 1,040 million
MOST_VALUES = 40  # a list or object, on the average; the publisher's form has 3
SMALL = 1_000_000  # bytes of text, below which no form does harm


def refuse_dense(content: bytes, place: str, action: str) -> None:
    """DataError for a text with more lists, objects and values than the publisher's form has."""
    lists, objects, values = (content.count(sign) for sign in (b"[", b"{", b","))
    needed = LIST * lists + OBJECT * objects + VALUE * values
    dense = needed > min(MOST_TIMES * len(content), MOST_MEMORY)
    if len(content) > SMALL and (dense or values > MOST_VALUES * (lists + objects)):
        found = f"{lists} lists, {objects} objects and {values} commas in {len(content)} bytes"
        expected = "longer texts in fewer of them, as results have"
        raise DataError(place, "", found, expected, action)
