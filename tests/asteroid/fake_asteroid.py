"""A stand-in for Asteroid on a real socket: it answers by script and remembers what it was sent."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import HTTP
from urllib.parse import parse_qsl, urlsplit

from asteroid_mcp.asteroid.models import Json


@dataclass(frozen=True)
class Request:
    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> list[tuple[str, str]]:
        return parse_qsl(urlsplit(self.target).query, keep_blank_values=True)

    @property
    def json(self) -> Json:
        body: Json = json.loads(self.body)
        return body

    @property
    def parts(self) -> list[tuple[object, str | None, str, object]]:
        """Each part of a multipart body: field, file name, content type, content as bytes."""
        head = f"Content-Type: {self.headers['content-type']}\r\n\r\n".encode()
        parts = message_from_bytes(head + self.body, policy=HTTP).iter_parts()
        return [
            (
                part.get_param("name", header="content-disposition"),
                part.get_filename(),
                part.get_content_type(),
                part.get_payload(decode=True),
            )
            for part in parts
        ]


@dataclass(frozen=True)
class Reply:
    """What to answer. A Reply that is cut sends so many bytes of itself and closes."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut_after: int | None = None
    then_close: bool = False
    never: bool = False

    def encoded(self) -> bytes:
        lines = [f"HTTP/1.1 {self.status} Status", f"Content-Length: {len(self.body)}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        return "\r\n".join([*lines, "", ""]).encode() + self.body


def sends(value: object, status: int = 200, **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    body = json.dumps(value).encode()
    return Reply(status, body, {"Content-Type": "application/json", **named})


def says(text: str, status: int = 200, **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status, text.encode(), {"Content-Type": "text/plain; charset=utf-8", **named})


CUT = Reply(cut_after=0)
SILENCE = Reply(never=True)


class FakeAsteroid:
    def __init__(self, script: tuple[Reply, ...]) -> None:
        self.requests: list[Request] = []
        self.connections = 0
        self.url = ""
        self.asked = asyncio.Event()
        self.hung_up = asyncio.Event()
        self._script = list(script)
        self._closing = asyncio.Event()

    @property
    def request(self) -> Request:
        """The only request there was."""
        (request,) = self.requests
        return request

    def close(self) -> None:
        self._closing.set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while (request := await _read(reader)) and await self._answer(request, writer):
                pass
        finally:
            writer.close()
            self.hung_up.set()

    async def _answer(self, request: Request, writer: asyncio.StreamWriter) -> bool:
        self.requests.append(request)
        self.asked.set()
        # The last reply of the script is given again and again.
        reply = self._script.pop(0) if len(self._script) > 1 else self._script[0]
        if reply.never:
            await self._closing.wait()
            return False
        writer.write(reply.encoded()[: reply.cut_after])
        await writer.drain()
        return reply.cut_after is None and not reply.then_close


async def _read(reader: asyncio.StreamReader) -> Request | None:
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    first, *lines = head.strip().split("\r\n")
    method, target, _ = first.split(" ")
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Request(method, target, headers, body)


@asynccontextmanager
async def fake_asteroid(*script: Reply, port: int = 0) -> AsyncIterator[FakeAsteroid]:
    """A listening Asteroid that gives the replies of `script` one after the other."""
    fake = FakeAsteroid(script)
    server = await asyncio.start_server(fake.serve, "127.0.0.1", port)
    host, listening = server.sockets[0].getsockname()
    fake.url = f"http://{host}:{listening}"
    try:
        yield fake
    finally:
        fake.close()
        server.close()
        server.close_clients()
        await server.wait_closed()
