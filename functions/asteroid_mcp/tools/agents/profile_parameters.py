"""Parameters of the tools that create and change profiles."""

from typing import Annotated, Literal, NotRequired, TypedDict

from asteroid_mcp.tools.declaration.schema import About


class NewCookie(TypedDict):
    """A cookie to give to a profile. Its value goes in and never comes out."""

    name: Annotated[str, About(description="What people call it.", min_length=1, max_length=1_000)]
    key: Annotated[
        str, About(description="Its name in HTTP headers.", min_length=1, max_length=1_000)
    ]
    value: Annotated[str, About(description="Write-only.", min_length=1, max_length=10_000)]
    domain: Annotated[
        str, About(example=".example.com", description="Where.", min_length=1, max_length=255)
    ]
    secure: Annotated[bool, About(description="Only over HTTPS.")]
    httpOnly: Annotated[bool, About(description="Out of reach of the page's scripts.")]
    sameSite: Annotated[
        Literal["Strict", "Lax", "None"], About(description="The attribute of that name.")
    ]
    expiry: NotRequired[Annotated[str, About(description="When it expires.", format="date-time")]]


class CredentialValue(TypedDict):
    """A credential with its value, which goes in and never comes out."""

    name: Annotated[str, About(description="Kept in upper case.", min_length=1, max_length=255)]
    data: Annotated[
        str, About(description="The value; write-only.", min_length=1, max_length=10_000)
    ]


type ProfileName = Annotated[
    str, About(description="Unique in the organization.", min_length=1, max_length=255)
]
type ProfileDescription = Annotated[str, About(description="What it is for.", max_length=1_000)]
type TracingEnabled = Annotated[
    bool, About(description="Whether the browser is traced (administrators only).")
]
type StickyIP = Annotated[
    bool,
    About(
        description="Whether runs use one dedicated IP address; the legacy API sets it only when a "
        "profile is created."
    ),
]
type FingerprintId = Annotated[
    str,
    About(
        description="Browser fingerprint, 24 hex digits (administrators and current API only); "
        "empty means none.",
        pattern="^([0-9a-fA-F]{24})?$",
    ),
]
type InboxEmailPrefix = Annotated[
    str,
    About(
        description="The part before the @ of the profile's own e-mail address.",
        example="billing-team",
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
        description="All secrets it shall have, instead of those it has (current API only).",
        max_items=100,
    ),
]
type SecretIdsToAdd = Annotated[
    _Ids, About(description="Secrets to attach beside the others.", max_items=100)
]
type SecretIdsToRemove = Annotated[_Ids, About(description="Secrets to detach.", max_items=100)]
type CredentialValues = Annotated[
    list[CredentialValue],
    About(
        description="Values to sign in with. They pass through this conversation: prefer secrets, "
        "which only the legacy API lacks.",
        max_items=50,
    ),
]
type ChangedCredentials = Annotated[
    list[CredentialValue],
    About(description="New values for credentials, found by name in any case.", max_items=50),
]
type CredentialIds = Annotated[
    _Ids, About(description="Credentials to remove, by ID from agentProfileGet.", max_items=50)
]
type NewCookies = Annotated[list[NewCookie], About(description="Cookies to add.", max_items=500)]
type CookieIds = Annotated[
    _Ids, About(description="Cookies to remove, by ID from agentProfileGet.", max_items=500)
]
