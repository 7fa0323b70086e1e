"""The ways in which a run is refused: wrong data or parameters, a failed cell, a bad export."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class DataError(Exception):
    """Data that can't be trusted: which file, which row or key, what was found and expected."""

    file: str
    key: str
    found: str
    expected: str
    action: str

    def __str__(self) -> str:
        where = f"{self.file}, {self.key}" if self.key else self.file
        return f"{where}: found {self.found}; expected {self.expected}. {self.action}"

    def __reduce__(self) -> tuple[type[DataError], tuple[str, ...]]:
        return type(self), (self.file, self.key, self.found, self.expected, self.action)


@dataclass
class ParameterError(Exception):
    """A parameter that names nothing in the data: its name, what was given, and a valid choice."""

    parameter: str
    given: str
    hint: str

    def __str__(self) -> str:
        return f"{self.parameter}: {self.given} is not possible here; {self.hint}"

    def __reduce__(self) -> tuple[type[ParameterError], tuple[str, ...]]:
        return type(self), (self.parameter, self.given, self.hint)


class ExportError(Exception):
    """A notebook that can't become an accessible, self-contained report; says which cell and why."""


@dataclass
class RunError(Exception):
    """A notebook whose cell raised: which notebook, what was raised, and the cell's number."""

    notebook: str
    raised: str
    cause: str
    cell: int | None
    kept: str = ""

    def __str__(self) -> str:
        if self.raised in {"DataError", "ParameterError"}:
            return self.cause
        where = f"cell [{self.cell}] of {self.notebook}" if self.cell else self.notebook
        kept = f" (the notebook as far as it got: {self.kept})" if self.kept else ""
        return f"{where} raised {self.raised}: {self.cause}{kept}"
