"""The sandbox as a service of its own: real sockets, a clock that tests move, its desk by HTTP."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import uvicorn
from starlette.types import ASGIApp

from asteroid_mcp.asteroid.models import Json, JsonObject
from asteroid_sandbox.app import create_app

_START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
_STARTUP_SECONDS = 20.0


@dataclass
class Clock:
    """A clock that stands still until a test moves it."""

    time: datetime = _START

    def __call__(self) -> datetime:
        return self.time

    def advance(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)

    def reset(self) -> None:
        self.time = _START


@dataclass
class Gate:
    """What a slow answer waits at: nothing is waited for by the second."""

    event: asyncio.Event = field(default_factory=asyncio.Event)

    async def sleep(self, _seconds: float) -> None:
        await self.event.wait()


class Server(uvicorn.Server):
    """Serves from a thread of its own; knows when it has begun and when it is idle."""

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        # The loggers stay as they are, so that tests see all that is logged.
        super().__init__(uvicorn.Config(app, log_config=None, lifespan="off"))
        self._gate = gate
        self._loop: asyncio.AbstractEventLoop | None = None
        self._began = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._loop = asyncio.get_running_loop()
        self._began.set()

    def wait_until_begun(self) -> None:
        assert self._began.wait(_STARTUP_SECONDS), "the sandbox did not start"

    async def settle(self) -> None:
        """Let slow answers go on, and wait until no request is being served."""
        assert self._loop is not None
        ended = asyncio.run_coroutine_threadsafe(self._finish(), self._loop)
        await asyncio.wrap_future(ended)

    async def _finish(self) -> None:
        self._gate.event.set()
        if tasks := set(self.server_state.tasks):
            await asyncio.wait(tasks)
        self._gate.event.clear()


@dataclass(frozen=True, slots=True)
class Service:
    """A served sandbox: where it answers, and its desk."""

    url: str
    clock: Clock
    server: Server
    desk: httpx.Client

    def reset(self) -> None:
        """Bring back the demo data and the time; no faults, no requests."""
        self.clock.reset()
        self.desk.post("/_sandbox/reset").raise_for_status()

    def fail(self, method: str, path: str, fault: str, **more: Json) -> None:
        """Let the next call of a route fail, or the next `times` calls."""
        order = {"method": method, "path": path, "fault": fault, "times": 1} | more
        self.desk.post("/_sandbox/faults", json=order).raise_for_status()

    def requests(self) -> list[str]:
        """What has been asked of the API, as "GET /agents/v2/context"."""
        asked: list[JsonObject] = self.desk.get("/_sandbox/requests").json()
        return [f"{each['method']} {each['path']}" for each in asked]

    def forget_requests(self) -> None:
        self.desk.delete("/_sandbox/requests").raise_for_status()


@contextmanager
def served(home: Path) -> Iterator[Service]:
    """Serve a sandbox on a free port of the loopback until the block ends."""
    clock, gate, listener = Clock(), Gate(), _listener()
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    server = Server(create_app(home, now=clock, sleep=gate.sleep), gate)
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    server.wait_until_begun()
    try:
        with httpx.Client(base_url=url, trust_env=False) as desk:
            yield Service(url, clock, server, desk)
    finally:
        server.should_exit = True
        thread.join(_STARTUP_SECONDS)


def _listener() -> socket.socket:
    # Only where the protocol is named does asyncio send at once what Nagle would hold back 40 ms.
    listener = socket.socket(proto=socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    return listener
