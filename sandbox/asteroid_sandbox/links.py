"""Addresses in answers: the API's own, and short-lived signed ones that need no key."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Self
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.types import Scope

DOWNLOADS: Final = "/_sandbox/downloads"
RECORDINGS: Final = "/_sandbox/recordings"
PLATFORM: Final = "/_sandbox/platform/executions"
LINK_LIFE: Final = timedelta(minutes=15)


def path_within(scope: Scope) -> str:
    """A request's path as the sandbox's own routes know it, wherever the sandbox is mounted."""
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", ""))


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs links, so that whoever holds one may follow it until it expires."""

    secret: bytes

    def query(self, path: str, expires: int, mime_type: str) -> str:
        """The query that makes a path followable; `expires` in seconds since 1970."""
        signature = self._signature(path, str(expires), mime_type)
        return urlencode({"type": mime_type, "expires": expires, "signature": signature})

    def allows(self, path: str, query: Mapping[str, str], now: datetime) -> bool:
        """Whether a signed link is genuine and still good."""
        expires = query.get("expires", "")
        if not expires.isdecimal() or now.timestamp() > int(expires):
            return False
        genuine = self._signature(path, expires, query.get("type", ""))
        return hmac.compare_digest(genuine.encode(), query.get("signature", "").encode())

    def _signature(self, path: str, expires: str, mime_type: str) -> str:
        signed = "\n".join((path, expires, mime_type))
        return hmac.new(self.secret, signed.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses as one request's caller can reach them. `base` is where the sandbox is served.

    A signature is over the path below `base`, so it holds wherever the sandbox is mounted.
    """

    base: str
    signer: Signer
    now: datetime

    @classmethod
    def for_caller(cls, request: Request, signer: Signer, now: datetime) -> Self:
        """The addresses by which whoever sent this request reaches the sandbox."""
        origin = f"{request.url.scheme}://{request.url.netloc}"
        return cls(origin + quote(request.scope.get("root_path", "")), signer, now)

    def api(self, *segments: str) -> str:
        """An address of the API."""
        return f"{self.base}/agents/v2/" + "/".join(quote(segment, safe="") for segment in segments)

    def docs(self, slug: str) -> str:
        """A page of the documentation."""
        return f"{self.base}/_sandbox/docs/{slug}"

    def download(self, checksum: str, name: str, mime_type: str) -> str:
        """A signed link to a file's bytes."""
        return self._signed(f"{DOWNLOADS}/{checksum}/{name}", mime_type)

    def recording(self, execution_id: str) -> str:
        """A signed link to the page that stands in for a run's recording and live view."""
        return self._signed(f"{RECORDINGS}/{execution_id}", "text/html")

    def platform(self, execution_id: str) -> str:
        """The page that stands in for a run's page on the platform: a plain deep link."""
        return f"{self.base}{PLATFORM}/{execution_id}"

    def _signed(self, path: str, mime_type: str) -> str:
        expires = int((self.now + LINK_LIFE).timestamp())
        return f"{self.base}{quote(path)}?{self.signer.query(path, expires, mime_type)}"
