"""What is shown of a profile, whatever Asteroid may put into one."""

from typing import cast

from asteroid_mcp.asteroid.models import Profile
from asteroid_mcp.tools.agents.profile_answers import contents, profile_shown

SECRET = "credential-value-9942"
PROFILE: Profile = {
    "id": "profile-1",
    "name": "Portal",
    "description": "",
    "organizationId": "organization-1",
    "credentials": [],
    "cookies": [],
    "createdAt": "2026-01-31T08:00:00Z",
    "updatedAt": "2026-01-31T08:00:00Z",
}


def test_attached_secrets_are_shown_by_their_placeholders() -> None:
    profile: Profile = {
        **PROFILE,
        "vaultItems": [
            {
                "id": "secret-1",
                "name": "Portal",
                "kind": "login",
                "fields": [
                    {"key": "USERNAME", "type": "username", "placeholder": "##PORTAL.USERNAME##"},
                    {"key": "PASSWORD", "type": "password", "value": SECRET},
                ],
            },
            {"id": "secret-2", "name": "Empty"},
        ],
    }
    assert profile_shown(profile)["secrets"] == [
        {
            "id": "secret-1",
            "name": "Portal",
            "kind": "login",
            "placeholders": ["##PORTAL.USERNAME##"],
        },
        {"id": "secret-2", "name": "Empty", "placeholders": []},
    ]
    assert profile_shown(profile)["profileId"] == "profile-1"
    assert contents(profile) == "2 secrets, no credentials, no cookies"


def test_a_field_that_is_not_known_is_not_shown_for_it_may_be_secret() -> None:
    profile = cast(
        "Profile",
        {
            **PROFILE,
            "totpSeed": SECRET,
            "credentials": [{"name": "USER", "data": SECRET}],
            "proxyMode": "custom",
            "customProxy": {"server": "proxy", "username": "visitor", "password": SECRET},
        },
    )
    shown = profile_shown(profile)
    assert SECRET not in str(shown)
    assert shown["credentials"] == [{"name": "USER"}]
    assert shown["browserSettings"] == {
        "proxyMode": "custom",
        "customProxy": {"server": "proxy", "username": "visitor"},
    }
