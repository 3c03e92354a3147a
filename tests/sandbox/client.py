"""How the tests talk to the sandbox: over HTTP in this process, by a clock that they move."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from starlette.applications import Starlette

type Query = Mapping[str, str | int | bool | list[str]]
type Files = Sequence[tuple[str, tuple[str, bytes, str]]]

NOWHERE = "00000000-0000-4000-8000-000000000000"


class FakeClock:
    """A clock that stands still until it is put forward."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 5, 4, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **time: float) -> None:
        """Let time pass: `minutes=5`."""
        self.moment += timedelta(**time)

    async def sleep(self, seconds: float) -> None:
        """Pass the time at once."""
        self.advance(seconds=seconds)


@dataclass(frozen=True, slots=True)
class Client:
    """A caller with a key; paths are those under `/agents/v2` unless they begin with `//`.

    `mount` is the path below which the app serves the sandbox.
    """

    app: Starlette
    headers: Mapping[str, str]
    mount: str = ""

    def get(self, path: str, query: Query | None = None) -> httpx.Response:
        return self.request("GET", path, query=query)

    def post(self, path: str, body: object = None, query: Query | None = None) -> httpx.Response:
        return self.request("POST", path, body, query=query)

    def patch(self, path: str, body: object = None) -> httpx.Response:
        return self.request("PATCH", path, body)

    def delete(self, path: str) -> httpx.Response:
        return self.request("DELETE", path)

    def upload(self, path: str, *files: tuple[str, bytes], method: str = "POST") -> httpx.Response:
        """Send files as plain texts in the field `files`."""
        parts = [("files", (name, content, "text/plain")) for name, content in files]
        return self.request(method, path, files=parts)

    def request(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        query: Query | None = None,
        files: Files | None = None,
        content: bytes | None = None,
    ) -> httpx.Response:
        """One request on a connection of its own."""

        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://sandbox") as client:
                return await client.request(
                    method,
                    _address(path, self.mount),
                    params=dict(query) if query else None,
                    json=body,
                    files=files,
                    content=content,
                    headers=self.headers,
                )

        return asyncio.run(send())


@dataclass(frozen=True, slots=True)
class Stage:
    """A fresh sandbox with its demo data, and those who call it."""

    app: Starlette
    home: Path
    clock: FakeClock

    def caller(self, key: str, header: str = "X-Api-Key") -> Client:
        return Client(self.app, {header: key})

    @property
    def nobody(self) -> Client:
        return Client(self.app, {})


def _address(path: str, mount: str) -> str:
    if path.startswith("http"):
        return path
    return mount + (path[1:] if path.startswith("//") else f"/agents/v2{path}")
