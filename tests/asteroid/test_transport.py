import asyncio
import logging

import httpx
import pytest

from asteroid_mcp import __version__
from asteroid_mcp.asteroid import routes
from asteroid_mcp.asteroid.credentials import BearerToken
from asteroid_mcp.asteroid.deadline import Deadline
from asteroid_mcp.asteroid.errors import (
    AsteroidError,
    LimitReached,
    NotFound,
    NotSignedIn,
    UpstreamBroken,
    UpstreamSlow,
)
from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.transport import Api, Asteroid

from .clients import KEY, Pauses, asteroid_that, client_of
from .fake_asteroid import CUT, SILENCE, FakeAsteroid, Reply, fake_asteroid, says, sends

pytestmark = pytest.mark.anyio


async def read(api: Api) -> object:
    return (await api.request(routes.GET_EXECUTION, path={"executionId": "e-1"})).body


async def start(api: Api) -> object:
    return (await api.request(routes.EXECUTE_AGENT, path={"agentId": "a-1"}, json={})).body


BUSY = sends({"code": 429, "message": "Full."}, 429, Retry_After="2")
AWAY = Reply(503, headers={"Retry-After": "1"})


@pytest.mark.parametrize(
    ("generation", "sent", "not_sent"),
    [
        (Generation.CURRENT, "x-api-key", "x-asteroid-agents-api-key"),
        (Generation.LEGACY, "x-asteroid-agents-api-key", "x-api-key"),
    ],
)
async def test_a_request_carries_one_credential_and_our_name(
    generation: Generation, sent: str, not_sent: str
) -> None:
    async with asteroid_that(sends({}), generation=generation) as (api, fake):
        await read(api)
    assert fake.request.headers[sent] == KEY.value
    assert not {not_sent, "authorization"} & set(fake.request.headers)
    assert fake.request.headers["user-agent"] == f"asteroid-mcp/{__version__}"


async def test_callers_with_different_credentials_share_one_pool_and_nothing_else() -> None:
    reply = sends({}, Set_Cookie="session=of-the-first; Path=/")
    async with fake_asteroid(reply) as fake:
        asteroid = Asteroid(fake.url, Generation.CURRENT)
        await read(asteroid.api(KEY, Deadline.after(5)))
        await read(asteroid.api(BearerToken("t-2"), Deadline.after(5)))
        await asteroid.aclose()
    first, second = fake.requests
    assert first.headers["x-api-key"] == KEY.value
    assert second.headers["authorization"] == "Bearer t-2"
    assert "x-api-key" not in second.headers
    assert "cookie" not in second.headers
    assert fake.connections == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_never_followed_with_a_credential(status: int) -> None:
    async with (
        fake_asteroid(sends({})) as elsewhere,
        asteroid_that(Reply(status, headers={"Location": f"{elsewhere.url}/x"})) as (api, fake),
    ):
        with pytest.raises(UpstreamBroken, match="redirect") as broken:
            await read(api)
    assert broken.value.status == status
    assert len(fake.requests) == 1
    assert elsewhere.requests == []


@pytest.mark.parametrize("suffix", ["", "/", "/agents/v2", "/agents/v2/"])
async def test_a_base_url_may_end_in_the_apis_prefix(suffix: str) -> None:
    async with fake_asteroid(sends({})) as fake, client_of(f"{fake.url}{suffix}") as api:
        await read(api)
    assert fake.request.target == "/agents/v2/executions/e-1"


@pytest.mark.parametrize(
    "url",
    ["odyssey.example", "ftp://x.example", "https://", "https://me:pw@x.example", "http://x/?a=b"],
)
def test_a_base_url_that_makes_no_sense_is_refused_at_once(url: str) -> None:
    with pytest.raises(ValueError, match="base URL"):
        Asteroid(url, Generation.CURRENT)


@pytest.mark.parametrize("failure", [CUT, Reply(502), Reply(503), Reply(504), BUSY])
async def test_a_get_is_repeated_until_it_succeeds(failure: Reply) -> None:
    pauses = Pauses()
    script = (failure, failure, sends({"id": "e-1"}))
    async with asteroid_that(*script, pauses=pauses) as (api, fake):
        assert await read(api) == {"id": "e-1"}
    assert len(fake.requests) == 3
    assert len(pauses.taken) == 2


async def test_a_get_is_given_up_after_three_tries() -> None:
    async with asteroid_that(Reply(502)) as (api, fake):
        with pytest.raises(UpstreamBroken) as broken:
            await read(api)
    assert broken.value.status == 502
    assert len(fake.requests) == 3


@pytest.mark.parametrize("failure", [CUT, Reply(500), Reply(502), Reply(503), Reply(504)])
async def test_a_call_that_starts_something_is_never_repeated_by_itself(failure: Reply) -> None:
    async with asteroid_that(failure, sends({}, 202)) as (api, fake):
        with pytest.raises(AsteroidError) as failed:
            await start(api)
    assert failed.value.outcome_unknown is (failure.status != 503)
    assert len(fake.requests) == 1


async def test_a_call_cut_half_way_through_its_answer_is_not_repeated() -> None:
    cut = Reply(202, b'{"executionId": "e-1"}', {"Content-Type": "application/json"}, cut_after=90)
    async with asteroid_that(cut, sends({}, 202)) as (api, fake):
        with pytest.raises(UpstreamBroken) as broken:
            await start(api)
    assert broken.value.outcome_unknown
    assert len(fake.requests) == 1


@pytest.mark.parametrize("refusal", [BUSY, AWAY])
async def test_a_refusal_that_says_when_to_come_back_is_obeyed_for_any_call(
    refusal: Reply,
) -> None:
    pauses = Pauses()
    started = sends({"executionId": "e-1"}, 202)
    async with asteroid_that(refusal, started, pauses=pauses) as (api, fake):
        assert await start(api) == {"executionId": "e-1"}
    assert [request.json for request in fake.requests] == [{}, {}]
    assert pauses.taken == [pytest.approx(float(refusal.headers["Retry-After"]) + 0.1)]


async def test_a_refusal_that_lasts_past_the_deadline_is_told_at_once() -> None:
    pauses = Pauses()
    refusal = sends({"code": 429, "message": "Full.", "used": 5, "limit": 5}, 429, Retry_After="60")
    async with asteroid_that(refusal, pauses=pauses) as (api, fake):
        with pytest.raises(LimitReached) as refused:
            await start(api)
    assert (refused.value.retry_after, refused.value.used) == (60.0, 5)
    assert len(fake.requests) == 1
    assert pauses.taken == []


async def test_no_request_leaves_after_the_deadline() -> None:
    async with fake_asteroid(sends({})) as fake, client_of(fake.url, seconds=0) as api:
        with pytest.raises(UpstreamSlow) as slow:
            await start(api)
    assert not slow.value.outcome_unknown
    assert fake.connections == 0


@pytest.mark.parametrize(("call", "open_outcome"), [(read, False), (start, True)])
async def test_the_deadline_ends_a_call_that_is_under_way(
    call: object, *, open_outcome: bool
) -> None:
    async with fake_asteroid(SILENCE) as fake, client_of(fake.url, seconds=0.2) as api:
        with pytest.raises(UpstreamSlow) as slow:
            await (read(api) if call is read else start(api))
    assert slow.value.outcome_unknown is open_outcome
    assert len(fake.requests) == 1


async def test_a_read_that_takes_too_long_ends_before_the_deadline() -> None:
    async with fake_asteroid(SILENCE) as fake, client_of(fake.url, read_seconds=0.1) as api:
        with pytest.raises(UpstreamSlow) as slow:
            await start(api)
        assert api.deadline.remaining() > 10
    assert slow.value.outcome_unknown
    assert len(fake.requests) == 1


async def test_a_caller_that_gives_up_is_not_told_of_a_slow_asteroid() -> None:
    async with asteroid_that(SILENCE) as (api, fake):
        task = asyncio.create_task(start(api))
        await fake.asked.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


def everything_said_by(error: BaseException) -> str:
    deeper = error.__cause__ or error.__context__
    said = f"{error} {error!r} {vars(error)}"
    return f"{said}\n{everything_said_by(deeper)}" if deeper else said


@pytest.mark.parametrize(
    "reply",
    [
        CUT,
        Reply(500),
        sends({"code": 401, "message": f"Key {KEY.value} is unknown"}, 401),
        says(f"no {KEY.value}", 400),
        says(f"not json {KEY.value}"),
        sends({"code": 400, "errors": [{"parameter": KEY.value, "detail": KEY.value}]}, 400),
    ],
)
async def test_no_error_and_no_log_line_holds_the_credential(
    reply: Reply, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with asteroid_that(reply) as (api, _fake):
        with pytest.raises(AsteroidError) as failed:
            await start(api)
        said = f"{everything_said_by(failed.value)} {api!r} {api.asteroid!r} {caplog.text}"
    assert "agentExecutePost" in said
    assert KEY.value not in said
    assert not isinstance(failed.value.__context__, httpx.HTTPError)


async def test_what_asteroid_says_on_a_refusal_is_told() -> None:
    refusal = sends({"code": 401, "message": "This key was revoked."}, 401)
    async with asteroid_that(refusal) as (api, _fake):
        with pytest.raises(NotSignedIn) as refused:
            await read(api)
    assert refused.value.detail == "This key was revoked."


async def test_any_transport_of_httpx_can_stand_in_for_the_network() -> None:
    transport = httpx.MockTransport(lambda _request: httpx.Response(404))
    asteroid = Asteroid("https://x.example", Generation.CURRENT, transport=transport)
    with pytest.raises(NotFound):
        await read(asteroid.api(KEY, Deadline.after(5)))
    await asteroid.aclose()


async def test_what_a_foreign_transport_was_doing_at_the_deadline_is_unknown() -> None:
    async def hang(_request: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        raise AssertionError

    transport = httpx.MockTransport(hang)
    asteroid = Asteroid("https://x.example", Generation.CURRENT, transport=transport)
    with pytest.raises(UpstreamSlow) as slow:
        await start(asteroid.api(KEY, Deadline.after(0.05)))
    assert slow.value.outcome_unknown
    await asteroid.aclose()


async def test_an_api_serves_several_calls_before_its_deadline() -> None:
    async with asteroid_that(sends({"id": "e-1"})) as (api, fake):
        await read(api)
        await read(api)
    assert api.generation is Generation.CURRENT
    assert isinstance(fake, FakeAsteroid)
    assert len(fake.requests) == 2
