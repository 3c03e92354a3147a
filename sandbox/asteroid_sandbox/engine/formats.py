"""The string formats that structured outputs know: a sample of each, and a check."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from ipaddress import IPv4Address, IPv6Address
from typing import Final
from uuid import NAMESPACE_URL, uuid5

_DURATION: Final = re.compile(r"P(?!$)(\d+W|(\d+Y)?(\d+M)?(\d+D)?(T(?!$)(\d+H)?(\d+M)?(\d+S)?)?)")
_EMAIL: Final = re.compile(r"[^@\s]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_HOSTNAME: Final = re.compile(
    r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*"
)
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME: Final = re.compile(r"\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_MOMENT: Final = re.compile(f"{_DATE.pattern}[Tt ]{_TIME.pattern}", re.ASCII)
_UUID: Final = re.compile(r"[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}", re.ASCII | re.IGNORECASE)

FORMATS: Final = (
    "date-time",
    "time",
    "date",
    "duration",
    "email",
    "hostname",
    "ipv4",
    "ipv6",
    "uuid",
)

_SAMPLES: Final[dict[str, str]] = {
    "date-time": "2026-01-15T09:30:00Z",
    "time": "09:30:00Z",
    "date": "2026-01-15",
    "duration": "P3DT4H",
    "email": "contact@sandbox.example",
    "hostname": "portal.sandbox.example",
    "ipv4": "192.0.2.17",
    "ipv6": "2001:db8::17",
}


def sample_of(name: str, seed: str) -> str:
    """A string in one of `FORMATS`; only uuids depend on the seed."""
    return str(uuid5(NAMESPACE_URL, seed)) if name == "uuid" else _SAMPLES[name]


def has_format(value: str, name: str) -> bool:
    """Whether a string is in a format; an unknown format is in nobody's way."""
    return name not in _CHECKS or _CHECKS[name](value)


def _read_by(reader: Callable[[str], object]) -> Callable[[str], bool]:
    def check(value: str) -> bool:
        try:
            reader(value)
        except ValueError:
            return False
        return True

    return check


def _matched_by(expression: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda value: expression.fullmatch(value) is not None


def _both(expression: re.Pattern[str], reader: Callable[[str], object]) -> Callable[[str], bool]:
    matched, readable = _matched_by(expression), _read_by(reader)
    return lambda value: matched(value) and readable(value)


_CHECKS: Final[dict[str, Callable[[str], bool]]] = {
    "date-time": _both(_MOMENT, datetime.fromisoformat),
    "time": _both(_TIME, time.fromisoformat),
    "date": _both(_DATE, date.fromisoformat),
    "duration": _matched_by(_DURATION),
    "email": _matched_by(_EMAIL),
    "hostname": _matched_by(_HOSTNAME),
    "ipv4": _read_by(IPv4Address),
    "ipv6": _read_by(IPv6Address),
    "uuid": _matched_by(_UUID),
}
