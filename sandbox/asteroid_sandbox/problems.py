"""What the API answers when it refuses: problem details (RFC 9457), or a plain text."""

from collections.abc import Collection, Mapping
from http import HTTPStatus

from starlette.responses import JSONResponse, PlainTextResponse, Response

from asteroid_sandbox.engine.json_values import JsonObject

LIMIT_REACHED = "https://docs.asteroid.ai/errors/limit-reached"


class Problem(Exception):
    """A refused request: the status, what to tell the caller, and the members some problems add.

    `text` is for the routes that answer plain text, where it is to say more than the message.
    """

    def __init__(
        self,
        status: int,
        message: str,
        *,
        kind: str = "about:blank",
        members: JsonObject | None = None,
        text: str = "",
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.kind = kind
        self.members = members or {}
        self.text = text or message

    def body(self, instance: str) -> JsonObject:
        """The problem's JSON; `instance` is the path of the request."""
        return {
            "code": self.status,
            "message": self.message,
            "type": self.kind,
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.message,
            "instance": instance,
            **self.members,
        }


def bad_request(message: str) -> Problem:
    """400 where no parameter is at fault: how things stand, and what is possible instead."""
    return Problem(400, message)


def invalid(faults: Mapping[str, str]) -> Problem:
    """400 that tells per parameter what is wrong with it."""
    errors: list[JsonObject] = [
        {"parameter": parameter, "detail": detail} for parameter, detail in faults.items()
    ]
    return Problem(
        400,
        f"Invalid request parameters: {', '.join(faults)}.",
        members={"errors": [*errors]},
        text="; ".join(f"{parameter} {detail}" for parameter, detail in faults.items()) + ".",
    )


def not_signed_in() -> Problem:
    """401."""
    return Problem(401, "No API key was given, or it is not known here.")


def forbidden(message: str) -> Problem:
    """403."""
    return Problem(403, message)


def not_found(what: str) -> Problem:
    """404; `what` names the kind of thing, e.g. `Execution`."""
    return Problem(404, f"{what} not found.")


def conflict(message: str) -> Problem:
    """409."""
    return Problem(409, message)


def limit_reached(message: str, *, capability: str, used: int, limit: int) -> Problem:
    """429, with the capability that holds the limit."""
    members: JsonObject = {"capability": capability, "used": used, "limit": limit}
    return Problem(429, message, kind=LIMIT_REACHED, members=members)


def respond(problem: Problem, instance: str, plain: Collection[int] = ()) -> Response:
    """The answer to a refused request; `plain` lists the statuses this route answers as text."""
    if problem.status in plain:
        return PlainTextResponse(problem.text, problem.status)
    return JSONResponse(
        problem.body(instance), problem.status, media_type="application/problem+json"
    )
