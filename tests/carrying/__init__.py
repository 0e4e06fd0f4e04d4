"""Conversations as Telegram carries them: the whole bot in process, over the fake Bot API."""
