"""`pointed`: a query with what its words point at in the last list put into it."""

from __future__ import annotations

from dataclasses import replace

from qabot.answers.career_filters import degree_level
from qabot.answers.context import papers_of
from qabot.answers.library import Library
from qabot.answers.moments import extreme
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query
from qabot.questions.spoken import says
from qabot.questions.state import ChatState

_RECENT = 6  # of a list, the people that "together" may mean


def pointed(query: Query, state: ChatState, library: Library) -> Query:
    """The query with "the older one" and "there" put into what was listed last."""
    text, lexicon = plain(query.text), Lexicon.load()
    listed = [
        entry
        for ref in state.listed
        if ref.relation != "person"
        for entry in library.entries(ref.person, ref.relation)
        if entry.number == ref.number
    ]
    if (
        query.order in ("latest", "oldest")
        and says("one_of_those", text, query.language)
        and listed
        and listed[0].relation == "paper"
    ):
        keys = papers_of(extreme(listed, query.order))
        if query.relations != ("paper",):
            return replace(query, papers=keys, people=(), order="")
        return replace(query, people=(listed[0].person,)) if len(query.people) > 1 else query
    if listed and listed[0].relation in ("advisor", "coauthor") and not query.others and query.people:
        if query.relations[:1] in (("paper",), ("coauthor",)) and says("together", text, query.language):
            names = tuple(getattr(entry.fact, "text", "") or entry.label for entry in listed[:_RECENT])
            return replace(query, others=names, relations=("paper",))
    studied = len(listed) == 1 and listed[0].relation == "education"
    if studied and query.relations[:1] in (("advisor",), ("thesis",), ("grade",)) and not _narrows(query):
        if (
            state.query is not None
            and state.query.relations == ("education",)
            and not says("own", text, query.language)
        ):
            return replace(query, organizations=(listed[0].organization,), degree=degree_level(listed[0]))
    worked = len(listed) == 1 and listed[0].relation == "position" and bool(listed[0].organization)
    told = worked and (listed[0].person, library.snippet_span(listed[0], ())) in state.shown
    if told and query.relations == ("advisor",) and query.want == ("who",) and "question" in query.carried:
        if not _narrows(query) and not query.role and not says("own", text, query.language):
            return replace(query, organizations=(listed[0].organization,))  # "With whom?" after a post
    of_a_post = query.relations[:1] in ((), ("advisor",), ("position",), ("education",))
    if (
        len(listed) == 1
        and listed[0].organization
        and of_a_post
        and lexicon.has("there", text)
        and query.organizations in ((), state.query.organizations if state.query else ())
    ):
        return replace(query, organizations=(listed[0].organization,))
    return query


def _narrows(query: Query) -> bool:
    """Whether a question sets a condition on degrees."""
    return bool(query.topic or query.degree or query.organizations or query.years)
