"""Asteroid's API as others call it: a credential and a deadline with each call, errors of ours."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx

from asteroid_mcp import __version__
from asteroid_mcp.asteroid.answers import Answer, answer_of
from asteroid_mcp.asteroid.bodies import Upload
from asteroid_mcp.asteroid.calls import Call, call_of
from asteroid_mcp.asteroid.credentials import Credential
from asteroid_mcp.asteroid.deadline import Deadline
from asteroid_mcp.asteroid.errors import AsteroidError, UpstreamSlow
from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.pool import MAX_BODY_BYTES, Pool, Progress
from asteroid_mcp.asteroid.retries import pause_before_repeat
from asteroid_mcp.asteroid.route import Route

__all__ = ["Api", "Asteroid", "Deadline"]

type Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Api:
    """What the operations call. It may be used for several calls, all before the one deadline."""

    asteroid: "Asteroid" = field(repr=False)
    credential: Credential
    deadline: Deadline

    @property
    def generation(self) -> Generation:
        """Which of the API's two sets of routes is spoken."""
        return self.asteroid.generation

    async def request(
        self,
        route: Route,
        *,
        path: Mapping[str, str] | None = None,
        query: Mapping[str, object] | None = None,
        json: Mapping[str, object] | None = None,
        files: Sequence[Upload] = (),
    ) -> Answer:
        """The successful answer to `route`, asked in our words. Raises AsteroidErrors."""
        call = call_of(
            route, self.generation, path=path or {}, query=query or {}, body=json, files=files
        )
        progress = Progress()
        if remaining := self.deadline.remaining():
            with suppress(TimeoutError):
                async with asyncio.timeout(remaining):
                    return await self._persist(call, progress)
        doubt = route.changes and progress.may_have_arrived
        raise UpstreamSlow(route.operation, outcome_unknown=doubt)

    async def _persist(self, call: Call, progress: Progress) -> Answer:
        tries = 0
        while True:
            tries += 1
            try:
                return await self._try(call, progress)
            except AsteroidError as failure:
                pause = self._pause(call.route, failure, tries)
                if pause is None:
                    raise
            progress.may_have_arrived = False
            await self.asteroid.sleep(pause)

    async def _try(self, call: Call, progress: Progress) -> Answer:
        headers = self.credential.headers(self.generation)
        raw = await self.asteroid.pool.exchange(call, headers, progress)
        return answer_of(call.route, raw, hide=self.credential.value)

    def _pause(self, route: Route, failure: AsteroidError, tries: int) -> float | None:
        return pause_before_repeat(
            route,
            failure,
            tries=tries,
            remaining=self.deadline.remaining(),
            random=self.asteroid.random,
        )


class Asteroid:
    """Asteroid's API at one address, in one generation. One per process; it holds no credential."""

    def __init__(
        self,
        base_url: str,
        generation: Generation,
        *,
        user_agent: str = f"asteroid-mcp/{__version__}",
        transport: httpx.AsyncBaseTransport | None = None,
        connect_seconds: float = 3.0,
        read_seconds: float = 20.0,
        max_body_bytes: int = MAX_BODY_BYTES,
        sleep: Sleep = asyncio.sleep,
        random: Callable[[], float] = random.random,
    ) -> None:
        """Take a base URL with or without a trailing /agents/v2. Connects on the first call.

        The waits bound single steps of a call; its deadline bounds the whole of it.
        """
        self.generation = generation
        self.sleep = sleep
        self.random = random
        timeout = httpx.Timeout(read_seconds, connect=connect_seconds)
        self.pool = Pool(_host_of(base_url), user_agent, timeout, transport, max_body_bytes)

    def api(self, credential: Credential, deadline: Deadline) -> Api:
        """The API for one caller, until `deadline`."""
        return Api(self, credential, deadline)

    async def aclose(self) -> None:
        """Close the connections of the running event loop."""
        await self.pool.aclose()


def _host_of(base_url: str) -> str:
    parts = urlsplit(base_url)
    plain = not (parts.username or parts.query or parts.fragment)
    if parts.scheme not in {"http", "https"} or not parts.hostname or not plain:
        raise ValueError("Asteroid's base URL must be http(s)://host, without user or query.")
    return base_url.rstrip("/").removesuffix("/agents/v2")
