"""What no list of facts answers: private matters, what will be, where from, and what stands beside a fact."""

from __future__ import annotations

import re
from dataclasses import replace

from qabot.answers.conditions import filters_of
from qabot.answers.context import Context, Outcome
from qabot.answers.covered import answer_covered
from qabot.answers.entry_lines import HONOURS, answer_grade, answer_what_there
from qabot.answers.filters import split_filters
from qabot.answers.openings import SEEKS, tell_seeking
from qabot.answers.paper_lists import answer_leaders
from qabot.answers.passages import BIRTH, answer_from_passages, is_private
from qabot.answers.private_life import tell_birth, tell_origin, tell_private
from qabot.answers.sectioned import tell_section
from qabot.answers.standing import tell_working_time
from qabot.answers.told_beside import (
    ATTENDED,
    BELONGING,
    FUNDED,
    REFEREES,
    SOCIETIES,
    SOCIETY_WORDS,
    tell_attended,
    tell_before_academia,
    tell_belonging,
    tell_committee,
    tell_funding,
    tell_funding_of,
    tell_memberships,
    tell_referees,
)
from qabot.answers.within import told_within
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.meant import WORKED_ON_AT
from qabot.questions.query import Query

_IS_NATIONAL = re.compile(  # a language somebody speaks makes nobody a national
    r"^\W*(?:is|was) [^,]*\b(?:american|british|english|german|french|spanish|italian|russian|chinese|japanese|korean"
    r"|portuguese|dutch|turkish|swedish|finnish|norwegian|danish|polish|greek|indian|brazilian|mexican|canadian|australian|austrian|swiss"
    r"|belgian|irish|iranian|israeli|egyptian|vietnamese|taiwanese|ukrainian|czech|hungarian|romanian|argentinian|chilean|colombian)"
    r"(?: by birth| citizen| national)?\W*$"
)
_IS_FROM = re.compile(r"^\W*(?:is|was|does|did) [^,]*\b(?:(?<!ed )from|born in|native of|grow up in|citizen of) [^,]*$")
_ORIGIN = re.compile(
    r"\bwhere did\b[^,]*\bgrow up\b|\bwo\b.*\baufgewachsen|"
    r"\b(?:nationalit\w+|citizenships?|citizen of|staatsangehorigkeit|staatsburger\w*|cittadinanza|ciudadania)\b"
    r"|国籍|국적|гражданств|"
    r"\bwhere (?:is|are|was|were|does|do)\b[^,]*\bfrom\W*$|\b(?:what|which) country\b.*\bfrom\W*$"
    r"|哪里人|哪儿人|老家|籍贯|来自哪|出身地"
    r"|どこの出身|고향|어디 출신"
    r"|\bwoher\b.*\b(?:kommt|stammt)\b|\bd'ou vient\b|\bde donde (?:es|viene)\b|откуда (?:родом|он|она)"
)
_THESIS = r"(?:thesis|dissertation|ph\.?d|defen[cs]e)"
_JUDGES = r"(?:examin(?:ed|ers?)|opponents?|reviewers?|referees?)"
_COMMITTEE = re.compile(  # of a thesis, not one that somebody serves on
    rf"\b(?:(?:{_THESIS}|doctoral|examination|examining|exam) (?:\w+ )?(?:committee|jury|board)"
    rf"|{_JUDGES} .{{0,40}}\b{_THESIS}|{_THESIS} .{{0,20}}\b{_JUDGES}"
    r"|gutachter\w* .{0,30}\b(?:dissertation|promotion|doktorarbeit|arbeit)"
    r"|(?:dissertation|promotion) .{0,40}\bgutachter\w*"
    r"|jury de these|rapporteurs?|tribunal de tesis|promotionskommission|zweitgutachter)\b|оппонент|심사위원"
)
_OPEN_CONTACT = frozenset(("email", "contact", "link"))


def outside_facts(context: Context, query: Query, person: str, relation: str) -> Outcome | None:
    """What no list of facts answers: what will be, private matters, where somebody comes from."""
    if query.intent == "yes_no" and Lexicon.load().opens("will", plain(query.text)):
        return answer_from_passages(context, query, (person,))  # a list of what was tells nothing of what will be
    belongs = query.intent == "yes_no" and relation in ("", "award", "position") and not query.years
    asked = plain(query.text)
    if belongs and BELONGING.search(asked) and not Lexicon.load().has("now", asked):
        return tell_belonging(context, query, person)
    private = tell_private(context, query, person) if relation in ("", "position", "education") else None
    if private is not None:
        return private
    timed = tell_working_time(context, query, person) if relation in ("", "position") else None
    timed = timed or tell_before_academia(context, query, person)
    if timed is not None:
        return timed
    if _asks_origin(context, query, person, relation):
        return tell_origin(context, query, person) or context.not_stated(replace(query, relations=()), person)
    covered = None if relation in _OPEN_CONTACT else answer_covered(context, query, person)
    if covered is not None:
        return covered
    if relation not in ("email", "contact", "grade") and is_private(context, query, person):
        return context.not_stated(replace(query, relations=()), person)
    if BIRTH.search(plain(query.text)) and "how_long" not in query.want and relation in ("", "education", "position"):
        return tell_birth(context, query, person) or context.not_stated(replace(query, relations=()), person)
    return None


def _asks_origin(context: Context, query: Query, person: str, relation: str) -> bool:
    """Whether a question asks where somebody comes from: "Is she from Oslo?", where no post or degree of hers is."""
    text = plain(query.text)
    if _ORIGIN.search(text):
        return not Lexicon.load().degrees.find(text)  # "Where is her doctorate from?"
    if not relation and query.intent == "yes_no" and _IS_NATIONAL.search(text):
        return True
    if relation or query.intent != "yes_no" or not _IS_FROM.search(text):
        return False
    tests = [each.passes for each in filters_of(query, "position", context.knowledge)]
    entries = [e for kind in ("position", "education") for e in context.library.entries(person, kind)]
    return not (tests and split_filters(entries, tests)[0])


_PAYERS = frozenset("foundation agency organization organisation body council society institution trust".split())


def beside_facts(context: Context, query: Query, person: str, relation: str) -> Outcome | None:
    """Questions about what stands beside a fact: what a post was about, who leads, who examined, with what honours."""
    text = plain(query.text)
    if WORKED_ON_AT.search(text) and relation == "position" and query.organizations:
        found = answer_what_there(context, query, person)
        if found is not None:
            return found
    if SOCIETIES.search(text) and relation in ("", "position", "service", "coauthor", "venue"):
        topic = " ".join(word for word in query.topic.split() if not SOCIETY_WORDS.match(word))
        found = tell_section(context, replace(query, relations=(), role=""), person)
        found = found or tell_memberships(context, replace(query, topic=topic), person)
        if found is not None:
            return found
    if (
        FUNDED.search(text)
        and relation in ("project", "position", "education")
        and (query.topic or query.organizations)
    ):
        found = tell_funding_of(context, query, person)
        if found is not None:
            return found
    payer = relation == "award" and set(query.topic.split()) <= _PAYERS  # "Which foundation funds the fellowship?"
    if FUNDED.search(text) and (relation in ("", "project", "education") and not query.topic or payer):
        found = tell_funding(context, query, person)
        if found is not None:
            return found
    if SEEKS.search(text) and relation in ("", "position", "student", "interest"):
        return tell_seeking(context, person) or context.not_stated(replace(query, relations=()), person)
    return _told_of_others(context, query, person, relation)


def _told_of_others(context: Context, query: Query, person: str, relation: str) -> Outcome | None:
    """Who can speak for somebody, meetings gone to, who leads the papers, who examined, with what honours."""
    text = plain(query.text)
    if REFEREES.search(text) and relation in ("", "contact", "email", "service", "position") and not query.papers:
        found = tell_referees(context, person)
        if found is not None:
            return found
    if ATTENDED.search(text) and relation in ("", "venue", "talk", "service", "education") and query.intent != "yes_no":
        found = tell_attended(context, without_cues(query, ATTENDED), person)
        if found is not None:
            return found
    leads = Lexicon.load().has("first_author", text) and relation in ("paper", "author", "coauthor")
    if "who" in query.want and leads:
        return answer_leaders(context, query, person)
    if _COMMITTEE.search(text) and relation in ("", "thesis", "advisor", "education", "service") and query.papers == ():
        found = tell_committee(context, query, person)
        if found is not None or relation not in ("service", "advisor"):
            return found or context.not_stated(replace(query, relations=()), person)
    if relation == "award" and query.role:  # "Which award did she get as an intern?"
        return told_within(context, query, person, relation)
    if HONOURS.search(text) and (relation != "award" or query.degree or "graduat" in text):
        return answer_grade(context, query, person)
    return None


def without_cues(query: Query, pattern: re.Pattern[str]) -> Query:
    """The query without the words of its topic that only ask."""
    return replace(query, topic=" ".join(word for word in query.topic.split() if not pattern.fullmatch(word)))
