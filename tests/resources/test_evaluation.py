"""The search as judged, on the tune set alone: what was reached is kept."""

from neambition.resources import answered
from tests.suggestions.figures import Figures, figures
from tests.suggestions.judgements import Judged, Verdict, halves, judged
from tests.suggestions.searching import search


def test_the_tune_set_is_served_as_well_as_it_was() -> None:
    found = figures(halves()[0], search)
    assert found.best_in_3 >= 0.88
    assert found.refusals >= 0.93
    assert found.refused_wrongly <= 0.05


def test_the_halves_are_two_and_a_third_is_not_served() -> None:
    tune, holdout = halves()
    assert len({one.id for one in (*tune, *holdout)}) == len(judged()) == 260
    assert sum(one.verdict is not Verdict.SERVE for one in judged()) >= 260 / 3


def test_no_example_is_a_request_that_the_search_is_judged_by() -> None:
    asked = {one.request.strip().lower() for one in judged()}
    assert not asked & {example.words.strip().lower() for example in answered.read()}


def test_every_example_names_entries_that_there_are() -> None:
    from neambition.resources import catalogue

    sent = {id_ for example in answered.read() for id_ in example.send}
    assert sent <= set(catalogue.read())


def test_the_figures_count_what_they_say() -> None:
    def one(id_: str, verdict: Verdict, *best: str) -> Judged:
        return Judged(id_, id_, verdict, frozenset(best), frozenset())

    found = figures(
        [
            one("a", Verdict.SERVE, "x"),
            one("b", Verdict.SERVE, "x"),
            one("c", Verdict.REFUSE),
            one("d", Verdict.EITHER),
        ],
        {"a": ["x"], "b": ["1", "2", "3", "x"], "c": [], "d": []}.__getitem__,
    )
    assert found == Figures(2, 1, 1, 0.5, 0.625, 1.0, 1.0, 0.0)
