"""The browser's settings on a profile, which only the legacy API has."""

from collections.abc import Mapping
from typing import Annotated, Literal, NotRequired, TypedDict, cast

from asteroid_mcp.asteroid.errors import NotOffered
from asteroid_mcp.asteroid.generation import Generation
from asteroid_mcp.asteroid.models import Json, JsonObject
from asteroid_mcp.tools.declaration.call import Call
from asteroid_mcp.tools.declaration.schema import About


class CustomProxy(TypedDict):
    """A proxy of one's own. The password goes in and never comes out."""

    server: Annotated[
        str,
        About(
            description="Its address, with protocol and port.",
            example="http://proxy.example.com:8080",
            min_length=1,
            max_length=1_000,
        ),
    ]
    username: Annotated[str, About(description="Its user.", min_length=1, max_length=1_000)]
    password: Annotated[str, About(description="Write-only.", min_length=1, max_length=1_000)]


class BrowserSettingFields(TypedDict):
    """How the browser of a profile behaves and where it seems to be."""

    proxyMode: NotRequired[
        Annotated[
            Literal["none", "managed", "custom", "gateway"], About(description="Whose proxy.")
        ]
    ]
    proxyCC: NotRequired[
        Annotated[
            Literal["us", "uk", "fr", "it", "jp", "au", "de", "fi", "ca"],
            About(description="Country of the managed proxy."),
        ]
    ]
    proxyType: NotRequired[Annotated[Literal["basic"], About(description="Kind of managed proxy.")]]
    customProxy: NotRequired[Annotated[CustomProxy, About(description="For proxyMode custom.")]]
    proxyGatewayPresetId: NotRequired[
        Annotated[str, About(description="For proxyMode gateway.", min_length=1, max_length=200)]
    ]
    captchaSolverActive: NotRequired[
        Annotated[bool, About(description="Solve captchas; only with a managed proxy.")]
    ]
    operatingSystem: NotRequired[
        Annotated[Literal["macos", "windows"], About(description="The one to imitate.")]
    ]
    extraStealth: NotRequired[Annotated[bool, About(description="Look less like a robot.")]]
    allow3rdCookies: NotRequired[Annotated[bool, About(description="Allow third-party cookies.")]]
    cachePersistence: NotRequired[
        Annotated[bool, About(description="Keep the browser's cache between executions.")]
    ]
    adblockActive: NotRequired[Annotated[bool, About(description="Block advertisements.")]]
    popupBlockerActive: NotRequired[
        Annotated[bool, About(description="Block popups; needs adblockActive.")]
    ]
    forcePopupsAsTabsActive: NotRequired[Annotated[bool, About(description="Popups become tabs.")]]
    mediaBlockerActive: NotRequired[Annotated[bool, About(description="Load no images or videos.")]]
    pdfViewerActive: NotRequired[
        Annotated[bool, About(description="Show PDFs instead of downloading them.")]
    ]
    extensionIds: NotRequired[
        Annotated[
            list[Annotated[str, About(min_length=1, max_length=200)]],
            About(description="The organization's browser extensions.", max_items=50),
        ]
    ]


type BrowserSettings = Annotated[
    BrowserSettingFields,
    About(
        description="Only on the legacy API. On the current one the browser is the workflow "
        "version's choice (environmentTemplate and settings of workflowCreate) and a dedicated IP "
        "is stickyIP.",
        example={"proxyMode": "managed", "proxyCC": "de", "captchaSolverActive": True},
    ),
]

_NAMES = frozenset(BrowserSettingFields.__annotations__)


def settings_to_send(
    call: Call, operation: str, settings: BrowserSettings | None
) -> Mapping[str, Json]:
    """Answer the settings as fields of a profile; raises NotOffered where profiles have none."""
    if not settings:
        return {}
    if call.api.generation is Generation.CURRENT:
        raise NotOffered(
            operation,
            parameters=tuple(f"browserSettings.{name}" for name in settings),
            alternative="leave browserSettings out. The browser is the workflow version's choice "
            "(environmentTemplate and settings of workflowCreate); a dedicated IP is stickyIP.",
        )
    return cast("JsonObject", settings)


def settings_shown(profile: Mapping[str, Json]) -> JsonObject:
    """Answer a profile's browser settings without the proxy's password; empty if it has none."""
    settings = {name: value for name, value in profile.items() if name in _NAMES}
    if isinstance(proxy := settings.get("customProxy"), dict):
        settings["customProxy"] = {name: proxy.get(name) for name in ("server", "username")}
    return settings
