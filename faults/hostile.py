"""Small files that once took a reader down, or others like it: nested, repeated or referring without end."""

from __future__ import annotations

from collections.abc import Iterator

MANY = 50_000  # times that a sign is repeated, or so


def hostile(many: int = MANY) -> Iterator[tuple[str, str, str]]:
    """What it is, suffix, text."""
    for format in (_front_matter, _markup, _plain, _latex, _records):
        yield from format(many)


def _front_matter(many: int) -> Iterator[tuple[str, str, str]]:
    def page(yaml: str, fence: str = "---") -> str:
        return f"{fence}\n{yaml}\n{fence}\nAda Berg\n"

    doubled = "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9))
    yield "YAML lists deep", ".md", page("a: " + "[" * 20 * many)
    yield "YAML items deep", ".md", page("- " * many + "x")
    yield "YAML keys deep", ".md", page("? " * many + "x")
    yield "YAML that doubles nine times", ".md", page("a0: &a0 [x, y]\n" + doubled)
    yield "YAML that holds itself", ".md", page("a: &a [*a, b]")
    yield "YAML with a list for a key", ".md", page("? [a, b]\n: c")
    yield "YAML with many organizations", ".md", page("role: x\norganizations:\n" + "- name: a\n" * (many // 5))
    yield "a value of brackets", ".md", page(f"a: '{'[' * many}'")
    yield "a value of links never closed", ".md", page(f"a: '{'[](' * (2 * many // 5)}'")
    yield "TOML lists deep", ".md", page("a = " + "[" * many, "+++")
    yield "TOML keys deep", ".md", page(".".join("a" * 5_000) + " = 1", "+++")
    yield "TOML with a number of 5,000 digits", ".md", page("a = " + "9" * 5_000, "+++")


def _markup(many: int) -> Iterator[tuple[str, str, str]]:
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
        yield f"Markdown of {sign!r}", ".md", sign * (2 * many // 5) + " x"
    yield "a heading that ends in signs", ".md", "#x" + "#" * many + "y"
    yield "a heading with much space", ".md", "#x" + " " * many + "y"
    yield "comments never closed", ".md", "{% comment %} " * (many // 5)
    yield "a wide table", ".md", "|a" * 500 + "|\n" + "|-" * 500 + "|\n" + "|\n" * 200
    for tag in ("<div>", "<b><p>", "<ul><li>", "<table><tr><td>", "<a href=x><b><i>", "<font><p>", "<svg>", "<select>"):
        yield f"HTML of {tag}", ".html", tag * (many // 10) + "x"
    yield "a tag with many attributes", ".html", "<a " + " ".join(f"a{n}=1" for n in range(many // 10)) + ">x"
    yield "much white space", ".html", " " * 40 * many + "x"
    yield "marks on one letter", ".txt", "a" + "\u0301\u0316" * many
    for sign in ("[", "-", " ", "\n", "- a\n", "\t"):
        yield f"text of {sign!r}", ".txt", sign * 2 * many + "x"


def _plain(many: int) -> Iterator[tuple[str, str, str]]:
    """Of the ways to write text in, each with a first line that tells it."""
    ways = {
        "Org": (".org", "#+title: Ada\n", ("* ", "*", "/", "[[a][", "[[", "| a ", "=", "~", ":a:\n", "#+begin_src\n", "- a\n  b\n", "<2017-01-01 ",
                "word\n", "#+begin_export latex\n\\textbf{", "- ", "/a /b")),
        "reStructuredText": (".rst", "Ada\n===\n\n", ("`", "`a <", "*", "**a ", ":a:`", "|a", "word\n", "* a\n  b\n", ".. a::\n", "====\n",
                "a\n====\n", "\\ ", "  ", ":A: ", "#. ", "| a\n", "``")),
        "jemdoc": (".jemdoc", "# jemdoc\n= Ada\n", ("~~~\n", "~~~\n{}{img_left}", "~~~\n{a}\n", "=", "*a", "/a ", "[a.b ", "{{", "- ", "-", ".", ": {",
                "\\n", "\\(", "+a", "#\n", "word\n")),
        "Quarto": (".qmd", "# Ada\n\n", ("::: {.a}\n", ":::", "[a]{", "```{r}\n", "`r ", "[^1]: a\n\n", "{{< a ", "```{=html}\n<p>", "$$a", "^[", "@a ")),
    }  # fmt: skip
    yield "a division with much space", ".qmd", ":::" + " " * many + "!"
    for way, (suffix, head, signs) in ways.items():
        for sign in signs:
            yield f"{way} of {sign!r}", suffix, head + sign * (2 * many // 5) + " x"
    yield "YAML lists deep in a file", ".yaml", "a: " + "[" * many
    yield "YAML items deep in a file", ".yml", "- " * many + "x"
    yield "YAML keys deep in a file", ".yml", "".join(" " * at + "a:\n" for at in range(900)) + " " * 900 + "x"
    yield (
        "YAML that doubles in a file",
        ".yaml",
        "a0: &a0 [x, y]\n" + "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9)),
    )
    yield "YAML that holds itself in a file", ".yaml", "a: &a\n  name: Ada\n  b: *a\n"
    yield "YAML that merges itself in a file", ".yaml", "a: &a\n  name: Ada\n  <<: *a\n"
    yield "YAML documents in a file", ".yaml", "---\nname: Ada\n" * (many // 10)
    yield "YAML with one long line in a file", ".yaml", "name: " + "a b " * (10 * many)
    yield "YAML with many items in a file", ".yaml", "papers:\n" + "- title: a\n  year: 2020\n" * (many // 5)


def _latex(many: int) -> Iterator[tuple[str, str, str]]:
    ten = "".join(
        f"\\def\\{name}{{{f'{chr(92)}{before}' * 10}}}" for before, name in zip("abcdef", "bcdefg", strict=True)
    )
    yield "macros that grow tenfold", ".tex", "\\def\\a{xxxxxxxxxx}" + ten + "\\g"
    yield "a macro that calls itself", ".tex", "\\def\\a{\\a\\a}\\a"
    yield "a signature deep", ".tex", f"\\NewDocumentCommand{{\\a}}{{{'O{' * many}{'}' * many}}}{{x}} y"
    yield "verbatim never closed", ".tex", "".join(f"\\verb{chr(0x4E00 + n)} " for n in range(2 * many // 5))
    yield "a rule that is none", ".tex", "-" * 2 * many + "x"
    yield "an argument of digits", ".tex", "\\foo{" + "1" * 2 * many + "x} y"
    yield "spaces on an empty line", ".tex", "x" + "\\quad\\vspace{1cm}" * (2 * many // 5)
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
        yield f"LaTeX of {opening!r}", ".tex", opening * (many // 5) + "x"


def _records(many: int) -> Iterator[tuple[str, str, str]]:
    strings = "".join(f"@string{{{chr(98 + n)} = {'#'.join(chr(97 + n) * 10)}}}" for n in range(9))
    yield "strings that grow tenfold", ".bib", "@string{a={xxxxxxxxxx}}" + strings + "@article{k, title = j}"
    yield "entries never closed", ".bib", "@article{a, title={" * (2 * many // 5)
    yield "braces deep", ".bib", f"@article{{k, title={'{' * (2 * many // 5)}x{'}' * (2 * many // 5)}}}"
    yield (
        "a name of braces",
        ".bib",
        f"@article{{k, title={{x}}, author={{{'{' * (2 * many // 5)}{'}' * (2 * many // 5)}}}}}",
    )
    yield "many authors", ".bib", f"@article{{k, title={{x}}, author={{{' and '.join(['B, A'] * (2 * many // 5))}}}}}"
    for depth in (100, 300, 450, 900, 2 * many // 5):
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
