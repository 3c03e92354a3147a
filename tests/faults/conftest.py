"""One served sandbox for all of these tests, as new for each of them."""

from collections.abc import AsyncIterator, Iterator

import pytest
from tests.faults.service import Service, served
from tests.faults.tools import Tools, tools_of

from asteroid_mcp.asteroid.generation import Generation


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with served(tmp_path_factory.mktemp("faults")) as service:
        yield service


@pytest.fixture
def service(running: Service) -> Service:
    running.reset()
    return running


@pytest.fixture(params=list(Generation))
def generation(request: pytest.FixtureRequest) -> Generation:
    return Generation(request.param)


@pytest.fixture
async def tools(service: Service, generation: Generation) -> AsyncIterator[Tools]:
    """All tools, in both generations of the API."""
    tools = tools_of(service, generation)
    yield tools
    await tools.asteroid.aclose()
