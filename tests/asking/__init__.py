"""Questions to a person, from both sides."""
