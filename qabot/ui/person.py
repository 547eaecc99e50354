"""The page of one person as HTML: every fact of the profile, each with the words it was read from."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Sequence

from qabot.errors import QabotError
from qabot.profiles.profile import Profile
from qabot.sources.source import Source
from qabot.ui import facts, markup, wish
from qabot.ui.facts import Fact
from qabot.ui.quote import quote_of, whole_link
from qabot.ui.words import ENGLISH, Words

NEAR = 90  # characters of text around a fact's words, on each side
COLUMNS = 80  # years that a timeline shows, at most: the last ones

SourceOf = Callable[[str], Source]


def person_html(profile: Profile, source: SourceOf, words: Words = ENGLISH, *, this_year: int | None = None) -> str:
    """The page of one person."""
    this_year = this_year or datetime.date.today().year
    groups = [("names", facts.name_facts(profile))]
    groups += [(group, facts.facts_of(profile, group, words)) for group in facts.GROUPS]
    body = "".join(_group(group, found, source, words) for group, found in groups if found)
    return markup.block(
        f'<section class="person">{_head(profile, words)}{_years(profile, words)}'
        f"{_timeline(profile, words, this_year)}{body}</section>"
    )


def _head(profile: Profile, words: Words) -> str:
    current = profile.current
    now = ", ".join(part for part in (current.role, current.organization) if part) if current else ""
    lines = [f'<h2 dir="auto">{markup.text(profile.name)}</h2>']
    if now:
        lines.append(f'<p class="now" dir="auto">{markup.text(now)}</p>')
    if profile.name_from != "text":
        named = words(f"person.from.{profile.name_from}")
        lines.append(f'<p class="note">{markup.text(words("person.handle", source=named))}</p>')
    lines.append(
        f'<p class="acts">{wish.link("people", "", words("people.all"))} '
        f"{wish.link('scope', f'+{profile.id}', words('people.ask_name', name=profile.name), 'strong')}</p>"
        f'<p class="note">{markup.text(words("person.hint"))}</p>'
    )
    return "".join(lines)


def _group(group: str, found: Sequence[Fact], source: SourceOf, words: Words) -> str:
    look = "facts short" if group in facts.SHORT or group == "names" else "facts"
    body = "".join(_fact(fact, source, words) for fact in found)
    title = markup.text(words(f"person.{group}"))
    return f'<h3>{title} <span class="note">{len(found)}</span></h3><div class="{look}">{body}</div>'


def _fact(fact: Fact, source: SourceOf, words: Words) -> str:
    note = f' <span class="note">{markup.text(fact.note)}</span>' if fact.note else ""
    label = f'<span dir="auto">{markup.text(fact.text)}</span>{note}'
    try:
        found = source(fact.span.source)
    except QabotError:
        return f"<p>{label}</p>"
    page = found.page_of(fact.span.start)
    where = [f'<span class="file">{markup.text(fact.span.source)}</span>']
    if page is not None:
        where.append(f"<span>{markup.text(words('sources.page', number=page))}</span>")
    where.append(whole_link(fact.span, words))
    quote = quote_of(found.text, fact.span.start, fact.span.end, NEAR).html()
    return f'<details><summary>{label}</summary>{quote}<p class="where">{" ".join(where)}</p></details>'


def _years(profile: Profile, words: Words) -> str:
    """Papers per year, one square a paper, so that it reads without colour and can be counted."""
    years = Counter(paper.year for paper in profile.papers if paper.year)
    if not years:
        return ""
    first, last, most = min(years), max(years), max(years.values())
    scale = max(1, -(-most // 24))  # papers a square stands for
    columns = "".join(
        f'<li><span class="pile">{"<span></span>" * -(-years[year] // scale)}</span>'
        f'<span class="count">{years[year] or ""}</span><span class="year">{year}</span></li>'
        for year in range(max(first, last - COLUMNS + 1), last + 1)
    )
    undated = sum(not paper.year for paper in profile.papers)
    note = f'<p class="note">{markup.text(words("person.undated", count=undated))}</p>' if undated else ""
    title = markup.text(words("person.years"))
    return f'<h3>{title}</h3><div class="scroll"><ol class="years">{columns}</ol></div>{note}'


def _timeline(profile: Profile, words: Words, this_year: int) -> str:
    rows = facts.stretches(profile, this_year)
    if not rows:
        return ""
    last = max(row.last for row in rows)
    first = max(min(row.first for row in rows), last - COLUMNS + 1)
    every = 1 if last - first < 16 else 5
    heads = "".join(
        f'<th scope="col">{year if year % every == 0 or every == 1 else ""}</th>' for year in range(first, last + 1)
    )
    body = "".join(_row(row, first, last) for row in rows if row.last >= first)
    title, label = markup.text(words("person.time")), markup.text(words("person.row"))
    return (
        f'<h3>{title}</h3><div class="scroll"><table class="timeline"><thead><tr><th scope="col">{label}</th>'
        f"{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(row: facts.Stretch, first: int, last: int) -> str:
    start = max(row.first, first)
    years = f"{start}" if row.last == start and not row.lasts else f"{start}–{'' if row.lasts else row.last}"
    before = f'<td colspan="{start - first}"></td>' if start > first else ""
    after = f'<td colspan="{last - row.last}"></td>' if row.last < last else ""
    bar = f'<td colspan="{row.last - start + 1}" class="bar {row.kind}"><span>{years}</span></td>'
    return f'<tr><th scope="row" dir="auto">{markup.text(row.label)}</th>{before}{bar}{after}</tr>'
