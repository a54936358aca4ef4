"""The one error that a person is told of: what happened, where, and what to do."""


class Trouble(Exception):
    """`what` names the file or the text and the value found; `todo` says what to do about it."""

    def __init__(self, what: str, todo: str) -> None:
        super().__init__(what, todo)
        self.what, self.todo = what, todo

    def __str__(self) -> str:
        return f"{self.what}\n{self.todo}"
