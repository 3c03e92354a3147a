"""Faults on order: the next calls of a route fail in a chosen way.

429, 500, 503   refused with that status, nothing was done; 429 and 503 may say Retry-After
slow            answered after some seconds
malformed       done, but the answer is broken JSON
cut             done, but the connection is closed in the middle of the answer
"""

from collections import deque
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from asteroid_sandbox.call import Sleep
from asteroid_sandbox.engine.json_values import JsonObject
from asteroid_sandbox.links import path_within
from asteroid_sandbox.problems import Problem, respond

KINDS: Final = ("429", "500", "503", "malformed", "cut", "slow")
API_PREFIXES: Final = ("/agents/v2/", "/users/v2/")
_LOG_LENGTH: Final = 1000
_BROKEN: Final = b'{"items": [{"id": '


@dataclass(slots=True)
class Fault:
    """A fault that is ordered for the next `times` calls of a route; `*` stands for a segment."""

    method: str
    path: str
    kind: str
    times: int
    retry_after: float | None
    seconds: float

    def strikes(self, method: str, path: str) -> bool:
        """Whether a request is one of those that shall fail."""
        wanted, given = self.path.split("/"), path.split("/")
        return (
            self.times > 0
            and method == self.method
            and len(wanted) == len(given)
            and all(mine in ("*", its) for mine, its in zip(wanted, given, strict=True))
        )


class Faults:
    """The faults on order, first come first served."""

    def __init__(self) -> None:
        self._ordered: list[Fault] = []

    def order(self, fault: Fault) -> None:
        """Order a fault."""
        self._ordered.append(fault)

    def clear(self) -> None:
        """Take all orders back."""
        self._ordered.clear()

    def take(self, method: str, path: str) -> Fault | None:
        """The fault that strikes this request, one call of it used up."""
        for fault in self._ordered:
            if fault.strikes(method, path):
                fault.times -= 1
                return fault
        return None


class RequestLog:
    """The API calls that came in, the oldest dropped beyond a bound."""

    def __init__(self) -> None:
        self._calls: deque[JsonObject] = deque(maxlen=_LOG_LENGTH)

    def note(self, method: str, path: str, query: str) -> None:
        """Note a call, its path as the API knows it."""
        self._calls.append({"method": method, "path": path, "query": query})

    def calls(self) -> list[JsonObject]:
        """The calls noted, oldest first."""
        return [*self._calls]

    def clear(self) -> None:
        """Forget the calls."""
        self._calls.clear()


class FaultyConnection:
    """ASGI middleware: notes API calls and makes the ordered ones fail."""

    def __init__(self, app: ASGIApp, faults: Faults, log: RequestLog, sleep: Sleep) -> None:
        self._app = app
        self._faults = faults
        self._log = log
        self._sleep = sleep

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, well or badly."""
        if scope["type"] != "http" or not path_within(scope).startswith(API_PREFIXES):
            return await self._app(scope, receive, send)
        method, path = scope["method"], path_within(scope)
        self._log.note(method, path, scope["query_string"].decode())
        fault = self._faults.take(method, path)
        if fault is None:
            return await self._app(scope, receive, send)
        return await self._fail(fault, scope, receive, send)

    async def _fail(self, fault: Fault, scope: Scope, receive: Receive, send: Send) -> None:
        if fault.kind in ("malformed", "cut"):
            await self._app(scope, receive, _nowhere)
            return await _spoiled(fault.kind, send)
        if fault.kind == "slow":
            return await self._app(scope, receive, self._late(fault.seconds, send))
        return await _refusal(fault, scope["path"])(scope, receive, send)

    def _late(self, seconds: float, send: Send) -> Send:
        """Hold the answer back: the call is done all the same, whoever waits for it or not."""

        async def send_late(message: Message) -> None:
            if message["type"] == "http.response.start":
                await self._sleep(seconds)
            await send(message)

        return send_late


async def _nowhere(message: Message) -> None:
    """Drops an answer that its caller shall not get."""


async def _spoiled(kind: str, send: Send) -> None:
    """Broken JSON; when cut, less than was announced, so that the server drops the connection."""
    length = len(_BROKEN) + (1000 if kind == "cut" else 0)
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(length).encode()),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": _BROKEN, "more_body": kind == "cut"})


def _refusal(fault: Fault, path: str) -> Response:
    problem = Problem(int(fault.kind), "This failure was ordered at the sandbox's desk.")
    answer = respond(problem, path)
    if fault.retry_after is not None:
        answer.headers["Retry-After"] = f"{fault.retry_after:g}"
    return answer
