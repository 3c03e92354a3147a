"""The desk's own routes under `/_sandbox/`: no API key is asked for."""

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from asteroid_sandbox.call import Sandbox
from asteroid_sandbox.desk.faults import API_PREFIXES, KINDS, Fault, Faults, RequestLog
from asteroid_sandbox.docs_search import page
from asteroid_sandbox.fields import Fields
from asteroid_sandbox.moments import wire
from asteroid_sandbox.problems import not_found
from asteroid_sandbox.seed.demo import plant

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_LONGEST_STEP = 366 * 24 * 3600


class Desk:
    """The desk's operations."""

    def __init__(self, sandbox: Sandbox, faults: Faults, log: RequestLog) -> None:
        self._sandbox = sandbox
        self._faults = faults
        self._log = log

    async def order_fault(self, request: Request) -> Response:
        """`POST /_sandbox/faults`: the next calls of a route fail."""
        fields = Fields.of(await request.body())
        fault = Fault(
            method=fields.choice("method", _METHODS, required=True) or "",
            path=_api_path(fields),
            kind=fields.choice("fault", KINDS, required=True) or "",
            times=fields.whole("times", least=1) or 1,
            retry_after=fields.number("retryAfter", most=_LONGEST_STEP),
            seconds=fields.number("seconds", most=600) or 0.0,
        )
        fields.check()
        self._faults.order(fault)
        return Response(status_code=204)

    async def clear_faults(self, _request: Request) -> Response:
        """`DELETE /_sandbox/faults`."""
        self._faults.clear()
        return Response(status_code=204)

    async def list_requests(self, _request: Request) -> Response:
        """`GET /_sandbox/requests`: the API calls since the start."""
        return JSONResponse(self._log.calls())

    async def clear_requests(self, _request: Request) -> Response:
        """`DELETE /_sandbox/requests`."""
        self._log.clear()
        return Response(status_code=204)

    async def advance_clock(self, request: Request) -> Response:
        """`POST /_sandbox/clock`: put the clock forward; answers what it shows now."""
        fields = Fields.of(await request.body())
        seconds = fields.number("advanceSeconds", most=_LONGEST_STEP)
        fields.check()
        with self._sandbox.store.transaction():
            self._sandbox.clock.advance(seconds or 0)
            return JSONResponse({"now": wire(self._sandbox.clock.now())})

    async def reset(self, _request: Request) -> Response:
        """`POST /_sandbox/reset`: forget everything and plant the demo data anew."""
        store = self._sandbox.store
        secret = self._sandbox.signer.secret.hex()
        store.reset()
        self._sandbox.runs.forget()
        self._faults.clear()
        self._log.clear()
        with store.transaction():
            store.set_meta("signing_key", secret)
            plant(store, self._sandbox.clock.now())
        return Response(status_code=204)

    async def read_docs(self, request: Request) -> Response:
        """`GET /_sandbox/docs/{slug}`: a page of the documentation that search leads to."""
        text = page(request.path_params["slug"])
        if text is None:
            raise not_found("Page")
        return PlainTextResponse(text)


def _api_path(fields: Fields) -> str:
    path = fields.text("path", required=True) or ""
    if not path.startswith(API_PREFIXES):
        fields.refuse("path", f"must begin with one of {', '.join(API_PREFIXES)}")
    return path


def desk_routes(sandbox: Sandbox, faults: Faults, log: RequestLog) -> list[Route]:
    """The desk's routes."""
    desk = Desk(sandbox, faults, log)
    return [
        Route("/_sandbox/faults", desk.order_fault, methods=["POST"]),
        Route("/_sandbox/faults", desk.clear_faults, methods=["DELETE"]),
        Route("/_sandbox/requests", desk.list_requests, methods=["GET"]),
        Route("/_sandbox/requests", desk.clear_requests, methods=["DELETE"]),
        Route("/_sandbox/clock", desk.advance_clock, methods=["POST"]),
        Route("/_sandbox/docs/{slug}", desk.read_docs, methods=["GET"]),
        Route("/_sandbox/reset", desk.reset, methods=["POST"]),
    ]
