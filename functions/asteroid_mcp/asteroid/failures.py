"""From an answer that is no success to the error that it stands for.

Asteroid has two bodies for errors: problem details as JSON (code, message, detail, errors[], and
capability, used and limit for 403 and 429), and a plain sentence.
"""

from http import HTTPStatus

from asteroid_mcp.asteroid.cleaning import clean
from asteroid_mcp.asteroid.errors import (
    AsteroidError,
    BadRequest,
    Conflict,
    FieldProblem,
    Forbidden,
    LimitReached,
    NotFound,
    NotSignedIn,
    PaymentRequired,
    UpstreamBroken,
    UpstreamSlow,
)
from asteroid_mcp.asteroid.models import Json, JsonObject
from asteroid_mcp.asteroid.route import Route
from asteroid_mcp.asteroid.wire import RawAnswer

_PLAIN: dict[int, type[AsteroidError]] = {
    HTTPStatus.UNAUTHORIZED: NotSignedIn,
    HTTPStatus.PAYMENT_REQUIRED: PaymentRequired,
    HTTPStatus.NOT_FOUND: NotFound,
    HTTPStatus.CONFLICT: Conflict,
    HTTPStatus.GONE: NotFound,
    HTTPStatus.PRECONDITION_FAILED: Conflict,
}
_MAX_FIELDS = 50
_NAME_LENGTH = 100


def failure_of(route: Route, raw: RawAnswer, *, hide: str) -> AsteroidError:
    """The error that `raw` stands for. What it quotes is cleaned and does not hold `hide`."""
    if HTTPStatus.BAD_REQUEST <= raw.status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return _refusal(route.operation, raw, _problem(raw), hide)
    if raw.status == HTTPStatus.GATEWAY_TIMEOUT:
        return UpstreamSlow(
            route.operation,
            status=raw.status,
            retry_after=raw.retry_after,
            outcome_unknown=route.changes,
        )
    # A 503 is a refusal: nothing was done. Any other 5xx, or a redirect, leaves it open.
    refused = raw.status == HTTPStatus.SERVICE_UNAVAILABLE
    return UpstreamBroken(
        route.operation,
        reason="it redirected, which is never followed" if raw.is_redirect else "",
        status=raw.status,
        retry_after=raw.retry_after,
        outcome_unknown=route.changes and not refused,
    )


def _refusal(operation: str, raw: RawAnswer, problem: JsonObject, hide: str) -> AsteroidError:
    detail = clean(_sentence(problem), hide=hide)
    status = raw.status
    if plain := _PLAIN.get(status):
        return plain(operation, status=status, detail=detail)
    if status == HTTPStatus.FORBIDDEN:
        capability = _name(problem.get("capability"), hide)
        return Forbidden(operation, capability=capability, status=status, detail=detail)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return LimitReached(
            operation,
            used=_count(problem.get("used")),
            limit=_count(problem.get("limit")),
            capability=_name(problem.get("capability"), hide),
            status=status,
            detail=detail,
            retry_after=raw.retry_after,
        )
    return BadRequest(operation, fields=_fields(problem, hide), status=status, detail=detail)


def _problem(raw: RawAnswer) -> JsonObject:
    """The body of a refusal as problem details; a plain sentence becomes its `message`."""
    text = raw.text().strip()
    if not raw.is_json and raw.media_type != "text/plain":
        return {}
    try:
        body = raw.json()
    except ValueError:
        body = text if raw.media_type == "text/plain" and not text.startswith("<") else None
    if isinstance(body, dict):
        return body
    return {"message": body if isinstance(body, str) else ""}


def _sentence(problem: JsonObject) -> str:
    said = (problem.get(key) for key in ("detail", "message", "title"))
    return next((text for text in said if isinstance(text, str) and text.strip()), "")


def _fields(problem: JsonObject, hide: str) -> tuple[FieldProblem, ...]:
    errors = problem.get("errors")
    found = [_field(error, hide) for error in errors] if isinstance(errors, list) else []
    return tuple(field for field in found[:_MAX_FIELDS] if field)


def _field(error: Json, hide: str) -> FieldProblem | None:
    if not isinstance(error, dict):
        return None
    parameter = _name(error.get("parameter"), hide)
    detail = error.get("detail")
    if parameter is None or not isinstance(detail, str):
        return None
    return FieldProblem(parameter, clean(detail, hide=hide))


def _name(value: Json, hide: str) -> str | None:
    return clean(value, hide=hide, length=_NAME_LENGTH) if isinstance(value, str) else None


def _count(value: Json) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
