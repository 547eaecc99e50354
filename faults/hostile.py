"""Small files that once took a reader down, or others like it: nested, repeated or referring without end."""

from __future__ import annotations

from collections.abc import Iterator

MANY = 50_000


def hostile() -> Iterator[tuple[str, str, str]]:
    """What it is, suffix, text."""
    for format in (_front_matter, _markup, _latex, _records):
        yield from format()


def _front_matter() -> Iterator[tuple[str, str, str]]:
    def page(yaml: str, fence: str = "---") -> str:
        return f"{fence}\n{yaml}\n{fence}\nAda Berg\n"

    doubled = "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9))
    yield "YAML lists a million deep", ".md", page("a: " + "[" * 1_000_000)
    yield "YAML items 50,000 deep", ".md", page("- " * MANY + "x")
    yield "YAML keys 50,000 deep", ".md", page("? " * MANY + "x")
    yield "YAML that doubles nine times", ".md", page("a0: &a0 [x, y]\n" + doubled)
    yield "YAML that holds itself", ".md", page("a: &a [*a, b]")
    yield "YAML with a list for a key", ".md", page("? [a, b]\n: c")
    yield "YAML with many organizations", ".md", page("role: x\norganizations:\n" + "- name: a\n" * 10_000)
    yield "a value of brackets", ".md", page(f"a: '{'[' * MANY}'")
    yield "a value of links never closed", ".md", page(f"a: '{'[](' * 20_000}'")
    yield "TOML lists 50,000 deep", ".md", page("a = " + "[" * MANY, "+++")
    yield "TOML keys 5,000 deep", ".md", page(".".join("a" * 5_000) + " = 1", "+++")
    yield "TOML with a number of 5,000 digits", ".md", page("a = " + "9" * 5_000, "+++")


def _markup() -> Iterator[tuple[str, str, str]]:
    for sign in (
        "[",
        "[](",
        "{%",
        "{{",
        "> ",
        "- ",
        "*a **a ",
        "<",
        "<!",
        "a <?",
        "`a``",
        "(",
        "|a",
        "\n",
        "# ",
        "</",
        "![",
        "&",
    ):
        yield f"Markdown of {sign!r}", ".md", sign * 20_000 + " x"
    yield "a heading that ends in signs", ".md", "#x" + "#" * MANY + "y"
    yield "a heading with much space", ".md", "#x" + " " * MANY + "y"
    yield "comments never closed", ".md", "{% comment %} " * 10_000
    yield "a wide table", ".md", "|a" * 500 + "|\n" + "|-" * 500 + "|\n" + "|\n" * 200
    for tag in ("<div>", "<b><p>", "<ul><li>", "<table><tr><td>", "<a href=x><b><i>", "<font><p>", "<svg>", "<select>"):
        yield f"HTML of {tag}", ".html", tag * 5_000 + "x"
    yield "a tag with many attributes", ".html", "<a " + " ".join(f"a{n}=1" for n in range(5_000)) + ">x"
    yield "much white space", ".html", " " * 2_000_000 + "x"
    yield "marks on one letter", ".txt", "a" + "\u0301\u0316" * MANY
    for sign in ("[", "-", " ", "\n", "- a\n", "\t"):
        yield f"text of {sign!r}", ".txt", sign * 100_000 + "x"


def _latex() -> Iterator[tuple[str, str, str]]:
    ten = "".join(
        f"\\def\\{name}{{{f'{chr(92)}{before}' * 10}}}" for before, name in zip("abcdef", "bcdefg", strict=True)
    )
    yield "macros that grow tenfold", ".tex", "\\def\\a{xxxxxxxxxx}" + ten + "\\g"
    yield "a macro that calls itself", ".tex", "\\def\\a{\\a\\a}\\a"
    yield "a signature 50,000 deep", ".tex", f"\\NewDocumentCommand{{\\a}}{{{'O{' * MANY}{'}' * MANY}}}{{x}} y"
    yield "verbatim never closed", ".tex", "".join(f"\\verb{chr(0x4E00 + n)} " for n in range(20_000))
    yield "a rule that is none", ".tex", "-" * 100_000 + "x"
    yield "an argument of digits", ".tex", "\\foo{" + "1" * 100_000 + "x} y"
    yield "spaces on an empty line", ".tex", "x" + "\\quad\\vspace{1cm}" * 20_000
    for opening in (
        "{",
        "\\textbf{",
        "\\begin{itemize}\\item ",
        "$",
        "\\iftrue ",
        "[",
        "\\section{",
        "\\begin{tabular}{l}",
    ):
        yield f"LaTeX of {opening!r}", ".tex", opening * 10_000 + "x"


def _records() -> Iterator[tuple[str, str, str]]:
    strings = "".join(f"@string{{{chr(98 + n)} = {'#'.join(chr(97 + n) * 10)}}}" for n in range(9))
    yield "strings that grow tenfold", ".bib", "@string{a={xxxxxxxxxx}}" + strings + "@article{k, title = j}"
    yield "entries never closed", ".bib", "@article{a, title={" * 20_000
    yield "braces 20,000 deep", ".bib", f"@article{{k, title={'{' * 20_000}x{'}' * 20_000}}}"
    yield "a name of 20,000 braces", ".bib", f"@article{{k, title={{x}}, author={{{'{' * 20_000}{'}' * 20_000}}}}}"
    yield "20,000 authors", ".bib", f"@article{{k, title={{x}}, author={{{' and '.join(['B, A'] * 20_000)}}}}}"
    for depth in (100, 300, 450, 900, 20_000):
        yield (
            f"JSON {depth} objects deep",
            ".json",
            '{"name": "Ada", "x": ' + '{"a":' * depth + '"Bo"' + "}" * depth + "}",
        )
        yield f"JSON {depth} lists deep", ".json", '{"name": "Ada", "x": ' + "[" * depth + '"Bo"' + "]" * depth + "}"
        yield (
            f"JSON {depth} graphs deep",
            ".json",
            '{"@graph":[' * depth + '{"@type": "Person", "name": "Ada"}' + "]}" * depth,
        )
        yield f"JSON {depth} titles deep", ".json", '{"papers":' + '[{"title":' * depth + '"Bo"' + "}]" * depth + "}"
    yield "half a letter", ".json", '{"name": "\\ud800 Ada", "work": [{"position": "\\udfff"}]}'
    yield "JSON numbers", ".json", '{"name": "Ada", "x": [1e999, -0, ' + "9" * 5_000 + ", NaN, Infinity]}"
