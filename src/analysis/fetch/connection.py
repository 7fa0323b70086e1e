"""One polite request at a time: timeouts, redirects that stay at home, and answers told apart."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit

import requests

from analysis import __version__
from analysis.errors import DataError

USER_AGENT = f"valanalys/{__version__} (fetches published election results, one file at a time)"
# What may be over in a moment; every other refusal is final.
PASSING = {408, 425, 429, 500, 502, 503, 504}


@dataclass(frozen=True)
class Manners:
    """How patient a fetch is, in seconds and bytes, and how long it rests between files."""

    connect_seconds: float = 10
    read_seconds: float = 30
    patience: float = 60  # the time over which `slowest` bytes a second must come
    slowest: int = 1_000
    attempts: int = 5
    first_wait: float = 1  # doubled after each attempt
    longest_wait: float = 120
    pause: float = 1
    redirects: int = 5
    most_bytes: int = 1_000_000_000
    sleep: Callable[[float], None] = time.sleep


class PassingError(Exception):
    """A failure that another attempt may mend: what was found, and how long the server asks for."""

    def __init__(self, found: str, wait: float | None = None, *, answered: bool = True) -> None:
        super().__init__(found)
        self.found, self.wait, self.answered = found, wait, answered


class NoAnswerError(DataError):
    """A host that can't be reached."""


def new_session() -> requests.Session:
    """Give a session that says who asks, and asks for the bytes as they are stored."""
    session = requests.Session()
    session.headers.update({"User-Agent": USER_AGENT, "Accept-Encoding": "identity"})
    return session


def by_hand(file: str) -> str:
    """Say what a reader can do without us."""
    return f"Try again later, or fetch it yourself and put it into the raw folder as {file}."


@dataclass(frozen=True)
class Connection:
    """A session with its manners."""

    session: requests.Session
    manners: Manners

    def open(self, file: str, address: str, headers: Mapping[str, str]) -> requests.Response:
        """Ask for an address and give a good answer, unread; at most `redirects` redirects.

        PassingError for what may be mended by waiting; DataError for every other refusal.
        """
        here = address
        for _ in range(self.manners.redirects + 1):
            answer = self._ask(file, here, headers)
            target = self.session.get_redirect_target(answer)
            if target is None:
                return _good(file, address, answer)
            answer.close()
            here = urljoin(here, target)
            check_redirect(file, address, here)
        found = f"more than {self.manners.redirects} redirects from {address}"
        raise DataError(file, "", found, "an answer", by_hand(file))

    def _ask(self, file: str, address: str, headers: Mapping[str, str]) -> requests.Response:
        timeout = (self.manners.connect_seconds, self.manners.read_seconds)
        try:
            return self.session.get(
                address, headers=headers, timeout=timeout, stream=True, allow_redirects=False
            )
        except requests.ReadTimeout as error:
            found = f"no answer from {address} within {self.manners.read_seconds:g} s"
            raise PassingError(found) from error
        except (requests.ConnectionError, requests.Timeout) as error:
            found = f"no connection to {address} ({_cause(error)})"
            raise PassingError(found, answered=False) from error
        except requests.RequestException as error:
            found = f"{address} can't be asked for ({_cause(error)})"
            raise DataError(file, "", found, "an answer", by_hand(file)) from error


def _cause(error: BaseException) -> str:
    """Give what lies at the bottom of an error of requests, without addresses in memory."""
    while error.args and isinstance(error.args[0], BaseException):
        error = error.args[0]
    reason = getattr(error, "reason", None)
    text = str(reason if isinstance(reason, BaseException) else error)
    return text.rpartition(": ")[2][:120] or type(error).__name__


def check_redirect(file: str, asked: str, target: str) -> None:
    """Refuse a redirect to another domain, or from https to http.

    www.val.se may send to historik.val.se, which has the same last two labels; an address in
    numbers and a name without a dot may send only to themselves.
    """
    before, after = urlsplit(asked), urlsplit(target)
    safe = after.scheme == "https" or (after.scheme == before.scheme == "http")
    if not safe or "@" in after.netloc or _domain(before.hostname) != _domain(after.hostname):
        found = f"a redirect from {asked} to {target}"
        expected = "an answer over https from the publisher's own domain"
        action = "See on the publisher's page where the file is, and mend its address."
        raise DataError(file, "", found, expected, action)


def _domain(host: str | None) -> str:
    try:
        return str(ip_address(host or ""))
    except ValueError:
        return ".".join((host or "").lower().split(".")[-2:])


def _good(file: str, address: str, answer: requests.Response) -> requests.Response:
    status = answer.status_code
    if status in {HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT}:
        return answer
    answer.close()
    if status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
        return answer
    found = f"status {status} from {address}"
    if status in PASSING:
        raise PassingError(found, retry_after(answer.headers.get("Retry-After", "")))
    action = f"See on the publisher's page where the file is. {by_hand(file)}"
    raise DataError(file, "", found, "status 200", action)


def retry_after(value: str) -> float | None:
    """Give the seconds that a server asks us to wait, said as a number or a date; None if unsaid."""
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
