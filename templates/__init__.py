"""Every word a person reads: one Jinja2 template a screen."""
