"""What came over the wire, before anyone has made sense of it."""

import json
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Never

from asteroid_mcp.asteroid.models import Json


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """An HTTP answer. `retry_after` is in seconds from now."""

    status: int
    content_type: str = ""
    retry_after: float | None = None
    body: bytes = field(default=b"", repr=False)

    @property
    def is_success(self) -> bool:
        """Whether Asteroid did what was asked."""
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES

    @property
    def is_redirect(self) -> bool:
        """Whether Asteroid points elsewhere."""
        return HTTPStatus.MULTIPLE_CHOICES <= self.status < HTTPStatus.BAD_REQUEST

    @property
    def media_type(self) -> str:
        """The content type without its parameters, in lower case; empty when there is none."""
        return self.content_type.partition(";")[0].strip().lower()

    @property
    def is_json(self) -> bool:
        """Whether the body is said to be JSON, problem details included."""
        return self.media_type == "application/json" or self.media_type.endswith("+json")

    def json(self) -> Json:
        """The body as JSON. Raises ValueError when it is not."""
        try:
            body: Json = json.loads(self.body, parse_constant=_refuse)
        except RecursionError:
            raise ValueError("The JSON is nested too deeply.") from None
        return body

    def text(self) -> str:
        """The body as text, what is not UTF-8 replaced."""
        return self.body.decode(errors="replace")


def _refuse(constant: str) -> Never:
    raise ValueError(f"{constant} is not JSON.")
