"""Points in time as they are written in arguments and answers."""

from datetime import UTC, datetime


def moment_of(text: str) -> datetime:
    """Answer the point in time that an RFC 3339 text stands for; without a zone, in UTC.

    Raises ValueError.
    """
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def rfc3339(text: str) -> str:
    """Answer a time in any form of ISO 8601 as RFC 3339 has it. Raises ValueError."""
    return moment_of(text).isoformat().replace("+00:00", "Z")
