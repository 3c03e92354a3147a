from collections.abc import Iterator

import pytest
from tests.clients.dev_server import dev_server
from tests.clients.node import Node, installed_node


@pytest.fixture(scope="session")
def node(tmp_path_factory: pytest.TempPathFactory) -> Node:
    return installed_node(tmp_path_factory.mktemp("node-home"))


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a started dev server's MCP endpoint."""
    with dev_server(tmp_path_factory.mktemp("dev-server")) as url:
        yield url
