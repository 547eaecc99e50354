"""What questions ask beside a degree: `told_by_degree`, what was before it, and `tell_matter`, what it was about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qabot.answers.career_filters import degree_filter
from qabot.answers.context import Context, Outcome, refs
from qabot.answers.lines import lines_of, quoted
from qabot.answers.told import tell
from qabot.questions.by_degree import beside_degree
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query
from qabot.words.entries import Entry

_STUDENT = (
    r"(?:ph\.?\s?d\.?|doctora\w+|master\w*(?: ?['’]s)?|undergrad\w*|bachelor\w*(?: ?['’]s)?|graduate|m\.?sc|b\.?sc)"
)
_DURING = re.compile(
    rf"\bas an? {_STUDENT}(?: student| candidate)?\b|\bduring (?:(?:the|his|her|their|its) )?{_STUDENT}"
    rf"|\bwhile (?:(?:doing|studying|working|being|pursuing|he|she|they|was|were|on|for|in|an?|the|his|her"
    rf"|their) )+{_STUDENT}"
    r"|\bwahrend (?:der|des|seine[rs]|ihre[rs]) (?:promotion|master\w*|bachelor\w*|doktor\w*)"
    r"|\bpendant (?:sa |son |la |le )(?:these|doctorat|master|licence)"
    r"|\bdurante (?:su |el |la |o |il |seu )(?:doctora|doutora|dottora|master|mestrado|licenciatura)"
    r"|во время (?:аспирант|магистр|бакалавр)"
    r"|(?:博士|硕士|本科|学士|修士)"
    r"(?:在读|在學|在学|就读)?(?:期间|阶段|期間|時代|在学中)"
    r"|(?:박사|석사|학사)\s?(?:과정)?\s?(?:중|동안|시절)"
)
_THAT_YEAR = re.compile(
    r"\b(?:in )?the (?:same )?year (?:that |when |in which |of )?(?:he|she|they|his|her|their)? ?graduat\w+"
)
_IN_TIME = frozenset("award position talk teaching service paper project".split())
_ABOUT = re.compile(  # "What was her doctoral work about?", not "Tell me about her PhD"
    r"^(?!\W*(?:tell|what (?:do|can) (?:you|i)|anything)\b).*(?:\babout\W*$|\b(?:topic|subject|theme) of\b|\bon\W*$"
    r"|\bworum\b|\bthema\b|\bde que trat|\bsobre que\b|\bporte?\w* sur\b|\bsur quoi\b|\bо чем\b|\bтем[аеу]\b)"
    r"|关于什么|什么主题|テーマ|주제"
)

_WORKED_THEN = re.compile(  # "What did she focus on during her PhD?"
    r"\bwhat\b.*\b(?:focus(?:ed)?|work(?:ed|ing)?|research(?:ed|ing)?|investigat\w+|explor\w+|stud(?:y|ied)|examin\w+"
    r"|look(?:ed)? (?:at|into))\b.*\b(?:during|in|for|as part of)\b"
)


def tell_matter(context: Context, query: Query, person: str) -> Outcome | None:
    """What a degree was about: its thesis or the line that tells; None where neither is there or it is not asked."""
    text = plain(query.text)
    if not query.degree or query.intent == "yes_no" or not (_ABOUT.search(text) or _WORKED_THEN.search(text)):
        return None
    theses = [e for e in context.library.entries(person, "thesis") if degree_filter(query.degree)(e)]
    if theses:
        return context.state_entries(query, person, theses, "thesis")
    told = tell(context, replace(query, relations=("thesis",)), person, "thesis")
    return told or _research_then(context, query, person)


_RESEARCHED = re.compile(
    r"\b(?:my|his|her|their) (?:\w+ )?(?:research|work|project|studies|thesis|dissertation)\b.{0,20}"
    r"\b(?:cent(?:er|re)ed|focus(?:s?ed|es)|concerned|was (?:about|on)|looked|explored|investigated|examined|dealt)\b"
)


def _research_then(context: Context, query: Query, person: str) -> Outcome | None:
    """Quote the sentence on somebody's research that follows one that tells of the degree; None where none does."""
    if query.organizations or query.years:
        return None
    lines = [line for line in lines_of(context, person) if _RESEARCHED.search(line.words)]
    lines = [line for line in lines if query.degree in (_level_told(line.words), _level_told(line.before))]
    return quoted(context, person, lines[:1]) if lines else None


def _level_told(words: str) -> str:
    """The degree that plain words name last, "" for none."""
    found = Lexicon.load().degrees.find(words)
    return found[-1].meaning if found else ""


_APART = re.compile(r"\bhow (?:long|many years|much time)\b.*\b(?:after|between|from|separat\w+|apart)\b")


def tell_time_between(context: Context, query: Query, person: str) -> Outcome | None:
    """Both degrees, with their dates, where a question asks how long lies between them; None for any other."""
    text = plain(query.text)
    levels = list(dict.fromkeys(cue.meaning for cue in Lexicon.load().degrees.find(text)))
    if len(levels) != 2 or query.intent == "yes_no" or not _APART.search(text):
        return None
    degrees = context.library.entries(person, "education")
    found = [next((e for e in degrees if degree_filter(level)(e) and (e.last or e.first)), None) for level in levels]
    dated = [entry for entry in found if entry is not None]
    return context.state_entries(query, person, dated, "education") if len(dated) == len(levels) else None


def told_by_degree(context: Context, query: Query, relation: str, fitting: Sequence[Entry]) -> Outcome | None:
    """Yes or no with the dates of both, or only these where they leave it open; None where that is not asked."""
    if _DURING.search(plain(query.text)):
        return _denied_by_years(context, query, relation, fitting)
    asked = beside_degree(plain(query.text))
    if asked is None or relation == "education" or not query.degree or not fitting:
        return None
    person = fitting[0].person
    degrees = [e for e in context.library.entries(person, "education") if degree_filter(query.degree)(e)]
    degrees = [entry for entry in degrees if entry.first or entry.last]
    dated = [entry for entry in fitting if entry.first]
    if not degrees or not dated:
        return context.not_stated(query, person)
    verdicts = [_stands(entry, degrees[0], before=bool(asked[1])) for entry in dated]
    told = [entry for entry, verdict in zip(dated, verdicts, strict=True) if verdict] or dated
    if any(verdicts) or None not in verdicts:
        key = "yes" if any(verdicts) != query.negated else "no"
        context.draft.say(context.phrase(key, rest="").strip())
    rows = [*told[:4], degrees[0]]
    for entry in rows:
        context.draft.state(context.phrase("item", values=entry.label), person, context.evidence(entry))
    return Outcome("answered", (person,), (), refs(rows), negative=not any(verdicts))


def _denied_by_years(context: Context, query: Query, relation: str, fitting: Sequence[Entry]) -> Outcome | None:
    """No, with the dates of both, to what was in none of the years of the degree asked about; else None."""
    if not fitting or held_during(context, query, relation, list(fitting)):
        return None
    person = fitting[0].person
    degrees = [e for e in context.library.entries(person, "education") if degree_filter(query.degree)(e)]
    context.draft.say(context.phrase("yes" if query.negated else "no", rest="").strip())
    rows = [*fitting[:3], *degrees[:1]]
    for entry in rows:
        context.draft.state(context.phrase("item", values=entry.label), person, context.evidence(entry))
    return Outcome("answered", (person,), (), refs(rows), negative=True)


def _stands(entry: Entry, degree: Entry, *, before: bool) -> bool | None:
    """Whether an entry began before a degree was begun, or after it was got; None where the years leave it open."""
    start, end = degree.first or degree.last or 0, 9999 if degree.current else degree.last or degree.first or 0
    year = entry.first or 0
    if before:
        return True if year < start else False if year >= end > start or year > end else None
    return True if year > end or (year == end and entry.relation == "position") else False if year < start else None


def held_during(context: Context, query: Query, relation: str, entries: list[Entry]) -> list[Entry]:
    """Of entries those of the years of a degree where it is asked so ("as an undergraduate", "during the PhD").

    Those of its last year for "in the year she graduated". All where no degree or none of them tells its years.
    """
    text = plain(query.text)
    at_end, during = _THAT_YEAR.search(text), _DURING.search(text)
    if not (at_end or during and query.degree) or not entries or relation not in _IN_TIME or query.years:
        return entries
    degrees = context.library.entries(entries[0].person, "education")
    if query.degree:
        degrees = [entry for entry in degrees if degree_filter(query.degree)(entry)]
    dated = [entry for entry in entries if entry.first or entry.last]
    spans = [(e.last if at_end else e.first, e.last) for e in degrees if e.last or e.current and not at_end]
    spans = [(first, last) for first, last in spans if first]
    if not spans or not dated:
        return entries
    return [entry for entry in dated if any(entry.overlaps(first, last) for first, last in spans)]
