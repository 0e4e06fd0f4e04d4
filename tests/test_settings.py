"""Settings: from the environment and from `.env`, and a sentence for what cannot be used."""

import os
from pathlib import Path

import pytest

from bot.settings import SettingsError, load

TOKEN = "123456:not-a-real-token"


@pytest.fixture(autouse=True)
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in, and none of the settings of whoever runs the tests."""
    for name in list(os.environ):
        if name.upper().startswith("NEAMBITION_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_nothing_need_be_set() -> None:
    settings = load()
    assert settings.telegram_token is None
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.database == Path("data/neambition.db")
    assert (settings.operator, settings.contact) == (None, None)
    assert settings.timezone == "Europe/London"


def test_the_environment_sets_each(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = {
        "TELEGRAM_API_URL": "http://localhost:8081",
        "DATABASE": "/srv/school.db",
        "OPERATOR": "Tyne Careers Hub",
        "CONTACT": "hub@example.org",
        "TIMEZONE": "Europe/Lisbon",
    }
    for name, value in wanted.items():
        monkeypatch.setenv(f"NEAMBITION_{name}", value)
    settings = load()
    assert {name: str(getattr(settings, name.lower())) for name in wanted} == wanted


def test_a_file_sets_them_and_the_environment_has_the_last_word(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (room / ".env").write_text(
        "NEAMBITION_OPERATOR=The file\nNEAMBITION_CONTACT=file@example.org\n", "utf-8"
    )
    monkeypatch.setenv("NEAMBITION_CONTACT", "environment@example.org")
    assert (load().operator, load().contact) == ("The file", "environment@example.org")


def test_only_the_prefix_is_ours(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("DATABASE", "/somebody/elses.db")
    monkeypatch.setenv("NEAMBITION_OF_ANOTHER_KIND", "yes")
    (room / ".env").write_text("OPERATOR=Somebody else\nPOSTGRES_PASSWORD=x\n", "utf-8")
    settings = load()
    assert settings.telegram_token is None
    assert settings.database == Path("data/neambition.db")
    assert settings.operator is None


def test_an_empty_token_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEAMBITION_TELEGRAM_TOKEN", "")
    assert load().telegram_token is None


def test_the_token_is_never_written_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEAMBITION_TELEGRAM_TOKEN", TOKEN)
    settings = load()
    assert settings.telegram_token
    assert settings.telegram_token.get_secret_value() == TOKEN
    for written in (repr(settings), str(settings), settings.model_dump_json()):
        assert "not-a-real-token" not in written


UNUSABLE = [
    ("TIMEZONE", "Europe/Atlantis"),
    ("TIMEZONE", "../../etc/shadow"),
    ("TIMEZONE", "America"),
    ("TELEGRAM_API_URL", "ftp://files.example.org"),
    ("TELEGRAM_API_URL", "api.example.org"),
    ("TELEGRAM_API_URL", "https://two words.example.org"),
]


def refusal() -> str:
    with pytest.raises(SettingsError) as refused:
        load()
    assert refused.value.__cause__ is None
    return str(refused.value)


@pytest.mark.parametrize(("name", "value"), UNUSABLE)
def test_what_cannot_be_used_is_named_without_its_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"NEAMBITION_{name}", value)
    said = refusal()
    assert said.startswith(f"NEAMBITION_{name}")
    assert value not in said


@pytest.mark.parametrize(("name", "value"), UNUSABLE)
def test_what_cannot_be_used_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """With something to put in its place, and no pattern or word of the library's."""
    monkeypatch.setenv(f"NEAMBITION_{name}", value)
    said = refusal()
    assert "such as" in said
    for jargon in ("Value error", "String should", "^", "\\"):
        assert jargon not in said


def test_every_one_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEAMBITION_TIMEZONE", "Mars")
    monkeypatch.setenv("NEAMBITION_TELEGRAM_API_URL", "nowhere")
    named = [line.partition(":")[0] for line in refusal().splitlines()]
    assert sorted(named) == ["NEAMBITION_TELEGRAM_API_URL", "NEAMBITION_TIMEZONE"]


def test_a_file_that_is_not_utf_8_is_a_sentence(room: Path) -> None:
    (room / ".env").write_bytes(b"NEAMBITION_OPERATOR=Caf\xe9\n")
    with pytest.raises(SettingsError, match="not UTF-8"):
        load()
