"""The sandbox as one ASGI application."""

import asyncio
import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response

from asteroid_sandbox.call import Sandbox, Sleep
from asteroid_sandbox.clock import Clock
from asteroid_sandbox.desk.faults import Faults, FaultyConnection, RequestLog
from asteroid_sandbox.desk.operations import desk_routes
from asteroid_sandbox.executions.runs import Runs
from asteroid_sandbox.limits import DEFAULT_LIMITS, Limits
from asteroid_sandbox.links import Signer
from asteroid_sandbox.moments import utc_now
from asteroid_sandbox.problems import Problem, respond
from asteroid_sandbox.routes import CURRENT, LEGACY, SHARED
from asteroid_sandbox.seed.demo import plant
from asteroid_sandbox.serving import serve
from asteroid_sandbox.signed import SignedPages
from asteroid_sandbox.store import Store


def create_app(
    home: Path,
    *,
    now: Callable[[], datetime] = utc_now,
    sleep: Sleep = asyncio.sleep,
    limits: Limits = DEFAULT_LIMITS,
) -> Starlette:
    """The API of both generations and the desk, with its state under `home`.

    `now` is the clock that runs progress by, `sleep` what waiting requests wait with, `limits` how
    much is kept: tests bring their own. Raises HomeUnusable when the state cannot be kept there.
    """
    sandbox = _open(home, now, sleep, limits)
    faults, log = Faults(), RequestLog()
    routes = [
        *(serve(sandbox, route, legacy=False) for route in (*SHARED, *CURRENT)),
        *(serve(sandbox, route, legacy=True) for route in LEGACY),
        *desk_routes(sandbox, faults, log),
        *SignedPages(sandbox).routes(),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(FaultyConnection, faults=faults, log=log, sleep=sleep)],
        exception_handlers={HTTPException: _no_such_route, Problem: _refused},
    )


def _open(home: Path, now: Callable[[], datetime], sleep: Sleep, limits: Limits) -> Sandbox:
    store = Store(home)
    clock = Clock(store, now)
    with store.transaction():
        if store.is_empty:
            plant(store, clock.now())
        secret = store.meta("signing_key") or secrets.token_hex(32)
        store.set_meta("signing_key", secret)
    return Sandbox(store, clock, Runs(store), Signer(bytes.fromhex(secret)), sleep, limits)


async def _refused(request: Request, error: Exception) -> Response:
    """A problem outside the API's own routes."""
    if not isinstance(error, Problem):
        raise error
    return respond(error, request.url.path)


async def _no_such_route(request: Request, error: Exception) -> Response:
    """The router's own refusals (unknown path, wrong method) as problems."""
    if not isinstance(error, HTTPException):
        raise error
    answer = respond(Problem(error.status_code, error.detail), request.url.path)
    answer.headers.update(error.headers or {})
    return answer
