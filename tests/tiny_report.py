"""A report's view of made-up tables, without any file: party A in 2018, compared with 2014."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.config import Config
from analysis.measures.scope import scope_of, scoped_tables
from analysis.measures.table import build_measures
from analysis.parameters import ReportParameters
from analysis.present.lookup import Lookup
from analysis.present.numbers import NumberFormat
from analysis.present.texts import Texts
from analysis.present.view import Report

COMPARED = {2018: 2014}


def tiny_report(
    tables: Mapping[str, pd.DataFrame], config: Config, area: str = "9101", language: str = "sv"
) -> Report:
    """Give the report of an area of the made-up county, as its notebook would have it."""
    parameters = ReportParameters(area=area, year=2018, party="A", language=language)
    near = scoped_tables(tables, scope_of(parameters, COMPARED))
    return Report(
        parameters=parameters,
        config=config,
        lookup=Lookup(build_measures(near, config, COMPARED)),
        texts=Texts(language),
        numbers=NumberFormat(language),
        tables=near,
    )
