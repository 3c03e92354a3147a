"""The browser settings that profiles had before workflows got environments."""

from typing import Final

from asteroid_sandbox.engine.json_values import JsonObject, text
from asteroid_sandbox.fields import Fields
from asteroid_sandbox.profiles.record import Profile

PROXY_MODES: Final = ("none", "managed", "custom", "gateway")
COUNTRIES: Final = ("us", "uk", "fr", "it", "jp", "au", "de", "fi", "ca")
SYSTEMS: Final = ("macos", "windows")
FEATURES: Final = (
    "extraStealth",
    "allow3rdCookies",
    "captchaSolverActive",
    "stickyIP",
    "cachePersistence",
    "adblockActive",
    "popupBlockerActive",
    "forcePopupsAsTabsActive",
    "mediaBlockerActive",
)
_FLAGS: Final = (*(name for name in FEATURES if name != "stickyIP"), "pdfViewerActive")
_ON_BY_DEFAULT: Final = ("forcePopupsAsTabsActive",)


def legacy_settings(profile: Profile) -> JsonObject:
    """The settings as answers hold them; flags that were never set have their defaults."""
    kept = profile.fields
    optional = ("proxyCC", "proxyType", "customProxy", "proxyGatewayPresetId", "operatingSystem")
    return {
        "proxyMode": kept.get("proxyMode", "none"),
        **{name: kept[name] for name in optional if kept.get(name)},
        **{name: kept.get(name, name in _ON_BY_DEFAULT) for name in _FLAGS},
        "extensionIds": kept.get("extensionIds", []),
    }


def has_feature(profile: Profile, name: str) -> bool:
    """Whether one of FEATURES is on."""
    return bool(profile.fields.get(name, name in _ON_BY_DEFAULT))


def read_legacy_settings(fields: Fields) -> JsonObject:
    """The settings that a create or update body gives; a proxy's password is not kept."""
    given: JsonObject = {
        "proxyMode": fields.choice("proxyMode", PROXY_MODES),
        "proxyCC": fields.choice("proxyCC", COUNTRIES),
        "proxyType": fields.choice("proxyType", ("basic",)),
        "customProxy": _custom_proxy(fields),
        "proxyGatewayPresetId": fields.text("proxyGatewayPresetId"),
        "operatingSystem": fields.choice("operatingSystem", SYSTEMS),
        **{name: fields.flag(name) for name in _FLAGS},
    }
    extensions = fields.texts("extensionIds")
    if extensions is not None:
        given["extensionIds"] = [*extensions]
    return {name: value for name, value in given.items() if value is not None}


def refuse_incomplete_proxy(settings: JsonObject, fields: Fields) -> None:
    """Note the proxy settings that the chosen mode asks for and lacks."""
    needed = {
        "managed": "proxyType",
        "custom": "customProxy",
        "gateway": "proxyGatewayPresetId",
    }.get(text(settings, "proxyMode"))
    if needed and not settings.get(needed):
        fields.refuse(needed, f"is required with proxyMode {settings['proxyMode']}")
    if settings.get("captchaSolverActive") and settings.get("proxyMode") != "managed":
        fields.refuse("captchaSolverActive", "needs proxyMode managed")


def _custom_proxy(fields: Fields) -> JsonObject | None:
    given = fields.object("customProxy")
    if given is None:
        return None
    for part in ("server", "username", "password"):
        if not text(given, part):
            fields.refuse("customProxy", "needs a server, a username and a password")
    return {part: given.get(part) for part in ("server", "username")}
