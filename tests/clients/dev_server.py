"""`make dev` as a process of its own: with an empty sandbox home, on whatever port is free."""

import os
import queue
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

START_SECONDS = 30.0
STOP_SECONDS = 10.0
DEV_COMMAND = (sys.executable, "-m", "asteroid_mcp.entrypoints.cli", "dev")

_ENDPOINT = re.compile(r"http://127\.0\.0\.1:\d+/mcp")


@contextmanager
def dev_server(
    home: Path,
    command: tuple[str, ...] = DEV_COMMAND,
    settings: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """Serve with these settings until the block ends; answers the URL of the MCP endpoint.

    Raises RuntimeError, with what the server wrote, when it does not start in half a minute.
    """
    with subprocess.Popen(
        command,
        cwd=home,
        env=_environment(home) | dict(settings or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as process:
        output = _Output(process)
        try:
            yield output.endpoint()
        finally:
            _stop(process)
            output.join()


def _environment(home: Path) -> dict[str, str]:
    # A key of the developer's own would turn the tests loose on the real Asteroid.
    kept = {name: text for name, text in os.environ.items() if not name.startswith("ASTEROID_")}
    return kept | {"PORT": "0", "SANDBOX_HOME": str(home / "sandbox"), "PYTHONUNBUFFERED": "1"}


class _Output(threading.Thread):
    """Reads all that a process writes: a pipe that nobody empties stops its writer."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        super().__init__(daemon=True)
        self._process = process
        self._lines: list[str] = []
        self._endpoints: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self.start()

    def run(self) -> None:
        for line in self._process.stdout or ():
            self._lines.append(line)
            if found := _ENDPOINT.search(line):
                self._endpoints.put(found[0])
        self._endpoints.put(None)

    def endpoint(self) -> str:
        """Wait for the line that names the endpoint."""
        try:
            endpoint = self._endpoints.get(timeout=START_SECONDS)
        except queue.Empty:
            endpoint = None
        if endpoint is None:
            raise RuntimeError("The dev server did not start:\n" + "".join(self._lines))
        return endpoint


def _stop(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
