"""What is shown of a profile: never the value of a cookie, a credential or a secret."""

from collections.abc import Mapping
from typing import Annotated, NotRequired, TypedDict, cast

from asteroid_mcp.asteroid.models import Cookie, JsonObject, Profile, ProfileCredential, VaultItem
from asteroid_mcp.tools.agents.browser_settings import settings_shown
from asteroid_mcp.tools.declaration.schema import About


class CookieShown(TypedDict):
    """A cookie without its value."""

    name: str
    domain: str
    expiry: NotRequired[str]
    id: NotRequired[str]


class CredentialShown(TypedDict):
    """A credential without its value."""

    name: str
    id: NotRequired[str]


class SecretShown(TypedDict):
    """A secret that is attached to a profile, without its values."""

    id: Annotated[str, About(description="One of the profile's secretIds.")]
    name: str
    kind: NotRequired[str]
    placeholders: Annotated[
        list[str], About(description="What stands for its values in a node's instructions.")
    ]


class ProfileItem(TypedDict):
    """A profile in a list. With `detail: "full"` it is a ProfileShown."""

    profileId: str
    name: str
    description: NotRequired[str]
    holds: NotRequired[Annotated[str, About(description="What it signs in with, counted.")]]
    inboxEmail: NotRequired[str]
    stickyIP: NotRequired[bool]
    updatedAt: str


class ProfileShown(TypedDict):
    """All of a profile but the values of its secrets."""

    profileId: str
    name: str
    description: str
    organizationId: str
    inboxEmail: NotRequired[str]
    inboxEmailPrefix: NotRequired[str]
    stickyIP: NotRequired[bool]
    tracingEnabled: NotRequired[bool]
    fingerprintId: NotRequired[str]
    secrets: list[SecretShown]
    credentials: list[CredentialShown]
    cookies: list[CookieShown]
    browserSettings: NotRequired[
        Annotated[JsonObject, About(description="Only on the legacy API.")]
    ]
    createdAt: str
    updatedAt: str


_AS_IT_IS = (
    "name",
    "description",
    "organizationId",
    "inboxEmail",
    "inboxEmailPrefix",
    "stickyIP",
    "tracingEnabled",
    "fingerprintId",
)
_IN_SUMMARY = ("name", "description", "inboxEmail", "stickyIP", "updatedAt")


def profile_item(profile: Profile, detail: str) -> ProfileItem:
    """Answer a profile for a list: what tells it from others, or all of it."""
    if detail == "full":
        return cast("ProfileItem", profile_shown(profile))
    shown = {
        "profileId": profile["id"],
        **_picked(profile, _IN_SUMMARY),
        "holds": contents(profile),
    }
    return cast("ProfileItem", shown)


def profile_shown(profile: Profile) -> ProfileShown:
    """Answer a profile with the names of its secrets; fields that are not known are left out."""
    settings = settings_shown(cast("JsonObject", profile))
    shown = {
        "profileId": profile["id"],
        **_picked(profile, _AS_IT_IS),
        "secrets": [_secret(item) for item in profile.get("vaultItems") or ()],
        "credentials": [_credential(credential) for credential in profile["credentials"]],
        "cookies": [_cookie(cookie) for cookie in profile["cookies"]],
        **({"browserSettings": settings} if settings else {}),
        **_picked(profile, ("createdAt", "updatedAt")),
    }
    return cast("ProfileShown", shown)


def contents(profile: Profile) -> str:
    """Say what a profile signs in with: "2 secrets, 1 credential, no cookies"."""
    return ", ".join(
        (
            _counted(len(profile.get("vaultItems") or ()), "secret"),
            _counted(len(profile["credentials"]), "credential"),
            _counted(len(profile["cookies"]), "cookie"),
        )
    )


def _secret(item: VaultItem) -> SecretShown:
    fields = item.get("fields") or ()
    placeholders = [str(field["placeholder"]) for field in fields if field.get("placeholder")]
    shown = {**_picked(item, ("id", "name", "kind")), "placeholders": placeholders}
    return cast("SecretShown", shown)


def _credential(credential: ProfileCredential) -> CredentialShown:
    return cast("CredentialShown", _picked(credential, ("name", "id")))


def _cookie(cookie: Cookie) -> CookieShown:
    return cast("CookieShown", _picked(cookie, ("name", "domain", "expiry", "id")))


def _picked(source: Mapping[str, object], names: tuple[str, ...]) -> dict[str, object]:
    return {name: source[name] for name in names if source.get(name) is not None}


def _counted(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
