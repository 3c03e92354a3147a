"""What a caller shows to Asteroid. Given with each call, never held by the client."""

from collections.abc import Mapping
from dataclasses import dataclass

from asteroid_mcp.asteroid.generation import Generation

_KEY_HEADERS: Mapping[Generation, str] = {
    Generation.CURRENT: "X-Api-Key",
    Generation.LEGACY: "X-Asteroid-Agents-Api-Key",
}


@dataclass(frozen=True, slots=True, repr=False)
class ApiKey:
    """A key from Asteroid's settings. ValueError, without the value, if no header can hold it."""

    value: str

    def __post_init__(self) -> None:
        _refuse_unsendable("API key", self.value)

    def __repr__(self) -> str:
        return "ApiKey(hidden)"

    def headers(self, generation: Generation) -> dict[str, str]:
        """The one header that this generation of the API reads a key from."""
        return {_KEY_HEADERS[generation]: self.value}


@dataclass(frozen=True, slots=True, repr=False)
class BearerToken:
    """An access token of Asteroid's own sign-in. ValueError as for ApiKey."""

    value: str

    def __post_init__(self) -> None:
        _refuse_unsendable("bearer token", self.value)

    def __repr__(self) -> str:
        return "BearerToken(hidden)"

    def headers(self, _generation: Generation) -> dict[str, str]:
        """The Authorization header, the same in both generations."""
        return {"Authorization": f"Bearer {self.value}"}


type Credential = ApiKey | BearerToken


def _refuse_unsendable(kind: str, value: str) -> None:
    # An HTTP library that meets an illegal header value quotes it in its error, so none gets there.
    if not value or not all("!" <= character <= "~" for character in value):
        raise ValueError(
            f"The {kind} must be one or more printable ASCII characters without spaces."
        )
