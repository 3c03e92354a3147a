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

    server: Annotated[str, About(example="http://proxy:8080", min_length=1, max_length=1_000)]
    username: Annotated[str, About(min_length=1, max_length=1_000)]
    password: Annotated[str, About(write_only=True, min_length=1, max_length=1_000)]


class BrowserSettingFields(TypedDict):
    """How the browser of a profile behaves and where it seems to be."""

    proxyMode: NotRequired[Literal["none", "managed", "custom", "gateway"]]
    proxyCC: NotRequired[
        Annotated[
            Literal["us", "uk", "fr", "it", "jp", "au", "de", "fi", "ca"],
            About(description="With proxyMode managed."),
        ]
    ]
    proxyType: NotRequired[Literal["basic"]]
    customProxy: NotRequired[Annotated[CustomProxy, About(write_only=True)]]
    proxyGatewayPresetId: NotRequired[Annotated[str, About(min_length=1, max_length=200)]]
    captchaSolverActive: NotRequired[
        Annotated[bool, About(description="Only with proxyMode managed.")]
    ]
    operatingSystem: NotRequired[Literal["macos", "windows"]]
    extraStealth: NotRequired[bool]
    allow3rdCookies: NotRequired[bool]
    cachePersistence: NotRequired[bool]
    adblockActive: NotRequired[bool]
    popupBlockerActive: NotRequired[Annotated[bool, About(description="Needs adblockActive.")]]
    forcePopupsAsTabsActive: NotRequired[bool]
    mediaBlockerActive: NotRequired[bool]
    pdfViewerActive: NotRequired[bool]
    extensionIds: NotRequired[
        Annotated[list[Annotated[str, About(min_length=1, max_length=200)]], About(max_items=50)]
    ]


type BrowserSettings = Annotated[
    BrowserSettingFields,
    About(
        description="Legacy API only; else see environmentTemplate of workflowCreate, and stickyIP."
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
