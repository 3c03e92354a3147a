import pytest

from asteroid_mcp.asteroid import errors
from asteroid_mcp.asteroid.errors import AsteroidError


def test_every_error_is_in_the_tree_that_the_module_draws() -> None:
    kinds = {kind.__name__ for kind in AsteroidError.__subclasses__()}
    drawn = {line.split()[1] for line in (errors.__doc__ or "").splitlines() if "── " in line}
    assert kinds == drawn
    assert {*kinds, "AsteroidError", "FieldProblem"} == set(errors.__all__)


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (errors.NotFound("executionGet", status=404), "executionGet: not found (HTTP 404)"),
        (
            errors.UpstreamSlow("agentExecutePost", outcome_unknown=True),
            (
                "agentExecutePost: Asteroid did not answer in time;"
                " it may have been carried out all the same"
            ),
        ),
        (
            errors.UpstreamBroken("executionGet", reason="the answer is not valid JSON"),
            "executionGet: Asteroid failed: the answer is not valid JSON",
        ),
        (
            errors.NotSignedIn("getContext", status=401, detail="untrusted"),
            "getContext: the credential was not accepted (HTTP 401)",
        ),
    ],
)
def test_an_errors_text_is_ours_and_quotes_nothing(error: AsteroidError, text: str) -> None:
    assert str(error) == text
