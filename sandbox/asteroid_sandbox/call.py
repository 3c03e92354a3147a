"""One request, read and its caller known, as the operations get it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Self

from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from asteroid_sandbox.clock import Clock
from asteroid_sandbox.engine.json_values import Json
from asteroid_sandbox.fields import Fields
from asteroid_sandbox.identity import Caller
from asteroid_sandbox.limits import Limits
from asteroid_sandbox.query import Query
from asteroid_sandbox.store import Store

if TYPE_CHECKING:
    from asteroid_sandbox.executions.runs import Runs
    from asteroid_sandbox.links import Links, Signer
    from asteroid_sandbox.words.current import CurrentWords

type Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Sandbox:
    """What lasts from request to request."""

    store: Store
    clock: Clock
    runs: "Runs"
    signer: "Signer"
    sleep: Sleep
    limits: Limits


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a multipart request."""

    name: str
    mime_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Call:
    """One request. `now` is the sandbox's time when it came in."""

    sandbox: Sandbox
    caller: Caller
    words: "CurrentWords"
    links: "Links"
    is_legacy_route: bool
    path: Mapping[str, str]
    query: Query
    content: bytes
    uploads: tuple[Upload, ...]
    now: datetime

    @property
    def store(self) -> Store:
        """The sandbox's state."""
        return self.sandbox.store

    def with_path(self, **names: str) -> Self:
        """The same request as if its path named other things too."""
        return replace(self, path={**self.path, **names})

    def at(self, moment: datetime) -> Self:
        """The same request, looked at later."""
        return replace(self, now=moment)

    def fields(self) -> Fields:
        """The fields of the JSON body."""
        return Fields.of(self.content)


type Operation = Callable[[Call], Response]
type WaitingOperation = Callable[[Call], Awaitable[Response]]


def ok(body: Json) -> Response:
    """200 with a JSON body."""
    return JSONResponse(body)


def created(body: Json) -> Response:
    """201 with a JSON body."""
    return JSONResponse(body, 201)


def accepted(body: Json) -> Response:
    """202 with a JSON body."""
    return JSONResponse(body, 202)


def done() -> Response:
    """204, without a body."""
    return Response(status_code=204)


def said(text: str, status: int = 200) -> Response:
    """A plain text."""
    return PlainTextResponse(text, status)


def redirect(address: str) -> Response:
    """303 to where a file's bytes are."""
    return RedirectResponse(address, 303)
