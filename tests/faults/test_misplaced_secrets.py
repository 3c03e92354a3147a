"""A secret that is put into the wrong place or form is not repeated in the refusal."""

import pytest
from tests.faults.tools import Tools

from asteroid_mcp.asteroid.models import Json

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    "arguments",
    [
        {"credentials": "PIN=hunter2"},
        {"credentials": ["PIN=hunter2"]},
        {"credentials": [{"name": "PIN", "data": {"v": "hunter2"}}]},
        {"cookies": "sid=hunter2"},
        {"cookies": [{"name": "sid", "value": ["hunter2"], "domain": "example.com"}]},
        {"browserSettings": {"customProxy": "http://user:hunter2@proxy"}},
        {"browserSettings": {"customProxy": {"server": "s", "username": "u", "password": [1]}}},
    ],
)
async def test_a_secret_in_the_wrong_place_is_not_repeated(
    tools: Tools, arguments: dict[str, Json]
) -> None:
    text = await tools.refused("agentProfilesCreate", name="A", description="B", **arguments)
    assert "hunter2" not in text
    assert "got a" in text or "got an" in text
