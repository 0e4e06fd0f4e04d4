"""The bench: the bot against the library alone and a textbook bot, in one table."""
