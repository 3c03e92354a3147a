"""The sandbox as a process of its own, reached over real HTTP."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
_STOP_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Served:
    """A sandbox that is up; `stop` ends it as Ctrl-C does and answers its exit code."""

    base: str
    process: subprocess.Popen[str]

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(_STOP_SECONDS)


@contextmanager
def running_sandbox(home: Path, *options: str) -> Iterator[Served]:
    """Serve the demo data from `home` on a free port until the block ends."""
    place = ["--home", str(home), "--port", "0"]
    command = [sys.executable, "-m", "asteroid_sandbox", *place, *options]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8", env=os.environ
    ) as process:
        assert process.stdout is not None
        first_line = process.stdout.readline()
        try:
            found = _ADDRESS.search(first_line)
            assert found is not None, f"the sandbox did not start: {first_line!r}"
            yield Served(found[0], process)
        finally:
            if process.poll() is None:
                process.kill()
