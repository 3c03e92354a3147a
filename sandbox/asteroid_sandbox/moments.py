"""Moments in time as the API writes and reads them."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def wire(moment: datetime) -> str:
    """A moment as answers hold it: UTC with milliseconds, e.g. `2026-01-02T03:04:05.678Z`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def stored(moment: datetime) -> str:
    """A moment as a text that sorts in time's order."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def read(text: str) -> datetime | None:
    """A moment from an RFC 3339 text, None when it is not one; without an offset it is UTC.

    A plus sign that came through a query unescaped has become a space.
    """
    try:
        moment = datetime.fromisoformat(text.replace(" ", "+") if "T" in text else text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
