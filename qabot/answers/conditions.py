"""The conditions of a question as filters: `filters_of` on the entries of a relation, `conditions` on one person's."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import replace

from qabot.answers.career_filters import UNFINISHED, degree_filter, in_industry, lasts, rank_filters, role_filter
from qabot.answers.context import Context
from qabot.answers.filters import Filter
from qabot.answers.moments import asks_present
from qabot.answers.paper_filters import paper_filters, written_with
from qabot.answers.paper_stages import is_out
from qabot.answers.parts import part_in
from qabot.answers.place_filters import organization_filter, venue_filter
from qabot.profiles.profile import Award, Item, Paper
from qabot.profiles.same import same_person
from qabot.questions.knowledge import Knowledge
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query, Years
from qabot.questions.spoken import says
from qabot.words.entries import Entry

_UNPLACED = frozenset("email link interest language".split())  # a place tells whose they are
_TIMELESS = frozenset("email link skill interest language advisor".split())
_HOLDS = re.compile(  # a degree that one has, not one that one studies for
    r"\b(?:holds?|has|have|had|got|(?<!done )with|earned|completed|received|finished|obtained)\s+"
    r"(?:(?:a|an|the|his|her|their|already|no|any|yet)\s+)*"
    r"(?:completed\s+)?(?:ph\.?\s?d|doctor|master|bachelor|m\.?sc|b\.?sc|m\.?s\b|b\.?s\b|degree)(?!\w*\W+(?:student|candidate))"
)
_COMPLETED = re.compile(
    r"^\W*(?:did|has|have)\b.*\b(?:complete[d]?|finish(?:ed)?)\b|\b(?:abgeschlossen|absolviert|beendet|fertig)\b"
    r"|\b(?:obtenu|termine|fini|soutenu|terminado|obtenido|concluido|concluiu|obteve|conseguito|finito)\w*\b"
    r"|\b(?:получил|защитил|закончил|окончил)|拿到|取得|毕业|获得|取りました|取った|修了し|취득|졸업|받았"
)
_LEVEL = re.compile(
    r"(?<!\bas an )(?<!\bas a )\b(?:under)?graduate\b"
    r"(?= (?:\w+ )?(?:course|class|seminar|lecture|level|student|statistics)|\W*[),]|$)"
)
_GRANTS = re.compile(r"\bgrants?\b")
_PRIZES = re.compile(r"\b(?:awards?|prizes?|scholarships?|fellowships?|medals?|honou?rs?|stipends?|travel)\b")
_GRANTED = re.compile(
    r"\bgrant\w*|\bfund\w*|\bnsf\b|\bnih\b|\berc\b|\bdfg\b|\banr\b|\br0\d\b|\bprincipal investigator\b|\bpi\b"
    r"|gefordert|forder\w+|subvenci|financ|грант|基金|项目|助成|科研費|연구비|과제"
)
_HOSTED = frozenset(("intern", "postdoc", "visitor"))  # posts that somebody guides
_IN_PRINT = re.compile(
    r"publi|pubbl|\bout\b|\bappear|\bin print|\berschienen|\bparu|veroff|опубликов|вышл"
    r"|发表|刊|発表|掲載|게재|출판|발표"
)
_ACCEPTED = re.compile(r"\baccept|angenommen|akzeptiert|\baceptad|\baceit|\baccettat|принят|录用|接收|採択|채택")
_PRIZES_AT_ALL = re.compile(  # "awards and scholarships": of any kind
    r"\b(?:awards?|prizes?|honou?rs?)\b(?<!paper award)(?<!paper awards)"
    r"|\b(?:preis\w*|auszeichn\w*|prix|premios?|premi|наград\w*|преми\w*)\b"
    r"|荣誉|獎|奖|受賞|수상"
)
_WITH = re.compile(r"(?:^|[(\W])(?:joint |co-?authored |together )?(?:with|w/) [^\W\d]+\.? [^\W\d]+")


def filters_of(query: Query, relation: str, knowledge: Knowledge, owner: Sequence[str] = ()) -> list[Filter]:
    """The conditions a query sets on entries of a relation. `owner` are the names of the person they are about."""
    found: list[Filter] = []
    if query.years and relation not in _TIMELESS:
        gained = relation in ("education", "thesis") and Lexicon.load().has("gained", plain(query.text))
        found.append(_years_filter(query.years, at_end=gained))
    if query.venues:
        tests = [venue_filter(venue, knowledge) for venue in query.venues]
        found.append(Filter("filter_at", " / ".join(query.venues), lambda entry: any(test(entry) for test in tests)))
    if query.organizations:
        loose = relation not in ("position", "education")  # "a Humboldt fellowship" is of no university
        printed = {c.label: m.words for m in query.mentions if m.kind == "organization" for c in m.candidates[:1]}
        places = [organization_filter(o, knowledge, printed.get(o, ""), loose=loose) for o in query.organizations]
        names = " / ".join(query.organizations)
        found.append(Filter("filter_at", names, lambda entry: any(test(entry) for test in places)))
    asked = (query.degree,) if query.degree else query.levels
    if asked and relation in ("education", "thesis", "advisor"):
        of_these = [degree_filter(level) for level in asked]
        found.append(Filter("filter_degree", " / ".join(asked), lambda e: any(test(e) for test in of_these)))
    text, lexicon = plain(query.text), Lexicon.load()
    completed = query.intent == "yes_no" and _COMPLETED.search(text)
    if relation == "education" and (asked and _HOLDS.search(text) or completed):
        found.append(Filter("filter_finished", "", lambda entry: not (entry.current or UNFINISHED.search(entry.words))))
    hosted = relation == "advisor" and query.role in _HOSTED
    if query.role and (relation in ("position", "service", "teaching") or hosted):
        found.append(Filter("filter_role", query.role, role_filter(query.role)))
    found += rank_filters(text) if relation == "position" else []
    if query.others and relation in ("paper", "coauthor"):
        others = [written_with((name,)) for name in query.others]
        found.append(Filter("filter_with", " & ".join(query.others), lambda entry: all(test(entry) for test in others)))
    if relation == "position" and lexicon.has("industry", text) and not query.organizations:
        found.append(Filter("filter_industry", "", in_industry))
    elif relation == "position" and lexicon.has("academia", text) and not query.organizations:
        found.append(Filter("filter_role", "academia", lambda entry: not in_industry(entry)))
    if relation == "teaching" and (levels := _LEVEL.findall(text)):
        found.append(
            Filter("filter_about", " / ".join(levels), lambda e: any(w in _LEVEL.findall(e.words) for w in levels))
        )
    if relation in ("award", "project"):
        found += _of_grants(query, relation)
    return [*found, *_of_papers(query, owner)] if relation == "paper" else found


def _of_grants(query: Query, relation: str) -> list[Filter]:
    """The conditions that only awards and projects meet: the part somebody has in them, that they are grants."""
    text, found = plain(query.text), []
    part = part_in(text) if query.intent != "yes_no" else None
    if part is not None:
        found.append(Filter("filter_role", part.called, part.passes))
    beside = relation == "project" and query.relations[:2] == ("award", "project")
    if beside or _GRANTS.search(text) and not _PRIZES.search(text):
        found.append(Filter("filter_about", "grant", _granted))
    return found


def _of_papers(query: Query, owner: Sequence[str]) -> list[Filter]:
    """The conditions that only papers meet, with those set earlier in the conversation."""
    text = plain(f"{query.narrowed} {query.text}")
    found = paper_filters(text, owner)
    if says("not_out", text, query.language):
        in_print = _IN_PRINT.search(text) is not None and _ACCEPTED.search(text) is None
        found.append(Filter("filter_role", "unpublished", lambda entry: not is_out(entry, in_print=in_print)))
    return found


def conditions(context: Context, query: Query, person: str, relation: str) -> list[Filter]:
    """What the entries of a relation of a person must meet."""
    query = replace(query, organizations=()) if relation in _UNPLACED else query
    found = filters_of(query, relation, context.knowledge, context.library.profiles[person].names())
    if query.intent == "yes_no" and relation in ("position", "education") and asks_present(query, relation):
        found.append(Filter("filter_now", "", lasts))
    if relation == "award" and (kinds := _prizes(text := plain(query.text))) and not _any_prize(text):
        of_kind = [e for e in context.library.entries(person, "award") if kinds & _prizes(e.words)]
        if of_kind:  # where no entry says of what kind it is, any may be meant
            found.append(Filter("filter_about", " / ".join(sorted(kinds)), lambda e: bool(kinds & _prizes(e.words))))
    if relation in ("advisor", "student"):
        named: list[Sequence[str]] = [
            context.library.profiles[other].names() for other in query.people if other != person
        ]
        named += [(name,) for name in (*query.others, query.unknown) if name]
        for forms in named:
            found.append(Filter("filter_named", forms[0], functools.partial(_is_named, forms)))
    if relation == "paper":
        found = [_alone(context, person, each) if each.phrase == "filter_alone" else each for each in found]
        for other in query.people:
            if other != person:
                names = context.library.profiles[other].names()
                found.append(Filter("filter_with", context.name(other), written_with(names)))
        if query.unknown:
            found.append(Filter("filter_with", query.unknown, written_with((query.unknown,))))
    return found


def _any_prize(text: str) -> bool:
    """Whether a plain question asks for awards of any kind beside one that it names: "奖学金也算"."""
    for cue in Lexicon.load().prizes.find(text):
        text = text[: cue.start] + " " * (cue.end - cue.start) + text[cue.end :]
    return _PRIZES_AT_ALL.search(text) is not None


def _prizes(words: str) -> set[str]:
    """The kinds of award that plain words name."""
    return {cue.meaning for cue in Lexicon.load().prizes.find(words)}


def _alone(context: Context, person: str, alone: Filter) -> Filter:
    """Papers of one author; where a page says "with ..." of its papers, those of which it does not."""
    papers = context.library.entries(person, "paper")
    with_others = [entry for entry in papers if _WITH.search(entry.words)]
    if not with_others:
        return alone
    return replace(
        alone, passes=lambda entry: alone.passes(entry) or not (_authors(entry) or _WITH.search(entry.words))
    )


def _authors(entry: Entry) -> tuple[str, ...]:
    return entry.fact.authors if isinstance(entry.fact, Paper) else ()


def _is_named(names: Sequence[str], entry: Entry) -> bool:
    return any(same_person(entry.label.split(" (")[0], name) for name in names)


def _granted(entry: Entry) -> bool:
    """Whether an entry is money granted; a prize that stands under one heading with grants is none."""
    prize = entry.relation == "award" and _PRIZES.search(plain(entry.label)) and not _GRANTED.search(plain(entry.label))
    return not prize and _GRANTED.search(entry.words) is not None


def _years_filter(years: Years, *, at_end: bool = False) -> Filter:
    """The years of an entry; `at_end` when only its last one counts, as a degree is got at its end."""
    first, last = years.first, years.last
    key = "filter_until" if first is None else "filter_since" if last is None else "filter_in"
    values = str(last if first is None else first if last is None or first == last else f"{first}–{last}")
    one_year = str(first) if first == last else ""

    def test(entry: Entry) -> bool:
        # a course or a service may list several terms: its own words tell them all
        if at_end and entry.last is not None:
            return entry.last in years
        named = isinstance(entry.fact, (Item, Award)) and bool(one_year) and one_year in entry.words
        return named or entry.overlaps(first, last)

    return Filter(key, values, test)
