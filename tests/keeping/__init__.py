"""The catalogue, looked after by facilitators."""
