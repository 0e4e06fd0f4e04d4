"""Telegram: updates taken in, screens carried out, and the quirks of its Bot API."""
