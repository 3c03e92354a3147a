import pytest

from asteroid_mcp.asteroid.credentials import ApiKey, BearerToken, Credential
from asteroid_mcp.asteroid.generation import Generation


def test_a_key_goes_into_the_one_header_of_its_generation() -> None:
    assert ApiKey("k-1").headers(Generation.CURRENT) == {"X-Api-Key": "k-1"}
    assert ApiKey("k-1").headers(Generation.LEGACY) == {"X-Asteroid-Agents-Api-Key": "k-1"}


@pytest.mark.parametrize("generation", Generation)
def test_a_token_goes_into_the_authorization_header(generation: Generation) -> None:
    assert BearerToken("t-1").headers(generation) == {"Authorization": "Bearer t-1"}


@pytest.mark.parametrize("credential", [ApiKey("s3cr3t"), BearerToken("s3cr3t")])
def test_a_credential_does_not_show_its_value(credential: Credential) -> None:
    assert "s3cr3t" not in f"{credential} {credential!r} {[credential]}"


@pytest.mark.parametrize("value", ["", "s3cr3t key", "s3cr3t\r\nX-Evil: 1", "s3cr3tü"])
@pytest.mark.parametrize("kind", [ApiKey, BearerToken])
def test_a_value_that_no_header_can_hold_is_refused_unseen(
    kind: type[ApiKey] | type[BearerToken], value: str
) -> None:
    with pytest.raises(ValueError, match="printable ASCII") as refused:
        kind(value)
    assert "s3cr3t" not in str(refused.value)
