"""What links lead to: the bytes of files, and pages that stand in for a run and its recording."""

from html import escape
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from asteroid_sandbox.call import Sandbox
from asteroid_sandbox.engine.json_values import JsonObject, child, text
from asteroid_sandbox.executions.record import Run, find_execution
from asteroid_sandbox.links import DOWNLOADS, PLATFORM, RECORDINGS, path_within
from asteroid_sandbox.problems import Problem, not_found

# A browser must save a file that somebody uploaded, never show it as a page of this server's.
_KEEP_OUT: Final = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}


class SignedPages:
    """Serves whoever holds a link that the sandbox signed, until it expires."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def routes(self) -> list[Route]:
        """The routes."""
        return [
            Route(DOWNLOADS + "/{checksum}/{name}", self._download, methods=["GET"]),
            Route(RECORDINGS + "/{execution}", self._recording, methods=["GET"]),
            # The real platform asks people to sign in; this one shows nothing but made-up logs.
            Route(PLATFORM + "/{execution}", self._execution, methods=["GET"]),
        ]

    async def _download(self, request: Request) -> Response:
        self._refuse_unsigned(request)
        content = self._sandbox.store.content(request.path_params["checksum"])
        return Response(content, media_type=request.query_params["type"], headers=_KEEP_OUT)

    async def _recording(self, request: Request) -> Response:
        self._refuse_unsigned(request)
        return await self._execution(request)

    async def _execution(self, request: Request) -> Response:
        with self._sandbox.store.transaction():
            execution = find_execution(self._sandbox.store, request.path_params["execution"])
            if execution is None:
                raise not_found("Execution")
            run = self._sandbox.runs.look(execution, self._sandbox.clock.now())
        return HTMLResponse(_page(run))

    def _refuse_unsigned(self, request: Request) -> None:
        with self._sandbox.store.transaction():
            now = self._sandbox.clock.now()
        if not self._sandbox.signer.allows(path_within(request.scope), request.query_params, now):
            raise Problem(403, "The link is not valid, or has expired.")


def _page(run: Run) -> str:
    lines = "".join(f"<li>{_line(activity)}</li>" for activity in run.state.activities)
    return (
        "<!doctype html><title>Simulated run</title>"
        f"<h1>Execution {escape(run.execution.id)}: {run.state.status}</h1>"
        "<p>The sandbox's browser is simulated: there is nothing to watch but the log.</p>"
        f"<ol>{lines}</ol>"
    )


def _line(activity: JsonObject) -> str:
    payload = child(activity, "payload")
    told = (text(payload, name) for name in ("message", "reasoning", "newNodeName", "status"))
    what = next((words for words in told if words), "")
    return escape(f"{text(activity, 'timestamp')} {text(payload, 'activityType')} {what}")
