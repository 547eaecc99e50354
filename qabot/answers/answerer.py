"""`Answerer`: a question and a conversation to an answer and what the conversation is about next."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from qabot.answers.answer import Answer
from qabot.answers.candidates import candidates
from qabot.answers.conditions import filters_of
from qabot.answers.context import Context, Outcome, Weights
from qabot.answers.draft import Draft
from qabot.answers.filters import split_filters
from qabot.answers.find import find_people, say_people, whom_it_tells
from qabot.answers.library import Library
from qabot.answers.named import tell_of_named
from qabot.answers.nobody import answer_nobody, ask_whom, say_no_profile
from qabot.answers.papers import answer_papers
from qabot.answers.passages import shown
from qabot.answers.pointed import pointed
from qabot.answers.several import answer_ambiguous, answer_one, answer_several
from qabot.answers.tiers import say_namesakes, told_by_given, without_borrowed
from qabot.index.embedder import Embedder
from qabot.index.index import Hit, Index
from qabot.profiles.profile import Profile
from qabot.profiles.same import same_person
from qabot.questions.knowledge import Knowledge
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query
from qabot.questions.spelling import nearest
from qabot.questions.spoken import says
from qabot.questions.state import ChatState
from qabot.questions.topic import matter_of
from qabot.questions.understand import understand
from qabot.sources.source import tier_of
from qabot.words.corpus_words import text_words

_FEW = 3  # people whose pages are looked through for the spelling of a word
_SMALL = ("help", "greeting", "thanks", "source")
_QUOTED = 6  # passages shown again
_RECENT = 6  # people that "who of them has most?" may mean


class _Profiles:
    """The profiles of an index."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def __getitem__(self, person: str, /) -> Profile:
        return self._index.profile(person)


class Answerer:
    """Answers over one index. Holds nothing of a conversation: the state comes in and goes out."""

    def __init__(self, index: Index, embedder: Embedder | None = None) -> None:
        self.index = index
        self.uploaded = tuple(person for person in index.people if tier_of(person) == "uploaded")
        self.knowledge = Knowledge.build(index.lookup, index.people, embedder)
        self.library = Library(_Profiles(index), index.source)
        self.weights = Weights(index.lookup)

    def understand(self, question: str, state: ChatState) -> list[Query]:
        """What a question asks, by the rules."""
        return understand(question, self.knowledge, state, today=datetime.date.today().year)

    def answer(
        self, question: str, state: ChatState, queries: Sequence[Query] | None = None
    ) -> tuple[Answer, ChatState]:
        """The answer, and the state for the next turn; `queries` are what is asked where that is known already."""
        queries = [self._of_whom(query, state) for query in queries or self.understand(question, state)]
        draft = Draft(self.library)
        outcomes: list[Outcome] = []
        for query in queries:
            if self.uploaded:
                query = without_borrowed(query, self.library, self._is_used)
                query = replace(query, papers=told_by_given(query.papers, query.people, self.library))
            context = Context(self.library, self.knowledge, self.weights, self._search, draft, query.language)
            outcomes.append(self._one(context, query, state))
            say_namesakes(context, query)
        status = _status([outcome.status for outcome in outcomes])
        answered = any(outcome.status in ("answered", "help") for outcome in outcomes)
        if any(outcome.status == "ambiguous" for outcome in outcomes):
            told = any(outcome.status == "ambiguous" and not outcome.negative for outcome in outcomes)
            answered = told and bool(draft.answer("", "answered").citations)
        answer = draft.answer(_understood(question, queries, self.library), status, answered=answered)
        state = _next(state, queries, outcomes)
        return answer, state if queries[-1].intent in _SMALL else replace(state, shown=draft.evidence)

    def _of_whom(self, query: Query, state: ChatState) -> Query:
        """The query with the one of whom holds what it tells of somebody; as it is where that is not one alone."""
        if query.whose is None:
            return query
        draft = Draft(self.library)
        context = Context(self.library, self.knowledge, self.weights, self._search, draft, query.language)
        people = whom_it_tells(context, query, query.whose, state)
        if len(people) != 1:
            return replace(query, people=())
        return replace(query, people=people, whose=None, intent="lookup" if query.intent == "find" else query.intent)

    def _as_spelt(self, query: Query) -> Query:
        """The query with each word of its topic that no profile holds as the pages of the person spell it."""
        words = query.topic.split()
        lost = [word for word in words if len(word) > 4 and word.isascii() and not self.knowledge.knows(word)]
        if not lost or not 0 < len(query.people) <= _FEW:
            return query
        printed = set[str]().union(*(text_words(self._text(person)) for person in query.people))
        spelt = {word: nearest(word, printed) or word for word in lost}
        return replace(query, topic=" ".join(spelt.get(word, word) for word in words))

    def _is_used(self, word: str) -> bool:
        """Whether a word stands in a given profile: in more than the uploaded ones that it stands in."""
        own = sum(word in text_words(self._text(person)) for person in self.uploaded)
        return self.index.lookup.count(f"w:{word}") > own

    def _text(self, person: str) -> str:
        return "\n".join(self.library.source(path).text for path in self.library.profiles[person].sources)

    def _search(self, text: str, people: Sequence[str], k: int, without: Sequence[str]) -> list[Hit]:
        if people or not self.uploaded:
            return self.index.search(text, k=k, people=people, without=without)
        # each tier on its own: no number of uploads crowds a given profile out
        hits = self.index.search(text, k=k, without=(*self.uploaded, *without))
        left = [person for person in self.uploaded if person not in without]
        return hits + (self.index.search(text, k=k, people=left) if left else [])

    def _one(self, context: Context, query: Query, state: ChatState) -> Outcome:
        """Answer one query: by what is meant first, then by whom it is about."""
        if query.intent in ("help", "greeting", "thanks"):
            context.draft.say(self._small_talk(context, query))
            return Outcome("help", state.people)
        if query.intent == "people":
            return say_people(context)
        if query.intent == "source":
            return self._source(context, query, state)
        if query.whose is not None:
            return find_people(context, query.whose, state)
        query = self._as_spelt(pointed(query, state, self.library))
        mark = context.draft.mark()
        outcome = self._about(context, query, state)
        if outcome.status not in ("not_stated", "out_of_scope") or query.intent == "yes_no":
            return outcome
        matter = matter_of(query.topic, query.text)
        if matter in ("", query.topic):
            return outcome
        said = context.draft.held()
        context.draft.back(mark)  # the words of manner may be what no line holds
        again = self._about(context, replace(query, topic=matter), state)
        if again.status == "answered" and not again.negative:
            return again
        context.draft.hold(said)
        return outcome

    def _about(self, context: Context, query: Query, state: ChatState) -> Outcome:
        """Answer by whom or what a query is about."""
        stranger = query.unknown or next(iter(query.others), "")
        if stranger and not (query.people or query.papers or query.ambiguous) and query.intent != "find":
            return tell_of_named(context, query, stranger) or say_no_profile(context, stranger)
        if self._by_name(query):
            return find_people(context, replace(query, relations=("name",)), state)
        if query.ambiguous and (query.intent == "compare" or query.order == "most") and query.people:
            return answer_ambiguous(context, replace(query, intent="overview", order=""), state)
        if query.people and not query.relations[:1] == ("paper",) and says("age", plain(query.text), query.language):
            return context.not_stated(replace(query, relations=()), query.people[0])
        if query.ambiguous and not query.people and not query.papers:
            return answer_ambiguous(context, query, state)
        if query.papers and not (query.intent == "find" and query.topic):
            answer = answer_papers(context, query)
            if answer is not None:
                return answer
        return self._people(context, query, state)

    def _by_name(self, query: Query) -> bool:
        """Whether a question asks who bears a name: "How many people are called Park?"."""
        if query.relations[:1] == ("name",):
            return query.intent in ("find", "count") and bool(query.ambiguous or query.people)
        counts = query.intent == "count" and not query.relations
        return counts and bool(query.ambiguous) and Lexicon.load().has("anyone", plain(query.text))

    def _people(self, context: Context, query: Query, state: ChatState) -> Outcome:
        people = query.people or self._writers(query)
        if not people and not query.papers and query.role and query.organizations and query.intent != "find":
            holders = self._holders(query)
            if len(holders) == 1:
                bare = "when" in query.want or "how_long" in query.want  # "Until when was the director of X there?"
                if query.relations or not bare:
                    query = replace(query, role="", organizations=(), topic="")
                else:
                    query = replace(query, relations=("position",))
                people = holders
        if not people and query.papers:
            return say_no_profile(context, self._first_author(query))
        if not people:
            return answer_nobody(context, query, state)
        if query.papers and not query.people:
            query = _about_papers(query)
        if len(people) > 1:
            if query.intent == "find":
                return find_people(context, query, state)
            return answer_several(context, query, people, state)
        return answer_one(context, query, people[0], state)

    def _writers(self, query: Query) -> tuple[str, ...]:
        """Whose papers a question names: the owners of the profiles; of first authors only those who lead."""
        owners = tuple(dict.fromkeys(key.rsplit("#", 1)[0] for key in query.papers))
        if not owners or not Lexicon.load().has("first_author", plain(query.text)):
            return owners
        first = self._first_author(query)
        return tuple(o for o in owners if any(same_person(first, name) for name in self.library.profiles[o].names()))

    def _holders(self, query: Query) -> tuple[str, ...]:
        """Who held the post that a question tells somebody by: "the co-founder of X"."""
        tests = [each.passes for each in filters_of(query, "position", self.knowledge)]
        ids = candidates(self.knowledge, replace(query, topic="", relations=()), ("position",))
        return tuple(p for p in ids if split_filters(self.library.entries(p, "position"), tests)[0])

    def _first_author(self, query: Query) -> str:
        person, number = query.papers[0].rsplit("#", 1)
        authors = self.library.profiles[person].papers[int(number)].authors
        return authors[0] if authors else self.library.name(person)

    def _small_talk(self, context: Context, query: Query) -> str:
        if query.intent != "help":
            return context.phrase(query.intent)
        names = (self.library.name(person) for person in self.knowledge.ids)
        interests = (e.label for person in self.knowledge.ids for e in self.library.entries(person, "interest"))
        return context.phrase("help", name=next(names, "…"), topic=next(interests, "…"))

    def _source(self, context: Context, query: Query, state: ChatState) -> Outcome:
        """The words that the last answer rests on; that there are none where it said so."""
        for person, span in state.shown[:_QUOTED]:
            values = shown(context, span)
            context.draft.state(context.phrase("match", name=context.name(person), values=values), person, [span])
        if state.shown:
            return Outcome("answered", state.people, state.papers)
        for person in state.people:
            context.not_stated(query, person)
        return Outcome("not_stated", state.people) if state.people else ask_whom(context)


def _about_papers(query: Query) -> Query:
    """A question about the authors of a named paper: its title is no longer a condition, unless a talk bears it."""
    if query.relations[:1] in (("talk",), ("award",)):
        named = " ".join(mention.words for mention in query.mentions if mention.kind == "paper")
        return replace(query, topic=f"{query.topic} {plain(named)}".strip())
    return query


def _status(statuses: Sequence[str]):  # type: ignore[no-untyped-def]  # noqa: ANN202
    for status in ("ambiguous", "answered", "help", "no_profile", "not_stated"):
        if status in statuses:
            return status
    return "out_of_scope"


def _understood(question: str, queries: Sequence[Query], library: Library) -> str:
    """The question with what it took from the conversation said in words."""
    carried = [library.name(person) for query in queries if query.carried for person in query.people]
    return f"{question} ({', '.join(dict.fromkeys(carried))})" if carried else question


def _next(state: ChatState, queries: Sequence[Query], outcomes: Sequence[Outcome]) -> ChatState:
    people, papers, listed = state.people, state.papers, state.listed
    kept_list = any("listed" in query.carried for query in queries)  # a question about one of a list keeps the list
    for outcome in outcomes:
        if outcome.people:
            same = outcome.status != "answered" and set(outcome.people) <= set(people)
            people, papers = outcome.people, papers if same else outcome.papers
        one_of = len(outcome.listed) == 1 and outcome.listed[0] in listed  # more about one of a list keeps the list
        if outcome.listed and not one_of and not (kept_list and outcome.listed[0].relation != "person"):
            listed = outcome.listed
    last = queries[-1]
    # what says nothing, or was not understood, leaves what was asked before
    lost = outcomes[-1].status == "not_stated" and not (last.relations or last.people != state.people)
    query = state.query if last.intent in _SMALL or lost and state.query is not None else last
    recent = state.recent
    for outcome in outcomes:
        recent = (*outcome.people, *recent) if len(outcome.people) == 1 else recent
    recent = tuple(dict.fromkeys(recent))[:_RECENT]
    return ChatState(people, papers, listed, query, state.scope, recent, state.shown)
