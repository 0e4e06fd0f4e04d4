"""Things a person may send that are not words, in Telegram's shape."""

from typing import Any, Literal

Sendable = Literal["sticker", "photo", "voice", "document", "location"]


def media(kind: Sendable) -> dict[str, Any]:
    """The part of a Message that holds one `kind` of thing."""
    file = {"file_id": f"{kind}-1", "file_unique_id": f"unique-{kind}-1"}
    parts: dict[Sendable, Any] = {
        "sticker": file
        | {
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": "👍",
        },
        "photo": [file | {"width": 1280, "height": 960, "file_size": 90_000}],
        "voice": file | {"duration": 3, "mime_type": "audio/ogg"},
        "document": file | {"file_name": "plan.docx", "file_size": 12_000},
        "location": {"latitude": 51.5, "longitude": -0.12},
    }
    return {kind: parts[kind]}
