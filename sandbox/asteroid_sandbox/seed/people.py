"""The demo organizations, their people, keys and profiles."""

from datetime import datetime, timedelta
from typing import Final

from asteroid_sandbox.engine.json_values import JsonObject
from asteroid_sandbox.identity import digest
from asteroid_sandbox.moments import wire
from asteroid_sandbox.profiles.record import Profile, keep_profile
from asteroid_sandbox.seed import (
    ANNEX_ORGANIZATION_ID,
    DEMO_API_KEY,
    MEMBER_API_KEY,
    MEMBER_ID,
    ORG_API_KEY,
    ORGANIZATION_ID,
    OWNER_ID,
    seed_id,
)
from asteroid_sandbox.store import Store, Value

PORTAL_PROFILE_ID: Final = seed_id("profile", "portal")
BACKUP_PROFILE_ID: Final = seed_id("profile", "backup")
SHOP_PROFILE_ID: Final = seed_id("profile", "shop")
NIGHT_PROFILE_ID: Final = seed_id("profile", "night")
PROFILE_GROUP_ID: Final = seed_id("profile-group", "portal")

_ORGANIZATIONS: Final = (
    (ORGANIZATION_ID, "Sandbox Demo", 10),
    (ANNEX_ORGANIZATION_ID, "Sandbox Annex", 1),
)
_USERS: Final = (
    (OWNER_ID, "owner@sandbox.example", (ORGANIZATION_ID, ANNEX_ORGANIZATION_ID)),
    (MEMBER_ID, "member@sandbox.example", (ORGANIZATION_ID,)),
)
_SHOP_SETTINGS: Final[JsonObject] = {
    "proxyMode": "managed",
    "proxyCC": "de",
    "proxyType": "basic",
    "captchaSolverActive": True,
    "operatingSystem": "macos",
    "adblockActive": True,
}


def plant_people(store: Store) -> None:
    """Keep the organizations, their people and the keys."""
    for organization_id, name, limit in _ORGANIZATIONS:
        organization: dict[str, Value] = {"id": organization_id, "name": name}
        store.insert("organizations", organization | {"concurrency_limit": limit})
    for user_id, email, organizations in _USERS:
        store.insert("users", {"id": user_id, "email": email})
        for organization_id in organizations:
            store.insert("members", {"user_id": user_id, "organization_id": organization_id})
    _plant_key(store, "owner's key", DEMO_API_KEY, user_id=OWNER_ID)
    _plant_key(store, "member's key", MEMBER_API_KEY, user_id=MEMBER_ID)
    _plant_key(store, "organization's key", ORG_API_KEY, organization_id=ORGANIZATION_ID)


def plant_profiles(store: Store, now: datetime) -> None:
    """Keep the profiles and the group."""
    made = now - timedelta(weeks=5)
    for profile_id, organization_id, name, about, fields in (
        (PORTAL_PROFILE_ID, ORGANIZATION_ID, "Portal Login", "Signs in to the portal", {}),
        (BACKUP_PROFILE_ID, ORGANIZATION_ID, "Portal Backup Login", "The second account", {}),
        (SHOP_PROFILE_ID, ORGANIZATION_ID, "Shop Visitor", "Buys nothing", _SHOP_SETTINGS),
        (NIGHT_PROFILE_ID, ANNEX_ORGANIZATION_ID, "Night Shift", "Signs in at night", {}),
    ):
        signs_in = profile_id == PORTAL_PROFILE_ID
        profile = Profile(
            id=profile_id,
            organization_id=organization_id,
            name=name,
            description=about,
            fields=fields,
            credentials=_credentials(made) if signs_in else [],
            cookies=_cookies(made) if signs_in else [],
            created_at=made,
            updated_at=made,
        )
        keep_profile(store, profile)
    _plant_group(store)


def _plant_key(
    store: Store,
    name: str,
    key: str,
    *,
    user_id: str | None = None,
    organization_id: str | None = None,
) -> None:
    values: dict[str, Value] = {"id": seed_id("key", name), "name": name, "digest": digest(key)}
    store.insert("api_keys", values | {"user_id": user_id, "organization_id": organization_id})


def _credentials(made: datetime) -> list[JsonObject]:
    return [
        {"id": seed_id("credential", name), "name": name, "createdAt": wire(made)}
        for name in ("PORTAL_USER", "PORTAL_PASSWORD")
    ]


def _cookies(made: datetime) -> list[JsonObject]:
    return [
        {
            "id": seed_id("cookie", "consent"),
            "name": "Consent",
            "key": "consent",
            "value": "essential",
            "domain": "portal.sandbox.example",
            "secure": True,
            "httpOnly": False,
            "sameSite": "Lax",
            "createdAt": wire(made),
        }
    ]


def _plant_group(store: Store) -> None:
    group = {"id": PROFILE_GROUP_ID, "name": "Portal Logins"}
    store.insert("profile_groups", group | {"organization_id": ORGANIZATION_ID})
    for profile_id in (PORTAL_PROFILE_ID, BACKUP_PROFILE_ID):
        member = {"group_id": PROFILE_GROUP_ID, "profile_id": profile_id}
        store.insert("profile_group_members", member)
