"""Answers to a nudge, and answers to those, carried by the bot: nobody's account is shown."""

from dialogs import access, passing_on, question_answers, question_saying
from dialogs.nudged import sender
from dialogs.passing_on import LONGEST_REPLY
from dialogs.resources import look_for
from dialogs.routes import (
    FindResource,
    Hello,
    InTheWaySaid,
    Meant,
    MyQuestion,
    NudgeReport,
    QuestionCard,
    RelayAnswer,
    RelayAnswered,
    Relayed,
    Reply,
    ReplyMeant,
    ReplySent,
    Results,
    Resume,
    Why,
)
from dialogs.saying import cut, listed, say
from dialogs.screen import Button, Screen, column
from dialogs.turn import Refused, Step, Turn
from neambition.nudges import Obstacle
from neambition.store import cohorts, drafts, memberships, people
from neambition.store.drafts import Kind
from neambition.store.nudges import Nudge
from neambition.store.questions import Question
from neambition.store.relays import About, Message, Relay

# --- to whoever sent the nudge


def reply(turn: Turn, route: Reply) -> Screen:
    to = receiver(turn, access.message(turn, route.message))
    return Screen(
        say("reply", sender=to, longest=LONGEST_REPLY), column(Button("Not now", Resume()))
    )


def hear_reply(turn: Turn, route: Reply | InTheWaySaid, words: str) -> Step:
    return answer(turn, access.message(turn, route.message), words)


def hear_who_leads(turn: Turn, route: InTheWaySaid, words: str) -> Step:
    """Who leads now goes to the facilitator; under the other sentences words are asked about."""
    message = access.message(turn, route.message)
    if route.obstacle is Obstacle.NOT_ME:
        return answer(turn, message, words)
    return meant(turn, message, words)


def answer(turn: Turn, message: Message, words: str) -> Step:
    """Words for whoever sent that message."""
    if message.relay is not None:
        return _answer_relay(turn, access.relay(turn, message.relay), words)
    if message.question is not None:
        return _answer_question(turn, message, access.question(turn, message.question), words)
    nudge, school = _nudge_of(turn, message)
    passing_on.to_facilitators(turn, About(nudge=nudge.id), school, words)
    return Step(ReplySent(message.id))


def _answer_question(turn: Turn, message: Message, question: Question, words: str) -> Step:
    """The asker's words go to whoever answered; a facilitator's are an answer, or follow theirs."""
    if question.person == turn.who.person:
        passing_on.to_facilitators(turn, About(question=question.id), question.school, words)
        return Step(ReplySent(message.id))
    if not cohorts.looks_after(turn.db, turn.who.person, question.school):
        raise Refused(Why.GONE)
    return question_answers.in_words(turn, question, words)


def reply_sent(turn: Turn, route: ReplySent) -> Screen:
    message = access.message(turn, route.message)
    return Screen(
        say("reply_sent", receiver=receiver(turn, message)),
        column(Button("Go on", Resume()), Button("Find a resource", FindResource())),
    )


# --- and back


def relayed(turn: Turn, route: Relayed) -> Screen:
    """What somebody answered, while the one who reads it still has to do with it."""
    relay = _current(turn, access.relay(turn, route.relay))
    wrote = memberships.at(turn.db, relay.person, relay.school)
    facts = {
        "to_school": relay.to_school,
        "name": people.first_name(turn.db, relay.person),
        "role": wrote.role if wrote else None,
        "school": access.school(turn, relay.school).full,
        "cohort": _looked_after_in(turn, relay),
        "words": relay.words,
    }
    answer = Button("Answer", RelayAnswer(relay.id))
    return Screen(say("relayed", **facts), column(answer, _onward(relay)))


def _looked_after_in(turn: Turn, relay: Relay) -> str:
    """The cohort that it was written in: the nudge's, else one that whoever wrote has with the
    school."""
    if relay.about.nudge is not None:
        found = cohorts.cohort(turn.db, access.nudge(turn, relay.about.nudge).cohort)
        return found.name if found else ""
    return listed(question_saying.cohorts_of(turn, [relay.person], relay.school))


def _onward(relay: Relay) -> Button:
    """The way to what it is about."""
    if relay.about.question is not None:
        asked = relay.about.question
        return Button("The question", MyQuestion(asked) if relay.to_school else QuestionCard(asked))
    if relay.to_school or relay.about.nudge is None:
        return Button("Our audit", Resume())
    return Button("The message it answers", NudgeReport(relay.about.nudge))


def relay_answer(turn: Turn, route: RelayAnswer) -> Screen:
    relay = _current(turn, access.relay(turn, route.relay))
    facts = {"receiver": people.first_name(turn.db, relay.person), "longest": LONGEST_REPLY}
    return Screen(say("relay_answer", **facts), column(Button("Not now", Relayed(relay.id))))


def hear_answer(turn: Turn, route: RelayAnswer, words: str) -> Step:
    return _answer_relay(turn, access.relay(turn, route.relay), words)


def relay_answered(turn: Turn, route: RelayAnswered) -> Screen:
    relay = _current(turn, access.relay(turn, route.relay))
    return Screen(
        say("reply_sent", receiver=people.first_name(turn.db, relay.person)),
        column(Button("Go on", Resume()), Button("Find a resource", FindResource())),
    )


def _answer_relay(turn: Turn, relay: Relay, words: str) -> Step:
    _current(turn, relay)
    if relay.to_school:
        passing_on.to_facilitators(turn, relay.about, relay.school, words, first=relay.person)
    else:
        passing_on.to_person(turn, relay.about, relay.school, relay.person, words)
    return Step(RelayAnswered(relay.id))


def _current(turn: Turn, relay: Relay) -> Relay:
    """The relay, unless its reader has left the school, or looks after it no longer."""
    if relay.to_school:
        stays = passing_on.writes_for(turn, relay.about, relay.receiver, relay.school)
    else:
        stays = cohorts.looks_after(turn.db, relay.receiver, relay.school)
    if not stays:
        raise Refused(Why.GONE)
    return relay


# --- words that nothing awaits


def meant(turn: Turn, message: Message, words: str) -> Step:
    """Within two days of a message, words may be an answer: asked, never guessed."""
    if not passing_on.short(words):
        return look_for(turn, words)
    draft = drafts.put(turn.db, turn.who.person, Kind.WORDS, words, turn.now)
    return Step(Meant(message.id, draft))


def ask_meant(turn: Turn, route: Meant) -> Screen:
    to = receiver(turn, access.message(turn, route.message))
    words = access.draft(turn, route.draft, Kind.WORDS)
    return Screen(
        say("meant", words=words[:200], cut=len(words) > 200, receiver=to),
        column(
            Button(cut(f"Pass it on to {to}"), ReplyMeant(route.message, route.draft)),
            Button("Look for resources", Results(route.draft)),
            Button("Neither", Hello()),
        ),
    )


def reply_meant(turn: Turn, route: ReplyMeant) -> Step:
    """Once: the draft goes with it."""
    words = access.draft(turn, route.draft, Kind.WORDS)
    step = answer(turn, access.message(turn, route.message), words)
    drafts.drop(turn.db, route.draft, turn.who.person)
    return step


def receiver(turn: Turn, message: Message) -> str:
    """Whom an answer to a message goes to, in words."""
    if message.relay is not None:
        return people.first_name(turn.db, access.relay(turn, message.relay).person)
    if message.question is not None:
        return question_saying.receiver(turn, access.question(turn, message.question))
    nudge, _ = _nudge_of(turn, message)
    return sender(turn, nudge)


def _nudge_of(turn: Turn, message: Message) -> tuple[Nudge, int]:
    if message.nudge is None or message.school is None:
        raise Refused(Why.GONE)
    return access.nudge(turn, message.nudge), access.school(turn, message.school).id
