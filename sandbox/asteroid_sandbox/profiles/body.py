"""Reads what create and update bodies say about a profile."""

from datetime import datetime
from typing import Final
from uuid import uuid4

from asteroid_sandbox.engine.json_values import JsonObject, text
from asteroid_sandbox.fields import Fields
from asteroid_sandbox.moments import wire
from asteroid_sandbox.profiles.settings import read_legacy_settings

SAME_SITE: Final = ("Strict", "Lax", "None")
_COOKIE_TEXTS: Final = ("name", "key", "value", "domain")


def read_settings(fields: Fields, *, legacy: bool) -> JsonObject:
    """The settings that a body gives, the older ones only on the older routes."""
    fields.refuse_null("fingerprintId")
    given: JsonObject = {
        "tracingEnabled": fields.flag("tracingEnabled"),
        "fingerprintId": fields.text("fingerprintId"),
        "stickyIP": fields.flag("stickyIP"),
        "inboxEmailPrefix": fields.text("inboxEmailPrefix"),
    }
    told = {name: value for name, value in given.items() if value is not None}
    return told | (read_legacy_settings(fields) if legacy else {})


def refuse_secrets(fields: Fields) -> None:
    """Note secret ids: the sandbox keeps no secrets, so none of them can exist."""
    for name in ("secretIds", "secretIdsToAdd", "vaultItemIds", "vaultItemIdsToAdd"):
        if fields.texts(name):
            fields.refuse(name, "names a secret that does not exist")


def read_credentials(fields: Fields, name: str, now: datetime) -> list[JsonObject]:
    """New credentials: their names in capitals; the secret values are read and dropped."""
    return [
        {"id": str(uuid4()), "name": text(given, "name").upper(), "createdAt": wire(now)}
        for given in read_credential_inputs(fields, name)
    ]


def read_credential_inputs(fields: Fields, name: str) -> list[JsonObject]:
    """The credentials in a body, each with a name and a value."""
    found = fields.objects(name) or []
    if any(not text(given, "name") or not text(given, "data") for given in found):
        fields.refuse(name, "needs a name and data in each credential")
    return found


def read_cookies(fields: Fields, name: str, now: datetime) -> list[JsonObject]:
    """New cookies."""
    found = fields.objects(name) or []
    for given in found:
        if not all(text(given, part) for part in _COOKIE_TEXTS):
            fields.refuse(name, f"needs {', '.join(_COOKIE_TEXTS)} in each cookie")
        if given.get("sameSite") not in SAME_SITE:
            fields.refuse(name, f"needs sameSite as one of {', '.join(SAME_SITE)} in each cookie")
        if not all(isinstance(given.get(part), bool) for part in ("secure", "httpOnly")):
            fields.refuse(name, "needs secure and httpOnly as booleans in each cookie")
    return [{**given, "id": str(uuid4()), "createdAt": wire(now)} for given in found]
