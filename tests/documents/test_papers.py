"""Documents, read back: what they say, in what order, and to whom they can be read aloud."""

import json
import sqlite3
from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.printing import MAKERS
from bot.printing.glyphs import ELSE
from dialogs.papers.certificate import certificate
from dialogs.papers.governors import governors, moved
from dialogs.papers.naming import LONGEST, file_name
from dialogs.papers.questions import questions
from dialogs.papers.report import report
from dialogs.papers.review import Review, load
from dialogs.papers.scorecard import scorecard
from dialogs.saying import LEVELS, units
from dialogs.screen import Paper
from dialogs.turn import Turn
from neambition.framework import Level
from neambition.plan import Field, State
from neambition.store import notes, plan
from neambition.store import schools as school_store
from neambition.store.memberships import Role
from neambition.store.plan import Doer, What
from tests.documents.reading_pdf import Pdf
from tests.play import TUESDAY_AT_TEN, house
from tests.reviewed import FRAMEWORK, Reviewed, done, lay, plans

HONEST = "our school’s own review, not an inspection, and not comparable with a secondary"
HOSTILE = (
    "St #Ann $x$ \\ @home",
    "\"quoted\" 'single' *b* _i_",
    "`code` <tag> </b> & co",
    '#import "x"; #panic()',
    "]]// /* ~ -- --- ... = + -",
    "{{ 7 * 7 }} {% raw %}",
    "Ysgol Ŵyn Llŷn Siân Ŷ",
    "Szkoła Łódź Żółć ąęśćń",
    "https://example.org/a_b?c=d#e",
    "W" * 80,
)
SHAPELESS = ("🎉", "مدرسة النور", "בית ספר", "学校", "\ufffd\u202e\x07", "⚽️ №")
PDFS = ("governors", "questions", "report", "certificate")


def turn(db: sqlite3.Connection, of: Reviewed) -> Turn:
    return Turn(db, TUESDAY_AT_TEN, of.lead, house())


def review(db: sqlite3.Connection, of: Reviewed) -> Review:
    school = school_store.school(db, of.school)
    assert school
    found = load(turn(db, of), school)
    assert found
    return found


def papers(db: sqlite3.Connection, of: Reviewed, with_notes: bool = True) -> dict[str, Paper]:
    """Every document of a school, by its template."""
    at, found = turn(db, of), review(db, of)
    made = (
        scorecard(at, found),
        governors(at, found),
        questions(at, found.school, found.framework),
        report(at, found, with_notes),
        certificate(at, found),
    )
    return {paper.template: paper for paper in made}


def pdf(paper: Paper) -> Pdf:
    return Pdf(MAKERS[paper.template](paper.facts))


def facts(paper: Paper) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(paper.facts)
    return told


# --- every document


@pytest.mark.parametrize("name", PDFS)
def test_each_is_accessible_and_named(db: sqlite3.Connection, name: str) -> None:
    of = lay(db, "Riverbank Primary", "Blyth")
    done(db, of, plans(db, of, 9)[2], "1.1", Level.FULLY)
    found = pdf(papers(db, of)[name])
    found.accessible()
    assert "Riverbank Primary, Blyth" in (found.title if name != "questions" else found.text)


@pytest.mark.parametrize("name", PDFS)
@pytest.mark.parametrize("words", HOSTILE)
def test_what_people_type_comes_out_as_written(
    db: sqlite3.Connection, words: str, name: str
) -> None:
    """As the school's name, an action, its owner and a note."""
    of = lay(db, words)
    by = Doer(of.lead.person, Role.LEAD)
    item = plan.add(db, of.school, What(FRAMEWORK.version, 1, None, words), by, TUESDAY_AT_TEN)
    plan.change(db, item, Field.OWNER, f"words:{words}", by, TUESDAY_AT_TEN)
    plan.add_note(db, item, of.lead.person, Role.LEAD, words, TUESDAY_AT_TEN)
    notes.add(db, of.audits[1], "2.1", of.lead.person, Role.LEAD, words, TUESDAY_AT_TEN)
    found = pdf(papers(db, of)[name])
    least = {"governors": 3, "report": 6, "questions": 2, "certificate": 1}[name]
    said = found.of_pages(1 if name == "questions" else found.pages)
    assert said.replace(" ", "").count(words.replace(" ", "")) >= least
    if name != "questions":
        assert words in found.title


@pytest.mark.parametrize("name", [*PDFS, "scorecard"])
@pytest.mark.parametrize(
    "words", ["🎉", "مدرسة النور", "בית ספר", "学校", "\ufffd\u202e\x07", "⚽️ №"]
)
def test_what_the_face_has_no_shape_for_fails_nothing(
    db: sqlite3.Connection, words: str, name: str
) -> None:
    of = lay(db, words)
    by = Doer(of.lead.person, Role.LEAD)
    plan.add(db, of.school, What(FRAMEWORK.version, 1, None, words), by, TUESDAY_AT_TEN)
    notes.add(db, of.audits[1], "2.1", of.lead.person, Role.LEAD, words, TUESDAY_AT_TEN)
    paper = papers(db, of)[name]
    if name == "scorecard":
        assert MAKERS[name](paper.facts).startswith(b"\x89PNG")
    else:
        found = pdf(paper)
        said = found.of_pages(1 if name == "questions" else found.pages)
        assert "Your school" in said
        assert ELSE in said or name not in ("governors", "report")


@pytest.mark.parametrize("name", PDFS)
def test_words_without_a_space_break_where_the_line_ends(db: sqlite3.Connection, name: str) -> None:
    """No line holds all eighty: it would run off the page."""
    of = lay(db, "W" * 80)
    notes.add(db, of.audits[1], "2.1", of.lead.person, Role.LEAD, "W" * 4000, TUESDAY_AT_TEN)
    found = pdf(papers(db, of)[name])
    lines = [line for page in found.reader.pages for line in page.extract_text().splitlines()]
    assert 5 < max(line.count("W") for line in lines) < 70


# --- one page for governors


def test_governors_see_counts_first_then_the_benchmarks_what_moved_and_what_is_next(
    db: sqlite3.Connection,
) -> None:
    of = lay(db, "Riverbank Primary")
    items = plans(db, of, 9)
    done(db, of, items[5], "1.1", Level.FULLY)
    found = pdf(papers(db, of)["governors"])
    counts = review(db, of).card
    order = [
        "Riverbank Primary",
        "Signed off by the head, 6 November 2026",
        f"{counts.fully_in_place} of 8 benchmarks fully in place",
        f"{counts.statements_in_place} of 40 statements mostly or fully in place",
        "1 Careers and personal development",
        "8 Personal guidance",
        "What moved",
        "Next in our plan",
        "(the school office,",
        HONEST,
    ]
    places = [found.text.find(words) for words in order]
    assert -1 not in places
    assert places == sorted(places)
    assert found.kinds().count("/TH") == 4
    assert found.kinds().count("/TR") == 9


def test_the_governors_page_is_one_page_whatever_is_on_it(db: sqlite3.Connection) -> None:
    of = lay(db, "W" * 160, "M" * 80)
    by = Doer(of.lead.person, Role.LEAD)
    for _ in range(4):
        what = What(FRAMEWORK.version, 1, None, "long words about what to do next " * 30)
        plan.add(db, of.school, what, by, TUESDAY_AT_TEN)
    for statement in FRAMEWORK.statements:
        done(db, of, None, statement.id, Level.NOT_SURE)
    found = pdf(papers(db, of)["governors"])
    assert found.pages == 1
    assert HONEST in found.text
    assert pdf(papers(db, lay(db, "Ash", who="ash"))["governors"]).pages == 1


def test_next_are_the_open_items_due_first(db: sqlite3.Connection) -> None:
    of = lay(db, "Riverbank Primary")
    plans(db, of, 30)
    told = facts(papers(db, of)["governors"])["next"]
    items = plan.items(db, of.school)
    dues = sorted(
        i.now.due.on for i in items if i.now.due and i.now.state in (State.TO_DO, State.DOING)
    )
    assert [item["due"].removeprefix("about ") for item in told] == [
        f"{day.day} {day:%B %Y}" for day in dues[:3]
    ]


def test_without_a_plan_the_suggestions_stand_but_for_what_is_not_for_us(
    db: sqlite3.Connection,
) -> None:
    of = lay(db, "Riverbank Primary")
    first, *others = facts(papers(db, of)["governors"])["suggested"]
    [action] = [a for s in FRAMEWORK.statements for a in s.actions if a.text == first]
    plan.refuse(db, of.school, action.id, of.lead.person, TUESDAY_AT_TEN)
    assert first not in facts(papers(db, of)["governors"])["suggested"]
    assert others[0] in pdf(papers(db, of)["governors"]).text


def test_what_was_not_sure_and_is_known_now_is_no_improvement(db: sqlite3.Connection) -> None:
    of = lay(db, "Riverbank Primary")
    known = review(db, of).now
    unsure = next(id_ for id_, level in known.items() if level is Level.NOT_SURE)
    done(db, of, None, unsure, Level.FULLY)
    told = moved(review(db, of))
    assert told
    assert (told["up"], told["known"], told["lower"]) == (0, 1, 0)


# --- at the audit, and now


def test_now_is_compared_with_the_audit_or_the_one_before_it(db: sqlite3.Connection) -> None:
    of = lay(db, "Riverbank Primary")
    found = review(db, of)
    assert found.earlier
    assert found.earlier.day == "8 May 2026"
    other = Level.FULLY if found.now["1.1"] is not Level.FULLY else Level.STARTED
    done(db, of, plans(db, of, 1)[0], "1.1", other)
    found = review(db, of)
    assert found.earlier
    assert found.earlier.day == "4 November 2026"
    assert found.now["1.1"] is other


def test_the_caption_says_what_the_picture_shows(db: sqlite3.Connection) -> None:
    of = lay(db, "Riverbank Primary", "Blyth")
    paper = papers(db, of)["scorecard"]
    assert paper.picture
    told = facts(paper)
    for line in told["lines"]:
        assert f"{line['number']} {line['title']}: {line['said']}" in paper.picture
    assert "benchmarks fully in place" in paper.picture
    assert "own review, not an inspection" in paper.picture


def test_the_longest_caption_fits(db: sqlite3.Connection) -> None:
    of = lay(db, "🎉" * 80, "W" * 80)
    for statement in FRAMEWORK.statements:
        done(db, of, None, statement.id, Level.NOT_SURE)
    paper = papers(db, of)["scorecard"]
    assert paper.picture
    assert 600 < units(paper.picture) <= 1024


# --- the questions


def test_the_questions_are_all_there_and_nobodys_answers(db: sqlite3.Connection) -> None:
    of = lay(db, "Riverbank Primary")
    found = pdf(papers(db, of)["questions"])
    for statement in FRAMEWORK.statements:
        for words in (statement.text, statement.mostly, statement.fully):
            assert written(words) in found.text
    for label in LEVELS.values():
        assert found.text.count(label) >= (40 if label != LEVELS[Level.DOES_NOT_APPLY] else 1)
    assert "lead for careers" not in found.text


def test_no_question_breaks_across_pages(db: sqlite3.Connection) -> None:
    """Each statement's words and boxes are on one page."""
    found = pdf(papers(db, lay(db, "Riverbank Primary"))["questions"])
    pages = [" ".join(page.extract_text().split()) for page in found.reader.pages]
    for statement in FRAMEWORK.statements:
        [page] = [p for p in pages if written(f"{statement.id} {statement.text}") in p]
        after = page[page.index(written(statement.text)) :]
        assert written(statement.fully) in after
        assert "Not sure" in after
        assert "What we have seen" in after


def written(words: str) -> str:
    """As typesetting has it: curly quotes only where the template wrote them."""
    return " ".join(words.split())


# --- the full report


def test_the_report_has_every_statement_with_its_level_and_role(db: sqlite3.Connection) -> None:
    of = lay(db, "Riverbank Primary")
    item = plans(db, of, 9)[5]
    level = review(db, of).now["1.1"]
    other = Level.FULLY if level is not Level.FULLY else Level.STARTED
    done(db, of, item, "1.1", other)
    found = pdf(papers(db, of)["report"])
    for statement in FRAMEWORK.statements:
        assert f"{statement.id} {statement.short} {written(statement.text)}" in found.text
    assert f"before: {LEVELS[level].lower()} head, 23 November 2026 after: " in found.text
    assert found.text.count("lead for careers, 4 November 2026") >= 39
    assert found.kinds().count("/H1") == 1
    assert found.kinds().count("/Table") >= 1 + 8 + 4
    assert found.kinds().count("/TH") >= 3 + 8 * 2 + 4 * 4
    assert "Ana" not in found.text


def test_notes_are_in_it_only_if_asked_for(db: sqlite3.Connection) -> None:
    of = lay(db, "Riverbank Primary")
    [item] = plans(db, of, 1)
    plan.add_note(db, item, of.lead.person, Role.LEAD, "Rang the farm", TUESDAY_AT_TEN)
    both = ("In the shared folder. Since May.", "Rang the farm")
    without = pdf(papers(db, of, with_notes=False)["report"]).text
    assert [words in without for words in both] == [False, False]
    with_them = pdf(papers(db, of)["report"]).text
    assert [words in with_them for words in both] == [True, True]


def test_a_plan_of_three_hundred_and_long_notes_are_all_there(db: sqlite3.Connection) -> None:
    of = lay(db, "Riverbank Primary")
    items = plans(db, of, 300)
    longest = ("A line about the visit to the farm. " * 112)[:4000].strip()
    plan.add_note(db, items[0], of.lead.person, Role.LEAD, longest, TUESDAY_AT_TEN)
    notes.add(db, of.audits[1], "3.1", of.lead.person, Role.LEAD, "x" * 4000, TUESDAY_AT_TEN)
    found = pdf(papers(db, of)["report"])
    told = facts(papers(db, of)["report"])["plan"]
    assert [group["state"] for group in told] == ["Doing", "To do", "Done", "Not doing it"]
    assert sum(len(group["items"]) for group in told) == 300
    assert f"Page {found.pages} of {found.pages}" in found.text
    body = "".join(page.extract_text() for page in found.reader.pages)
    assert body.count("x") >= 4000
    assert body.count("visit to the farm") >= 100
    assert found.kinds().count("/TR") >= 300


# --- the certificate


def test_a_certificate_says_that_it_is_completed_and_no_score(db: sqlite3.Connection) -> None:
    of = lay(db, "Riverbank Primary")
    found = pdf(papers(db, of)["certificate"])
    assert found.pages == 1
    box = found.reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (842, 595)
    assert "has completed its own review" in found.text
    assert "Finished 4 November 2026" in found.text
    assert "signed off by the head, 6 November 2026" in found.text
    assert house().framework.label in found.text
    assert "achieve" not in found.text.lower()
    assert "%" not in found.text


def test_an_unsigned_certificate_says_nothing_of_the_head(db: sqlite3.Connection) -> None:
    of = lay(db, "Riverbank Primary")
    db.execute("DELETE FROM sign_off")
    assert "head" not in pdf(papers(db, of)["certificate"]).text


# --- names of files


@pytest.mark.parametrize(
    ("of", "name"),
    [
        ("Riverbank Primary", "riverbank-primary-governors-2026-11.pdf"),
        ("Ysgol Ŵyn Llŷn", "ysgol-wyn-llyn-governors-2026-11.pdf"),
        ("Szkoła Łódź", "szkola-lodz-governors-2026-11.pdf"),
        ("St Ann's & St Bede's", "st-anns-and-st-bedes-governors-2026-11.pdf"),
        ("../../etc/passwd", "etc-passwd-governors-2026-11.pdf"),
        ("🎉", "school-governors-2026-11.pdf"),
        ("مدرسة", "school-governors-2026-11.pdf"),
        ("W" * 80, f"{'w' * 38}-governors-2026-11.pdf"),
    ],
)
def test_a_file_says_whose_it_is_what_and_when(of: str, name: str) -> None:
    assert file_name(of, "governors", date(2026, 11, 24), "pdf") == name


@given(st.text(max_size=120))
def test_any_school_gives_a_name_that_every_disk_takes(of: str) -> None:
    named = partial(file_name, what="report-with-notes", on=date(2026, 11, 24), ending="pdf")
    name = named(of)
    assert len(name) <= LONGEST
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert not name.startswith(("-", "."))
    assert name.endswith("-report-with-notes-2026-11.pdf")
