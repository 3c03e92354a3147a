"""The tools as the dispatcher runs them, over HTTP to the served sandbox."""

import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Self

import httpx
from tests.faults.service import Service

from asteroid_mcp.asteroid.credentials import ApiKey
from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.models import Json, JsonObject
from asteroid_mcp.asteroid.route import Route
from asteroid_mcp.asteroid.transport import Asteroid
from asteroid_mcp.auth.caller import LOCAL_CALLER
from asteroid_mcp.server.dispatch import Dispatcher, OneCredential
from asteroid_mcp.server.registry import Registry
from asteroid_mcp.server.results import Result
from asteroid_mcp.tools.catalogue import TOOLS
from asteroid_sandbox.seed import MEMBER_API_KEY

REGISTRY = Registry(TOOLS)
# Nothing here speaks TLS; reading the certificates for each test would take longer than the test.
_NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
JITTER = 0.1
"""What is added to a Retry-After, and half of the first backoff, where random() is a half."""


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A tool and what it is called with."""

    tool: str
    arguments: JsonObject = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tools:
    """Somebody who calls tools. `pauses` are the waits before repeated requests, never waited."""

    service: Service
    asteroid: Asteroid
    pauses: list[float]
    key: str = MEMBER_API_KEY
    call_seconds: float = 10.0

    @property
    def generation(self) -> Generation:
        return self.asteroid.generation

    @property
    def dispatcher(self) -> Dispatcher:
        return Dispatcher(
            registry=REGISTRY,
            asteroid=self.asteroid,
            credentials=OneCredential(ApiKey(self.key)),
            call_seconds=self.call_seconds,
            result_characters=60_000,
        )

    def within(self, seconds: float) -> Self:
        """The same with another deadline."""
        return replace(self, call_seconds=seconds)

    def by(self, key: str) -> Self:
        """The same for whom the key belongs to."""
        return replace(self, key=key)

    async def call(self, call: ToolCall) -> Result:
        return await self.dispatcher.call(LOCAL_CALLER, call.tool, call.arguments)

    async def data(self, name: str, /, **arguments: Json) -> JsonObject:
        """The structured content of a call that must succeed."""
        result = await self.call(ToolCall(name, arguments))
        assert not result.is_error, result.text
        assert result.structured is not None
        return result.structured

    async def refused(self, name: str, /, **arguments: Json) -> str:
        """The text of a call that must fail; it has no structured content."""
        result = await self.call(ToolCall(name, arguments))
        assert result.is_error, result.text
        assert result.structured is None
        return result.text

    def fail(self, route: Route, fault: str, **more: Json) -> None:
        """Let the next call of a route fail in the generation that is spoken."""
        path = re.sub(r"\{\w+\}", "*", route.at(self.generation).path)
        self.service.fail(route.method, path, fault, **more)

    def changes_asked_for(self) -> list[str]:
        """The requests that were no reading ones."""
        return [each for each in self.service.requests() if not each.startswith("GET ")]


def tools_of(service: Service, generation: Generation) -> Tools:
    """The tools over a served sandbox, whose repeats wait for nothing."""
    pauses: list[float] = []
    return Tools(service, _asteroid(service.url, generation, pauses), pauses)


@contextmanager
def unreachable(tools: Tools) -> Iterator[Tools]:
    """The same over a port that refuses every connection."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        yield replace(tools, asteroid=_asteroid(url, tools.generation, tools.pauses))


def _asteroid(url: str, generation: Generation, pauses: list[float]) -> Asteroid:
    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    transport = httpx.AsyncHTTPTransport(verify=_NO_CERTIFICATES)
    return Asteroid(url, generation, transport=transport, sleep=sleep, random=lambda: 0.5)
