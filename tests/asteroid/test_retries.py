import pytest

from asteroid_mcp.asteroid import routes
from asteroid_mcp.asteroid.errors import (
    AsteroidError,
    LimitReached,
    NotFound,
    UpstreamBroken,
    UpstreamSlow,
)
from asteroid_mcp.asteroid.retries import pause_before_repeat, retry_after_seconds
from asteroid_mcp.asteroid.route import Route

NOON = 1_767_355_200.0  # Fri, 02 Jan 2026 12:00:00 GMT


def pause(
    route: Route,
    failure: AsteroidError,
    *,
    tries: int = 1,
    remaining: float = 30.0,
    chance: float = 0.5,
) -> float | None:
    return pause_before_repeat(
        route, failure, tries=tries, remaining=remaining, random=lambda: chance
    )


@pytest.mark.parametrize(
    "failure",
    [
        UpstreamBroken("x"),
        UpstreamBroken("x", status=502),
        UpstreamBroken("x", status=503),
        UpstreamSlow("x", status=504),
        LimitReached("x", status=429),
    ],
)
def test_a_passing_failure_repeats_a_get_and_nothing_else(failure: AsteroidError) -> None:
    assert pause(routes.GET_EXECUTION, failure) == pytest.approx(0.2)
    for route in (routes.EXECUTE_AGENT, routes.SEARCH_DOCS, routes.DELETE_PROFILE):
        assert pause(route, failure) is None


@pytest.mark.parametrize(
    "failure",
    [
        UpstreamBroken("x", status=500),
        UpstreamBroken("x", status=200),
        UpstreamBroken("x", status=302),
        UpstreamSlow("x"),
        NotFound("x", status=404, retry_after=1.0),
    ],
)
def test_a_lasting_failure_repeats_nothing(failure: AsteroidError) -> None:
    assert pause(routes.GET_EXECUTION, failure) is None


@pytest.mark.parametrize(
    "failure",
    [
        UpstreamBroken("x", status=503, retry_after=2.0),
        LimitReached("x", status=429, retry_after=2.0),
    ],
)
@pytest.mark.parametrize("route", [routes.GET_EXECUTION, routes.EXECUTE_AGENT])
def test_a_refusal_that_says_when_to_come_back_is_obeyed(
    route: Route, failure: AsteroidError
) -> None:
    assert pause(route, failure, chance=0.0) == 2.0
    assert pause(route, failure, chance=1.0) == pytest.approx(2.2)


def test_a_bad_gateway_that_says_when_to_come_back_is_no_refusal() -> None:
    failure = UpstreamBroken("x", status=502, retry_after=2.0)
    assert pause(routes.EXECUTE_AGENT, failure) is None
    assert pause(routes.GET_EXECUTION, failure, chance=0.0) == 2.0


def test_a_pause_that_outlasts_the_deadline_is_not_begun() -> None:
    failure = LimitReached("x", status=429, retry_after=5.0)
    assert pause(routes.GET_EXECUTION, failure, remaining=5.0) is None
    assert pause(routes.GET_EXECUTION, failure, remaining=5.2) is not None


def test_three_tries_are_all_and_the_pauses_between_them_grow() -> None:
    failure = UpstreamBroken("x", status=502)
    pauses = [pause(routes.GET_EXECUTION, failure, tries=tries) for tries in (1, 2, 3)]
    assert pauses == [pytest.approx(0.2), pytest.approx(0.4), None]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("", None),
        ("0", 0.0),
        (" 120 ", 120.0),
        ("1.5", None),
        ("-1", None),
        ("nan", None),
        ("soon", None),
        ("9" * 400, None),
        ("Fri, 02 Jan 2026 12:00:30 GMT", 30.0),
        ("Fri, 02 Jan 2026 11:00:00 GMT", 0.0),
        ("Fri, 99 Jan 2026 11:00:00 GMT", None),
    ],
)
def test_a_retry_after_is_read_from_seconds_or_a_date(
    header: str | None, seconds: float | None
) -> None:
    assert retry_after_seconds(header, NOON) == seconds
