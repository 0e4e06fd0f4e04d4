"""What the questions themselves recommend."""

from collections import Counter

from neambition.framework import Framework


def recommended(questions: Framework) -> Counter[str]:
    """In how many actions each entry of the catalogue stands, by its id."""
    return Counter(
        id_
        for statement in questions.statements
        for action in statement.actions
        for id_ in action.resources
    )
