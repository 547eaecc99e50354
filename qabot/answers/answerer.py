"""`Answerer`: a question and a conversation to an answer and what the conversation is about next."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace

from qabot.answers.answer import Answer
from qabot.answers.candidates import candidates
from qabot.answers.compare import compare, share, shares
from qabot.answers.context import Context, Outcome, Weights, papers_of
from qabot.answers.draft import Draft
from qabot.answers.filters import degree_level, filters_of, split_filters
from qabot.answers.find import find_people, say_people
from qabot.answers.library import Library
from qabot.answers.moments import extreme
from qabot.answers.named import tell_of_named
from qabot.answers.papers import answer_papers
from qabot.answers.passages import BIRTH, answer_from_passages, asked_words, is_private, shown
from qabot.answers.portrait import introduce, name_span, portray
from qabot.answers.relations import answer_person
from qabot.answers.tiers import say_namesakes, told_by_given, without_borrowed
from qabot.index.embedder import Embedder
from qabot.index.index import Hit, Index
from qabot.profiles.profile import Profile
from qabot.profiles.same import same_person
from qabot.questions.knowledge import Knowledge
from qabot.questions.lexicon import Lexicon, plain
from qabot.questions.query import Query
from qabot.questions.spoken import says
from qabot.questions.state import ChatState, Ref
from qabot.questions.understand import understand
from qabot.sources.source import tier_of
from qabot.words.corpus_words import text_words
from qabot.words.entries import Entry
from qabot.words.stems import stems

_SMALL = ("help", "greeting", "thanks", "source")
_QUOTED = 6  # passages shown again
_NAME = re.compile(r"(?<![.!?] )(?<!^)\b[A-ZÀ-Þ][\w'’-]+(?: [A-Z]\.)?(?: [A-ZÀ-Þ][\w'’-]+){1,2}\b")
_RECENT = 6  # people that "who of them has most?" may mean
_PRIZE = re.compile(r"\b(?:medal|prize|award|fellowship|scholarship|grant)s?\b")


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
        queries = queries or self.understand(question, state)
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
            answered = bool(draft.answer("", "answered").citations)
        answer = draft.answer(_understood(question, queries, self.library), status, answered=answered)
        state = _next(state, queries, outcomes)
        return answer, state if queries[-1].intent in _SMALL else replace(state, shown=draft.evidence)

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
        query = self._pointed(query, state)
        stranger = query.unknown or next(iter(query.others), "")
        if stranger and not (query.people or query.papers or query.ambiguous) and query.intent != "find":
            return tell_of_named(context, query, stranger) or self._no_profile(context, stranger)
        if self._by_name(query):
            return find_people(context, replace(query, relations=("name",)), state)
        if query.ambiguous and (query.intent == "compare" or query.order == "most") and query.people:
            return self._ambiguous(context, replace(query, intent="overview", order=""), state)
        if query.people and not query.relations[:1] == ("paper",) and says("age", plain(query.text), query.language):
            return context.not_stated(replace(query, relations=()), query.people[0])
        if query.ambiguous and not query.people and not query.papers:
            return self._ambiguous(context, query, state)
        if query.papers and not (query.intent == "find" and query.topic):
            answer = answer_papers(context, query)
            if answer is not None:
                return answer
        return self._people(context, query, state)

    def _pointed(self, query: Query, state: ChatState) -> Query:
        """The query with "the older one" and "there" put into what was listed last."""
        text, lexicon = plain(query.text), Lexicon.load()
        listed = [
            entry
            for ref in state.listed
            if ref.relation != "person"
            for entry in self.library.entries(ref.person, ref.relation)
            if entry.number == ref.number
        ]
        if (
            query.order in ("latest", "oldest")
            and says("one_of_those", text, query.language)
            and listed
            and listed[0].relation == "paper"
        ):
            keys = papers_of(extreme(listed, query.order))
            return replace(query, papers=keys, people=(), order="") if query.relations != ("paper",) else query
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
        of_a_post = query.relations[:1] in ((), ("advisor",), ("position",), ("education",))
        if (
            len(listed) == 1
            and listed[0].organization
            and of_a_post
            and lexicon.has("there", text)
            and not query.organizations
        ):
            return replace(query, organizations=(listed[0].organization,))
        return query

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
            return self._no_profile(context, self._first_author(query))
        if not people:
            return self._nobody_named(context, query, state)
        if query.papers and not query.people:
            query = _about_papers(query)
        if len(people) > 1:
            if query.intent == "find":
                return find_people(context, query, state)
            return self._several(context, query, people, state)
        if query.intent == "overview" and is_private(context, query, people[0]):
            return context.not_stated(query, people[0])
        if query.intent == "overview":
            return portray(context, people[0])
        return answer_person(context, query, people[0], state)

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
        return Outcome("not_stated", state.people) if state.people else self._whom(context)

    def _no_profile(self, context: Context, name: str) -> Outcome:
        context.draft.say(f"{context.phrase('no_profile', name=name)} {context.phrase('no_profile_hint')}")
        return Outcome("no_profile")

    def _ambiguous(self, context: Context, query: Query, state: ChatState) -> Outcome:
        mention = query.ambiguous[0]
        people = [candidate.key for candidate in mention.candidates if candidate.score == mention.candidates[0].score]
        placed = [person for person in people if query.organizations and _at(context, query, person)]
        if len(placed) == 1:  # "the Park at X"
            return self._people(context, replace(query, people=tuple(placed), organizations=()), state)
        fitting = self._who_fit(context, query, people, state)
        if fitting:
            return (
                self._several(context, query, fitting, state)
                if len(fitting) > 1
                else answer_person(context, query, fitting[0], state)
            )
        context.draft.say(context.phrase("ambiguous", name=mention.words, count=len(people)))
        for person in people[:6]:
            before = len(context.draft.lines)
            outcome = (
                introduce(context, person)
                if query.intent == "overview"
                else answer_person(context, query, person, state)
            )
            if outcome.status != "answered" and len(context.draft.lines) == before:
                context.draft.state(
                    context.phrase("item", values=context.name(person)), person, [name_span(context, person)]
                )
        return Outcome("ambiguous", tuple(people), (), tuple(Ref("person", person) for person in people))

    def _who_fit(self, context: Context, query: Query, people: Sequence[str], state: ChatState) -> list[str]:
        """Of several people, those of whom "Which Park ...?" holds; nobody when it is not asked that way."""
        if not says("which", plain(query.text)[: query.ambiguous[0].start], query.language):
            return []
        fitting = []
        for person in people:
            scratch = replace(context, draft=Draft(self.library))
            if answer_person(scratch, query, person, state).status == "answered":
                fitting.append(person)
        return fitting

    def _nobody_named(self, context: Context, query: Query, state: ChatState) -> Outcome:
        private = Lexicon.load().flags["private"].find(plain(query.text))
        born = query.intent == "find" and (BIRTH.search(plain(query.text)) or query.organizations)  # "who lives in X?"
        if private and not born and not any(self.knowledge.knows(query.text[cue.start : cue.end]) for cue in private):
            context.draft.say(context.phrase("nobody_stated" if self._concerns_us(query) else "out_of_scope"))
            return Outcome("not_stated" if self._concerns_us(query) else "out_of_scope")
        conditions = query.topic or query.venues or query.organizations or query.degree or query.role or query.others
        text = plain(query.text)
        spoken_of = says("somebody", text, query.language) or says("there", text, query.language)
        if not conditions and not query.years and spoken_of:
            return self._whom(context)
        if query.order in ("oldest", "latest") and query.relations[:1] == ("paper",) and query.intent != "find":
            return compare(context, query, self.knowledge.ids)
        papers = query.relations[:1] == ("paper",) and query.years  # "all papers from 2016 please"
        asked = query.intent in ("find", "yes_no", "count", "list")
        if asked or query.venues or query.organizations or papers:
            if query.relations or query.topic or query.venues or query.organizations or query.role or query.degree:
                outcome = find_people(context, query, state)
                if outcome.status == "answered" or self._concerns_us(query):
                    return outcome
                context.draft.clear()
        for match in _NAME.finditer(query.text):  # "Where is Petra Vandal now?"
            named = tell_of_named(context, query, match.group())
            if named is not None:
                return named
        if query.topic and self._concerns_us(query):
            found = answer_from_passages(context, query, (), quiet=True)
            if found.status == "answered":
                return found
            context.draft.say(context.phrase("nobody_stated"))
            return Outcome("not_stated")
        if not query.topic and (query.relations or query.want or query.order or _points(query)):
            return self._whom(context)
        context.draft.say(context.phrase("out_of_scope"))
        return Outcome("out_of_scope")

    def _whom(self, context: Context) -> Outcome:
        """Ask back: "Where do they work?", "who wrote it?" of nobody and nothing spoken of."""
        context.draft.say(context.phrase("whom"))
        return Outcome("ambiguous")

    def _concerns_us(self, query: Query) -> bool:
        """Whether a question that names nobody is about researchers at all, or about something the profiles mention."""
        if query.intent == "find" and (query.degree or query.role or _PRIZE.search(plain(query.text))):
            return True
        if ((query.relations or query.role) and not query.topic) or query.venues or query.organizations or query.others:
            return True
        words = stems(query.topic or asked_words(query))
        return bool(words) and sum(self.weights.known(word) for word in words) * 2 >= len(words)

    def _several(self, context: Context, query: Query, people: Sequence[str], state: ChatState) -> Outcome:
        lexicon, text = Lexicon.load(), plain(query.text)
        if (
            says("which_of_two", text, query.language)
            and query.order == ""
            and (query.organizations or query.venues or query.topic)
        ):
            return find_people(context, query, state)
        if query.relations and (shares(query, text) or (lexicon.has("same", text) and query.intent == "yes_no")):
            return share(context, query, people)
        sooner = query.order in ("oldest", "latest") and query.relations and " or " in text
        then = says("then", text, query.language) if query.intent == "yes_no" and query.relations else None
        if then and len(people) == 2:
            sooner, query = True, replace(query, order="latest" if any(then.groups()) else "oldest")
        if query.intent == "compare" or query.order == "most" or sooner:
            return compare(context, query, people)
        if (
            "scope" not in query.carried
            and query.relations[:1] in (("coauthor",), ("paper",))
            and (query.intent == "yes_no" or query.joint or "with" in plain(query.text).split())
        ):
            return answer_person(context, query, people[0], state)
        if query.intent == "yes_no" and Lexicon.load().has("joint", plain(query.text)):
            return self._both(context, query, people, state)
        apart = "scope" in query.carried  # each on their own, not what they wrote together
        outcomes = [
            portray(context, person)
            if query.intent == "overview"
            else answer_person(context, replace(query, people=(person,)) if apart else query, person, state)
            for person in people
        ]
        good = [outcome for outcome in outcomes if outcome.status == "answered"]
        return Outcome("answered" if good else "not_stated", tuple(people), tuple(k for o in good for k in o.papers))

    def _both(self, context: Context, query: Query, people: Sequence[str], state: ChatState) -> Outcome:
        """Whether something holds of each of several people."""
        truths = []
        for person in people:
            scratch = Context(
                self.library, self.knowledge, self.weights, self._search, Draft(self.library), query.language
            )
            outcome = _affiliated(scratch, query, person, state)
            truths.append((person, outcome))
        yes = all(outcome.status == "answered" for _, outcome in truths)
        first = True
        for person, _ in truths:
            entries = _at(context, query, person)
            label = entries[0].label if entries else self.library.name(person)
            spans = context.evidence(entries[0]) if entries else [name_span(context, person)]
            text = context.phrase("match", name=self.library.name(person), values=label if entries else "–")
            context.draft.state(context.phrase("yes" if yes else "no", rest=text) if first else text, person, spans)
            first = False
        return Outcome("answered", tuple(people))


def _about_papers(query: Query) -> Query:
    """A question about the authors of a named paper: its title is no longer a condition, unless a talk bears it."""
    if query.relations[:1] in (("talk",), ("award",)):
        named = " ".join(mention.words for mention in query.mentions if mention.kind == "paper")
        return replace(query, topic=f"{query.topic} {plain(named)}".strip())
    return query


def _narrows(query: Query) -> bool:
    """Whether a question sets a condition on degrees."""
    return bool(query.topic or query.degree or query.organizations or query.years)


def _points(query: Query) -> bool:
    lexicon, text = Lexicon.load(), plain(query.text)
    return any(lexicon.has(flag, text) for flag in ("pronoun", "two", "else"))


def _at(context: Context, query: Query, person: str) -> list[Entry]:
    found = []
    for relation in ("position", "education", "paper"):
        tests = [each.passes for each in filters_of(query, relation, context.knowledge)]
        if tests:
            found += split_filters(context.library.entries(person, relation), tests)[0]
    return found


def _affiliated(context: Context, query: Query, person: str, state: ChatState) -> Outcome:
    return Outcome("answered" if _at(context, query, person) else "not_stated", (person,))


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
