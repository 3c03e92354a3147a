"""Values that must never be seen again, once they are given."""

from asteroid_mcp.asteroid.models import JsonObject
from asteroid_sandbox.seed import DEMO_API_KEY, MEMBER_API_KEY

WRONG_KEY = "wrong-key-7f3e9b2c41d84a06"
COOKIE = "cookie-value-5c1a77e0d93b4f28"
PASSWORD = "password-value-e81f20b6a94c4d53"
PROXY_PASSWORD = "proxy-password-3d6a9f04be214c87"
SECRETS = (DEMO_API_KEY, MEMBER_API_KEY, WRONG_KEY, COOKIE, PASSWORD, PROXY_PASSWORD)

SESSION: JsonObject = {
    "name": "Session",
    "key": "sid",
    "value": COOKIE,
    "domain": "portal.sandbox.example",
    "secure": True,
    "httpOnly": True,
    "sameSite": "Lax",
}
SIGN_IN: JsonObject = {"name": "PORTAL_PIN", "data": PASSWORD}
PROXY: JsonObject = {
    "proxyMode": "custom",
    "customProxy": {
        "server": "http://proxy.sandbox.example:8080",
        "username": "proxy-user",
        "password": PROXY_PASSWORD,
    },
}


def found_in(text: str) -> list[str]:
    """The secrets that a text holds. They have no character that JSON or a URL would escape."""
    return [secret for secret in SECRETS if secret in text]
