"""How much a sandbox keeps, in bytes; tests set their own limits."""

from dataclasses import dataclass

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Quotas of an agent's directories: `shared` per workflow version, `uploads` per execution."""

    shared: int = 50 * _MEGABYTE
    uploads: int = 200 * _MEGABYTE


DEFAULT_LIMITS = Limits()
