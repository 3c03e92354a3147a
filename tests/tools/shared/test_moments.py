"""Points in time."""

from datetime import UTC, datetime

import pytest

from asteroid_mcp.tools.shared.moments import moment_of, rfc3339


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026-01-31T08:00:00Z", "2026-01-31T08:00:00Z"),
        ("2026-01-31T08:00:00+00:00", "2026-01-31T08:00:00Z"),
        ("2026-01-31 08:00+0130", "2026-01-31T08:00:00+01:30"),
        ("20260131T080000.5Z", "2026-01-31T08:00:00.500000Z"),
    ],
)
def test_any_form_of_iso_8601_is_written_as_rfc_3339(text: str, written: str) -> None:
    assert rfc3339(text) == written


def test_a_time_without_a_zone_is_in_utc() -> None:
    assert moment_of("2026-01-31T08:00:00") == datetime(2026, 1, 31, 8, tzinfo=UTC)


def test_what_is_no_time_is_refused() -> None:
    with pytest.raises(ValueError, match="isoformat"):
        moment_of("yesterday")
