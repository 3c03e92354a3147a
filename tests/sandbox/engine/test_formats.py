import pytest

from asteroid_sandbox.engine.formats import FORMATS, has_format, sample_of


@pytest.mark.parametrize("name", FORMATS)
def test_a_sample_has_its_format(name: str) -> None:
    assert has_format(sample_of(name, "seed"), name)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("date-time", "2026-01-15T09:30:00"),
        ("date-time", "2026-13-15T09:30:00Z"),
        ("date-time", "2026-01-15"),
        ("time", "09:30:00"),
        ("time", "25:30:00Z"),
        ("date", "15.01.2026"),
        ("date", "2026-02-30"),
        ("date", "20260115"),
        ("duration", "P"),
        ("duration", "PT"),
        ("duration", "3 days"),
        ("email", "nobody"),
        ("email", "a b@sandbox.example"),
        ("hostname", "-portal.example"),
        ("hostname", "a..b"),
        ("ipv4", "192.0.2"),
        ("ipv6", "192.0.2.1"),
        ("uuid", "1234"),
    ],
)
def test_another_text_has_not(name: str, value: str) -> None:
    assert not has_format(value, name)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("date-time", "2026-01-15t09:30:00.25+01:00"),
        ("duration", "P2W"),
        ("duration", "P1Y2M3DT4H5M6S"),
        ("duration", "PT5M"),
        ("hostname", "localhost"),
        ("uuid", "6F9619FF-8B86-D011-B42D-00C04FC964FF"),
    ],
)
def test_other_spellings_count(name: str, value: str) -> None:
    assert has_format(value, name)


def test_uuids_depend_on_the_seed() -> None:
    assert sample_of("uuid", "a") == sample_of("uuid", "a") != sample_of("uuid", "b")


def test_an_unknown_format_is_in_nobodys_way() -> None:
    assert has_format("anything", "colour")
