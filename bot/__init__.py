"""How it is carried: Telegram, the terminal, settings and the command line."""
