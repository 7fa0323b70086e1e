"""The formats that a report comes in."""

FORMATS = ("html", "pdf", "ipynb")
