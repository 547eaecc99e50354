"""`mutants`: damaged files of one format, made from good ones; number n of a seed is always the same."""

# ruff: noqa: S311  # chance here is for variety, not for secrets

from __future__ import annotations

import copy
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pages import RECORDS, document, pdf, stock, zipped

DEPTH = 10_000  # levels of nesting


@dataclass(frozen=True, slots=True)
class Mutant:
    """A damaged file."""

    number: int
    way: str  # how it was damaged
    suffix: str
    data: bytes


# What opens and closes a level of nesting; the closing half is left out at times.
NESTS: dict[str, tuple[tuple[str, str], ...]] = {
    "markdown": (
        ("> ", ""), ("- ", ""), ("1. ", ""), ("*", "*"), ("**", "**"), ("[", "](x)"), ("![", "]"),
        ("_a ", "_"), ("<div>", "</div>"), ("<b>", "</b>"), ("`", ""), ("<!--", "-->"), ("\n", ""), ("(", ")"),
        ("&", ";"), ("~~", "~~"), ("<a href='", "'>"), ("| ", ""),
        ("a: [", "]"), ("{a: ", "}"), ("? ", ""), ("&a [", "*a]"), ("a = [", "]"), ("[[a]]\n", ""), ("{{", "}}"),
        ("  - a\n", ""), ("{%", "%}"), ("\n: ", ""),
    ),
    "html": (
        ("<div>", "</div>"), ("<ul><li>", "</li></ul>"), ("<table><tr><td>", ""), ("<b>", "</b>"),
        ("<b><p>", ""), ("<a href=x>", "</a>"), ("<font><i>", "</i>"), ("<svg>", ""), ("<template>", ""),
        ("<select>", ""), ("<dl><dt>", ""), ("<pre>", ""), ("<span class=badge>", "</span>"), ("<!--", ""),
        ("&amp;", ""), ("<h1>", ""), ("<frameset>", ""), ("<noscript>", ""), ("<a><p>", ""), ("<math><mi>", ""),
        ("<details>", "</details>"),
    ),
    "text": (
        ("* ", ""), (" ", ""), ("\t", ""), ("(", ")"), ("-\n", ""), ("  * a\n", ""), ("\u0301", ""),
        ("\n---\n", ""),
    ),
    "latex": (
        ("{", "}"), ("\\textbf{", "}"), ("\\begin{itemize}\\item ", "\\end{itemize}"), ("$", "$"),
        ("\\ifshort ", "\\fi"), ("\\begin{tabular}{l}", "\\end{tabular}"), ("[", "]"), ("\\href{", "}{x}"),
        ("\\section{", "}"), ("\\cventry{", "}"), ("\\newcommand{\\a}{", "}"), ("\\paper{", "}{x}"),
        ("\\begin{block}{", "}"), ("\\iffalse ", ""), ("\\^", ""), ("\\begin{minipage}{5cm}", "\\end{minipage}"),
        ("\\makebox{", "}"), ("^{", "}"), ("\\unknown{", "}{a}"), ("\\ifthenelse{\\equal{", "}{b}}"),
        ("\\begin{verbatim}", ""), ("\\def\\b{\\b\\b}\\b", ""), ("\\\\", ""), ("&", ""),
    ),
    "bibtex": (
        ("{", "}"), ('"', '"'), ("@article{k,", "}"), (" # jgeo", ""), (" and ", ""), (",", ""),
        ("@", ""), ("(", ")"), ("\\emph{", "}"), ("title={", "},"), ("@string{a=a # ", "}"), ("{\\'", "}"), ("$", ""),
        ("<b>", "</b>"),
    ),
    "json": (
        ("[", "]"), ('{"a":', "}"), ('{"@graph":[', "]}"), ('{"work":[', "]}"), ('{"item":', "}"),
        ('"', ""), ("-", ""), ('{"name":', "}"), ("1", ""), ('"\\u', ""), ("[{},", "]"), ('{"value":', "}"),
        ("\\", ""), ('"\\ud800",', ""),
    ),
    "yaml": (
        ("a: [", "]"), ("{a: ", "}"), ("? ", ""), ("&a [", "*a]"), ("- ", ""), ("a:\n ", ""), ("  - a\n", ""), ("!!a ", ""),
        ("\n---\n", ""), ("|\n", ""), ("'", "'"), ("- title: a\n  contents:\n  ", ""), ("<<: *degree\n", ""), ("**", "**"),
        ("contents: [{title: ", "}]"), ("%", ""), ("#", ""), ("\t", ""), ("<b>", "</b>"), ("[a](", ")"),
    ),
    "pdf": (
        ("[", "]"), ("<</A", ">>"), ("(", ")"), ("q ", "Q "), ("<<", ">>"), ("BT ", "ET "), ("<", ">"),
        ("1 0 obj ", ""), ("/X0 Do ", ""), ("[[", ""), ("%", ""), ("stream\n", "endstream"), ("/Kids[2 0 R", "]"),
        ("9", ""),
    ),
    "docx": (
        ("<w:p>", "</w:p>"), ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"), ("<w:r>", "</w:r>"),
        ("<w:hyperlink>", "</w:hyperlink>"), ("<a>", "</a>"), ("<w:ins>", "</w:ins>"), ("<!--", ""),
        ("<w:smartTag><w:p>", ""), ("&lt;", ""), ("<w:t>a</w:t>", ""), ("<w:p/>", ""),
        ("<w:txbxContent>", "</w:txbxContent>"),
    ),
    "quarto": (
        ("::: {.a}\n", "\n:::\n"), (":::: ", ""), ("[", "]{.a}"), ("{", "}"), ("```{r}\n", "```\n"), ("`r ", "`"),
        ("[^1]: ", ""), ("{{< a ", ">}}"), ("```{=html}\n<p>", ""), ("$$", "$$"), ("> ", ""), ("^[", "]"), ("| ", ""),
        ("author:\n  - name: ", ""), ("@a2019 ", ""), ("::: {layout='[[1,1]]'}\n", ""),
    ),
    "jemdoc": (
        ("~~~\n{}{img_left}\n", "~~~\n"), ("=", ""), ("*", "*"), ("/", "/"), ("[a.b ", "]"), ("{{", "}}"), ("- ", ""),
        ("--", ""), (": {", "}"), ("+", "+"), ("\\", ""), ("~~~\n{a}{py}\n", ""), ("~~~\n{}{table}{a}\na|b||\n", ""), ("%", "%"),
        ("\\n ", ""), ("$", "$"), ("#", ""),
    ),
    "org": (
        ("* ", ""), ("*", "*"), ("/", "/"), ("[[a][", "]]"), ("[[", "]]"), (":a:\n", ":END:\n"), ("#+begin_src\n", "#+end_src\n"),
        ("#+begin_export latex\n", "#+end_export\n"), ("| ", ""), ("- ", ""), ("=", "="), ("<2017-03-01>", ""), ("~", "~"),
        ("\\textbf{", "}"), ("#+latex_header: \\newcommand{\\a}{", "}\n"), ("#+a: ", "\n"), ("\n  ", ""),
    ),
    "rst": (
        ("`", "`_"), ("*", "*"), (":a:`", "`"), (".. a::\n   ", ""), ("| ", ""), ("`a <", ">`_"), ("====\na\n====\n", ""),
        ("+--+\n|a|\n", ""), ("   ", ""), ("* ", ""), ("#. ", ""), ("|", "|"), (":A: ", ""), ("a\n~~~\n", ""), ("\\ ", ""),
        ("``", "``"), ("a\n", ""), ("__ ", ""),
    ),
}  # fmt: skip
# What stands where a reader does not expect it.
WORDS: tuple[bytes, ...] = (
    b"\x00", b"\xff", b"\xfe\xff", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\xc2\xad",
    b"\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81", b"\r", b"\r\n\r\n", b"\x1b[31m",
    b"99999999999999999999", b"-1", b"1e999", b"NaN", b"0", b"2147483648", b"\\ud800", b"\\", b"'", b'"', b"<", b">",
    b"{", b"}", b"[", b"]", b"%", b"#", b"&", b"&#0;", b"&#x110000;", b"---\n", b"+++\n", b"\t", b"\x0b",
    b"\xe2\x80\xa8", b"\xf0\x9f\x98\x80", b"^^M", b"@", b",", b":", b"!!python/object:os.system", b"<?xml?>",
    b"<![CDATA[", b"]]>", b"<!DOCTYPE a [<!ENTITY b 'c'>]>&b;",
)  # fmt: skip

Damage = Callable[[random.Random, bytes, str], bytes]


def mutants(format: str, count: int, seed: int = 0, first: int = 0) -> Iterator[Mutant]:
    """Damaged files of a format, numbered from `first`."""
    files = stock()
    others = [data for kept in files.values() for _, data in kept]
    for number in range(first, first + count):
        chance = random.Random(f"{seed} {format} {number}")
        suffix, good = chance.choice(files[format])
        way = chance.choice(list(WAYS))
        if format == "docx" and chance.random() < 0.8:
            data = _inside(chance, way, others)
        elif format == "json" and chance.random() < 0.6:
            way, data = "value", _values(chance)
        else:
            data = _damaged(chance, good, way, format, others)
        yield Mutant(number, way, suffix, data)


def _inside(chance: random.Random, way: str, others: list[bytes]) -> bytes:
    """Damage what lies packed inside a DOCX, so that more than the unpacking is put to the test."""
    files = document()
    for name in chance.sample(list(files), chance.choice((1, 1, 2))):
        name = name if chance.random() < 0.4 else "word/document.xml"
        if chance.random() < 0.6:
            files[name] = _elements(chance, files[name])
        else:
            files[name] = _damaged(chance, files[name], way, "docx", others)
    if chance.random() < 0.1:
        del files[chance.choice(list(files))]
    return zipped(files)


def _elements(chance: random.Random, data: bytes) -> bytes:
    """XML that stays well-formed: elements left out, doubled, moved, nested in one another, attributes changed."""
    text = data.decode("utf-8", "replace")
    for _ in range(chance.choice((1, 2, 5))):
        name = chance.choice(re.findall(r"<([\w:]+)", text) or ["w:p"])
        found = list(re.finditer(rf"<{name}(?:\s[^<>]*)?(?:/>|>(?:(?!<{name}[\s>]).)*?</{name}>)", text, re.S))
        if not found or len(text) > 50_000:
            break
        one, other = chance.choice(found), chance.choice(found)
        depth = chance.choice((2, 50, 300, DEPTH))
        put = chance.choice(("", one[0] * 2, other[0] + one[0], f"<{name}>" * depth + one[0] + f"</{name}>" * depth))
        changed = re.sub(r'"[^"]*"', lambda _: chance.choice(('""', '"-1"', '"99999999999"', '"x"', '"1"')), one[0])
        text = text[: one.start()] + chance.choice((put, put, changed)) + text[one.end() :]
    return text.encode()


def _values(chance: random.Random) -> bytes:
    """JSON that stays JSON: values of another kind, left out, doubled, nested (as deep as Python can write it)."""
    record = json.loads(json.dumps(chance.choice(RECORDS)))
    texts = [json.dumps(record)]
    for _ in range(chance.choice((1, 2, 5, 20))):
        try:
            _change(chance, record)
            texts.append(json.dumps(record))
        except RecursionError:
            break
    record = json.loads(texts[-1])
    return json.dumps(record, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


def _change(chance: random.Random, record: Any) -> None:  # noqa: ANN401
    """Put something else in the place of one value."""
    at = record
    while isinstance(at, (dict, list)) and at:
        key = chance.choice(list(at)) if isinstance(at, dict) else chance.randrange(len(at))
        if chance.random() < 0.3 or not isinstance(at[key], (dict, list)):
            at[key] = _another(chance, at[key])
            break
        at = at[key]


def _another(chance: random.Random, value: Any) -> Any:  # noqa: ANN401
    value = copy.deepcopy(value)
    deep: Any = value
    for _ in range(chance.choice((1, 20, 100))):
        deep = chance.choice(([deep], {"value": deep}, {"@graph": [deep]}, {"name": deep}))
    odd = (
        None,
        True,
        0,
        -1,
        1e308,
        2**70,
        "",
        " ",
        "\ud800",
        "\0\x1b",
        "\u0301",
        "a" * 5_000,
        [],
        {},
        [[]],
        [None],
        {"": ""},
    )
    return chance.choice(
        (chance.choice(odd), [value, copy.deepcopy(value)], deep, {"a": value}, copy.deepcopy(chance.choice(RECORDS)))
    )


def _damaged(chance: random.Random, data: bytes, way: str, format: str, others: list[bytes]) -> bytes:
    if way == "splice":
        return splice(chance, data, chance.choice(others))
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        data = WAYS[way](chance, data, format)
    return data


def flip(chance: random.Random, data: bytes, _: str) -> bytes:
    """Change some bytes."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 2, 5, 20, 100)) if out else 0):
        at = chance.randrange(len(out))
        out[at] = chance.choice((out[at] ^ 1 << chance.randrange(8), chance.randrange(256), 32, 10))
    return bytes(out)


def cut(chance: random.Random, data: bytes, _: str) -> bytes:
    """Leave out the end, the beginning or a piece."""
    start, end = _range(chance, data)
    return chance.choice((data[:start], data[start:], data[:start] + data[end:]))


def double(chance: random.Random, data: bytes, _: str) -> bytes:
    """Repeat a piece, at times very often."""
    start, end = _range(chance, data)
    end = min(end, start + chance.choice((1, 8, 80, 800)))
    times = min(chance.choice((2, 2, 10, 1_000, 20_000)), 200_000 // max(end - start, 1))
    return data[:start] + data[start:end] * max(times, 2) + data[end:]


def stretch(chance: random.Random, data: bytes, _: str) -> bytes:
    """Put a long run of one sign somewhere, and what ends no mark-up behind it."""
    at = chance.randrange(len(data) + 1)
    run = chance.choice((b" ", b" ", b"\t", b"\n", b"-", b"*", b"#", b":", b"|", b".", b"=", b"~", b"_", b"`", b"'", b'"', b"(", b"[", b"{", b"<",
                         b"a", b"A", b"0", b"a ", b"A. ", b"1,", b"- ", b"a\n", b"/a", b"\\", b"&", b"%", b"$", b"\xc3\xa9"))  # fmt: skip
    return data[:at] + run * chance.choice((300, 3_000, 3_000, 30_000)) + chance.choice((b"", b"!", b"\n")) + data[at:]


def splice(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """Put a piece of another file, of any format, in the place of a piece."""
    (start, end), (begin, stop) = _range(chance, data), _range(chance, other)
    return data[:start] + other[begin:stop] + data[chance.choice((start, end)) :]


def nest(chance: random.Random, data: bytes, format: str) -> bytes:
    """Nest up to 10,000 deep."""
    before, after = chance.choice(NESTS[format])
    depth = chance.choice((DEPTH, DEPTH, 900, 450, 200, 90))
    at = chance.randrange(len(data) + 1)
    middle = data[at:] if chance.random() < 0.3 else b""
    closing = after.encode() * chance.choice((depth, depth, 0, depth - 1))
    return data[:at] + before.encode() * depth + middle + closing + (b"" if middle else data[at:])


def word(chance: random.Random, data: bytes, format: str) -> bytes:
    """Put in what is not expected there."""
    for _ in range(chance.choice((1, 3, 10))):
        at = chance.randrange(len(data) + 1)
        put = chance.choice((chance.choice(WORDS), "".join(chance.choice(NESTS[format])).encode()))
        data = data[:at] + put + data[at + chance.choice((0, 0, 1, len(put))) :]
    return data


def pages(chance: random.Random, data: bytes, format: str) -> bytes:
    """Swap the pieces of a file about."""
    if format == "pdf" and chance.random() < 0.5:
        data = pdf(packed=False)
    parts = [data[at : at + 64] for at in range(0, len(data), 64)]
    first, second = chance.randrange(len(parts) or 1), chance.randrange(len(parts) or 1)
    if parts:
        parts[first], parts[second] = parts[second], parts[first]
    return b"".join(parts)


def _range(chance: random.Random, data: bytes) -> tuple[int, int]:
    start, end = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
    return start, end


WAYS: dict[str, Damage] = {
    "flip": flip, "cut": cut, "double": double, "splice": lambda chance, data, _: data, "nest": nest, "word": word,
    "swap": pages, "stretch": stretch,
}  # fmt: skip
