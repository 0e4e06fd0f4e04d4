"""A strict fake of Telegram's Bot API: a world in memory, and two ways for a bot to reach it."""
