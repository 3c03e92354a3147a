"""Checks of JSON schemas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asteroid_mcp.asteroid import routes
from asteroid_mcp.asteroid.models import JsonObject, SchemaVerdict
from asteroid_mcp.asteroid.reading import read

if TYPE_CHECKING:
    from asteroid_mcp.asteroid.transport import Api


async def validate_schema(api: Api, *, schema: JsonObject) -> SchemaVerdict:
    """Whether a JSON schema suits structured outputs. POST /agents/v2/schema/validate."""
    return read(await api.request(routes.VALIDATE_SCHEMA, json={"schema": schema}), SchemaVerdict)
