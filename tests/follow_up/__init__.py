"""Did you use it? Asked a week later, once."""
