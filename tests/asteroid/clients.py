"""Clients of a fake Asteroid whose pauses take no time."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from asteroid_mcp.asteroid.credentials import ApiKey, Credential
from asteroid_mcp.asteroid.deadline import Deadline
from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.transport import Api, Asteroid

from .fake_asteroid import FakeAsteroid, Reply, fake_asteroid

KEY = ApiKey("ast_0123456789abcdef")


@dataclass
class Pauses:
    """A sleep that only writes down how long it was asked for, in seconds."""

    taken: list[float] = field(default_factory=list)

    async def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)


@asynccontextmanager
async def client_of(
    url: str,
    generation: Generation = Generation.CURRENT,
    *,
    credential: Credential = KEY,
    seconds: float = 30.0,
    pauses: Pauses | None = None,
    random: Callable[[], float] = lambda: 0.5,
    connect_seconds: float = 3.0,
    read_seconds: float = 5.0,
    max_body_bytes: int = 1_000_000,
) -> AsyncIterator[Api]:
    asteroid = Asteroid(
        url,
        generation,
        connect_seconds=connect_seconds,
        read_seconds=read_seconds,
        max_body_bytes=max_body_bytes,
        sleep=pauses or Pauses(),
        random=random,
    )
    try:
        yield asteroid.api(credential, Deadline.after(seconds))
    finally:
        await asteroid.aclose()


@asynccontextmanager
async def asteroid_that(
    *script: Reply, generation: Generation = Generation.CURRENT, pauses: Pauses | None = None
) -> AsyncIterator[tuple[Api, FakeAsteroid]]:
    """A client and the fake Asteroid that it talks to, which follows `script`."""
    async with (
        fake_asteroid(*script) as fake,
        client_of(fake.url, generation, pauses=pauses) as api,
    ):
        yield api, fake
