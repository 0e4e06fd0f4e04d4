"""Whether links open: the round that `neambition links` makes, on an internet of the tests' own."""
