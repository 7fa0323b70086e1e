"""Kernels that talk over sockets in a private folder instead of TCP ports, where there are such."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jupyter_client.manager import AsyncKernelManager
from traitlets import default

LOCAL_SOCKETS = sys.platform != "win32"
RUNTIME = "JUPYTER_RUNTIME_DIR"
SHORT = "/tmp" if LOCAL_SOCKETS else None  # noqa: S108 - the folder made in it is this user's alone


class LocalKernelManager(AsyncKernelManager):
    """Starts a kernel that no other user of the machine can reach."""

    @default("transport")
    def _transport_default(self) -> str:
        return "ipc" if LOCAL_SOCKETS else "tcp"

    @default("ip")
    def _ip_default(self) -> str:
        # The sockets' path. Its own default is a name in the folder that the run happens to be in.
        return str(Path(os.environ[RUNTIME]) / "k") if LOCAL_SOCKETS else "127.0.0.1"


@contextmanager
def private_runtime() -> Iterator[dict[str, str]]:
    """Give the variables that put a kernel's sockets into a short-named folder of this run's own.

    A socket's path may have about a hundred characters, which a folder deep below home, or a Mac's
    own folder for temporary files, can exceed.
    """
    with tempfile.TemporaryDirectory(prefix="val-", dir=SHORT) as folder:
        # IPython keeps its history at home, which may not be writable. Matplotlib stays there: it
        # does without by itself, and its list of fonts takes seconds to make anew.
        own = {"IPYTHONDIR": f"{folder}/ipython"}
        yield {RUNTIME: folder, **own} if LOCAL_SOCKETS else own


@contextmanager
def environment(added: dict[str, str]) -> Iterator[None]:
    """Set variables for this process and the kernels that it starts, and put them back after."""
    before = {name: os.environ.get(name) for name in added}
    os.environ.update(added)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
