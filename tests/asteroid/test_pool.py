import asyncio
import gc
import gzip
import socket

import httpx
import pytest

from asteroid_mcp.asteroid import routes
from asteroid_mcp.asteroid.errors import AsteroidError, UpstreamBroken, UpstreamSlow
from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.pool import Progress
from asteroid_mcp.asteroid.transport import Api, Asteroid, Deadline

from .clients import KEY, client_of
from .fake_asteroid import SILENCE, Reply, fake_asteroid, sends


async def start(api: Api) -> object:
    return (await api.request(routes.EXECUTE_AGENT, path={"agentId": "a-1"}, json={})).body


def closed_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


@pytest.mark.anyio
async def test_a_host_that_cannot_be_reached_has_done_nothing() -> None:
    async with client_of(f"http://127.0.0.1:{closed_port()}") as api:
        with pytest.raises(UpstreamBroken, match="could not be reached") as broken:
            await start(api)
    assert broken.value.status is None
    assert not broken.value.outcome_unknown


def failing_with(failure: type[httpx.RequestError]) -> httpx.MockTransport:
    def fail(request: httpx.Request) -> httpx.Response:
        raise failure("wire", request=request)

    return httpx.MockTransport(fail)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("failure", "kind", "open_outcome"),
    [
        (httpx.ConnectError, UpstreamBroken, False),
        (httpx.ConnectTimeout, UpstreamBroken, False),
        (httpx.PoolTimeout, UpstreamSlow, False),
        (httpx.WriteTimeout, UpstreamSlow, True),
        (httpx.ReadTimeout, UpstreamSlow, True),
        (httpx.WriteError, UpstreamBroken, True),
        (httpx.ReadError, UpstreamBroken, True),
        (httpx.RemoteProtocolError, UpstreamBroken, True),
    ],
)
async def test_a_lost_call_is_told_by_how_far_it_came(
    failure: type[httpx.RequestError], kind: type[AsteroidError], *, open_outcome: bool
) -> None:
    asteroid = Asteroid("https://x.example", Generation.CURRENT, transport=failing_with(failure))
    with pytest.raises(kind) as lost:
        await start(asteroid.api(KEY, Deadline.after(5)))
    assert lost.value.outcome_unknown is open_outcome
    assert lost.value.__context__ is None


@pytest.mark.anyio
async def test_progress_follows_the_connection() -> None:
    progress = Progress(may_have_arrived=True)
    await progress.observe("connection.connect_tcp.started", {})
    assert not progress.may_have_arrived
    await progress.observe("connection.start_tls.complete", {})
    assert not progress.may_have_arrived
    await progress.observe("http11.send_request_headers.started", {})
    assert progress.may_have_arrived


def as_tls(url: str) -> str:
    """A URL whose server accepts the connection and never answers the handshake."""
    return url.replace("http://", "https://")


@pytest.mark.anyio
async def test_a_connection_that_is_never_completed_has_done_nothing() -> None:
    async with (
        fake_asteroid(SILENCE) as fake,
        client_of(as_tls(fake.url), connect_seconds=0.1) as api,
    ):
        with pytest.raises(UpstreamBroken, match="could not be reached") as broken:
            await start(api)
    assert fake.requests == []
    assert not broken.value.outcome_unknown


# httpcore leaves the socket of a cancelled handshake to the garbage collector.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.anyio
async def test_a_deadline_that_comes_before_the_request_leaves_nothing_open() -> None:
    async with fake_asteroid(SILENCE) as fake, client_of(as_tls(fake.url), seconds=0.1) as api:
        with pytest.raises(UpstreamSlow) as slow:
            await start(api)
    assert fake.requests == []
    assert not slow.value.outcome_unknown
    gc.collect()


@pytest.mark.anyio
async def test_a_connection_that_was_closed_while_idle_is_not_used_for_a_change() -> None:
    started = sends({"executionId": "e-1"}, 202)
    closing = Reply(202, started.body, started.headers, then_close=True)
    async with fake_asteroid(closing, started) as fake, client_of(fake.url) as api:
        await start(api)
        await fake.hung_up.wait()
        assert await start(api) == {"executionId": "e-1"}
    assert (len(fake.requests), fake.connections) == (2, 2)


@pytest.mark.anyio
async def test_a_change_on_a_kept_connection_that_dies_under_it_is_sent_once() -> None:
    started = sends({"executionId": "e-1"}, 202)
    async with (
        fake_asteroid(started, Reply(cut_after=0), started) as fake,
        client_of(fake.url) as api,
    ):
        await start(api)
        with pytest.raises(UpstreamBroken) as broken:
            await start(api)
    assert broken.value.outcome_unknown
    assert (len(fake.requests), fake.connections) == (2, 1)


@pytest.mark.anyio
async def test_a_compressed_answer_is_read() -> None:
    body = gzip.compress(b'{"executionId": "e-1"}')
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    async with fake_asteroid(Reply(202, body, headers)) as fake, client_of(fake.url) as api:
        assert await start(api) == {"executionId": "e-1"}


@pytest.mark.anyio
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
async def test_an_answer_without_end_is_not_read_to_it(encoding: str) -> None:
    plain = b'"' + b"x" * 50_000 + b'"'
    body = gzip.compress(plain) if encoding == "gzip" else plain
    headers = {"Content-Type": "application/json", "Content-Encoding": encoding}
    async with (
        fake_asteroid(Reply(202, body, headers)) as fake,
        client_of(fake.url, max_body_bytes=1_000) as api,
    ):
        with pytest.raises(UpstreamBroken, match="larger than 1000 bytes") as broken:
            await start(api)
    assert (broken.value.status, broken.value.outcome_unknown) == (202, True)


@pytest.mark.anyio
async def test_an_answer_that_cannot_be_unpacked_is_broken() -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    async with fake_asteroid(Reply(202, b"not gzip", headers)) as fake, client_of(fake.url) as api:
        with pytest.raises(UpstreamBroken):
            await start(api)
    assert len(fake.requests) == 1


@pytest.mark.anyio
async def test_a_closed_client_opens_again_when_it_is_asked() -> None:
    async with fake_asteroid(sends({}, 202)) as fake:
        asteroid = Asteroid(fake.url, Generation.CURRENT)
        await asteroid.aclose()
        await start(asteroid.api(KEY, Deadline.after(5)))
        await asteroid.aclose()
        await start(asteroid.api(KEY, Deadline.after(5)))
        await asteroid.aclose()
    assert fake.connections == 2


# The first loop's connection cannot be closed once its loop is.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_another_event_loop_gets_connections_of_its_own() -> None:
    port = closed_port()
    asteroid = Asteroid(f"http://127.0.0.1:{port}", Generation.CURRENT)

    async def one_call() -> object:
        async with fake_asteroid(sends({"executionId": "e-1"}, 202), port=port):
            return await start(asteroid.api(KEY, Deadline.after(5)))

    assert asyncio.run(one_call()) == asyncio.run(one_call()) == {"executionId": "e-1"}
    asyncio.run(asteroid.aclose())
    gc.collect()
