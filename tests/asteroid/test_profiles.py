import pytest

from asteroid_mcp.asteroid import profiles
from asteroid_mcp.asteroid.errors import NotOffered
from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.models import Json, JsonObject

from .clients import asteroid_that
from .fake_asteroid import Reply, sends

pytestmark = pytest.mark.anyio

PROFILE: JsonObject = {
    "id": "p-1",
    "name": "Portal",
    "description": "",
    "organizationId": "o-1",
    "credentials": [],
    "cookies": [],
    "createdAt": "2026-01-02T03:04:05Z",
    "updatedAt": "2026-01-02T03:04:05Z",
    "fingerprintId": None,
}
PAGE: Json = {"items": [PROFILE], "page": 1, "pageSize": 20, "total": 1}
PATHS = pytest.mark.parametrize(
    ("generation", "path"),
    [
        (Generation.CURRENT, "/agents/v2/profiles"),
        (Generation.LEGACY, "/agents/v2/agent-profiles"),
    ],
)


@PATHS
async def test_profiles_are_listed_by_name(generation: Generation, path: str) -> None:
    async with asteroid_that(sends(PAGE), generation=generation) as (api, fake):
        listed = await profiles.list_profiles(
            api,
            organization_id="o-1",
            search_name="port",
            sort_field="updated_at",
            sort_direction="asc",
        )
    assert listed == PAGE
    assert (fake.request.method, fake.request.path) == ("GET", path)
    assert fake.request.query == [
        ("organizationId", "o-1"),
        ("page", "1"),
        ("pageSize", "20"),
        ("searchName", "port"),
        ("sortField", "updated_at"),
        ("sortDirection", "asc"),
    ]


async def test_the_legacy_list_filters_by_browser_settings() -> None:
    async with asteroid_that(sends(PAGE), generation=Generation.LEGACY) as (api, fake):
        await profiles.list_profiles(
            api,
            proxy_mode=["managed", "custom"],
            operating_system=["macos"],
            feature=["extraStealth"],
        )
    assert fake.request.query[2:] == [
        ("proxyMode", "managed"),
        ("proxyMode", "custom"),
        ("operatingSystem", "macos"),
        ("feature", "extraStealth"),
    ]


async def test_the_current_list_has_no_browser_settings_to_filter_by() -> None:
    async with asteroid_that(sends(PAGE)) as (api, fake):
        with pytest.raises(NotOffered) as refused:
            await profiles.list_profiles(api, proxy_mode=["managed"])
    assert refused.value.parameters == ("proxyMode",)
    assert fake.requests == []


@PATHS
async def test_a_profile_is_made(generation: Generation, path: str) -> None:
    body: JsonObject = {"name": "Portal", "description": "", "organizationId": "o-1"}
    async with asteroid_that(sends(PROFILE, 201), generation=generation) as (api, fake):
        assert await profiles.create_profile(api, body=body) == PROFILE
    assert (fake.request.method, fake.request.target) == ("POST", path)
    assert fake.request.json == body


@PATHS
async def test_a_profile_is_read(generation: Generation, path: str) -> None:
    async with asteroid_that(sends(PROFILE), generation=generation) as (api, fake):
        assert await profiles.get_profile(api, profile_id="p-1") == PROFILE
    assert (fake.request.method, fake.request.target) == ("GET", f"{path}/p-1")


@PATHS
async def test_a_profile_is_changed_by_the_named_fields_alone(
    generation: Generation, path: str
) -> None:
    body: JsonObject = {"name": "Portal 2", "cookiesToDelete": ["c-1"]}
    async with asteroid_that(sends(PROFILE), generation=generation) as (api, fake):
        assert await profiles.update_profile(api, profile_id="p-1", body=body) == PROFILE
    assert (fake.request.method, fake.request.target) == ("PATCH", f"{path}/p-1")
    assert fake.request.json == body


@pytest.mark.parametrize(
    ("generation", "field"),
    [(Generation.CURRENT, "proxyMode"), (Generation.LEGACY, "secretIds")],
)
async def test_a_field_of_the_other_generation_is_refused(
    generation: Generation, field: str
) -> None:
    async with asteroid_that(sends(PROFILE), generation=generation) as (api, fake):
        with pytest.raises(NotOffered) as refused:
            await profiles.update_profile(api, profile_id="p-1", body={field: None})
    assert refused.value.parameters == (field,)
    assert fake.requests == []


@PATHS
async def test_a_profile_is_deleted_without_an_answer_to_read(
    generation: Generation, path: str
) -> None:
    async with asteroid_that(Reply(204), generation=generation) as (api, fake):
        await profiles.delete_profile(api, profile_id="p-1")
    assert (fake.request.method, fake.request.target) == ("DELETE", f"{path}/p-1")
    assert fake.request.body == b""


@PATHS
async def test_a_browser_cache_is_cleared(generation: Generation, path: str) -> None:
    done = {"message": "Cleared."}
    async with asteroid_that(sends(done), generation=generation) as (api, fake):
        assert await profiles.clear_browser_cache(api, profile_id="p-1") == done
    assert fake.request.method == "DELETE"
    assert fake.request.target == f"{path}/p-1/clear-browser-cache"
