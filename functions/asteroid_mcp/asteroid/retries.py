"""When a call may be repeated, and after how long.

A GET is repeated when the connection failed or the failure is a passing one. Anything else only
when Asteroid refused it (429, 503) and said when to come back: a refusal has changed nothing.
"""

import re
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from asteroid_mcp.asteroid.errors import AsteroidError, UpstreamBroken
from asteroid_mcp.asteroid.route import Route

MAX_TRIES = 3
BACKOFF_SECONDS = 0.2
_REFUSALS = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}
_PASSING = {*_REFUSALS, HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT}
_SECONDS = re.compile(r"[0-9]{1,9}")


def pause_before_repeat(
    route: Route,
    failure: AsteroidError,
    *,
    tries: int,
    remaining: float,
    random: Callable[[], float],
) -> float | None:
    """Seconds to wait before the next try, or None when there is to be none.

    `tries` were made so far and `remaining` seconds are left; `random` yields 0.0 to 1.0.
    """
    if tries >= MAX_TRIES or not _may_repeat(route, failure):
        return None
    jitter = random() * BACKOFF_SECONDS
    told = failure.retry_after
    pause = jitter * 2**tries if told is None else told + jitter
    return pause if pause < remaining else None


def _may_repeat(route: Route, failure: AsteroidError) -> bool:
    if failure.status in _REFUSALS and failure.retry_after is not None:
        return True
    return route.method == "GET" and (failure.status in _PASSING or _is_lost(failure))


def _is_lost(failure: AsteroidError) -> bool:
    return isinstance(failure, UpstreamBroken) and failure.status is None


def retry_after_seconds(header: str | None, now: float) -> float | None:
    """Seconds that a Retry-After header asks to wait, from seconds or an HTTP date.

    `now` is in seconds since the epoch. None when the header is absent or cannot be read.
    """
    value = (header or "").strip()
    if _SECONDS.fullmatch(value):
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - now)
    except (ValueError, OverflowError):
        return None
