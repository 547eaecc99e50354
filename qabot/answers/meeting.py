"""`meeting`: everybody of whom what a question asks holds, each with the words that show it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qabot.answers.candidates import TOPIC, candidates
from qabot.answers.career_filters import degree_level, lasts
from qabot.answers.conditions import filters_of
from qabot.answers.context import Context
from qabot.answers.coverage import coverage
from qabot.answers.facts import entries_for
from qabot.answers.filters import split_filters
from qabot.answers.lines import YEAR, lines_of
from qabot.answers.passages import BIRTH, sentences, shown, topic_quotes
from qabot.answers.told import speaks_of
from qabot.profiles.same import holds_wide, same_person
from qabot.questions.fields import FIELD, is_field
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query
from qabot.sources.source import Span
from qabot.words.entries import Entry
from qabot.words.regions import is_region, shows
from qabot.words.stems import stems

_OF_OTHERS = frozenset(("students", "openings", "references", "collaborators"))
_FEW_WORDS = 2  # of a topic that one line in another script may hold
_MANY_WORDS = 4  # of a topic that several lines may hold together
_HALF, _TOGETHER = 0.49, 0.69  # shares of its weighted words: what the best line must hold, and two together
_READ = 300  # people whose pages are read line by line
_STUDENTS = re.compile(r"\bstudents?\b|\bcandidates?\b|학생|学生|студент|аспирант")
_TOLD_BY_CUE = frozenset("teaching award talk advisor student service".split())  # a topic alone tells none of these
_IS_THERE = re.compile(
    r"\b(?:is|are|works?|working|employed|affiliated|based|arbeitet|arbeiten|travaille(?:nt)?|trabalham?|lavora(?:no)?|trabajan?|работает|работают)\b"
    r"|在.{1,20}工作|에서 일하|に勤め|で働い"
)
_WORKED = re.compile(
    r"\bwork(?:s|ed|ing)?\b|\bemployed\b|\barbeite\w*|\bgearbeitet|\btravaill\w*|\btrabaj\w*|\btrabalh\w*|\blavor\w*"
    r"|\bработа\w*|工作|働|勤|일하|일한|일했|근무"
)
_FUNDED = re.compile(r"\bfund(?:s|ed|ing|er)?\b|\bfinan[cz]\w+|\bgefordert|\bsponsor\w*|资助|助成|지원|финансир\w+")
_FIRST_LOOK = {
    "position": ("position", "education"),
    "interest": ("interest", "paper", "project", "skill"),
    "skill": ("skill", "interest", "project"),
    "field": ("position", "education", "interest"),
}
_ANY = ("interest", "paper", "project", "skill", "award", "position", "education", "talk", "teaching", "service")


@dataclass(frozen=True, slots=True)
class Found:
    """A person who fits, and the words that show it."""

    person: str
    label: str
    spans: tuple[Span, ...]
    entries: tuple[Entry, ...] = ()


def meeting(context: Context, query: Query) -> list[Found]:
    """Everybody of whom what is asked holds, its negation aside."""
    letter = query.topic if re.fullmatch(r"[a-z]", query.topic) else ""
    among = query.people or candidates(context.knowledge, query, looked_in(query))
    among = [person for person in among if person not in query.without]
    fits = {person: fitting(context, query, person) for person in among}
    if letter:  # "R" is a language where it stands alone, not an initial
        alone = re.compile(rf"(?<![\w.'’-]){letter.upper()}(?![\w.'’-])")
        fits = {p: [e for e in rows if _tells_of(context, e, alone)] for p, rows in fits.items()}
    if query.amount is not None and not query.negated:
        fits = {p: entries if len(entries) in query.amount else [] for p, entries in fits.items()}
    found = [_found(context, query, person, entries) for person, entries in fits.items() if entries]
    found = _by_posts(query, found)
    if not found and not query.relations and not query.topic and all(map(is_region, query.organizations or ("",))):
        return _told_of_region(context, query)
    fit = [each.person for each in found]
    rest = [person for person in query.people if person not in fit]
    topical = not query.relations or query.relations[0] not in _TOLD_BY_CUE
    topical = topical and not (query.relations[:1] == (FIELD,) and found)
    if (
        query.topic
        and (rest or not query.people)
        and topical
        and not letter
        and not (query.venues or query.organizations or query.degree or query.others)
    ):
        need = 0.75 if found else 0.6
        told = () if query.people else (*fit, *query.without)
        if query.relations[:1] == ("language",):  # "funded by the French agency" says nothing of who speaks French
            return [*found, *_who_say_so(context, query, rest or [p for p in context.knowledge.ids if p not in told])]
        for quote in topic_quotes(context, query.topic, rest, need, without=told):
            found.append(Found(quote.person, shown(context, quote.span), (quote.span,)))
        return found or _by_several_lines(context, query) or _in_another_script(context, query)
    return found


def _in_another_script(context: Context, query: Query) -> list[Found]:
    """Those with a line on the matter in a script in which no word of the question can be searched for."""
    if len(stems(query.topic)) < _FEW_WORDS or query.relations[:1] not in ((), ("interest",)) or query.years:
        return []
    found = []
    for person in (query.people or context.knowledge.ids)[:_READ]:
        if _in_wide_letters(context, person) != query.topic.isascii():
            continue
        for line in lines_of(context, person):
            if line.kind not in _OF_OTHERS and coverage(query.topic, line.words, context.weights) >= TOPIC:
                found.append(Found(person, shown(context, line.span), (line.span,)))
                break
    return found


def _in_wide_letters(context: Context, person: str) -> bool:
    """Whether the pages of a person hold Han, kana or Hangul."""
    library = context.library
    sources = library.profiles[person].sources
    return library.keep("letters", person, lambda: any(holds_wide(library.source(path).text) for path in sources))


def _by_several_lines(context: Context, query: Query) -> list[Found]:
    """Those whose interests, projects and papers hold together what no line of theirs holds alone."""
    if len(stems(query.topic)) < _MANY_WORDS or query.relations[:1] not in ((), ("interest",)) or query.years:
        return []
    found = []
    for person in (query.people or context.knowledge.ids)[:_READ]:
        lines = [e for kind in ("interest", "project", "paper") for e in context.library.entries(person, kind)]
        best = max(lines, key=lambda e: coverage(query.topic, e.words, context.weights), default=None)
        if best is None or coverage(query.topic, best.words, context.weights) < _HALF:
            continue
        left = " ".join(word for word in query.topic.split() if coverage(word, best.words) < 1)
        more = max(lines, key=lambda e: coverage(left, e.words, context.weights))
        if coverage(query.topic, f"{best.words} {more.words}", context.weights) >= _TOGETHER:
            found.append(_found(context, query, person, [best, more]))
    return found


def _told_of_region(context: Context, query: Query) -> list[Found]:
    """Those whose page tells in any line of a region: "longer stays were in Aachen"."""
    found = []
    for person in (query.people or context.knowledge.ids)[:_READ]:
        for line in lines_of(context, person):
            if line.kind not in ("papers", "talks") and any(shows(p, line.words, "") for p in query.organizations):
                found.append(Found(person, shown(context, line.span), (line.span,)))
                break
    return found


def who_were_born(context: Context, query: Query) -> list[Found]:
    """Those whose page says that they were born where or when a question asks."""
    places = [place for part in (query, *query.also) for place in part.organizations if is_region(place)]
    topic = " ".join(word for word in query.topic.split() if not BIRTH.search(word))
    found = []
    for person in (query.people or context.knowledge.ids)[:_READ]:
        for line in lines_of(context, person):
            there = all(shows(place, line.words, "") for place in places)
            year = query.years is None or any(int(y) in query.years for y in YEAR.findall(line.text))
            if BIRTH.search(line.words) and there and year and coverage(topic, line.words) >= TOPIC:
                found.append(Found(person, shown(context, line.span), (line.span,)))
                break
    return found


def _who_say_so(context: Context, query: Query, people: Sequence[str]) -> list[Found]:
    """Those of some people whose page has a line of the relation asked for that tells of the topic."""
    found = []
    for person in people[:_READ]:
        for line in lines_of(context, person):
            if coverage(query.topic, line.words) >= TOPIC and speaks_of(context, person, line.span, query.relations[0]):
                found.append(Found(person, shown(context, line.span), (line.span,)))
                break
    return found


def _by_posts(query: Query, found: list[Found]) -> list[Found]:
    """Of those who "worked" somewhere, those who held a post there, where anybody did: a degree is no work."""
    if query.relations[:1] != ("position",) or not _WORKED.search(plain(query.text)):
        return found
    return [each for each in found if any(e.relation == "position" for e in each.entries)] or found


def _tells_of(context: Context, entry: Entry, pattern: re.Pattern[str]) -> bool:
    return entry.relation != "paper" and pattern.search(context.library.words_of(entry.span)) is not None


def _found(context: Context, query: Query, person: str, entries: Sequence[Entry]) -> Found:
    """The best two entries as a label; where an entry's label does not speak of the topic, its own words that do."""
    labels = []
    for entry in entries[:2]:
        labels.append(
            entry.label
            if not query.topic or coverage(query.topic, plain(entry.label)) >= TOPIC
            else _line(context, query, entry)
        )
    spans = tuple(span for entry in entries[:3] for span in context.evidence(entry))
    return Found(person, "; ".join(labels), spans, tuple(entries))


def _line(context: Context, query: Query, entry: Entry) -> str:
    """The sentence of an entry that speaks most of the topic."""
    text = context.library.words_of(entry.span)
    ranges = sentences(text) or [(0, len(text))]
    begin, end = max(ranges, key=lambda r: coverage(query.topic, plain(text[r[0] : r[1]])))
    return f"“{' '.join(text[begin:end].split())[:240]}”"


def looked_in(query: Query) -> tuple[str, ...]:
    """The kinds of facts that can show what a question about people asks."""
    relation = query.relations[0] if query.relations else ""
    if relation in ("venue", "author", "coauthor", "paper") or (query.venues and not relation):
        return ("paper",)
    if query.role and relation in ("", "position"):
        return ("position",)
    if relation == "position" and any(Lexicon.load().has(flag, plain(query.text)) for flag in ("industry", "academia")):
        return ("position",)
    if relation == "project" and _FUNDED.search(plain(query.text)):
        return ("project", "award")
    if query.organizations and not relation and not query.topic:
        return ("award", "project") if Lexicon.load().has("gained", plain(query.text)) else ("position", "education")
    looked = _FIRST_LOOK.get(relation, (relation,) if relation and relation != "name" else _ANY)
    if relation == "interest" and is_field(query.topic):
        return (*looked, "position", "education")  # whoever took a degree in physics is a physicist
    return looked


def fitting(context: Context, query: Query, person: str) -> list[Entry]:
    """The entries of a person that meet what a question about people asks."""
    relation = query.relations[0] if query.relations else ""
    if relation == "advisor" and (query.others or query.unknown):
        names = (*query.others, query.unknown)
        return [
            e for e in context.library.entries(person, "advisor") if any(same_person(e.label, n) for n in names if n)
        ]
    if query.joint and max(len(query.venues), len(query.organizations)) > 1:
        single = [replace(query, venues=(venue,), joint=False) for venue in query.venues] or [
            replace(query, organizations=(place,), joint=False) for place in query.organizations
        ]
        each = [fitting(context, one, person) for one in single]
        return [entry for entries in each for entry in entries] if all(each) else []
    found: list[Entry] = []
    for name in looked_in(query):
        tests = [each.passes for each in filters_of(query, name, context.knowledge)]
        if not tests and not query.topic:
            tests = [lambda entry: bool(entry.label)]
        everything = entries_for(context, replace(query, topic="", organizations=()), person, name)
        kept, _ = split_filters(everything, tests)
        found += [entry for entry in kept if not query.topic or coverage(query.topic, entry.words) >= TOPIC]
    if relation == "education" and not query.organizations and Lexicon.load().has("same", plain(query.text)):
        everything = context.library.entries(person, "education")
        return _at_one_place(context, replace(query, degree=""), list(everything))
    if relation == "education" and _STUDENTS.search(plain(query.text)):
        found = [entry for entry in found if lasts(entry)]
    if _asks_who_is_there(query, relation):
        found = [entry for entry in found if lasts(entry)]
    if query.topic:
        found.sort(key=lambda entry: -coverage(query.topic, plain(entry.label)))
    return found


def _at_one_place(context: Context, query: Query, entries: list[Entry]) -> list[Entry]:
    """Of degrees, those of different levels from one university: "a PhD and a bachelor at the same university"."""
    levels = {cue.meaning for cue in Lexicon.load().degrees.find(plain(query.text))}
    same = context.knowledge.places.same_organization
    for one in entries:
        for other in entries:
            kinds = degree_level(one), degree_level(other)
            asked = set(kinds) == levels if len(levels) == 2 else kinds[0] != kinds[1]
            if asked and one.organization and other.organization and same(one.organization, other.organization):
                return [one, other]
    return []


def _asks_who_is_there(query: Query, relation: str) -> bool:
    """Whether "Who works at X?" asks for those who do so now."""
    text = plain(query.text)
    if re.search(r"\b(?:links?|connections?|ties?)\b", text):
        return False
    if relation not in ("", "position") or not (query.organizations or query.role) or query.years or query.topic:
        return False
    lexicon = Lexicon.load()
    return lexicon.has("now", text) or (_IS_THERE.search(text) is not None and not lexicon.has("past", text))
