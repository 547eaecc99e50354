"""Front matter to fields: what a page says of its person in YAML or TOML above the text.

Every value that is text keeps the path it has there, and values with a known meaning get the path that all structured
formats share (see `fields.py`) as well.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from qabot.sources.builder import TextBuilder
from qabot.sources.json_keys import family_of, part_of, plain_key

_YAML = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_TOML = re.compile(r"\A\s*\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|\Z)", re.S)

# Keys that tell the site generator how to lay the page out: they say nothing of the person.
_LAYOUT = frozenset(
    """layout permalink redirect_from author_profile classes excerpt nav nav_order order toc sidebar image
    image_circular header math mathjax comments share type draft slug aliases weight url lang language locale
    highlight css js scripts feature_image header_image banner cover icon icon_pack image_caption caption
    featured news selected_papers social collection pagination sitemap published hidden redirect_to tags
    categories superuser user_groups highlight_name date lastmod last_modified_at as_of_date sections design
    view content_meta cms main_image thumbnail more_info rel percent color button align profile_image avatar
    authors_links display_date reading_time show_date announcements latest_posts""".split()
)
# An excerpt that says whose page it is: "Jane Doe's homepage", "Jane Doe".
_OWNED = re.compile(
    r".*\w['’]s (?:personal |academic )?(?:home ?page|web ?site|web ?page|curriculum vitae|résumé|resume|CV)\b.*|"
    r"(?!(?i:about|home|my|the|welcome|personal|academic|research|contact|teaching|news|hello|hi|an?)\b)"
    r"[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w.'-]*){1,3}"
)
_HEADED = re.compile(  # below a picture
    r"\s*(?:<(?!(?:strong|b|h\d)>)[^<>]{1,80}>\s*)*<(?:strong|b|h\d)>([^<>]{3,60})</"
)
_LINK_LISTS = frozenset({"social", "profiles", "links"})
_ASSET = re.compile(r"[\w./-]+\.(png|jpe?g|gif|svg|webp|ico|css|js)")
_LINE = re.compile(r"^([A-Za-z_][\w-]*)\s*[:=][ \t]+(\S.*)$", re.M)
_MAX_DEPTH = 12

_START = dict.fromkeys(("date_start", "start", "startdate", "start_date", "from"), "start")
_END = dict.fromkeys(("date_end", "end", "enddate", "end_date", "to"), "end")
_ORGANIZATION = dict.fromkeys(
    ("institution", "school", "university", "company", "company_name", "organization", "employer"), "organization"
)
_EDUCATION = {"course": "degree", "degree": "degree", "area": "degree", "field": "field", "major": "field"}
_EDUCATION |= {"year": "end"} | _ORGANIZATION | _START | _END
_POSITION = {"position": "role", "title": "role", "role": "role", "job": "role", "location": "place"}
_POSITION |= _ORGANIZATION | _START | _END
_AWARD = {"title": "title", "name": "title", "awarder": "organization", "organization": "organization"}
_AWARD |= {"date": "year", "year": "year"}
_LISTS = dict.fromkeys(("education", "courses"), ("education", _EDUCATION))
_LISTS |= dict.fromkeys(("experience", "work", "positions"), ("positions", _POSITION))
_LISTS |= dict.fromkeys(("awards", "honors"), ("awards", _AWARD))
_PLAIN_LISTS = {"interests", "skills", "languages"}


def split_front_matter(text: str) -> tuple[dict[str, Any] | None, str]:
    """The front matter as a mapping (None if there is none or it cannot be read) and the text below it."""
    for pattern, load in ((_YAML, _load_yaml), (_TOML, _load_toml)):
        match = pattern.match(text)
        if match:
            front = load(match[1])
            return front, text[match.end() :]
    return None, text


def write_front_matter(out: TextBuilder, front: Mapping[str, Any]) -> None:
    """Write the values that tell something as blocks: a field per scalar, a heading and items per list."""
    for key, value in front.items():
        name = str(key).strip()
        owned = name.lower() == "excerpt" and isinstance(value, str) and _OWNED.fullmatch(value.strip())
        if name.lower() in _LAYOUT and not owned and not (name.lower() in _LINK_LISTS and isinstance(value, list)):
            continue
        if isinstance(value, (list, Mapping)):
            _write_group(out, (name,), value, 0)
        else:
            _write_scalar(out, (name,), value)
    _write_organization(out, front)


def _write_scalar(out: TextBuilder, path: tuple[str | int, ...], value: object) -> None:
    text = _scalar(value)
    if text is None:
        return
    out.start("field")
    out.write(f"{str(path[-1]).replace('_', ' ')}: ")
    _write_value(out, path, text)
    out.end()


def _write_value(out: TextBuilder, path: tuple[str | int, ...], text: str) -> None:
    """A value as a reader would see it: mark-up gone, a mail link as the address."""
    if "<" in text:
        text = re.sub(r"(?<=[\u3040-\u9fff])<[^>]{1,200}>(?=[\u3040-\u9fff])", "", text)
        text = re.sub(r"<[^>]{1,200}>", " ", text)
    text = re.sub(r"!?\[([^\[\]\n]*)\]\([^)\n]{0,1000}\)", r"\1", text)
    text = re.sub(r"(\*\*|__|`)(.+?)\1", r"\2", text)
    text = re.sub(r"^mailto:\s*", "", text.strip(), flags=re.I)
    out.field(path, text)
    if "@" in text and " " not in text:
        out.alias(("email",), path)


def _write_group(out: TextBuilder, path: tuple[str | int, ...], value: object, depth: int) -> None:
    pairs = value.items() if isinstance(value, Mapping) else enumerate(_listed(value))
    entries: list[tuple[str | int, object]] = [(k if isinstance(k, int) else str(k), v) for k, v in pairs]
    telling = [v for k, v in entries if not (isinstance(k, str) and k.lower() in _LAYOUT) or _heads(k, v)]
    if depth > _MAX_DEPTH or not any(map(_says_something, telling)):
        return
    if isinstance(path[-1], str) and not (depth and isinstance(value, Mapping)):
        out.start("heading", level=min(2 + depth, 6))
        out.write(str(path[-1]).replace("_", " "))
        out.end()
    for key, entry in entries:
        here = (*path, key)
        headed = _heads(key, entry)
        if headed:
            _write_scalar(out, here, headed[1])
        if isinstance(key, str) and key.lower() in _LAYOUT:
            continue
        if isinstance(entry, Mapping) and isinstance(key, int):
            _write_entry(out, here, entry)
        elif isinstance(entry, (list, Mapping)):
            _write_group(out, here, entry, depth + 1)
        elif isinstance(key, int):
            _write_plain(out, here, entry)
        else:
            _write_scalar(out, here, entry)


def _heads(key: str | int, value: object) -> re.Match[str] | None:
    """The bold beginning of what a page tells below the picture: a name, an office."""
    return _HEADED.match(value) if key == "more_info" and isinstance(value, str) else None


def _write_plain(out: TextBuilder, path: tuple[str | int, ...], entry: object) -> None:
    text = _scalar(entry)
    if text is None:
        return
    out.start("item", level=1)
    _write_value(out, path, text)
    if str(path[-2]).lower() in _PLAIN_LISTS:
        out.alias((str(path[-2]).lower(), path[-1]), path)
    out.end()


def _write_entry(out: TextBuilder, path: tuple[str | int, ...], entry: Mapping[Any, Any]) -> None:
    """One record of a list (a degree, an award, a link) as an item, a line per value."""
    group = str(path[-2]).lower() if len(path) > 1 else ""
    if group in _LINK_LISTS:
        entry = {k: v for k, v in entry.items() if str(k).lower() in ("link", "url", "href", "label", "name")}
    family, names = _LISTS.get(group) or _by_keys(group, entry)
    out.start("item", level=1)
    members = entry.get("items")
    if group == "skills" and isinstance(members, list):
        _write_members(out, path, str(entry.get("name") or ""), members)
        out.end()
        return
    for key, value in entry.items():
        text = _scalar(value)
        # "date" lays a page out but tells when an award was given
        if text is None or (str(key).lower() in _LAYOUT - {"date", "url"}):
            continue
        out.line_break()
        if len(entry) > 1:
            out.write(f"{str(key).replace('_', ' ')}: ")
        _write_value(out, (*path, str(key)), text)
        meaning = names.get(str(key).lower())
        if meaning:
            out.alias((family, path[-1], meaning), (*path, str(key)))
        elif group in _PLAIN_LISTS and str(key).lower() == "name":
            out.alias((group, path[-1]), (*path, str(key)))
    out.end()


def _write_members(out: TextBuilder, path: tuple[str | int, ...], label: str, members: Sequence[object]) -> None:
    """A group of skills on one line: "Tools: Rust, Stan". What somebody does for pleasure is no skill."""
    out.write(f"{label}: " if label else "")
    for number, member in enumerate(members):
        text = _scalar(member.get("name") if isinstance(member, Mapping) else member)
        if text is None:
            continue
        out.write(", " if number else "")
        here = (*path, "items", number)
        _write_value(out, here, text)
        if label.casefold() not in ("hobbies", "interests"):
            out.alias(("skills", f"{path[-1]}.{number}"), here)


_FAMILIES = frozenset(("positions", "projects", "talks", "education"))


def _by_keys(group: str, entry: Mapping[Any, Any]) -> tuple[str, dict[str, str]]:
    """The family of a list of a name of its own, and what its keys mean: "project_experience", "工作经历"."""
    family = family_of(group)
    meanings = {str(key).lower(): part_of(plain_key(str(key)), family) for key in entry} if family in _FAMILIES else {}
    told = {key: meaning for key, meaning in meanings.items() if meaning}
    return (family, told) if len(set(told.values())) > 1 else ("", {})


def _write_organization(out: TextBuilder, front: Mapping[str, Any]) -> None:
    """Hugo's `role` beside `organizations` is the present post: give both the paths of a position."""
    organizations = front.get("organizations")
    if not isinstance(organizations, list) or not _scalar(front.get("role")):
        return
    for number, entry in enumerate(organizations):
        if isinstance(entry, Mapping) and _scalar(entry.get("name")):
            out.alias(("current", number, "role"), ("role",))
            out.alias(("current", number, "organization"), ("organizations", number, "name"))


def _scalar(value: object) -> str | None:
    """The text of a scalar, None for what says nothing: empty, true/false, a bare file name."""
    if value is None or isinstance(value, (Mapping, list)):
        return None
    text = str(value).strip()
    if (
        not text
        or text.lower() in ("true", "false", "null", "~")
        or re.fullmatch(r"[\w./-]+\.(png|jpe?g|gif|svg|webp|ico|css|js)", text)
    ):
        return None
    return text


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _says_something(value: object, depth: int = 0) -> bool:
    if depth > _MAX_DEPTH:
        return False
    if isinstance(value, (Mapping, list)):
        inner = value.values() if isinstance(value, Mapping) else value
        return any(_says_something(v, depth + 1) for v in inner)
    return _scalar(value) is not None


def _load_yaml(text: str) -> dict[str, Any] | None:
    # BaseLoader keeps every scalar as the text it is: a date stays as printed, "no" stays a word.
    loader = yaml.CBaseLoader if hasattr(yaml, "CBaseLoader") else yaml.BaseLoader
    try:
        front = yaml.load(text, Loader=loader) if is_plain(text, loader) else None  # noqa: S506
    except yaml.YAMLError:
        return _by_key(text, loader)
    return front if isinstance(front, dict) else _loose(text) if front is None else None


_KEY_LINE = re.compile(r"^(?=[A-Za-z_][\w-]*[ \t]*:(?:[ \t]|$))", re.M)
_CUT = 3  # times that the value of a key is cut where it breaks


def _by_key(text: str, loader: Any) -> dict[str, Any] | None:  # noqa: ANN401  # a class that PyYAML has no type for
    """Front matter that breaks YAML's rules, key by key: what stands under the others is read as it is meant."""
    found = _loose(text) or {}
    for piece in _KEY_LINE.split(text):
        value = _as_far(piece, loader)
        key = next(iter(value), None)
        if isinstance(key, str) and len(value) == 1 and (isinstance(value[key], (list, Mapping)) or key not in found):
            found[key] = value[key]
    return found or None


def _as_far(piece: str, loader: Any) -> dict[str, Any]:  # noqa: ANN401
    """The mapping of a piece of YAML, as far as it can be read: up to the line that breaks it."""
    for _ in range(_CUT):
        try:
            value = yaml.load(piece, Loader=loader) if is_plain(piece, loader) else None  # noqa: S506
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            if mark is None or mark.line == 0:
                return {}
            piece = "\n".join(piece.split("\n")[: mark.line])
        except yaml.YAMLError:
            return {}
        else:
            return value if isinstance(value, dict) else {}
    return {}


def is_plain(text: str, loader: Any) -> bool:  # noqa: ANN401  # a class that PyYAML has no type for
    """Whether YAML can be built: nested no deeper than a page's, no list or mapping that is used again.

    The library builds on the stack of C, where what is nested without end ends the process; a list that holds nine
    times another that holds nine times another fills the memory.
    """
    depth, anchors = 0, set[str]()
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            anchors |= {event.anchor} if event.anchor else set()
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > 4 * _MAX_DEPTH or (isinstance(event, yaml.AliasEvent) and event.anchor in anchors):
            return False
    return True


def _load_toml(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):  # a number of 5,000 digits is a ValueError of another kind
        return _loose(text)


def _loose(text: str) -> dict[str, Any] | None:
    """The plain `key: value` lines of front matter that breaks YAML's rules, as many a page's does."""
    found = {
        m[1]: m[2].strip().strip("\"'") for m in re.finditer(r"^([A-Za-z_][\w-]*)\s*[:=][ \t]+(\S.*)$", text, re.M)
    }
    return found or None
