"""One tree of errors. Those a person can meet carry the sentence they will read."""


class NeambitionError(Exception):
    """Anything this program raises on purpose; its text is a whole sentence with a way on."""


class ContentError(NeambitionError):
    """The questions or the catalogue cannot be used as they are."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))
