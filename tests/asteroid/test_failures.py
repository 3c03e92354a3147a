import json

import pytest

from asteroid_mcp.asteroid import errors, routes
from asteroid_mcp.asteroid.answers import answer_of
from asteroid_mcp.asteroid.errors import AsteroidError, FieldProblem
from asteroid_mcp.asteroid.models import Json
from asteroid_mcp.asteroid.route import Route
from asteroid_mcp.asteroid.wire import RawAnswer

PROBLEM = "application/problem+json"


def failure(
    raw: RawAnswer, route: Route = routes.EXECUTE_AGENT, hide: str = "k-1"
) -> AsteroidError:
    with pytest.raises(AsteroidError) as raised:
        answer_of(route, raw, hide=hide)
    return raised.value


def problem(status: int, body: Json, content_type: str = "application/json") -> RawAnswer:
    return RawAnswer(status, content_type, None, json.dumps(body).encode())


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, errors.BadRequest),
        (401, errors.NotSignedIn),
        (402, errors.PaymentRequired),
        (403, errors.Forbidden),
        (404, errors.NotFound),
        (405, errors.BadRequest),
        (409, errors.Conflict),
        (410, errors.NotFound),
        (412, errors.Conflict),
        (413, errors.BadRequest),
        (422, errors.BadRequest),
        (429, errors.LimitReached),
    ],
)
@pytest.mark.parametrize(
    "answer",
    [
        (PROBLEM, b'{"code": 1, "message": "No."}'),
        ("application/json; charset=utf-8", b'{"code": 1, "message": "No."}'),
        ("application/json", b'"No."'),
        ("text/plain; charset=utf-8", b"No."),
        ("text/plain", b'{"code": 1, "message": "No."}'),
    ],
    ids=["problem", "json", "json text", "text", "json called text"],
)
def test_a_refusal_has_its_kind_and_says_what_asteroid_said(
    status: int, kind: type[AsteroidError], answer: tuple[str, bytes]
) -> None:
    error = failure(RawAnswer(status, answer[0], None, answer[1]))
    assert type(error) is kind
    assert (error.operation, error.status) == ("agentExecutePost", status)
    assert error.detail == "No."
    assert not error.outcome_unknown


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("text/html", b"<html>nginx</html>"),
        ("text/plain", b"<!DOCTYPE html><p>nginx"),
        ("", b"No."),
        ("application/json", b"{not json"),
        ("application/json", b"[1, 2]"),
        ("application/json", b'{"code": 400}'),
        ("application/json", b'{"message": {"deep": 1}, "errors": {}}'),
        ("application/json", b""),
    ],
)
def test_garbage_is_not_quoted(content_type: str, body: bytes) -> None:
    error = failure(RawAnswer(400, content_type, None, body))
    assert isinstance(error, errors.BadRequest)
    assert (error.detail, error.fields) == ("", ())


def test_a_bad_request_names_the_parameters() -> None:
    body: Json = {
        "code": 400,
        "message": "Invalid.",
        "detail": "Two parameters are invalid.",
        "errors": [
            {"parameter": "page", "detail": "must be\nat least 1"},
            {"parameter": "k-1", "detail": "echoes k-1"},
            {"parameter": "lonely"},
            {"detail": "nameless"},
            "nonsense",
        ],
    }
    error = failure(problem(400, body, PROBLEM))
    assert isinstance(error, errors.BadRequest)
    assert error.detail == "Two parameters are invalid."
    assert error.fields == (
        FieldProblem("page", "must be at least 1"),
        FieldProblem("[removed]", "echoes [removed]"),
    )


def test_no_more_than_50_parameters_are_named() -> None:
    many: Json = [{"parameter": str(number), "detail": "bad"} for number in range(99)]
    error = failure(problem(400, {"code": 400, "message": "", "errors": many}))
    assert isinstance(error, errors.BadRequest)
    assert len(error.fields) == 50


def test_a_forbidden_names_the_missing_capability() -> None:
    body: Json = {
        "code": 403,
        "message": "No.",
        "reason": "capability_required",
        "capability": "profiles.write",
    }
    error = failure(problem(403, body))
    assert isinstance(error, errors.Forbidden)
    assert error.capability == "profiles.write"


def test_a_forbidden_need_not_name_a_capability() -> None:
    error = failure(problem(403, {"code": 403, "message": "No."}))
    assert isinstance(error, errors.Forbidden)
    assert error.capability is None


def test_a_reached_limit_tells_how_much_of_what_and_until_when() -> None:
    body: Json = {
        "code": 429,
        "message": "Full.",
        "used": 5,
        "limit": 5,
        "capability": "executions.concurrent",
    }
    raw = RawAnswer(429, PROBLEM, 12.5, json.dumps(body).encode())
    error = failure(raw)
    assert isinstance(error, errors.LimitReached)
    assert (error.used, error.limit, error.capability) == (5, 5, "executions.concurrent")
    assert error.retry_after == 12.5


def test_a_reached_limit_may_tell_nothing() -> None:
    error = failure(problem(429, {"code": 429, "message": "Full.", "used": True, "limit": "5"}))
    assert isinstance(error, errors.LimitReached)
    assert (error.used, error.limit, error.capability, error.retry_after) == (None,) * 4


@pytest.mark.parametrize(
    ("status", "kind", "open_outcome"),
    [
        (500, errors.UpstreamBroken, True),
        (501, errors.UpstreamBroken, True),
        (502, errors.UpstreamBroken, True),
        (503, errors.UpstreamBroken, False),
        (504, errors.UpstreamSlow, True),
        (302, errors.UpstreamBroken, True),
        (303, errors.UpstreamBroken, True),
    ],
)
def test_a_failure_quotes_nothing_and_says_whether_a_change_may_have_been_made(
    status: int, kind: type[AsteroidError], *, open_outcome: bool
) -> None:
    raw = RawAnswer(status, PROBLEM, 3.0, b'{"code": 1, "message": "goroutine 7 [running]"}')
    changing = failure(raw)
    assert type(changing) is kind
    assert (changing.status, changing.detail, changing.retry_after) == (status, "", 3.0)
    assert changing.outcome_unknown is open_outcome
    assert not failure(raw, routes.GET_EXECUTION).outcome_unknown
    assert not failure(raw, routes.SEARCH_DOCS).outcome_unknown
    assert "goroutine" not in str(changing)


@pytest.mark.parametrize(
    ("route", "content_type", "body", "reason"),
    [
        (routes.GET_EXECUTION, "text/html", b"<p>", "the answer has the wrong content type"),
        (routes.GET_EXECUTION, "text/plain", b"{}", "the answer has the wrong content type"),
        (routes.GET_EXECUTION, "", b"", "the answer has the wrong content type"),
        (routes.UPDATE_STATUS, "text/html", b"<p>", "the answer has the wrong content type"),
        (routes.GET_EXECUTION, "application/json", b"{", "the answer is not valid JSON"),
        (routes.GET_EXECUTION, "application/json", b"", "the answer is not valid JSON"),
        (routes.GET_EXECUTION, "application/json", b"\xff", "the answer is not valid JSON"),
        (routes.GET_EXECUTION, "application/json", b"NaN", "the answer is not valid JSON"),
        (routes.GET_EXECUTION, "application/json", b"[" * 200_000, "the answer is not valid JSON"),
    ],
)
def test_a_success_that_cannot_be_read_is_broken(
    route: Route, content_type: str, body: bytes, reason: str
) -> None:
    error = failure(RawAnswer(200, content_type, None, body), route)
    assert isinstance(error, errors.UpstreamBroken)
    assert (error.reason, error.status) == (reason, 200)
    assert error.outcome_unknown is route.changes
    assert reason in str(error)


def test_a_sentence_without_a_content_type_is_read() -> None:
    answer = answer_of(routes.UPDATE_STATUS, RawAnswer(200, "", None, b"Done.\n"), hide="k-1")
    assert answer.body == "Done."


def test_what_is_answered_to_a_delete_is_not_looked_at() -> None:
    answer = answer_of(routes.DELETE_PROFILE, RawAnswer(200, "text/html", None, b"<p>"), hide="")
    assert (answer.status, answer.body) == (200, None)
