"""What a post, a degree or a project was about: the words of its entry beyond what its label says."""

from __future__ import annotations

import re
from dataclasses import replace

from qabot.answers.context import Context
from qabot.answers.coverage import coverage
from qabot.answers.passages import sentences, shown
from qabot.profiles.profile import Paper
from qabot.questions.lexicon import plain
from qabot.questions.query import Query
from qabot.sources.source import Span
from qabot.words.entries import Entry
from qabot.words.regions import is_region, shows

_ASKED = re.compile(  # what somebody did somewhere, not what somebody did at some time
    r"\bwhat\b(?! (?:job|post|position|role|title|year|degree|course|class|school|compan|universit))"
    r".*\b(?:do|did|does|doing|done|buil[dt]|develop\w*|achiev\w+|contribut\w+|work(?:ed|s|ing)? on)\b"
    r"|\b(?:topic|topics|subject|theme|tasks?|duties|duty|responsibilit\w+|in charge of|responsible for)\b"
    r"|\bwhich (?:tasks|duties|projects?|topics?)\b|\b(?:deal\w*|concerned) with\b|\b(?:was|is|were) .*\babout\b"
    r"|\bwas (?:hat|machte|macht|hatte)\b|\b(?:woran|worum|womit|woruber|aufgaben?)\b|\bsur quoi\b|\bqu'(?:a|est)\b"
    r"|\bque (?:hizo|hace|hacia)\b|\ben que trabaj|\bo que (?:fez|faz)\b|\bche cosa (?:ha|fa)\b"
    r"|\bdi cosa si (?:e|occup)|\bчто (?:делал|делает|разработал)|\bчем занима|做什么|做了什么|做过什么|干什么|负责"
    r"|开发了?(?:什么|啥|哪)|主要工作|何をし|何を(?:作|開発|担当)|担当|무엇을 (?:했|하|만들|개발)|무슨 일"
    r"|[뭘뭐](?:를)? ?(?:했|만들|개발)|담당|어떤 일"
)
_HOW_MUCH = re.compile(
    r"\bhow (?:much|large|big|high)\b|\bamount\b|\bworth\b|\bwhat sum\b|\bcombien\b|\bwie (?:viel|hoch)\b"
)
_GIVER = re.compile(  # who gave a prize, or paid for a project
    r"\b(?:which|what) (?:\w+ )?(?:institut\w+|organi[sz]ation|foundation|agency|society|university|body|company"
    r"|council|association|government|ministry|academy|donor|sponsor|funder)\b"
    r"|\bwho (?:gave|gives|awarded|granted|funded|funds|paid|sponsor\w*)\b|\b(?:from|by) (?:whom|which|what)\b"
)
_WITH = re.compile(r"\b(?:with|and|mit|avec|con) [A-ZÀ-Þ]")
_SUM = re.compile(r"[$€£¥]\s?\d[\d.,]*|\d[\d.,]*\s?(?:[$€£¥]|EUR|USD|DKK|SEK|CHF|元|円|万|원|k\b|million)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_SEASONS = re.compile(r"\b(?:spring|summer|fall|autumn|winter)\b")
_HELD = 0.75  # share of a topic that a label must hold to tell it
_HOW_WELL = re.compile(r"\bhow (?:well|good|fluent\w*)\b|\blevel\b|\bfluen\w+|\bproficien\w+|\bnative\b")
_LINE = 240  # characters of a line about a language
_WHERE_ABOUT = re.compile(r"\b(?:which|what) (?:country|city|town)\b")
_DURATION = re.compile(
    r"\b(?:\d{1,2}|one|two|three|four|five|six|nine|twelve)[ -](?:day|week|month|year|tage|woche|monat|jahr|jour"
    r"|semaine|mois|dia|semana|mes|ano|settiman)\w*"
    r"|\d+ ?(?:个月|年间|か月|ヶ月|개월|주)|\b\d{1,2} (?:ans?|mesi|anni|недел|месяц|лет|года)\w*"
)
_IN_LABEL = 0.6  # share of the words of a line that the label says already
_LONG = 100  # characters of a line from which it tells more than where and when
_MOST = 320  # characters that are told


def asks_matter(text: str) -> bool:
    """Whether a plain question asks what a post or a course of study was about."""
    return _ASKED.search(text) is not None


def matter_of(context: Context, entry: Entry) -> Span | None:
    """The lines of an entry that tell what it was about: from the first that its label does not say."""
    text = context.library.words_of(entry.span)
    told = told_beyond(text, plain(entry.label))
    if not told:
        return None
    begin, end = told[0]
    for start, stop in told[1:]:
        if stop - begin > _MOST:
            break
        end = max(end, stop) if start >= end else end
    return Span(entry.span.source, entry.span.start + begin, entry.span.start + end)


def told_beyond(text: str, label: str) -> list[tuple[int, int]]:
    """The sentences and lines of a text from the first on that holds more than a label."""
    ranges = pieces(text)
    for place, (start, end) in enumerate(ranges):
        words = plain(text[start:end])
        if len(words) > 12 and coverage(words, label) < _IN_LABEL and coverage(label, words) < _IN_LABEL:
            return ranges[place:]
    # one line may hold the label and what was done there
    long = [piece for piece in ranges if piece[1] - piece[0] > _LONG]
    return [piece for piece in long if coverage(plain(text[piece[0] : piece[1]]), label) < _IN_LABEL][:1]


def pieces(text: str) -> list[tuple[int, int]]:
    """The ranges of the sentences of a text, cut at line breaks too."""
    return [piece for start, end in sentences(text) or [(0, len(text))] for piece in _lines(text, start, end)]


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A range cut at its line breaks."""
    return [(start + m.start(), start + m.end()) for m in re.finditer(r"[^\n]+", text[start:end]) if m.group().strip()]


def with_matter(context: Context, query: Query, entry: Entry) -> Entry:
    """A post or degree with the words of its entry beside its label, where only they tell what is asked of it."""
    own = _as_asked(context, query, entry)
    if own is not None:
        return own
    matter = asks_matter(plain(query.text)) and (query.organizations or query.role or query.degree or query.topic)
    if entry.relation not in ("position", "education") and not (
        matter and entry.relation in ("teaching", "project", "award")
    ):
        return entry
    if "how_long" in query.want and (line := _duration(context, entry)):
        return replace(entry, label=f"{entry.label}: {line}")
    if matter:
        span = matter_of(context, entry)
        return entry if span is None else replace(entry, label=f"{entry.label}: {shown(context, span)}")
    text = context.library.words_of(entry.span)
    there = _there(context, query, entry, text)
    if there:
        return replace(entry, label=f"{entry.label}: {there}")
    known = " ".join(word for word in query.topic.split() if coverage(word, plain(text)) >= 1)
    if not (known and coverage(known, plain(entry.label)) < _HELD or _WHERE_ABOUT.search(plain(query.text))):
        return entry
    ranges = sentences(text) or [(0, len(text))]
    begin, end = max(ranges, key=lambda r: coverage(known, plain(text[r[0] : r[1]])))
    words = shown(context, Span(entry.span.source, entry.span.start + begin, entry.span.start + end))
    return entry if plain(words.strip("“”")) in plain(entry.label) else replace(entry, label=f"{entry.label}: {words}")


def _as_asked(context: Context, query: Query, entry: Entry) -> Entry | None:
    """A language, prize, talk, course or paper as the question wants it told; None for posts, degrees and the rest."""
    if entry.relation == "language" and _HOW_WELL.search(plain(query.text)):
        return _whole(context, entry)
    if entry.relation in ("award", "project") and _HOW_MUCH.search(plain(query.text)):
        words = shown(context, entry.span)
        return replace(entry, label=words) if set(_SUM.findall(words)) - set(_SUM.findall(entry.label)) else entry
    if (words := _with_others(context, query, entry)) and len(words) <= _MOST:
        return replace(entry, label=words)
    if entry.relation == "talk" and (there := _there(context, query, entry, context.library.words_of(entry.span))):
        return replace(entry, label=f"{entry.label}: {there}")
    if entry.relation == "teaching" and (line := _of_that_year(context, query, entry)):
        return replace(entry, label=line)
    if entry.relation == "award" and "when" in query.want:
        words = shown(context, entry.span)  # "..., 2019, 2021"
        return replace(entry, label=words) if set(_YEAR.findall(words)) - set(_YEAR.findall(entry.label)) else entry
    if entry.relation == "paper":
        return _with_detail(context, query, entry)
    return None


def _with_others(context: Context, query: Query, entry: Entry) -> str:
    """The whole entry of a prize whose giver is asked for, of a talk whose speakers are; "" where neither is."""
    if entry.relation in ("award", "project") and not entry.organization and _GIVER.search(plain(query.text)):
        return shown(context, entry.span)
    told = entry.relation == "talk" and "who" in query.want and _WITH.search(context.library.words_of(entry.span))
    return shown(context, entry.span) if told else ""


def _with_detail(context: Context, query: Query, entry: Entry) -> Entry:
    """A paper with the line of its entry that tells what is asked of it beside its title, authors and place."""
    if query.intent != "lookup" or not isinstance(entry.fact, Paper):
        return entry
    text = context.library.words_of(entry.span)
    known = plain(f"{entry.label} {' '.join(entry.fact.authors)}")
    asked = [w for w in query.topic.split() if coverage(w, plain(text)) >= 1 and coverage(w, known) < 1]
    ranges = [piece for piece in pieces(text) if any(coverage(w, plain(text[slice(*piece)])) >= 1 for w in asked)]
    if not ranges:
        return entry
    begin, end = ranges[0]
    words = shown(context, Span(entry.span.source, entry.span.start + begin, entry.span.start + end))
    return replace(entry, label=f"{entry.label}: {words}")


def _of_that_year(context: Context, query: Query, entry: Entry) -> str:
    """Of courses listed by term below a school, the line of the year asked for; "" where an entry is of one term."""
    year = str(query.years.first) if query.years and query.years.first == query.years.last else ""
    text = context.library.words_of(entry.span)
    lines = [text[begin:end].strip(" -–•*\t") for begin, end in pieces(text)]
    dated = [line for line in lines if _YEAR.search(line)]
    if not year or len(dated) < 2 or len(set(_YEAR.findall(text))) < 2:
        return ""
    of_year = [line for line in dated if year in line]
    seasons = [season for season in _SEASONS.findall(plain(query.text))]
    told = [line for line in of_year if all(season in plain(line) for season in seasons)] or of_year
    head = "" if _YEAR.search(lines[0]) else f"{lines[0]}: "
    return f"{head}{'; '.join(told)}" if told else ""


def _there(context: Context, query: Query, entry: Entry, text: str) -> str:
    """The line of an entry that shows the region asked for, where its label does not; "" if none does."""
    regions = [place for place in query.organizations if is_region(place)]
    if not regions or any(shows(place, plain(entry.label), plain(entry.organization)) for place in regions):
        return ""
    told = (piece for piece in pieces(text) if any(shows(place, plain(text[slice(*piece)]), "") for place in regions))
    begin, end = next(told, (0, 0))
    return shown(context, Span(entry.span.source, entry.span.start + begin, entry.span.start + end)) if end else ""


def _duration(context: Context, entry: Entry) -> str:
    """The line of an entry that prints how long it lasted, where its label does not; "" if none does."""
    text = context.library.words_of(entry.span)
    match = _DURATION.search(plain(text))
    if match is None or match.group() in plain(entry.label):
        return ""
    begin, end = next((a, b) for a, b in [*pieces(text), (0, len(text))] if a <= match.start() < b)
    return shown(context, Span(entry.span.source, entry.span.start + begin, entry.span.start + end))


def _whole(context: Context, entry: Entry) -> Entry:
    """A language with what its line says of it."""
    source = context.library.source(entry.span.source)
    block = next((b for b in source.blocks if b.start <= entry.span.start < b.end and b.end - b.start <= _LINE), None)
    if block is None:
        return entry
    end, after = block.end, source.blocks[source.blocks.index(block) + 1 :]
    if after and plain(source.quote(block)).strip() == plain(entry.label) and after[0].kind == "paragraph":
        end = after[0].end if after[0].end - block.start <= _LINE else end  # the name is a heading
    span = Span(source.path, block.start, end)
    return replace(entry, label=shown(context, span), span=span)
