"""Options of the test run."""

import pytest
from hypothesis import HealthCheck, settings

UNHURRIED = settings(
    suppress_health_check=[HealthCheck.too_slow],  # a busy machine is no fault of the program
)
settings.register_profile("at-random", parent=UNHURRIED, derandomize=False)
settings.register_profile(
    "the-same-each-time",
    parent=UNHURRIED,
    derandomize=True,  # what stops a change from landing is that change, not chance
    database=None,
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite",
        action="store_true",
        help="write what is shown now into the transcripts and golden files; read the diff",
    )
    parser.addoption(
        "--at-random",
        action="store_true",
        help="look for sequences and values that were not tried before",
    )


def pytest_configure(config: pytest.Config) -> None:
    at_random = config.getoption("--at-random")
    settings.load_profile("at-random" if at_random else "the-same-each-time")
