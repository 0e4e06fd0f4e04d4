"""Settings, from the environment and from `.env`: each with the prefix NEAMBITION_."""

import re
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from neambition.errors import NeambitionError


class SettingsError(NeambitionError):
    """A setting cannot be used; its text names it."""


class Settings(BaseSettings):
    """`telegram_api_url` is a Bot API server's root; calls go to `{root}/bot{token}/{method}`."""

    model_config = SettingsConfigDict(
        env_prefix="NEAMBITION_", env_file=".env", env_ignore_empty=True, extra="ignore"
    )

    telegram_token: SecretStr | None = None
    telegram_api_url: str = "https://api.telegram.org"
    database: Path = Path("data/neambition.db")
    operator: str | None = None
    contact: str | None = None
    timezone: str = "Europe/London"

    @field_validator("telegram_api_url")
    @classmethod
    def _is_an_address(cls, url: str) -> str:
        if not re.fullmatch(r"https?://\S+", url):
            raise ValueError("is no address; take one such as https://api.telegram.org")
        return url

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ValueError, OSError, LookupError) as error:
            raise ValueError("is no time zone; take one such as Europe/London") from error
        return name


def load() -> Settings:
    """The settings; SettingsError names every one that cannot be used, without its value."""
    try:
        return Settings()
    except UnicodeDecodeError:
        raise SettingsError("The file .env is not UTF-8. Save it again as UTF-8.") from None
    except ValidationError as error:
        problems = (
            f"NEAMBITION_{str(e['loc'][0]).upper()}: {e['msg'].removeprefix('Value error, ')}"
            for e in error.errors()
        )
        raise SettingsError("\n".join(problems)) from None
