"""Answers about one person from facts: look up, list, count, yes or no."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace

from qabot.answers.advisors import advisors_for, advisors_then
from qabot.answers.asked import Asked
from qabot.answers.beside import pointed_at
from qabot.answers.by_degree import held_during
from qabot.answers.career_filters import EXPECTED
from qabot.answers.conditions import conditions
from qabot.answers.context import Context, Outcome
from qabot.answers.coverage import by_topic
from qabot.answers.denials import not_denied
from qabot.answers.expected import ASKED, tell_expected
from qabot.answers.filters import split_filters
from qabot.answers.matter import with_matter
from qabot.answers.missing import say_nothing
from qabot.answers.moments import (
    asks_exactly,
    beside_of,
    exact_enough,
    extreme,
    in_order_of_time,
    lasting,
    limited,
    now_of,
)
from qabot.answers.nth import counted_out, nth_of
from qabot.answers.skill_kinds import of_kind_asked
from qabot.answers.statements import say_count
from qabot.answers.sums import dearest
from qabot.answers.told import GUIDES_ZH, VISITED, tell
from qabot.answers.told_beside import service_kind, tell_before, tell_service
from qabot.answers.tongues import answer_tongues
from qabot.answers.whether import answer_amount, answer_whether
from qabot.profiles.profile import Position
from qabot.questions.carry import BEFORE
from qabot.questions.denial import parted
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query
from qabot.questions.spoken import says
from qabot.questions.state import ChatState
from qabot.questions.topic import alternatives, matter_of
from qabot.words.entries import Entry

_EMPLOYS = re.compile(r"\bemploy|\bhire|\bexperienced\b|\bemplo|\bangestellt")
_TALKS = re.compile(r"\b(keynote|plenary|tutorial|poster|lightning|colloquium|panel|webinar)")  # kinds of talk
_ROLE_IN = re.compile(
    r"\broles?\b.*\b(?:at|in|for|on)\b|\bin (?:which|what) (?:role|capacity)\b|\brolle\b|\bpapel en\b"
)
_DOING = re.compile(
    r"\bwhat (?:was|were|is|did|has|had)\b.*\b(?:do|doing|done|up to)\b|\bwas (?:machte|hat)\b|\bque hacia\b"
)
_ROLES_IN = ("service", "project", "talk", "teaching")  # what somebody has a role in besides posts
_BARE_WHERE = re.compile(r"\W*(?:and )?where (?:was|is|were|has) (?!.*\b(?:stud|degree|school|universit|work|employ))")
_KINDS = re.compile(r"(?:\b([\w-]+) )?\b(fellowship|scholarship|grant|medal|stipend|bursary|award|prize|project)s?\b")
_CONCERNS = re.compile(
    r"\b(?:deals? with|dealt with|concern\w*|topic|subject|theme|support(?:s|ed)?|focus\w*|about\W*$)"
)
_FELLOWSHIP = re.compile(
    r"\bfellowships?\b.*\b(?:hold|holds|held|have|has)\b|\b(?:hold|holds|held|have|has)\b.*\bfellowships?\b"
)
_HELD = 0.75  # share of a topic that a label must hold to tell it
_FOR_WHOM = re.compile(r"\b(?:to|for|of|with|PI|:)\W{1,4}(?:Prof|Dr)\w*\.?\s+[A-Z]|\bPI:? (?:Prof|Dr)")
_FUTURE = re.compile(r"\bwill\b|\bgoing to\b|\bwird\b|будет|将|예정")
_GONE = re.compile(
    r"\b(?:graduated|defended|completed|former|alumn\w+|now (?:at|with|an?)|next position|first position|placement)\b"
    r"|→|毕业|已毕业|修了|졸업|выпускник|ehemalig|ancien"
)

_DID = re.compile(  # "What did she do before the PhD?"
    r"\bwhat (?:did|was|were|has|had)\b.*\b(?:do|doing|done)\b|\bwas (?:hat|machte)\b|\bqu['’]a[- ]|\bque hi[zc]o\b"
    r"|做(?:什么|啥)|何をし"
)


def answer_facts(context: Context, query: Query, person: str, relations: Sequence[str], state: ChatState) -> Outcome:
    """Answer from the lists of facts of these relations; from prose only where none of them has any."""
    good: list[Outcome] = []
    tongues = answer_tongues(context, query, person) if list(relations) == ["language"] else None
    if tongues is not None:
        return tongues
    text, lexicon = plain(query.text), Lexicon.load()
    # "Which university is she at?" asks for the post; the degrees tell it only where there is none
    enough = list(relations) == ["position", "education"] and (
        not (query.years or lexicon.has("past", text)) or _BARE_WHERE.match(text) is not None
    )
    if list(relations) == ["position"] and _ROLE_IN.search(text) and (query.topic or query.venues or query.years):
        relations, enough = ["position", *_ROLES_IN], True
    elif list(relations) == ["position"] and query.years and _DOING.search(text) and not query.organizations:
        relations, enough = ["position", "education"], True
    if len(relations) > 1 and says("largest", text, query.language):
        sums = [e for each in relations for e in _kept(context, query, person, each)]
        relations = list(dict.fromkeys(entry.relation for entry in dearest(sums))) or relations
    for relation in relations:
        mark = context.draft.mark()
        outcome = _relation(context, query, person, relation, state, prose=False)
        if outcome.status == "answered" and not outcome.negative:
            good.append(outcome)
            if enough:
                break
        else:
            context.draft.back(mark)
    if not good:
        return _relation(context, query, person, relations[0], state)
    listed = tuple(ref for outcome in good for ref in outcome.listed)
    return Outcome("answered", (person,), tuple(key for outcome in good for key in outcome.papers), listed)


def entries_for(context: Context, query: Query, person: str, relation: str) -> list[Entry]:
    """The facts of a relation about a person; when conditions narrow it, advisors are those named in entries."""
    library = context.library
    if relation == "advisor":
        advisors = advisors_for(context, query, person)
        return advisors_then(query.years, advisors) if query.years else advisors
    if relation == "award" and (query.venues or query.papers or "paper" in plain(query.text)):
        return [*library.entries(person, "award"), *library.entries(person, "honour")]
    return library.entries(person, relation)


def _relation(
    context: Context, query: Query, person: str, relation: str, state: ChatState, *, prose: bool = True
) -> Outcome:
    relation, everything = _entries_meant(context, query, person, relation)
    everything = _of_those_listed(query, relation, everything, state)
    filters = conditions(context, query, person, relation)
    kept, _ = split_filters(everything, [each.passes for each in filters])
    kept = kept or _of_no_kind(context, query, person, relation, everything)
    chosen = _on_topic(context, query, relation, kept)
    if query.negated and (filters or query.topic or query.role) and query.intent != "yes_no":
        chosen = not_denied(context, query, person, relation, everything)
        query = replace(query, role=parted(query)[0].role)
    chosen, query = pointed_at(context, query, state, everything, kept, chosen)
    if query.amount is not None and query.intent == "yes_no":
        return answer_amount(context, query, person, relation, chosen)
    beside = beside_of(query, relation) if query.organizations else 0
    if not chosen and beside and kept:
        told = tell_before(context, query, person) if beside == BEFORE and prose else None
        return told or context.not_stated(query, person)
    did = not chosen and relation == "position" and query.degree and _DID.search(plain(query.text))
    if did and beside_of(query, relation):
        return _relation(context, query, person, "education", state, prose=prose)  # another course of study
    asked = Asked(query, person, relation, everything, filters, prose)
    if query.intent == "yes_no":
        return answer_whether(context, asked, kept, chosen)
    if not chosen and relation == "education" and query.degree and (query.years or query.organizations or query.want):
        chosen = _studies_as_post(context, query, person)  # "doctoral researcher, 2017 to 2019"
    chosen = held_during(context, query, relation, _of_kind(query, relation, chosen))
    if relation == "service" and (kind := service_kind(plain(query.text))):
        of_kind = [e for e in chosen if service_kind(f"{e.words} {plain(getattr(e.fact, 'role', ''))}", kind)]
        if "board" not in plain(query.text):  # an editor is asked for, no member of a board
            of_kind = [entry for entry in of_kind if "board" not in entry.words] or of_kind
        told = None if of_kind or not prose else tell_service(context, query, person, kind)
        if told is not None:
            return told
        chosen = of_kind or (chosen if prose else [])  # a list may not say of what kind each is
    chosen = chosen or _meant_by_fellowship(context, query, person, relation, kept)
    if not chosen:
        return say_nothing(context, asked)
    return _state(context, query, person, relation, _narrowed(context, query, relation, chosen), prose=prose)


def _meant_by_fellowship(context: Context, query: Query, person: str, relation: str, kept: list[Entry]) -> list[Entry]:
    """The one award or project whose matter is asked for, or the post that bears the name of a fellowship."""
    if query.intent == "lookup" and _is_the_one(query, relation, kept):
        return kept  # "What does the fellowship deal with?"
    fellowship = relation == "award" and _FELLOWSHIP.search(plain(query.text))
    return _fellow_posts(context, query, person) if fellowship else []


def _fellow_posts(context: Context, query: Query, person: str) -> list[Entry]:
    """The posts of a fellow, where a question for a fellowship finds no award: "Provost Fellow at X"."""
    if query.topic or query.intent not in ("lookup", "list"):
        return []
    posts = _kept(context, replace(query, role=""), person, "position")
    return [post for post in posts if re.search(r"\bfellow\b", plain(post.label))]


def _is_the_one(query: Query, relation: str, kept: Sequence[Entry]) -> bool:
    """Whether a question asks what the only award or project of the kind that it names is about."""
    text = plain(query.text)
    if relation not in ("award", "project") or len(kept) != 1 or not _CONCERNS.search(text):
        return False
    called = [
        word for match in _KINDS.finditer(text) for word in match.groups() if word in query.topic or word == match[2]
    ]
    told = set(called) - {"award", "prize", "project"}
    return all(word in kept[0].words for word in told) and not (query.years or query.organizations or query.venues)


def _entries_meant(context: Context, query: Query, person: str, relation: str) -> tuple[str, list[Entry]]:
    """The relation that tells what is asked, and its entries: the post or study that is held, the place of courses."""
    who = query.want == ("who",) and query.intent == "lookup" and not _EMPLOYS.search(plain(query.text))
    if relation == "position" and who and query.role and (named := _posts_naming(context, query, person)):
        return relation, named
    if relation in ("position", "education") and who:
        relation = "advisor"  # "Who looked after her at X?"
    everything = entries_for(context, query, person, relation)
    if relation == "position" and not everything and query.intent == "lookup":
        everything = [entry for entry in context.library.entries(person, "education") if entry.current]
    if relation == "teaching" and not everything and query.want == ("where",):
        relation, everything = "position", entries_for(context, query, person, "position")
    return relation, everything


def _posts_naming(context: Context, query: Query, person: str) -> list[Entry]:
    """The posts of the kind asked for that say whom they were for: "Research Assistant to Prof. Ana Ruiz"."""
    posts = _kept(context, query, person, "position")
    return [entry for entry in posts if _FOR_WHOM.search(entry.label)]


def _kept(context: Context, query: Query, person: str, relation: str) -> list[Entry]:
    """The entries of a relation that meet the conditions of a question."""
    tests = [each.passes for each in conditions(context, query, person, relation)]
    return split_filters(context.library.entries(person, relation), tests)[0]


def _of_those_listed(query: Query, relation: str, entries: list[Entry], state: ChatState) -> list[Entry]:
    """The entries listed last where a question asks which of those: "Which of them was a workshop paper?"."""
    last = state.query if "question" in query.carried else None
    again = last is not None and beside_of(last, relation) and not beside_of(query, relation)  # "And for how long?"
    text = plain(query.text)
    older = query.order in ("latest", "oldest") and says("one_of_those", text, query.language)
    if not (again or older or says("of_them", text, query.language)):
        return entries
    listed = {(ref.person, ref.number) for ref in state.listed if ref.relation == relation}
    kept = [entry for entry in entries if (entry.person, entry.number) in listed]
    return kept if len(kept) > 1 or again and kept else entries


def _of_no_kind(context: Context, query: Query, person: str, relation: str, entries: Sequence[Entry]) -> list[Entry]:
    """The posts at the place asked for of which the page does not say of what kind they are."""
    if relation != "position" or not (query.role and query.organizations) or query.intent == "yes_no":
        return []
    tests = [each.passes for each in conditions(context, replace(query, role=""), person, "position")]
    roles = Lexicon.load().roles
    there = [e for e in entries if isinstance(e.fact, Position) and not roles.find(plain(e.fact.role))]
    return split_filters(there, tests)[0]


def _of_kind(query: Query, relation: str, entries: list[Entry]) -> list[Entry]:
    """Of talks and students those of the kind asked for, all where none is said to be of it."""
    if relation == "talk":
        asked = _TALKS.findall(plain(query.text))
        return [entry for entry in entries if set(asked) <= set(_TALKS.findall(entry.words))] or entries
    if relation == "student":
        entries = _guided_then(query, entries)
    if relation in ("student", "award") and (query.degree or query.role):
        lexicon = Lexicon.load()
        table, kind = (lexicon.degrees, query.degree) if query.degree else (lexicon.roles, query.role)
        kinds = [{cue.meaning for cue in table.find(entry.words)} for entry in entries]
        of_kind = [entry for entry, named in zip(entries, kinds, strict=True) if kind in named]
        return of_kind or [entry for entry, named in zip(entries, kinds, strict=True) if not named] or entries
    return entries


def _guided_then(query: Query, entries: list[Entry]) -> list[Entry]:
    """Of students those guided now, or no longer, where only one of the two is asked for and some are told to be so."""
    text = plain(query.text)
    gone, now = says("finished", text, query.language) is not None, Lexicon.load().has("now", text)
    if gone and query.negated:  # "not finished yet"
        gone, now = False, True
    if gone == now:
        return entries
    today = datetime.date.today().year
    ends = [getattr(entry.fact, "end", None) or "" for entry in entries]
    over = [e for e, end in zip(entries, ends, strict=True) if _GONE.search(e.words) or "" < end[:4] < str(today)]
    left = [entry for entry in entries if entry not in over]
    return (over if gone else left) or entries


def _state(context: Context, query: Query, person: str, relation: str, chosen: list[Entry], *, prose: bool) -> Outcome:
    """Say the entries that were asked for, or what the page tells in its own words where none is left."""
    if not chosen:
        quoted = tell_expected(context, query, person) if prose and relation == "education" else None
        if prose and not quoted and not asks_exactly(query):
            quoted = tell(context, query, person, relation)
        return quoted or context.not_stated(query, person)
    if query.intent == "count":
        return say_count(context, query, person, relation, chosen)
    chosen = in_order_of_time(chosen, query)
    if query.limit:
        chosen = limited(chosen, query)
    spans = [entry.span for entry in chosen]  # one entry may tell of several times at a place
    if relation != "paper" or len(chosen) == 1:
        chosen = [e if e.span in spans[:n] else with_matter(context, query, e) for n, e in enumerate(chosen)]
    told = chosen[0].relation if chosen[0].relation == "education" else relation
    return context.state_entries(query, person, chosen, told)


def _studies_as_post(context: Context, query: Query, person: str) -> list[Entry]:
    """The posts that are a course of study under the conditions asked."""
    posts = context.library.entries(person, "position")
    kept, _ = split_filters(posts, [each.passes for each in conditions(context, query, person, "position")])
    degrees = Lexicon.load().degrees
    named = [e for e in kept if any(cue.meaning == query.degree for cue in degrees.find(plain(e.label)))]
    return [entry for entry in named if not (VISITED.search(plain(entry.label)) or GUIDES_ZH.search(entry.label))]


def _on_topic(context: Context, query: Query, relation: str, kept: list[Entry]) -> list[Entry]:
    """The entries on the topic of the question, all where it is only a manner of speaking."""
    if relation == "skill" and query.intent in ("lookup", "list", "count"):
        of_kind = of_kind_asked(context, query, kept)
        if of_kind:
            return of_kind
    topic = query.topic
    if (
        relation in ("position", "advisor")
        and query.intent not in ("yes_no", "count")
        and (query.role or query.organizations)
    ):
        topic = " ".join(word for word in topic.split() if context.knowledge.knows(word))
    counted = counted_out(query.text)
    topic = " ".join(word for word in topic.split() if word != counted)
    each = [by_topic(kept, one) for one in alternatives(topic, plain(query.text))]
    chosen = [entry for entry in kept if any(entry in entries for entries in each)]
    if not chosen and query.intent != "yes_no":
        chosen = by_topic(kept, matter_of(topic, query.text))  # "Which grant brought in more?"
    if relation in ("skill", "language") and query.intent in ("lookup", "list"):
        return chosen or kept  # "Which programming languages does she know?": a kind of skill, not one
    return chosen


def _narrowed(context: Context, query: Query, relation: str, chosen: list[Entry]) -> list[Entry]:
    """Of the entries that fit, those the question singles out by time, and that tell what is wanted of them."""
    chosen = now_of(context, query, relation, nth_of(query.text, chosen))
    if query.order in ("latest", "oldest") and query.limit < 2:
        chosen = extreme(chosen, query.order)
    elif query.order in ("longest", "shortest"):
        chosen = lasting(chosen, query.order)
    elif relation in ("award", "project") and says("largest", plain(query.text), query.language):
        chosen = dearest(chosen)
    elif relation in ("award", "project") and says("smallest", plain(query.text), query.language):
        chosen = dearest(chosen, smallest=True)
    text, lexicon = plain(query.text), Lexicon.load()
    future = "when" in query.want and (lexicon.has("will", text) or ASKED.search(text)) or _FUTURE.search(text)
    if future and query.intent != "list" and relation in ("position", "education", "advisor"):
        today = datetime.date.today().year
        chosen = [e for e in chosen if e.current or (e.last or 0) >= today or EXPECTED.search(e.words)]
    if "when" in query.want or "how_long" in query.want:
        ends = lexicon.has("end_of", text) and "how_long" not in query.want
        dated = [entry for entry in chosen if (entry.last if ends else entry.first or entry.last)]
        chosen = dated or [entry for entry in chosen if EXPECTED.search(entry.words)]
    chosen = exact_enough(query, relation, chosen)
    if "where" in query.want and relation in ("education", "position"):
        chosen = [entry for entry in chosen if entry.organization] or chosen
    return chosen
