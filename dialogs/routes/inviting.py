"""Invitations: links that let somebody in."""

from dialogs.codes import Route, route


@route("lc")
class LinkClosed(Route):
    """A link that opens nothing any more, and the ordinary way in."""
