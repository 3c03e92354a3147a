"""The sandbox, the tools over it and a clock that tests move."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from asteroid_mcp.asteroid.credentials import ApiKey
from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.models import Json
from asteroid_mcp.asteroid.transport import Asteroid
from asteroid_mcp.auth.caller import LOCAL_CALLER, Caller
from asteroid_mcp.server.dispatch import Dispatcher, OneCredential
from asteroid_mcp.server.registry import Registry
from asteroid_mcp.server.results import Result
from asteroid_mcp.tools.catalogue import TOOLS
from asteroid_sandbox.app import create_app
from asteroid_sandbox.seed import DEMO_API_KEY


@dataclass
class Clock:
    """A clock that stands still until a test moves it."""

    time: datetime = field(default_factory=lambda: datetime(2026, 11, 20, 9, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.time

    def advance(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


@dataclass
class Tools:
    """The tools as the dispatcher runs them, over the sandbox."""

    dispatcher: Dispatcher
    sandbox: httpx.AsyncClient
    generation: Generation
    caller: Caller = LOCAL_CALLER

    async def __call__(self, name: str, /, **arguments: Json) -> Result:
        return await self.dispatcher.call(self.caller, name, arguments)

    async def data(self, name: str, /, **arguments: Json) -> dict[str, Json]:
        """The structured content of a call that must succeed."""
        result = await self(name, **arguments)
        assert not result.is_error, result.text
        assert result.structured is not None
        return result.structured

    async def refused(self, name: str, /, **arguments: Json) -> str:
        """The text of a call that must fail."""
        result = await self(name, **arguments)
        assert result.is_error, result.text
        return result.text

    async def fault(self, method: str, path: str, fault: str, **more: Json) -> None:
        """Let the next call of a route fail."""
        body = {"method": method, "path": path, "fault": fault, "times": 1} | more
        answer = await self.sandbox.post("/_sandbox/faults", json=body)
        answer.raise_for_status()

    async def requests(self) -> list[str]:
        """What has been asked of the API, as "GET /agents/v2/context"."""
        answer = await self.sandbox.get("/_sandbox/requests")
        return [f"{each['method']} {each['path']}" for each in answer.json()]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def seeded_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("seeded")
    create_app(home, now=Clock())
    return home


@pytest.fixture
def sandbox_app(seeded_home: Path, tmp_path: Path, clock: Clock) -> Starlette:
    home = tmp_path / "sandbox"
    shutil.copytree(seeded_home, home)
    return create_app(home, now=clock)


@pytest.fixture(params=list(Generation))
def generation(request: pytest.FixtureRequest) -> Generation:
    return Generation(request.param)


@pytest.fixture
async def tools(
    sandbox_app: Starlette, clock: Clock, generation: Generation
) -> AsyncIterator[Tools]:
    """All tools over the sandbox, in both generations of the API."""
    transport = httpx.ASGITransport(sandbox_app)
    asteroid = Asteroid("http://sandbox", generation, transport=transport)

    async def sleep(seconds: float) -> None:
        clock.advance(seconds)

    dispatcher = Dispatcher(
        registry=Registry(TOOLS),
        asteroid=asteroid,
        credentials=OneCredential(ApiKey(DEMO_API_KEY)),
        call_seconds=25,
        result_characters=60_000,
        sleep=sleep,
    )
    async with httpx.AsyncClient(transport=transport, base_url="http://sandbox") as sandbox:
        yield Tools(dispatcher, sandbox, generation)
    await asteroid.aclose()
