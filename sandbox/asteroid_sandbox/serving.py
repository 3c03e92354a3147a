"""Turns the table of routes into Starlette's, and each request into a call of its operation."""

from inspect import iscoroutinefunction
from typing import cast

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from asteroid_sandbox.call import Call, Operation, Sandbox, Upload, WaitingOperation
from asteroid_sandbox.identity import authenticate
from asteroid_sandbox.links import Links
from asteroid_sandbox.problems import Problem, bad_request, respond
from asteroid_sandbox.query import Query
from asteroid_sandbox.routes import ApiRoute
from asteroid_sandbox.words.current import CurrentWords
from asteroid_sandbox.words.legacy import LegacyWords


def serve(sandbox: Sandbox, route: ApiRoute, *, legacy: bool) -> Route:
    """The Starlette route for one of the table's; `legacy` for those of the older generation."""

    async def endpoint(request: Request) -> Response:
        try:
            call = await _read(sandbox, request, legacy=legacy)
            return await _perform(route, call)
        except Problem as problem:
            return respond(problem, request.url.path, route.text_errors)

    return Route(route.path, endpoint, methods=[route.method])


async def _perform(route: ApiRoute, call: Call) -> Response:
    if iscoroutinefunction(route.operation):
        return await cast("WaitingOperation", route.operation)(call)
    with call.store.transaction():
        return cast("Operation", route.operation)(call)


async def _read(sandbox: Sandbox, request: Request, *, legacy: bool) -> Call:
    uploads, content = await _uploads(request), b""
    if uploads is None:
        content = await request.body()
    with sandbox.store.transaction():
        caller = authenticate(sandbox.store, request.headers)
        now = sandbox.clock.now()
    links = Links.for_caller(request, sandbox.signer, now)
    return Call(
        sandbox=sandbox,
        caller=caller,
        words=LegacyWords(links) if legacy or caller.speaks_legacy else CurrentWords(links),
        links=links,
        is_legacy_route=legacy,
        path=request.path_params,
        query=Query(request.query_params),
        content=content,
        uploads=uploads or (),
        now=now,
    )


async def _uploads(request: Request) -> tuple[Upload, ...] | None:
    """The files in the field `files` of a multipart request, None for any other request."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return None
    try:
        async with request.form() as form:
            given = [item for item in form.getlist("files") if isinstance(item, UploadFile)]
            return tuple([await _upload(item) for item in given])
    except (MultiPartException, HTTPException):
        raise bad_request("Invalid file upload request.") from None


async def _upload(item: UploadFile) -> Upload:
    name = (item.filename or "").replace("\\", "/").rpartition("/")[2]
    return Upload(name, item.content_type or "application/octet-stream", await item.read())
