"""Parameters of the tools that create and change profiles."""

from collections.abc import Sequence
from typing import Annotated, Literal, NotRequired, TypedDict, cast

from asteroid_mcp.asteroid.models import JsonObject
from asteroid_mcp.tools.declaration.schema import About

_SAFE: JsonObject = {"secure": True, "httpOnly": True, "sameSite": "Lax"}


class NewCookie(TypedDict):
    """A cookie to give to a profile. Its value goes in and never comes out."""

    name: Annotated[str, About(min_length=1, max_length=1_000)]
    key: NotRequired[
        Annotated[
            str,
            About(description="In HTTP headers, if not name.", min_length=1, max_length=1_000),
        ]
    ]
    value: Annotated[str, About(write_only=True, min_length=1, max_length=10_000)]
    domain: Annotated[str, About(example=".example.com", min_length=1, max_length=255)]
    secure: NotRequired[Annotated[bool, About(description="Default true.")]]
    httpOnly: NotRequired[Annotated[bool, About(description="Default true.")]]
    sameSite: NotRequired[
        Annotated[Literal["Strict", "Lax", "None"], About(description="Default Lax.")]
    ]
    expiry: NotRequired[Annotated[str, About(format="date-time")]]


class CredentialValue(TypedDict):
    """A credential with its value, which goes in and never comes out."""

    name: Annotated[str, About(description="Kept in upper case.", min_length=1, max_length=255)]
    data: Annotated[str, About(write_only=True, min_length=1, max_length=10_000)]


type ProfileName = Annotated[
    str, About(description="Unique in the organization.", min_length=1, max_length=255)
]
type ProfileDescription = Annotated[str, About(description="What it is for.", max_length=1_000)]
type TracingEnabled = Annotated[bool, About(description="Administrators only.")]
type StickyIP = Annotated[
    bool,
    About(description="One dedicated IP address for its runs (legacy API: only at creation)."),
]
type FingerprintId = Annotated[
    str,
    About(
        description="24 hex digits, or empty (administrators and current API only).",
        pattern="^([0-9a-fA-F]{24})?$",
    ),
]
type InboxEmailPrefix = Annotated[
    str,
    About(
        description="Before the @ of its own e-mail address.",
        example="billing",
        min_length=1,
        max_length=64,
    ),
]
type _Ids = list[Annotated[str, About(min_length=1, max_length=200)]]
type NewSecretIds = Annotated[
    _Ids, About(description="Secrets to attach (current API only).", max_items=100)
]
type SecretIds = Annotated[
    _Ids,
    About(
        description="Secrets instead of those it has (current API only).",
        max_items=100,
    ),
]
type SecretIdsToAdd = Annotated[_Ids, About(description="Secrets to attach to it.", max_items=100)]
type SecretIdsToRemove = Annotated[_Ids, About(description="Secrets to detach.", max_items=100)]
type CredentialValues = Annotated[
    list[CredentialValue],
    About(
        description="They pass through this conversation: prefer secretIds (current API).",
        max_items=50,
        write_only=True,
    ),
]
type ChangedCredentials = Annotated[
    list[CredentialValue],
    About(description="New values, by name in any case.", max_items=50, write_only=True),
]
type CredentialIds = Annotated[
    _Ids, About(description="Credentials to remove; IDs: agentProfileGet.", max_items=50)
]
type NewCookies = Annotated[
    list[NewCookie], About(description="Cookies to add.", max_items=500, write_only=True)
]
type CookieIds = Annotated[
    _Ids, About(description="Cookies to remove; IDs: agentProfileGet.", max_items=500)
]


def cookies_to_send(cookies: Sequence[NewCookie] | None) -> list[JsonObject] | None:
    """Answer the cookies with what was left out: out of reach of scripts, over HTTPS, lax."""
    if cookies is None:
        return None
    return [{"key": each["name"], **_SAFE, **cast("JsonObject", each)} for each in cookies]
