"""Settings: read once, refused in one line that names the setting."""

from pathlib import Path

import pytest

from asteroid_mcp.settings import ALL_SETTINGS, BadSetting, Settings, read_settings


def test_without_any_setting_the_sandbox_is_used_on_port_3000() -> None:
    settings = read_settings({})
    assert settings == Settings(
        api_key=None,
        api_url="https://odyssey.asteroid.ai",
        api_generation="current",
        call_seconds=25,
        result_characters=60_000,
        request_bytes=4_194_304,
        allowed_origins=(),
        log_level="INFO",
        port=3000,
        sandbox_home=Path(".sandbox"),
    )


def test_settings_are_read_from_the_environment() -> None:
    settings = read_settings(
        {
            "ASTEROID_API_KEY": " key ",
            "ASTEROID_API_URL": "https://asteroid.example/",
            "ASTEROID_API_GENERATION": "legacy",
            "ASTEROID_ALLOWED_ORIGINS": "https://claude.ai, http://localhost:6274",
            "PORT": "0",
        }
    )
    assert settings.api_key == "key"
    assert settings.api_url == "https://asteroid.example"
    assert settings.api_generation == "legacy"
    assert settings.allowed_origins == ("https://claude.ai", "http://localhost:6274")
    assert settings.port == 0


def test_an_empty_setting_counts_as_not_set() -> None:
    assert read_settings({"ASTEROID_API_KEY": "", "PORT": ""}).port == 3000


def test_the_key_is_never_shown() -> None:
    assert "s3cret" not in repr(read_settings({"ASTEROID_API_KEY": "s3cret"}))


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("ASTEROID_API_KEY", "a b", "an API key has no spaces"),
        ("ASTEROID_API_URL", "asteroid.example", "must be a URL such as https://"),
        ("ASTEROID_API_URL", "http://asteroid.example", "must begin with https://"),
        ("ASTEROID_API_URL", "https://a:b@asteroid.example", "must not hold a user name"),
        ("ASTEROID_API_URL", "https://asteroid.example?a=1", "must be a URL such as"),
        ("ASTEROID_API_GENERATION", "new", "must be one of current, legacy; got 'new'"),
        ("ASTEROID_CALL_SECONDS", "30", "must be a whole number from 1 to 29; got '30'"),
        ("ASTEROID_RESULT_CHARACTERS", "x", "must be a whole number from 10000 to"),
        ("ASTEROID_REQUEST_BYTES", "-1", "must be a whole number from 65536 to"),
        ("ASTEROID_ALLOWED_ORIGINS", "claude.ai", "takes origins such as https://claude.ai"),
        ("ASTEROID_ALLOWED_ORIGINS", "https://claude.ai/", "takes origins such as"),
        ("ASTEROID_LOG_LEVEL", "LOUD", "must be one of DEBUG, INFO"),
        ("PORT", "70000", "must be a whole number from 0 to 65535; got '70000'"),
    ],
)
def test_a_wrong_setting_is_named_with_what_it_takes(name: str, value: str, problem: str) -> None:
    with pytest.raises(BadSetting) as caught:
        read_settings({"ASTEROID_API_KEY": "key", name: value})
    assert str(caught.value).startswith(f"{name}: ")
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_wrong_key_is_not_repeated_in_the_error() -> None:
    with pytest.raises(BadSetting) as caught:
        read_settings({"ASTEROID_API_KEY": "s3cret s3cret"})
    assert "s3cret" not in str(caught.value)


def test_a_mistyped_setting_is_refused_and_the_known_ones_are_listed() -> None:
    with pytest.raises(BadSetting, match="ASTEROID_API_KEYS: there is no such setting; known are"):
        read_settings({"ASTEROID_API_KEYS": "key"})


def test_a_url_without_a_key_says_that_the_key_is_missing() -> None:
    with pytest.raises(BadSetting, match="ASTEROID_API_KEY is missing"):
        read_settings({"ASTEROID_API_URL": "https://asteroid.example"})


def test_a_loopback_url_may_be_plain_http() -> None:
    environ = {"ASTEROID_API_KEY": "key", "ASTEROID_API_URL": "http://127.0.0.1:3000/sandbox"}
    assert read_settings(environ).api_url == "http://127.0.0.1:3000/sandbox"


def test_every_setting_says_what_it_is_for() -> None:
    assert all(setting.meaning.endswith(".") for setting in ALL_SETTINGS)
    assert len({setting.name for setting in ALL_SETTINGS}) == len(ALL_SETTINGS)
