"""Every setting, read once from the environment. A wrong one stops the start, in one line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

_PREFIX = "ASTEROID_"
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class BadSetting(ValueError):
    """A setting is wrong; the message names it, what is wrong and what it takes."""


@dataclass(frozen=True, slots=True)
class Setting[Value]:
    """One setting: its name in the environment, what it is for, its default and how it is read."""

    name: str
    meaning: str
    default: str
    read: Callable[[str], Value]

    def of(self, environ: Mapping[str, str]) -> Value:
        """Read it; raises BadSetting."""
        try:
            return self.read(environ.get(self.name, "").strip() or self.default)
        except ValueError as error:
            raise BadSetting(f"{self.name}: {error}") from None


def _api_key(text: str) -> str | None:
    if not text:
        return None
    if not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError("an API key has no spaces, line breaks or special characters")
    return text


def _api_url(text: str) -> str:
    url = urlsplit(text)
    if url.scheme not in {"http", "https"} or not url.hostname or url.query or url.fragment:
        raise ValueError(f"must be a URL such as https://odyssey.asteroid.ai; got {text!r}")
    if url.scheme == "http" and url.hostname not in _LOOPBACK:
        raise ValueError("must begin with https://, since an API key is sent to it")
    if url.username or url.password:
        raise ValueError("must not hold a user name or a password")
    return text.rstrip("/")


def _one_of(*choices: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in choices:
            raise ValueError(f"must be one of {', '.join(choices)}; got {text!r}")
        return text

    return read


def _whole_number(minimum: int, maximum: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isdecimal() or not minimum <= int(text) <= maximum:
            raise ValueError(f"must be a whole number from {minimum} to {maximum}; got {text!r}")
        return int(text)

    return read


def _origins(text: str) -> tuple[str, ...]:
    origins = tuple(origin.strip() for origin in text.split(",") if origin.strip())
    for origin in origins:
        url = urlsplit(origin)
        if url.scheme not in {"http", "https"} or origin != f"{url.scheme}://{url.netloc}":
            raise ValueError(f"takes origins such as https://claude.ai; got {origin!r}")
    return origins


API_KEY = Setting(
    "ASTEROID_API_KEY",
    "The Asteroid API key to work with. Without one, the embedded sandbox is used.",
    "",
    _api_key,
)
API_URL = Setting(
    "ASTEROID_API_URL",
    "Where the real Asteroid answers; used where there is an API key.",
    "https://odyssey.asteroid.ai",
    _api_url,
)
API_GENERATION = Setting(
    "ASTEROID_API_GENERATION",
    "Which routes of Asteroid's API are used: `current` or `legacy`.",
    "current",
    _one_of("current", "legacy"),
)
CALL_SECONDS = Setting(
    "ASTEROID_CALL_SECONDS",
    "The longest that one tool call may take, in seconds.",
    "25",
    _whole_number(1, 29),
)
RESULT_CHARACTERS = Setting(
    "ASTEROID_RESULT_CHARACTERS",
    "The size of the largest answer, in characters (about four to a token).",
    "60000",
    _whole_number(10_000, 1_000_000),
)
REQUEST_BYTES = Setting(
    "ASTEROID_REQUEST_BYTES",
    "The size of the largest request, in bytes.",
    "4194304",
    _whole_number(65_536, 6_291_456),
)
ALLOWED_ORIGINS = Setting(
    "ASTEROID_ALLOWED_ORIGINS",
    "Web pages that may connect from a browser, as origins separated by commas.",
    "",
    _origins,
)
LOG_LEVEL = Setting(
    "ASTEROID_LOG_LEVEL",
    "How much is logged: `DEBUG`, `INFO`, `WARNING` or `ERROR`.",
    "INFO",
    _one_of("DEBUG", "INFO", "WARNING", "ERROR"),
)
PORT = Setting(
    "PORT",
    "The port of `make dev` on 127.0.0.1; 0 takes any free one.",
    "3000",
    _whole_number(0, 65_535),
)
SANDBOX_HOME = Setting(
    "SANDBOX_HOME",
    "The folder in which the sandbox keeps its state.",
    ".sandbox",
    Path,
)

ALL_SETTINGS: tuple[Setting[object], ...] = (
    API_KEY,
    API_URL,
    API_GENERATION,
    CALL_SECONDS,
    RESULT_CHARACTERS,
    REQUEST_BYTES,
    ALLOWED_ORIGINS,
    LOG_LEVEL,
    PORT,
    SANDBOX_HOME,
)
"""All settings, in the order of the docs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings as read; each field is explained by the Setting of its name."""

    api_key: str | None = field(repr=False)
    api_url: str
    api_generation: str
    call_seconds: int
    result_characters: int
    request_bytes: int
    allowed_origins: tuple[str, ...]
    log_level: str
    port: int
    sandbox_home: Path


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Read all settings; raises BadSetting, also for an unknown name that begins like ours."""
    _refuse_unknown(environ)
    if environ.get(API_URL.name) and not environ.get(API_KEY.name):
        raise BadSetting(f"{API_URL.name} is set, but {API_KEY.name} is missing: set both or none")
    return Settings(
        api_key=API_KEY.of(environ),
        api_url=API_URL.of(environ),
        api_generation=API_GENERATION.of(environ),
        call_seconds=CALL_SECONDS.of(environ),
        result_characters=RESULT_CHARACTERS.of(environ),
        request_bytes=REQUEST_BYTES.of(environ),
        allowed_origins=ALLOWED_ORIGINS.of(environ),
        log_level=LOG_LEVEL.of(environ),
        port=PORT.of(environ),
        sandbox_home=SANDBOX_HOME.of(environ),
    )


def _refuse_unknown(environ: Mapping[str, str]) -> None:
    known = [setting.name for setting in ALL_SETTINGS if setting.name.startswith(_PREFIX)]
    for name in environ:
        if name.startswith(_PREFIX) and name not in known:
            raise BadSetting(f"{name}: there is no such setting; known are {', '.join(known)}")
