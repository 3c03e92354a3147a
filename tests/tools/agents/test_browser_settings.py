"""Browser settings of a profile: one object on the legacy API, refused by name elsewhere."""

import pytest

from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.models import Json, JsonObject
from asteroid_sandbox.seed import ORGANIZATION_ID
from asteroid_sandbox.seed.people import SHOP_PROFILE_ID
from tests.tools.conftest import Tools

pytestmark = pytest.mark.anyio

current_only = pytest.mark.parametrize("generation", [Generation.CURRENT])
legacy_only = pytest.mark.parametrize("generation", [Generation.LEGACY])

SECRET = "credential-value-9942"


@legacy_only
async def test_browser_settings_come_back_from_the_legacy_api_as_one_object(tools: Tools) -> None:
    created = await tools.data(
        "agentProfilesCreate",
        organizationId=ORGANIZATION_ID,
        name="Fresh",
        browserSettings={
            "proxyMode": "custom",
            "customProxy": {
                "server": "http://proxy.sandbox.example:8080",
                "username": "visitor",
                "password": SECRET,
            },
            "adblockActive": True,
        },
    )
    result = await tools("agentProfileGet", profileId=created["profileId"])
    assert result.structured is not None
    assert isinstance(settings := result.structured["browserSettings"], dict)
    assert settings["proxyMode"] == "custom"
    assert settings["adblockActive"] is True
    assert settings["customProxy"] == {
        "server": "http://proxy.sandbox.example:8080",
        "username": "visitor",
    }
    assert "adblockActive: true" in result.text
    assert "proxyMode" not in result.structured
    assert SECRET not in result.text


@legacy_only
async def test_browser_settings_can_be_changed_on_the_legacy_api(tools: Tools) -> None:
    data = await tools.data(
        "agentProfileUpdate",
        profileId=SHOP_PROFILE_ID,
        browserSettings={"proxyCC": "fr", "captchaSolverActive": False},
    )
    assert isinstance(settings := data["browserSettings"], dict)
    assert settings["proxyCC"] == "fr"
    assert settings["captchaSolverActive"] is False
    assert "(proxyCC, captchaSolverActive)" in str(data["summary"])


@current_only
@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("agentProfilesCreate", {"organizationId": ORGANIZATION_ID, "name": "Fresh"}),
        ("agentProfileUpdate", {"profileId": SHOP_PROFILE_ID, "name": "Fresh"}),
    ],
)
async def test_the_current_api_has_no_browser_settings_and_names_what_to_use(
    tools: Tools, tool: str, arguments: dict[str, Json]
) -> None:
    settings: JsonObject = {"proxyMode": "none", "cachePersistence": True}
    text = await tools.refused(tool, **arguments, browserSettings=settings)
    assert "browserSettings.proxyMode, browserSettings.cachePersistence are not offered" in text
    assert "environmentTemplate" in text
    assert await tools.requests() == []


@current_only
async def test_the_current_api_shows_no_browser_settings(tools: Tools) -> None:
    data = await tools.data("agentProfileGet", profileId=SHOP_PROFILE_ID)
    assert "browserSettings" not in data
