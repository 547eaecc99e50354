"""Answers where nobody is named that a profile is of: who it fits, "whom do you mean?", no such profile."""

from __future__ import annotations

import re

from qabot.answers.compare import compare
from qabot.answers.context import Context, Outcome
from qabot.answers.find import find_people
from qabot.answers.named import tell_of_named
from qabot.answers.passages import BIRTH, answer_from_passages, asked_words
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query
from qabot.questions.spoken import says
from qabot.questions.state import ChatState
from qabot.words.stems import stems

_NAME = re.compile(r"(?<![.!?] )(?<!^)\b[A-ZÀ-Þ][\w'’-]+(?: [A-Z]\.)?(?: [A-ZÀ-Þ][\w'’-]+){1,2}\b")
_PRIZE = re.compile(r"\b(?:medal|prize|award|fellowship|scholarship|grant)s?\b")


def answer_nobody(context: Context, query: Query, state: ChatState) -> Outcome:
    """Of a question that names nobody: whoever it fits, a passage, whom it means, or that it is not for us."""
    if _is_of_private_life(context, query):
        context.draft.say(context.phrase("nobody_stated" if _concerns_us(context, query) else "out_of_scope"))
        return Outcome("not_stated" if _concerns_us(context, query) else "out_of_scope")
    conditions = query.topic or query.venues or query.organizations or query.degree or query.role or query.others
    text = plain(query.text)
    spoken_of = says("somebody", text, query.language) or says("there", text, query.language)
    if not conditions and not query.years and spoken_of:
        return ask_whom(context)
    if query.order in ("oldest", "latest") and query.relations[:1] == ("paper",) and query.intent != "find":
        return compare(context, query, context.knowledge.ids)
    papers = query.relations[:1] == ("paper",) and query.years  # "all papers from 2016 please"
    of_things = query.intent == "count" and not query.relations and not Lexicon.load().has("anyone", text)
    asked = query.intent in ("find", "yes_no", "count", "list") and not of_things  # "How many users has the tool?"
    defined = _what_it_is(context, query)
    if defined is not None:
        return defined
    if asked or query.venues or query.organizations or papers:
        if query.relations or query.topic or query.venues or query.organizations or query.role or query.degree:
            outcome = find_people(context, query, state)
            if outcome.status == "answered" or _concerns_us(context, query):
                return outcome
            context.draft.clear()
    named = _told_of_a_name(context, query)
    if named is not None:
        return named
    if query.topic and _concerns_us(context, query):
        found = answer_from_passages(context, query, (), quiet=True)
        if found.status == "answered":
            return found
        context.draft.say(context.phrase("nobody_stated"))
        return Outcome("not_stated")
    if not query.topic and (query.relations or query.want or query.order or _points(query)):
        return ask_whom(context)
    context.draft.say(context.phrase("out_of_scope"))
    return Outcome("out_of_scope")


def _told_of_a_name(context: Context, query: Query) -> Outcome | None:
    """What pages tell of somebody without a profile whom a question names: "Where is Petra Vandal now?"."""
    told = (tell_of_named(context, query, match.group()) for match in _NAME.finditer(query.text))
    return next((outcome for outcome in told if outcome is not None), None)


def _is_of_private_life(context: Context, query: Query) -> bool:
    """Whether a question asks a private matter that no profile speaks of."""
    private = Lexicon.load().flags["private"].find(plain(query.text))
    born = query.intent == "find" and (BIRTH.search(plain(query.text)) or query.organizations)  # "who lives in X?"
    return bool(private) and not (
        born or any(context.knowledge.knows(query.text[cue.start : cue.end]) for cue in private)
    )


def _what_it_is(context: Context, query: Query) -> Outcome | None:
    """What a page says of an organization that is asked about for itself: "What is NuGrid?"; None where none does."""
    if query.intent != "explain" or not query.organizations or query.relations or query.topic:
        return None
    found = answer_from_passages(context, query, (), quiet=True)
    return found if found.status == "answered" else None


def ask_whom(context: Context) -> Outcome:
    """Ask back: "Where do they work?", "who wrote it?" of nobody and nothing spoken of."""
    context.draft.say(context.phrase("whom"))
    return Outcome("ambiguous")


def say_no_profile(context: Context, name: str) -> Outcome:
    """Say that nobody of a name has a profile here."""
    context.draft.say(f"{context.phrase('no_profile', name=name)} {context.phrase('no_profile_hint')}")
    return Outcome("no_profile")


def _concerns_us(context: Context, query: Query) -> bool:
    """Whether a question that names nobody is about researchers at all, or about something the profiles mention."""
    if query.intent == "find" and (query.degree or query.role or _PRIZE.search(plain(query.text))):
        return True
    if ((query.relations or query.role) and not query.topic) or query.venues or query.organizations or query.others:
        return True
    words = stems(query.topic or asked_words(query))
    return bool(words) and sum(context.weights.known(word) for word in words) * 2 >= len(words)


def _points(query: Query) -> bool:
    lexicon, text = Lexicon.load(), plain(query.text)
    return any(lexicon.has(flag, text) for flag in ("pronoun", "two", "else"))
