import pytest


@pytest.fixture
def anyio_backend() -> str:
    """The client runs on asyncio alone, as Lambda and uvicorn do."""
    return "asyncio"
