"""The last question again with one thing changed: "since 2020?", "his master's?", "the one in Oslo", "and Java?"."""

from __future__ import annotations

import re
from dataclasses import replace

from qabot.questions.lexicon import Lexicon
from qabot.questions.pointing import names_any
from qabot.questions.query import Intent, Query, Want, Years
from qabot.questions.regions import placed
from qabot.questions.spoken import place_of, says
from qabot.questions.state import ChatState

_WHICH = re.compile(
    r"\W*(?:and |so )?(?:(?:for|since|until|from|in|at|as|to) )?(?:which|what|when|where|who|how)\b(?! about)"
)
_SHORT = re.compile(r"\W*(?:and|so|ok|okay|but|und|et|y|e|а|и|那|那么|그럼)?\W*(?:[^\W\d]+\W+){0,3}[^\W\d]+\W*")
_WIDE_BRIEF = 10  # letters of a short question written without spaces
_BRIEF = 8  # words of a question that asks for a part of what was listed
_PORTRAY = re.compile(r"\b(?:tell me|who(?:\s+is|'s)|introduce|portrait|overview|summar|describe)")
_OF_PAPERS = frozenset(("paper", "venue", "author", "coauthor"))
_TIMELESS = frozenset(("email", "contact", "link", "skill", "interest", "language"))
_OF_A_DEGREE = frozenset(("advisor", "thesis", "grade"))
_FEW = 3  # people found of whom a part is asked for at once
_MANY = 8  # papers of which each is told where it appeared
BEFORE, AFTER = -2, -3  # Query.ordinal: the entry before or after the one last listed


def adds(query: Query) -> bool:
    """Whether a question sets a condition."""
    return bool(query.years or query.venues or query.organizations or query.order or query.degree or query.negated)


def is_bare(query: Query) -> bool:
    """Whether a question names somebody or something and asks nothing of it."""
    return not (query.relations or query.topic or set(query.want) - {"who"} or adds(query) or query.role)


def other_topic(query: Query, last: Query | None, text: str) -> Query | None:
    """The query of "And what about graphs?" after "Who works on robots?": the same of another topic."""
    if last is None or not query.topic or not (last.intent == "find" or last.relations):
        return None
    if says("volume", text, query.language):
        return None  # of a paper that was told of
    elsewhere = bool(last.organizations) and not last.topic  # "And in Finland?" after "Where in Italy ...?"
    if not (last.topic or elsewhere):
        return None
    bare = not (query.relations or query.want or adds(query)) and query.intent == "lookup"
    if names_any(query) or not bare or not Lexicon.load().has("more", text) or place_of(text, query.language)[0]:
        return None
    last = replace(last, text=query.text, language=query.language, mentions=query.mentions, without=())
    again = replace(last, topic=query.topic, carried=("question",))
    if elsewhere:
        again = placed(replace(again, organizations=()), text)
    return again if again.organizations or not elsewhere else None


def asks_of_listed(query: Query, state: ChatState, text: str) -> bool:
    """Whether a few words ask for another part of the one thing told last: "From which university?"."""
    if len(state.listed) != 1 or state.listed[0].relation not in ("award", "talk", "project", "service", "teaching"):
        return False
    bare = query.relations in ((), ("position", "education")) and bool({"where", "when"} & set(query.want))
    own = query.people and query.people != (state.listed[0].person,)
    conditions = query.topic or query.organizations or query.venues or query.years or query.degree
    return bare and not own and not conditions and _SHORT.fullmatch(text) is not None


def of_listed_papers(query: Query, state: ChatState, text: str) -> Query | None:
    """The query of "In which journal?", "When did they appear?" after a few papers were listed; None for any other."""
    last = state.query
    keys = tuple(f"{ref.person}#{ref.number}" for ref in state.listed if ref.relation == "paper")
    if last is None or not 0 < len(keys) == len(state.listed) <= _MANY:
        return None
    if len(state.papers) == 1 < len(keys) and Lexicon.load().has("paper_pronoun", text):
        return None  # "it" is the one singled out
    of_papers = last.papers or last.relations[:1] and last.relations[0] in _OF_PAPERS
    if not of_papers or names_any(query) or query.topic or adds(query) or query.intent not in ("lookup", "list"):
        return None
    if query.relations == ("award",) and any(says(kind, text, query.language) for kind in ("of_them", "which_of_two")):
        return replace(query, papers=keys, intent="lookup", carried=("paper",))
    parts = {"when", "where"} & set(query.want)
    asked = query.relations in (("venue",), ("author",), ("coauthor",)) or query.relations in ((), ("paper",)) and parts
    own = any(Lexicon.load().has(flag, text) for flag in ("him", "first_author", "alone"))
    if not asked or own or len(text.split()) > _BRIEF:
        return None
    relations = () if query.relations == ("paper",) else query.relations
    return replace(query, papers=keys, relations=relations, intent="lookup", carried=("listed",))


def continued(query: Query, state: ChatState, text: str) -> tuple[Query, list[str]]:
    """A question that changes one thing of the last: another person, other years, another order."""
    last = state.query
    if last is None or query.intent == "compare" or (query.intent == "overview" and _PORTRAY.search(text)):
        return query, []
    if says("reason", text, query.language, whole=True):
        return replace(query, relations=(), intent="lookup"), []
    if last.intent == "find" and last.relations and 0 < len(state.people) <= _FEW and query.people == state.people:
        wanted: tuple[Want, ...] = tuple(want for want in last.want if want != "who")
        last = replace(last, intent="lookup", want=wanted, people=state.people, also=())  # of those who were found
    told = {ref.relation for ref in state.listed}
    if not last.relations and (last.organizations or last.years) and told and told <= {"position", "education"}:
        last = replace(last, relations=tuple(sorted(told, reverse=True)))  # "What does he do at X?", "Since when?"
    if last.relations[:1] == ("venue",) and query.want == ("when",) and not state.listed:
        last = replace(last, relations=("paper",), want=())  # "In which journal did she publish it, and when was that?"
    for change in _CHANGES:
        changed = change(query, last, state, text)
        if changed is not None:
            return changed, ["question"]
    lexicon = Lexicon.load()
    before, after = lexicon.has("before_that", text), lexicon.has("after_that", text)
    if (before or after) and not query.relations:
        query = replace(query, relations=last.relations, topic="")
    if before or after:
        merged = replace(query, years=None, order="", ordinal=BEFORE if before else AFTER, intent="lookup", topic="")
        return merged, ["question"]
    return _changed(_shifted(query, last, text), last, state, text)


def _changed(query: Query, last: Query, state: ChatState, text: str) -> tuple[Query, list[str]]:
    """The last question with what a short one changes of it; the short one where it changes nothing."""
    lexicon = Lexicon.load()
    lists = says("list_them", text, query.language) is not None
    if query.relations or query.topic or query.intent == "find" or not (lists or _changes(query, last, text)):
        return query, []
    again: Intent = "list" if last.intent == "yes_no" and _WHICH.match(text) else last.intent
    again = "lookup" if again == "overview" and adds(query) else again  # "What does he do at X?" after "Who is he?"
    intent = "list" if lists else "lookup" if query.order else "count" if query.intent == "count" else again
    kept = Query(last.text) if says("altogether", text, query.language) else last
    if query.years and lexicon.has("him", text) and not lexicon.has("more", text):
        kept = replace(kept, organizations=(), degree="", role="")  # "What did he do in 2010?" is whole in itself
    merged = _with_conditions(query, kept)
    narrowed = f"{last.narrowed} {last.text}".strip() if last.relations == ("paper",) and kept is last else ""
    want = query.want or (() if last.intent == "overview" else last.want)
    merged = replace(merged, relations=last.relations, want=want, intent=intent, narrowed=narrowed, topic=last.topic)
    if _is_of_the_one_told(query, last, state, text):
        merged = replace(merged, ordinal=1, topic="", years=None)
    return merged, ["question"]


def _is_of_the_one_told(query: Query, last: Query, state: ChatState, text: str) -> bool:
    """Whether a question asks for another part of the only post or degree that was told last."""
    one = [ref for ref in state.listed if ref.relation in ("position", "education")]
    if len(one) != 1 or len(state.listed) != 1 or last.relations[:1] != (one[0].relation,) or adds(query):
        return False
    return query.people in ((), (one[0].person,)) and query.intent == "lookup" and _asks_of_it(query, last, text)


def _with_conditions(query: Query, last: Query) -> Query:
    """The query with the conditions of the last that it does not set anew."""
    return replace(
        query,
        venues=query.venues or last.venues,
        organizations=query.organizations or last.organizations,
        degree=query.degree or last.degree,
        role=query.role or last.role,
        others=query.others or last.others,
        without=last.without,
        years=query.years or last.years,
    )


def _changes(query: Query, last: Query, text: str) -> bool:
    """Whether a question changes anything of the last one."""
    lexicon = Lexicon.load()
    if query.people and query.people != last.people and lexicon.has("more", text):
        return True
    if adds(query) or _asks_of_it(query, last, text):
        return True
    if query.intent == "count" and last.relations and query.people in ((), last.people):
        return True
    return last.relations == ("paper",) and lexicon.has("first_author", text)


def _asks_of_it(query: Query, last: Query, text: str) -> bool:
    """Whether a question asks for another part of the fact told last: "and when did she finish it?", "since when?"."""
    if not query.want or not last.relations or last.intent in ("find", "compare") or "who" in query.want:
        return False
    if query.people not in ((), last.people):
        return False
    if last.relations[0] in _OF_PAPERS and not (last.relations == ("paper",) and last.others and not last.want):
        return False
    if last.relations[0] in _TIMELESS and set(query.want) & {"when", "where", "how_long"}:
        return False
    return Lexicon.load().has("paper_pronoun", text) or _SHORT.fullmatch(text) is not None


def _shifted(query: Query, last: Query, text: str) -> Query:
    """The query of "and the year before?" with that year."""
    shifted = says("year_beside", text, query.language)
    if shifted is None or last.years is None or query.years:
        return query
    step = -1 if any(shifted.groups()) else 1
    first, end = last.years.first, last.years.last
    years = Years(None if first is None else first + step, None if end is None else end + step)
    return replace(query, years=years, topic="")


def _the_one(query: Query, last: Query, state: ChatState, text: str) -> Query | None:
    """The query of "the one in Oslo": of what was listed last, what the conditions of the question hold of."""
    relations = {ref.relation for ref in state.listed}
    if len(relations) != 1 or relations == {"person"} or query.people not in ((), last.people, state.people):
        return None
    conditions = query.topic or query.years or query.organizations or query.venues or query.degree or query.others
    gone = relations == {"student"} and says("finished", text, query.language) is not None
    if not (conditions or gone) or not any(says(kind, text, query.language) for kind in ("the_one", "of_them")):
        return None
    relation = relations.pop()
    kept = last if last.relations[:1] == (relation,) else Query(last.text)
    topic = f"{kept.topic} {query.topic}".strip()
    narrowed = f"{kept.narrowed} {kept.text}".strip() if relation == "paper" else ""
    query = replace(_with_conditions(query, kept), relations=(relation,), intent="list", topic=topic, narrowed=narrowed)
    return replace(query, papers=(), people=query.people or state.people)


def _how_well(query: Query, last: Query, _: ChatState, text: str) -> Query | None:
    """The query of "How well?" after languages were told: them again, which are printed with how well."""
    if last.relations[:1] != ("language",) or not says("how_well", text, query.language, whole=True):
        return None
    return replace(query, relations=last.relations, topic=last.topic, intent="lookup", want=())


def _under_whom(query: Query, last: Query, _: ChatState, text: str) -> Query | None:
    """The query of "Under whom?" after a post or a degree was told of: its advisor."""
    of_study = last.relations[:1] in (("education",), ("thesis",), ("grade",), ("position",), ("advisor",))
    if not of_study or not says("under_whom", text, query.language, whole=True):
        return None
    kept = _with_conditions(query, last)
    return replace(kept, relations=("advisor",), want=("who",), intent="lookup", topic="", others=(), unknown="")


def _as_what(query: Query, last: Query, _: ChatState, text: str) -> Query | None:
    """The query of "As what?" after it was told where somebody was: the post there."""
    if not (last.organizations or last.years) or not says("as_what", text, query.language, whole=True):
        return None
    return replace(_with_conditions(query, last), relations=("position",), want=(), intent="lookup", topic="")


_IN_WHAT = re.compile(r"\W*(?:(?:and|e|y|et|und|а|и) )?(?:in|em|en|worin|в) ?(?:what|que|quoi|cosa|was|чем)?\b")


def _about_what(query: Query, last: Query, _: ChatState, text: str) -> Query | None:
    """The query of "About what?" after a degree was told of: its thesis."""
    of_study = last.relations[:1] in (("education",), ("thesis",), ("advisor",), ("grade",))
    if not of_study or not says("about_what", text, query.language, whole=True):
        return None
    if last.want == ("where",) and _IN_WHAT.match(text):  # "Where does she do a PhD?" - "And in what?"
        return replace(
            _with_conditions(query, last), relations=("education",), want=("field",), intent="lookup", topic=""
        )
    return replace(_with_conditions(query, last), relations=("thesis",), want=(), intent="lookup", topic="")


def _of_another_degree(query: Query, last: Query, _: ChatState, text: str) -> Query | None:
    """The query of "And his master's?" after "Who advised her doctorate?": that again, of another degree."""
    if query.relations != ("education",) or not query.degree or not set(last.relations[:1]) & _OF_A_DEGREE:
        return None
    if query.topic or query.want or query.organizations or query.years or query.people not in ((), last.people):
        return None
    if _SHORT.fullmatch(text) is None or query.intent not in ("lookup", "list"):
        return None
    return replace(query, relations=last.relations, want=last.want, intent=last.intent)


def _field_of_it(query: Query, last: Query, _: ChatState, text: str) -> Query | None:
    """The query of "What major?", "哪一年入学的？" after a degree was told of: the field or the time of that one."""
    if query.relations != ("education",) or last.relations[:1] != ("education",):
        return None
    short = len(text) <= _WIDE_BRIEF and not text.isascii() and set(query.want) in ({"when"}, {"how_long"})
    if query.want != ("field",) and not (short and not Lexicon.load().has("him", text)):
        return None
    if not (last.degree or last.organizations) or query.degree or adds(query) or query.topic:
        return None
    return _with_conditions(query, last) if query.people in ((), last.people) else None


def _of_that_degree(query: Query, last: Query, _: ChatState, text: str) -> Query | None:
    """The query of "Who was the supervisor?" after a degree was told of: of that degree."""
    if not set(query.relations[:1]) & _OF_A_DEGREE or not (last.degree or last.organizations):
        return None
    if last.relations[:1] != ("education",) and not set(last.relations[:1]) & _OF_A_DEGREE:
        return None
    conditions = adds(query) or query.topic or query.people not in ((), last.people)
    if conditions or query.intent == "yes_no" or says("own", text, query.language):
        return None
    intent = "lookup" if query.intent == "explain" and query.relations == ("thesis",) else query.intent
    return replace(query, degree=last.degree, organizations=last.organizations, intent=intent)


def _where_printed(query: Query, last: Query, state: ChatState, text: str) -> Query | None:
    """The query of "Which volume and pages?" after one paper was told of: that paper."""
    listed = tuple(f"{ref.person}#{ref.number}" for ref in state.listed if ref.relation == "paper")
    papers = state.papers or listed
    own = query.people in ((), last.people, state.people) and query.venues in ((), last.venues) and not query.others
    if len(papers) != 1 or not own or not says("volume", text, query.language):
        return None
    return replace(query, papers=papers, people=(), relations=("venue",), topic="", want=(), intent="lookup")


_CHANGES = (
    _where_printed,
    _the_one, _how_well, _under_whom, _as_what, _about_what, _field_of_it, _of_another_degree, _of_that_degree,
)  # fmt: skip
