"""Swedish election results and member counts, made into reports that can be trusted number by number."""

from importlib.metadata import version

__version__ = version("valanalys")
