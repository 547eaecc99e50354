"""Answers about one person: the relations that need more than a list of facts, and which way a question goes."""

from __future__ import annotations

import re
from dataclasses import replace

from qabot.answers.aims import of_a_part, tell_what_for
from qabot.answers.by_degree import tell_matter, tell_time_between, told_by_degree
from qabot.answers.coauthors import answer_coauthors, answer_papers_with_advisor, cue_words
from qabot.answers.conditions import filters_of
from qabot.answers.context import Context, Outcome
from qabot.answers.coverage import coverage
from qabot.answers.covered import answer_covered
from qabot.answers.entry_lines import answer_grade_or_rank, answer_labs
from qabot.answers.facts import answer_facts
from qabot.answers.filters import split_filters
from qabot.answers.lines import lines_of, quoted
from qabot.answers.openings import SEEKS, tell_openings
from qabot.answers.outside import beside_facts, outside_facts, without_cues
from qabot.answers.paper_lists import answer_average, answer_venues
from qabot.answers.passages import answer_from_passages
from qabot.answers.sectioned import tell_section
from qabot.answers.small_matters import tell_lab_there, tell_small_matter, where_or_when
from qabot.answers.standing import denied_by_entry, tell_lived
from qabot.answers.statements import say_found
from qabot.answers.told_beside import (
    tell_lab,
)
from qabot.answers.two_things import BEFORE_OR_AFTER, answer_two_things
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query
from qabot.questions.state import ChatState
from qabot.words.entries import Entry

_NAMED_LINKS = re.compile(  # kinds of page that few profiles list as links, and many name in a line
    r"\b(?:youtube|bluesky|mastodon|instagram|facebook|researchgate|researchmap|lattes|medium|telegram|bilibili|zhihu"
    r"|weibo|wechat|kaggle|codeforces|leetcode|stack ?overflow|twitch|tiktok|podcast)\b|知乎|微博|微信|公众号|哔哩哔哩"
)
_LINKS = ("github", "google scholar", "scholar", "linkedin", "orcid", "twitter", "homepage", "website", "web page")
_CONTACTS = ("email", "contact", "link")
_OF_TOPICS = frozenset(("", "interest", "position", "skill", "paper", "project"))
_MOVED = re.compile(r"\b(?:move[ds]?|moving|switch\w*|transfer\w*|go|went|chang\w+)\b.*\bfrom\b.*\bto\b")
_TOPIC_KINDS = (
    "interest",
    "paper",
    "project",
    "skill",
    "position",
    "award",
    "talk",
    "education",
    "teaching",
    "service",
)
_RECRUITS = re.compile(
    r"招|모집|募集|\b(?:recruit|hir(?:e|ing)|accepting|taking|opening|phd position|studentship|deadline)"
)
_APPLICANT = re.compile(r"\b(?:students?|applicants?|candidates?|appl(?:y|ies|ied))\b")
_THEN = re.compile(r"\b(before|prior to|vor|avant|antes|до)\b|\b(?:after|nach|apres|despues|после)\b")
_PRESENTED = re.compile(
    r"\b(?:present(?:ed|ing|s)?|speak|spoke|spoken|talk\w*|gave|given|give|posters?|showed|shown|keynote\w*)\b"
)
_CAPITALS = re.compile(  # three words or more: "Director of Graduate Studies"
    r"(?<!^)\b[A-Z][\w&'’-]+(?: (?:of|for|and|the|in|on|de|der|für|du|des))? [A-Z][\w&'’-]+"
    r"(?:(?: (?:of|for|and|the|in|on|de|der|für|du|des))? [A-Z][\w&'’-]+)+"
)
_LIVES = re.compile(
    r"\b(?:live[sd]?|living|resid(?:e[sd]?|ing)|been to|visit(?:ed)?|travell?ed|stayed|gelebt"
    r"|wohnt\w*|vecu|habite|vivi\w+)\b|\bжил[аи]?\b|住过|生活过|去过|住んで|살았|살고"
)
_TOPIC = 0.75  # share of a topic's weighted words that must stand in what shows it
_LEADS = re.compile(r"leads?|led|heads?|runs?|leader|head")
_REACH = re.compile(r"\b(?:contacts?|kontakt|contacto|contatti?|contato|reach|via)\b|联系|連絡|연락|связ")
_ADDRESS_ALONE = re.compile(r"[\W_]*(?:\w+\s*[:：]\s*)?(?:https?://)?\S+")
_LINK_KINDS = {"scholar": "google scholar", "website": "homepage", "web page": "homepage", "twitter": "x"}


def answer_person(context: Context, query: Query, person: str, state: ChatState) -> Outcome:
    """Answer what the query asks of one person, from facts first, then from passages."""
    relation = query.relations[0] if query.relations else ""
    beside = _before_facts(context, query, person, relation)
    if beside is not None:
        return beside
    if len(query.organizations) > 1 and _MOVED.search(plain(query.text)) and not _knows_all(context, query, person):
        return context.not_stated(replace(query, relations=()), person)
    if (
        not relation
        and query.intent != "explain"
        and (query.years or query.organizations or query.degree or query.role)
    ):
        return _anywhere(context, query, person, state)
    if relation == "grade":
        return answer_grade_or_rank(context, query, person)
    special = _special(context, query, person, relation)
    if special is not None:
        return special
    if (
        relation in ("advisor", "paper", "coauthor")
        and Lexicon.load().has("with_advisor", plain(query.text))
        and "paper" in cue_words(query)
    ):
        return answer_papers_with_advisor(context, query, person)
    if query.intent == "yes_no" and query.topic and not relation and _LIVES.search(plain(query.text)):
        return tell_lived(context, query, person) or context.not_stated(query, person)
    if query.intent == "yes_no" and query.topic and relation in _OF_TOPICS and not (query.venues or query.years):
        found = _topic_yes_no(context, query, person, at_place=relation == "position" and bool(query.organizations))
        if found is not None:
            return found
    return _by_relation(context, query, person, state)


def _before_facts(context: Context, query: Query, person: str, relation: str) -> Outcome | None:
    """What is looked for before any fact: a small matter, which of two things, what no list of facts answers."""
    small = tell_small_matter(context, query, person) if query.intent in ("lookup", "list", "explain") else None
    two = answer_two_things(context, query, person) if small is None and query.intent != "find" else None
    return small or two or outside_facts(context, query, person, relation)


def _by_relation(context: Context, query: Query, person: str, state: ChatState) -> Outcome:
    """Answer from what the profile has of the relation asked for."""
    relation = query.relations[0] if query.relations else ""
    if relation == "coauthor":
        return answer_coauthors(context, query, person)
    if relation in _CONTACTS:
        return _contacts(context, query, person)
    if relation == "venue" and _PRESENTED.search(plain(query.text)) and context.library.entries(person, "talk"):
        return answer_facts(context, query, person, ["talk"], state)
    named = _named_thing(context, query, person, relation) or where_or_when(context, query, person, relation)
    if named is not None:
        return named
    if relation == "venue":
        return answer_venues(context, query, person)
    query = of_a_part(query) if relation == "interest" else query
    told = tell_what_for(context, query, person, relation)
    if told is not None:
        return told
    if relation == "interest" and query.intent == "explain" and not query.topic:
        return answer_facts(context, replace(query, intent="lookup"), person, ["interest"], state)
    if relation in ("", "grade", "name", "author") or query.intent == "explain":
        return tell_section(context, query, person) or answer_from_passages(context, query, (person,))
    relations = [
        name for name in query.relations if name not in ("venue", "author", "grade", "name", "contact", "link")
    ]
    mark = context.draft.mark()
    found = answer_facts(context, query, person, relations, state)
    if found.status == "not_stated" and "question" in query.carried and relations == ["thesis"]:
        lasts = any(entry.current for entry in context.library.entries(person, "education"))
        if lasts and query.intent == "lookup":  # "And what is its topic?", of a doctorate that is not over
            context.draft.back(mark)
            of_now = replace(query, relations=("interest",), degree="", organizations=())
            return answer_facts(context, of_now, person, ["interest"], state)
    return found


def _named_thing(context: Context, query: Query, person: str, relation: str) -> Outcome | None:
    """The entry of whatever kind that bears a name in capitals ("Director of Graduate Studies"), or a date asked."""
    clause = "".join(
        " " if any(m.start <= at < m.end for m in query.mentions) else letter for at, letter in enumerate(query.text)
    )
    names = [plain(match.group()) for match in _CAPITALS.finditer(clause)]
    if not names or relation in ("paper", "coauthor", "author", "advisor", "student") or query.intent == "find":
        return None
    asked = replace(query, role="", degree="")
    for kind in dict.fromkeys((relation, "position", "service", "teaching", "project", "award", "talk", "education")):
        tests = [each.passes for each in filters_of(asked, kind, context.knowledge)]
        entries, _ = split_filters(context.library.entries(person, kind), tests)
        found = [e for e in entries if any(name in plain(context.library.words_of(e.span)) for name in names)]
        if found and kind == relation:
            return None  # it is looked for there
        if found and query.intent == "yes_no" and len(names) == 1:
            return say_found(context, query, person, kind, found, "no" if query.negated else "yes")
        if found and query.intent in ("lookup", "list"):
            return context.state_entries(query, person, found[:3], kind)
    return None


def _knows_all(context: Context, query: Query, person: str) -> bool:
    """Whether the posts and degrees of a person are at each of the places that a question names."""
    entries = [e for kind in ("position", "education") for e in context.library.entries(person, kind)]
    for place in query.organizations:
        tests = [
            each.passes for each in filters_of(replace(query, organizations=(place,)), "position", context.knowledge)
        ]
        if not split_filters(entries, tests[:1])[0]:
            return False
    return True


def _topic_yes_no(context: Context, query: Query, person: str, *, at_place: bool) -> Outcome | None:
    """Whether somebody has to do with a topic: yes with the words that show it, else not stated.

    None where a post at a place is asked for besides: the posts may tell that there is none.
    """
    scored: list[tuple[float, float, Entry]] = []
    for kind in _TOPIC_KINDS:
        for entry in context.library.entries(person, kind):
            score = coverage(query.topic, entry.words, context.weights)
            if score >= _TOPIC:
                scored.append((coverage(query.topic, plain(entry.label), context.weights), score, entry))
    scored.sort(key=lambda row: (-row[0], -row[1]))
    places = [f.passes for f in filters_of(replace(query, role=""), "position", context.knowledge)]
    shown_entries = [entry for label, _, entry in scored if label >= _TOPIC and all(test(entry) for test in places)][:3]
    if shown_entries:
        kind = shown_entries[0].relation
        denied = told_by_degree(context, query, kind, shown_entries) or denied_by_entry(
            context, query, kind, shown_entries
        )
        return denied or say_found(context, query, person, shown_entries[0].relation, shown_entries, "yes")
    found = answer_from_passages(context, query, (person,), quiet=at_place)
    return None if at_place and found.status != "answered" else found


def _special(context: Context, query: Query, person: str, relation: str) -> Outcome | None:
    """Questions whose answer is a line or an order rather than a list: which lab, before or after."""
    text, lexicon = plain(query.text), Lexicon.load()
    if len(query.organizations) == 2 and (
        BEFORE_OR_AFTER.search(text) or query.intent == "yes_no" and _THEN.search(text)
    ):
        found = _before_or_after(context, query, person)
        if found is not None:
            return found
    if (
        lexicon.has("openings", text)
        and not SEEKS.search(text)
        and query.intent in ("yes_no", "lookup", "count")
        and (
            relation in ("", "student", "position")
            or relation == "education"
            and _RECRUITS.search(text)
            or relation == "coauthor"
            and _APPLICANT.search(text)
        )
    ):
        return tell_openings(context, query, person)
    if "average" in query.want:
        return answer_average(context, query, person)
    if relation == "education":
        matter = tell_matter(context, query, person) or tell_time_between(context, query, person)
        if matter is not None:
            return matter
    timed = query.role or query.years or "when" in query.want or lexicon.has("will", text)
    asks_lab = relation == "position" and lexicon.has("lab", text) and not timed
    if asks_lab and query.intent == "lookup" and query.organizations and lexicon.has("past", text):
        there = tell_lab_there(context, query, person)
        if there is not None:
            return there
    if asks_lab and query.intent == "lookup" and not lexicon.has("past", text):
        query = without_cues(query, _LEADS)  # "Who leads the group?"
        mark = context.draft.mark()
        found = answer_labs(context, query, person)
        if found.status == "answered":
            return found
        context.draft.back(mark)
        papers = [entry.span for entry in context.library.entries(person, "paper")]
        return tell_lab(context, query, person) or answer_from_passages(context, query, (person,), avoid=papers)
    return beside_facts(context, query, person, relation)


def _anywhere(context: Context, query: Query, person: str, state: ChatState) -> Outcome:
    """A question that names a place, a year or a degree but no relation: posts and degrees, then whatever else fits."""
    conditions = query.degree or query.years or query.organizations
    a_post = bool(query.role) and not (query.degree if query.intent == "yes_no" else conditions)
    groups = (["position", "education"], ["project", "award", "talk", "service", "teaching"])
    for relations in (["position"],) if a_post else groups:
        mark = context.draft.mark()
        found = answer_facts(context, query, person, relations, state)
        if found.status == "answered" and not found.negative:
            return found
        context.draft.back(mark)
    quoted = answer_from_passages(context, query, (person,), quiet=True)
    if quoted.status == "answered":
        return quoted
    if query.intent == "yes_no" and query.organizations and _LIVES.search(plain(query.text)):
        return tell_lived(context, query, person) or context.not_stated(query, person)  # posts do not tell
    return answer_facts(context, query, person, ["position"], state)


def _before_or_after(context: Context, query: Query, person: str) -> Outcome | None:
    """Which of two named places came first."""
    entries = [e for kind in ("position", "education") for e in context.library.entries(person, kind)]
    both = []
    for place in query.organizations[:2]:
        tests = [f.passes for f in filters_of(replace(query, organizations=(place,)), "position", context.knowledge)]
        both.append([entry for entry in split_filters(entries, tests)[0] if entry.first or entry.last])
    if len(both) < 2 or not all(both):
        return None
    one, other = both[0][0], both[1][0]
    key = "before" if _begin(one) < _begin(other) else "after"
    text = context.phrase(key, name=context.name(person), one=one.label, other=other.label)
    asked = plain(query.text)
    if query.intent == "yes_no" and not BEFORE_OR_AFTER.search(asked):
        then = _THEN.search(asked)
        truth = key == ("before" if then and then[1] else "after")
        text = context.phrase("yes" if truth != query.negated else "no", rest=text)
    kept = context.draft.state(text, person, [*context.evidence(one), *context.evidence(other)])
    return Outcome("answered", (person,)) if kept else None


def _begin(entry: Entry) -> str:
    return getattr(entry.fact, "start", None) or str(entry.first or entry.last)


def _is_kind(entry: Entry, kind: str) -> bool:
    own = entry.label.split(":")[0]
    return own == kind or (len(kind) > 1 and kind in own)


def _contacts(context: Context, query: Query, person: str) -> Outcome:
    """How somebody is reached, and the page that is asked for beside it: "her e-mail and ORCID"."""
    found = [_contact(context, query, person, each) for each in query.relations if each in _CONTACTS]
    return next((outcome for outcome in found if outcome.status == "answered"), found[0])


def _contact(context: Context, query: Query, person: str, relation: str) -> Outcome:
    text = plain(query.text)
    links = context.library.entries(person, "link")
    emails = context.library.entries(person, "email")
    named: set[str] = set()
    if relation == "email":
        chosen = emails
    elif relation == "link":
        asked = [name for name in _LINKS if name in text]
        named = set(_NAMED_LINKS.findall(text))
        kinds = {_LINK_KINDS.get(name, name) for name in asked} | named or (
            {"homepage"} if query.language != "en" else set()
        )
        chosen = [entry for entry in links if any(_is_kind(entry, kind) for kind in kinds)] if kinds else links
    else:
        chosen = [*emails, *links][:6] if emails else links
    if not chosen and relation != "link":  # "Contact via my publisher: ..."
        lines = [line for line in lines_of(context, person) if _REACH.search(line.words) and "@" in line.text]
        if lines:
            return quoted(context, person, lines[:1])
    if not chosen and relation == "link" and named:
        lines = [line for line in lines_of(context, person) if any(name in line.words for name in named)]
        lines = [line for line in lines if not _ADDRESS_ALONE.fullmatch(line.text)] or lines
        if lines:
            return quoted(context, person, lines[:1])
    if not chosen:
        return context.not_stated(replace(query, relations=(relation,)), person)
    if query.intent == "yes_no":
        query = replace(query, intent="lookup")
    found = context.state_entries(query, person, chosen, relation)
    answer_covered(context, query, person)
    return found
