"""Options of the test run."""

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "unhurried",
    parent=settings(),
    suppress_health_check=[HealthCheck.too_slow],  # a busy machine is no fault of the program
)
settings.load_profile("unhurried")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite",
        action="store_true",
        help="write what is shown now into the transcripts and golden files; read the diff",
    )
