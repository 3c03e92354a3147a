"""Structured content as tests read it."""

from typing import cast

from asteroid_mcp.asteroid.models import Json, JsonObject


def objects(value: Json) -> list[JsonObject]:
    """Take a value that a test knows to be an array of objects for one."""
    assert isinstance(value, list)
    return cast("list[JsonObject]", value)
