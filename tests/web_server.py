"""A web server on this machine alone, with answers that a test writes; it ends with its block."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Answer:
    """One answer: `sent` bytes of the body, then the connection ends; `drip` seconds a byte."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    sent: int | None = None
    length: bool = True
    ranges: bool = True
    etag: bool = True
    drip: float = 0
    silent: bool = False  # after what is sent, the connection stays open
    mute: bool = False  # not even a status


@dataclass
class Asked:
    """One request: its path and headers."""

    path: str
    headers: dict[str, str]


@dataclass
class Site:
    """What the server answers, by path: the answers in turn, the last one for ever."""

    address: str
    pages: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def put(self, path: str, *answers: Answer) -> str:
        """Answer so at that path, and give its address."""
        self.pages[path] = list(answers)
        return self.address + path

    def times(self, path: str) -> int:
        return sum(asked.path == path for asked in self.asked)

    def ranges(self, path: str) -> list[str | None]:
        return [asked.headers.get("Range") for asked in self.asked if asked.path == path]

    def next(self, path: str) -> Answer:
        answers = self.pages.get(path, [Answer(b"nothing", 404)])
        return answers.pop(0) if len(answers) > 1 else answers[0]


@contextmanager
def web_server() -> Iterator[Site]:
    """Serve on a free port until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    site = Site(f"http://127.0.0.1:{server.server_port}")
    server.site = site  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


class _Handler(BaseHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        site: Site = self.server.site  # type: ignore[attr-defined]
        site.asked.append(Asked(self.path, dict(self.headers)))
        answer = site.next(self.path)
        self.close_connection = True
        if answer.mute:
            site.closing.wait(20)
            return
        self._head(answer, start := self._start(answer))
        try:
            self._body(answer, start)
        except (BrokenPipeError, ConnectionResetError):
            return
        if answer.silent:
            site.closing.wait(20)

    def _etag(self, answer: Answer) -> str:
        return f'"{md5(answer.body, usedforsecurity=False).hexdigest()}"' if answer.etag else ""

    def _start(self, answer: Answer) -> int:
        """Give where to begin: only a range of the version that the asker knows is honoured."""
        asked = self.headers.get("Range", "")
        known = self.headers.get("If-Range", self._etag(answer)) == self._etag(answer)
        honoured = asked and answer.ranges and answer.status == 200 and known
        return int(asked.removeprefix("bytes=").partition("-")[0]) if honoured else 0

    def _head(self, answer: Answer, start: int) -> None:
        size = len(answer.body)
        self.send_response(206 if start else answer.status)
        headers = {"ETag": self._etag(answer)} if answer.etag else {}
        if answer.length:
            headers["Content-Length"] = str(size - start)
        if start:
            headers["Content-Range"] = f"bytes {start}-{size - 1}/{size}"
        for name, value in {**headers, **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def _body(self, answer: Answer, start: int) -> None:
        body = answer.body[start : None if answer.sent is None else start + answer.sent]
        if not answer.drip:
            self.wfile.write(body)
            self.wfile.flush()
            return
        for place in range(len(body)):
            self.wfile.write(body[place : place + 1])
            self.wfile.flush()
            time.sleep(answer.drip)
