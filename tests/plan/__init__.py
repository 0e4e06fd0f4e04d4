"""The plan: put in, changed, given, finished."""
