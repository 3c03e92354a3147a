"""Profiles: who an agent signs in as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asteroid_mcp.asteroid import routes
from asteroid_mcp.asteroid.models import Message, Page, Profile
from asteroid_mcp.asteroid.reading import read, read_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asteroid_mcp.asteroid.bodies import ProfileRequest
    from asteroid_mcp.asteroid.transport import Api


async def list_profiles(
    api: Api,
    *,
    organization_id: str | None = None,
    page: int = 1,
    page_size: int = 20,
    search_name: str | None = None,
    sort_field: str | None = None,
    sort_direction: str | None = None,
    proxy_mode: Sequence[str] = (),
    operating_system: Sequence[str] = (),
    feature: Sequence[str] = (),
) -> Page[Profile]:
    """One page of profiles. GET /agents/v2/profiles; legacy /agents/v2/agent-profiles.

    `sort_field` is name, created_at or updated_at. The last three filters are legacy's alone.
    """
    query = {
        "organizationId": organization_id,
        "page": page,
        "pageSize": page_size,
        "searchName": search_name,
        "sortField": sort_field,
        "sortDirection": sort_direction,
        "proxyMode": proxy_mode or None,
        "operatingSystem": operating_system or None,
        "feature": feature or None,
    }
    return read_page(await api.request(routes.LIST_PROFILES, query=query), Profile)


async def create_profile(api: Api, *, body: ProfileRequest) -> Profile:
    """Make a profile. POST /agents/v2/profiles; Conflict when two of its secrets share a key."""
    return read(await api.request(routes.CREATE_PROFILE, json=body), Profile)


async def get_profile(api: Api, *, profile_id: str) -> Profile:
    """One profile, cookie values included. GET /agents/v2/profiles/{profileId}."""
    return read(await api.request(routes.GET_PROFILE, path={"profileId": profile_id}), Profile)


async def update_profile(api: Api, *, profile_id: str, body: ProfileRequest) -> Profile:
    """Change the fields that `body` names. PATCH /agents/v2/profiles/{profileId}."""
    path = {"profileId": profile_id}
    return read(await api.request(routes.UPDATE_PROFILE, path=path, json=body), Profile)


async def delete_profile(api: Api, *, profile_id: str) -> None:
    """Delete a profile. DELETE /agents/v2/profiles/{profileId}, answers 204."""
    await api.request(routes.DELETE_PROFILE, path={"profileId": profile_id})


async def clear_browser_cache(api: Api, *, profile_id: str) -> Message:
    """Forget a profile's browser state. DELETE .../profiles/{profileId}/clear-browser-cache."""
    path = {"profileId": profile_id}
    return read(await api.request(routes.CLEAR_BROWSER_CACHE, path=path), Message)
