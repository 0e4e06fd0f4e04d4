"""`neambition links`: the catalogue's addresses looked at, politely, as a program may."""
