"""Contact: links, handles, identifiers. Never numbers or street addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from qabot.profiles.emails import FOREIGN
from qabot.profiles.page import Page
from qabot.profiles.persons import is_name, strip_titles
from qabot.profiles.profile import Link
from qabot.profiles.sections import Part

_ORCID = re.compile(r"\d(?<![\d-]\d)\d{3}-\d{4}-\d{4}-\d{3}[\dX](?![\d-])")
_ORCID_DIGITS = re.compile(r"-\d{4}-\d{4}-\d{3}")  # soon told
_URL = re.compile(
    r"https?://[^\s<>\"'，。；）)\]】|]+|(?<![\w@./-])(?:www\.|github\.com/|linkedin\.com/in/|"
    r"orcid\.org/|twitter\.com/|x\.com/|scholar\.google\.[a-z.]+/)[^\s<>\"'，。；）)\]】|]+"
)
_LABELS = (
    r"\b(git\s?hub|gitlab|linked\s?in|twitter|homepage|home page|website|web\s?site|web|blog|"
    r"personal page|weibo|zhihu|bluesky|mastodon|主页|个人主页|ホームページ|홈페이지)"
)
_LABELLED = re.compile(_LABELS + r"\s*[:：]\s*@?([A-Za-z0-9][\w./~%-]{1,80})", re.I)
_LABEL_END = re.compile(_LABELS + "$", re.I)
_COLON, _LABEL_LAST = re.compile("[:：]"), frozenset("bnreogyuBNREOGYU页ジ지")  # behind each label, and its last letter
_LONGEST_LABEL = 16  # characters
_HOSTS = (
    ("github", r"(?:^|\.)github\.com$"),
    ("gitlab", r"gitlab\."),
    ("google scholar", r"scholar\.google\."),
    ("orcid", r"orcid\.org$"),
    ("linkedin", r"linkedin\."),
    ("x", r"(?:^|\.)(?:twitter|x)\.com$"),
    ("dblp", r"dblp\."),
    ("semantic scholar", r"semanticscholar\."),
    ("researchgate", r"researchgate\."),
    ("openreview", r"openreview\.net$"),
    ("arxiv", r"(?:^|\.)arxiv\.org$"),
    ("hugging face", r"huggingface\.co$"),
    ("bluesky", r"bsky\.app$"),
    ("mastodon", r"mastodon|fediscience|sigmoid\.social"),
    ("youtube", r"youtube\.com$|youtu\.be$"),
    ("facebook", r"facebook\.com$"),
    ("instagram", r"instagram\.com$"),
    ("zhihu", r"zhihu\.com$"),
    ("weibo", r"weibo\."),
    ("bilibili", r"bilibili\.com$"),
    ("inspire", r"inspirehep\.net$"),
    ("publons", r"publons\.com$"),
    ("web of science", r"webofscience\."),
    ("scopus", r"scopus\.com$"),
    ("repec", r"repec\.org$"),
    ("ssrn", r"ssrn\.com$"),
    ("stack overflow", r"stackoverflow\.com$"),
    ("medium", r"medium\.com$"),
    ("kaggle", r"kaggle\.com$"),
    ("researchmap", r"researchmap\.jp$"),
    ("elibrary", r"elibrary\.ru$"),
    ("telegram", r"t\.me$"),
    ("gitee", r"gitee\.com$"),
    ("acl anthology", r"aclanthology\.org$"),
    ("math genealogy", r"genealogy\.math"),
    ("philpapers", r"philpeople|philpapers"),
)
_HOST_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in _HOSTS)
_ANY_HOST = re.compile("|".join(pattern for _, pattern in _HOSTS))
_PERSONAL = {  # paths that lead to a person, not to a paper or a repository
    "github": re.compile(r"^/[\w-]+/?$"),
    "gitlab": re.compile(r"^/[\w.-]+/?$"),
    "google scholar": re.compile(r"citations"),
    "linkedin": re.compile(r"/in/|/pub/"),
    "x": re.compile(r"^/@?\w+/?$"),
    "dblp": re.compile(r"/pid/|/pers|/~?\w+/hd/"),
    "semantic scholar": re.compile(r"/author/"),
    "researchgate": re.compile(r"/profile/"),
    "openreview": re.compile(r"profile"),
    "arxiv": re.compile(r"^/a/"),
    "hugging face": re.compile(r"^/[\w-]+/?$"),
    "youtube": re.compile(r"/(@|channel|user|c/)"),
    "medium": re.compile(r"^/@[\w.-]+/?$"),
    "acl anthology": re.compile(r"/people/"),
    "inspire": re.compile(r"/authors/"),
    "gitee": re.compile(r"^/[\w-]+/?$"),
    "kaggle": re.compile(r"^/[\w-]+/?$"),
    "stack overflow": re.compile(r"/users/"),
}


def read_links(page: Page, parts: Sequence[Part]) -> tuple[Link, ...]:
    """The person's homepage, handles and identifiers, each address once; links to others' pages are left out."""
    found: dict[tuple[str, str], Link] = {}
    foreign = [(p.section.span.start, p.end) for p in parts if p.kind in FOREIGN]
    for start, end, url in sorted(_urls(page)):
        if any(a <= start < b for a, b in foreign) or is_name(strip_titles(page.words(start, end))):
            continue
        kind, url = link_kind(url), url.removeprefix("home:")
        if kind:
            found.setdefault((kind, url.rstrip("/").casefold()), Link(kind, url, page.span(start, end)))
    for match in _ORCID.finditer(page.text) if _ORCID_DIGITS.search(page.text) else ():
        url = f"https://orcid.org/{match[0]}"
        if ("orcid", url.casefold()) not in found:
            found["orcid", url.casefold()] = Link("orcid", url, page.span(*match.span()))
    for match in _labelled(page.text):
        kind, value = _label_kind(match[1]), match[2].rstrip(".,;/")
        if value.casefold() in ("http", "https"):
            continue  # the address itself, found above
        known = any(value.casefold() in link.url.casefold() for link in found.values())
        if not known and (kind != "homepage" or re.search(r"\w\.[a-z]{2,}", value)):
            url = {
                "github": "https://github.com/",
                "x": "https://x.com/",
                "linkedin": "https://www.linkedin.com/in/",
            }.get(kind, "https://")
            url = value if value.startswith("http") else (f"https://{value}" if "." in value else url + value)
            found[kind, url.casefold()] = Link(kind, url, page.span(match.start(2), match.start(2) + len(value)))
    return tuple(found.values())


def _labelled(text: str) -> Iterator[re.Match[str]]:
    """Where a colon follows the name of a host."""
    after = 0
    for colon in _COLON.finditer(text):
        last = colon.start() - 1
        while last >= 0 and text[last].isspace():
            last -= 1
        if last < 0 or text[last] not in _LABEL_LAST:
            continue
        label = _LABEL_END.search(text, max(after, last - _LONGEST_LABEL), last + 1)
        found = _LABELLED.match(text, label.start()) if label else None
        if found:
            after = found.end()
            yield found


def _label_kind(label: str) -> str:
    word = re.sub(r"\s", "", label.casefold())
    return {
        "github": "github",
        "gitlab": "gitlab",
        "linkedin": "linkedin",
        "twitter": "x",
        "weibo": "weibo",
        "zhihu": "zhihu",
        "bluesky": "bluesky",
        "mastodon": "mastodon",
        "blog": "blog",
    }.get(word, "homepage")


def _urls(page: Page) -> Iterable[tuple[int, int, str]]:
    for mark in page.source.marks:
        if mark.kind == "link" and mark.target.startswith(("http://", "https://")):
            label = page.words(mark.start, mark.end).casefold()
            url = mark.target
            if _HOME_LABEL.fullmatch(label) and not link_kind(url):
                url = f"home:{url}"
            yield (mark.start, mark.end, url)
    if not any(sign in page.text for sign in ("://", "www.", ".com/", ".org/", "scholar.google.")):
        return
    for match in _URL.finditer(page.text):
        url = match[0].rstrip(".,;")
        yield (match.start(), match.start() + len(url), url if url.startswith("http") else f"https://{url}")


_ADDRESS = re.compile(r"https?://([^/?#]+)([^#]*)")
_OWN_SITE = re.compile(r"\.(github|gitlab)\.io$|\.netlify\.app$|\.vercel\.app$")
_HOME_LABEL = re.compile(r"(personal )?(home\s?page|web\s?(site|page))|个人主页|主页|홈페이지|ホームページ")


@lru_cache(maxsize=4096)
def link_kind(url: str) -> str:
    """The kind of personal page an address leads to, "" if it is none that can be told."""
    if url.startswith("home:"):
        return "homepage"
    match = _ADDRESS.match(url)
    if not match:
        return ""
    host, path = match[1].casefold(), match[2]
    for kind, pattern in _HOST_KINDS if _ANY_HOST.search(host) else ():
        if pattern.search(host):
            personal = _PERSONAL.get(kind)
            return kind if personal is None or personal.search(path) else ""
    if _OWN_SITE.search(host) and path.rstrip("/") == "":
        return "homepage"
    return ""
