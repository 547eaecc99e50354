r"""What LaTeX commands and environments mean for a reader, as tables.

A signature names the arguments: "o" in brackets, "m" in braces, "t" braces whose text stays, "g"
braces that may be missing. "mt" is `\textcolor{red}{text}`.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Protocol

# What follows them is text in another type: the attribute that they set.
STYLES: dict[str, dict[str, bool]] = {
    "\\textbf": {"strong": True}, "\\bf": {"strong": True}, "\\bfseries": {"strong": True},
    "\\textmd": {"strong": False},
    "\\mdseries": {"strong": False}, "\\textit": {"em": True}, "\\it": {"em": True}, "\\itshape": {"em": True},
    "\\emph": {"em": True}, "\\em": {"em": True}, "\\textsl": {"em": True}, "\\sl": {"em": True},
    "\\slshape": {"em": True},
    "\\textup": {"em": False}, "\\upshape": {"em": False}, "\\textnormal": {"strong": False, "em": False,
    "caps": False},
    "\\normalfont": {"strong": False, "em": False, "caps": False}, "\\textsc": {"caps": True}, "\\sc": {"caps": True},
    "\\scshape": {"caps": True}, "\\texttt": {"code": True}, "\\tt": {"code": True}, "\\ttfamily": {"code": True},
    "\\underline": {"underline": True}, "\\uline": {"underline": True}, "\\ul": {"underline": True},
    "\\cvtag": {"badge": True}, "\\keyword": {"badge": True},
}  # fmt: skip
# The points of the type, of a document set in 10 points.
SIZES: dict[str, float] = {
    "\\tiny": 5, "\\scriptsize": 7, "\\footnotesize": 8, "\\small": 9, "\\normalsize": 10, "\\large": 12,
    "\\Large": 14.4,
    "\\LARGE": 17.3, "\\huge": 20.7, "\\Huge": 24.9, "\\HUGE": 30,
}  # fmt: skip
HEADINGS: dict[str, int] = {
    "\\part": 1, "\\chapter": 1, "\\section": 1, "\\subsection": 2, "\\subsubsection": 3, "\\paragraph": 4,
    "\\subparagraph": 5,
    "\\cvsection": 1, "\\cvsubsection": 2, "\\ecvsection": 1, "\\makerubric": 1, "\\runsubsection": 2,
    "\\sectiontitle": 1,
}  # fmt: skip
ARGUMENTS: dict[str, str] = {
    "\\vspace": "m", "\\setlength": "mm", "\\addtolength": "mm", "\\settowidth": "mm", "\\setcounter": "mm",
    "\\addtocounter": "mm", "\\stepcounter": "m", "\\includegraphics": "om", "\\definecolor": "mmm", "\\color": "om",
    "\\colorlet": "mm", "\\pagestyle": "m", "\\thispagestyle": "m", "\\pagenumbering": "m", "\\usepackage": "om",
    "\\RequirePackage": "om", "\\documentclass": "om", "\\geometry": "m", "\\hypersetup": "m", "\\label": "m",
    "\\ref": "m",
    "\\pageref": "m", "\\eqref": "m", "\\cite": "oom", "\\citep": "oom", "\\citet": "oom", "\\nocite": "m",
    "\\fullcite": "m",
    "\\bibliography": "m", "\\bibliographystyle": "m", "\\addbibresource": "om", "\\printbibliography": "o",
    "\\input": "m",
    "\\include": "m", "\\fontfamily": "m", "\\fontseries": "m", "\\fontshape": "m", "\\fontencoding": "m",
    "\\linespread": "m", "\\setstretch": "m", "\\hyphenation": "m", "\\phantom": "m", "\\vphantom": "m",
    "\\hphantom": "m",
    "\\photo": "oom", "\\photoR": "mm", "\\photoL": "mm", "\\address": "mgg", "\\mailaddress": "m", "\\ecvaddress": "m",
    "\\phone": "om", "\\mobile": "m", "\\fax": "m", "\\tel": "m", "\\telephone": "m", "\\ecvtelephone": "om",
    "\\ecvfax": "m",
    "\\homephone": "m", "\\cvphone": "m", "\\cvaddress": "m", "\\born": "m", "\\dateofbirth": "m",
    "\\ecvdateofbirth": "m",
    "\\moderncvstyle": "om", "\\moderncvtheme": "om", "\\moderncvcolor": "m", "\\titleformat": "mommmmo", "\\date": "m",
    "\\titlespacing": "mmmmo", "\\setlist": "om", "\\lhead": "om", "\\chead": "om", "\\rhead": "om", "\\lfoot": "om",
    "\\cfoot": "om", "\\rfoot": "om", "\\fancyhead": "om", "\\fancyfoot": "om", "\\makecvfooter": "mmm", "\\cline": "m",
    "\\cmidrule": "om", "\\addlinespace": "o", "\\switchcolumn": "o", "\\hangindent": "", "\\enlargethispage": "m",
    "\\addcontentsline": "mmm", "\\pdfbookmark": "omm", "\\bookmark": "om", "\\thanks": "m", "\\marginnote": "om",
    "\\tikz": "om",
    "\\urlstyle": "m", "\\columnratio": "m", "\\setmainfont": "om", "\\setsansfont": "om", "\\newfontfamily": "mom",
    "\\fontspec": "om", "\\faIcon": "om", "\\renewbibmacro": "mm", "\\DeclareFieldFormat": "omm", "\\pdfinfo": "m",
    "\\newlength": "m", "\\newcounter": "m", "\\newcolumntype": "mom", "\\newlist": "mmm", "\\setlistdepth": "m",
    "\\extracolsep": "m", "\\AddToShipoutPicture": "m", "\\rowcolor": "om", "\\cellcolor": "om", "\\pagecolor": "m",
    "\\usetikzlibrary": "m", "\\cvcolumnratio": "m", "\\needspace": "m", "\\Needspace": "m", "\\nopagebreak": "o",
    "\\makeatletter": "", "\\makecvheader": "o", "\\makecvtitle": "o", "\\maketitle": "", "\\multirow": "ommt",
    "\\textcolor": "omt", "\\colorbox": "omt", "\\fcolorbox": "mmt",
    "\\resizebox": "mmt", "\\scalebox": "mt", "\\raisebox": "moot", "\\rotatebox": "omt", "\\multicolumn": "mmt",
    "\\hyperref": "ot", "\\hyperlink": "mt", "\\hypertarget": "mt", "\\foreignlanguage": "mt", "\\adjustbox": "mt",
    "\\framebox": "oot", "\\texorpdfstring": "tm", "\\subfile": "m", "\\stretch": "m", "\\savebox": "mm",
    "\\usebox": "m",
    "\\cvachievementicon": "m", "\\divider": "", "\\medbreak": "", "\\flushbottom": "", "\\selectlanguage": "m",
}  # fmt: skip
# How the CV classes set their entries, in commands of ours: a row with cells, then a description.
_ROW = "\\qabotrow #1\\qabotcell #2\\qabotcell #3\\qabotcell #4\\qabotend"
TEMPLATES: dict[str, tuple[str, str]] = {
    "\\cventry6": (
        "mmmmmm",
        "\\qabotrow #1\\qabotcell \\textbf{#2}\\qabotcell #3\\qabotcell #4\\qabotcell #5\\qabottext{#6}",
    ),
    "\\cventry5": ("mmmmm", "\\qabotrow \\textbf{#1}\\qabotcell #2\\qabotcell #3\\qabotcell #4\\qabottext{#5}"),
    "\\cvitem": ("omm", "\\qabotrow \\textbf{#2}\\qabotcell #3\\qabotend"),
    "\\cvline": ("mm", "\\qabotrow \\textbf{#1}\\qabotcell #2\\qabotend"),
    "\\cvitemwithcomment": ("mmm", "\\qabotrow \\textbf{#1}\\qabotcell #2\\qabotcell #3\\qabotend"),
    "\\cvlanguage": ("mmm", "\\qabotrow \\textbf{#1}\\qabotcell #2\\qabotcell #3\\qabotend"),
    "\\cvdoubleitem": ("mmmm", "\\cvline{#1}{#2}\\cvline{#3}{#4}"),
    "\\cvcomputer": ("mmmm", "\\cvline{#1}{#2}\\cvline{#3}{#4}"),
    "\\cvlistitem": ("om", "\\qabotitem #2\\par"),
    "\\cvlistdoubleitem": ("mm", "\\qabotitem #1\\qabotitem #2\\par"),
    "\\cvhonor": ("mmmm", _ROW),
    "\\cvskill": ("mm", "\\qabotrow #1\\qabotcell #2\\qabotend"),
    "\\cvevent": ("mmmm", "\\qabotrow \\textbf{#1}\\qabotcell #2\\qabotcell #3\\qabotcell #4\\qabotend"),
    "\\cvachievement": ("mmm", "\\qabotrow \\textbf{#2}\\qabotcell #3\\qabotend"),
    "\\cvref": ("mmm", "\\qabotrow \\textbf{#1}\\qabotcell #2\\qabotcell #3\\qabotend"),
    "\\twentyitem": ("mmmm", "\\qabotrow #1\\qabotcell \\textbf{#2}\\qabotcell #3\\qabottext{#4}"),
    "\\twentyitemshort": ("mm", "\\qabotrow #1\\qabotcell #2\\qabotend"),
    "\\entry": ("mmmm", "\\qabotrow #1\\qabotcell \\textbf{#2}\\qabotcell #3\\qabottext{#4}"),
    "\\entry*": ("o", "\\item[#1] "),
    "\\ecvtitle": ("mm", "\\qabotrow #1\\qabotcell \\textbf{#2}\\qabotend"),
    "\\ecvtitlelevel": ("mmm", "\\qabotrow #1\\qabotcell \\textbf{#2}\\qabotcell #3\\qabotend"),
    "\\ecvitem": ("omm", "\\qabotrow #2\\qabotcell #3\\qabotend"),
    "\\ecvblueitem": ("mm", "\\qabotrow #1\\qabotcell #2\\qabotend"),
    "\\employer": ("m", "#1\\hfill "),
    "\\dates": ("m", "#1\\hfill "),
    "\\enquote": ("m", "\u201c#1\u201d"),
    "\\footnote": ("m", " (#1)"),
    "\\sqrt": ("om", "\u221a(#2)"),
    "\\frac": ("mm", "{#1}/{#2}"),
    "\\doi": ("m", "doi:#1"),
}
# Environments: arguments to pass over, then what the body is.
LISTS = frozenset(
    "itemize enumerate etaremune description compactitem compactenum compactdesc asparaenum inparaenum "
    "thebibliography list "
    "cvitems publications revnumerate trivlist easylist enumerate* itemize* rubric labeling".split()
)
PARAGRAPH_LISTS = frozenset(("hangparas", "hanging", "hangingpar", "hangparagraph", "bibhang"))
TABLES: dict[str, str] = {
    "tabular": "om", "tabular*": "mom", "tabularx": "mom", "tabulary": "mm", "longtable": "om", "supertabular": "m",
    "xltabular": "mm", "tblr": "om", "longtblr": "om", "array": "om", "tabu": "m", "cvskills": "", "ltabulary": "mm",
}  # fmt: skip
MATH = frozenset(
    "math displaymath equation equation* align align* gather gather* eqnarray eqnarray* multline multline*".split()
)
DROPPED = frozenset("tikzpicture picture figure figure* pspicture pgfpicture overpic thebibliographyhead".split())
ENVIRONMENTS: dict[str, str] = {
    "list": "mm", "thebibliography": "m", "hangparas": "mm", "hanging": "om", "minipage": "ooom", "multicols": "m",
    "multicols*": "m", "adjustwidth": "mm", "adjustwidth*": "mm", "spacing": "m", "textblock": "m", "textblock*": "m",
    "paracol": "m", "column": "m", "tcolorbox": "o", "wrapfigure": "omom", "labeling": "om", "cvcolumn": "om",
    "cvcolumns": "o", "twenty": "o", "twentyshort": "o", "entrylist": "o", "otherlanguage": "m", "otherlanguage*": "m",
    "cvpubs": "", "fullwidth": "o", "table": "o", "table*": "o", "columns": "o", "tightemize": "o",
}  # fmt: skip
# Commands that hold one value of the person, and how it is introduced.
FIELDS: dict[str, tuple[str, str]] = {
    "\\email": ("email", "Email: "), "\\emailaddress": ("email", "Email: "), "\\ecvemail": ("email", "Email: "),
    "\\cvmail": ("email", "Email: "), "\\homepage": ("homepage", "Homepage: "), "\\cvsite": ("homepage", "Homepage: "),
    "\\website": ("homepage", "Homepage: "), "\\webpage": ("homepage", "Homepage: "), "\\ecvhomepage": ("homepage",
    "Homepage: "),
    "\\github": ("github", "GitHub: "), "\\gitlab": ("gitlab", "GitLab: "), "\\linkedin": ("linkedin", "LinkedIn: "),
    "\\twitter": ("x", "X: "), "\\orcid": ("orcid", "ORCID: "), "\\googlescholar": ("google scholar",
    "Google Scholar: "),
    "\\researchgate": ("researchgate", "ResearchGate: "), "\\mastodon": ("mastodon", "Mastodon: "),
    "\\stackoverflow": ("stackoverflow", "Stack Overflow: "), "\\jobtitle": ("label", ""), "\\cvjobtitle": ("label",
    ""),
    "\\tagline": ("label", ""), "\\position": ("label", ""), "\\ecvname": ("name", ""), "\\cvname": ("name", ""),
}  # fmt: skip
SYMBOLS: dict[str, str] = {
    "\\LaTeX": "LaTeX", "\\TeX": "TeX", "\\BibTeX": "BibTeX", "\\LaTeXe": "LaTeX2e", "\\XeTeX": "XeTeX",
    "\\ldots": "\u2026",
    "\\dots": "\u2026", "\\textellipsis": "\u2026", "\\cdots": "\u2026", "\\slash": "/", "\\euro": "\u20ac",
    "\\EUR": "\u20ac",
    "\\texteuro": "\u20ac", "\\Letter": "Email", "\\Email": "Email", "\\Mundus": "Web", "\\Telefon": "Phone",
    "\\Mobilefone": "Mobile",
    "\\textbar": "|", "\\textbackslash": "\\", "\\i": "\u0131", "\\j": "\u0237", "\\MVAt": "@", "\\at": "@",
    "\\dag": "\u2020",
    "\\ddag": "\u2021", "\\cdotp": "\u00b7", "\\cdot": "\u00b7", "\\textperiodcentered": "\u00b7", "\\bullet": "\u2022",
    "\\textasciitilde": "~", "\\textsuperscript": "", "\\textsubscript": "", "\\textasteriskcentered": "*",
    "\\ast": "*",
    "\\textquotesingle": "'", "\\guillemotleft": "\u00ab", "\\guillemotright": "\u00bb", "\\colon": ":",
    "\\degree": "\u00b0",
    "\\textdegree": "\u00b0", "\\No": "\u2116", "\\checkmark": "\u2713", "\\textdagger": "\u2020", "\\lq": "\u2018",
    "\\rq": "\u2019",
}  # fmt: skip
ACCENTS: dict[str, str] = {
    "\\`": "\u0300", "\\'": "\u0301", "\\^": "\u0302", "\\~": "\u0303", "\\=": "\u0304", "\\u": "\u0306",
    "\\.": "\u0307",
    '\\"': "\u0308", "\\r": "\u030a", "\\H": "\u030b", "\\v": "\u030c", "\\d": "\u0323", "\\c": "\u0327",
    "\\k": "\u0328",
    "\\b": "\u0331", "\\t": "\u0361",
}  # fmt: skip


@lru_cache(maxsize=4096)
def symbol(command: str) -> str | None:
    """The characters that a command without arguments prints, None if it is not known to print any."""
    if command in SYMBOLS:
        return SYMBOLS[command]
    printed = getattr(_specs().get_macro_spec(command[1:]), "simplify_repl", None)
    if not isinstance(printed, str) or "%" in printed:
        return None
    return printed.strip() or None


class _Specs(Protocol):
    def get_macro_spec(self, name: str) -> object: ...


@cache
def _specs() -> _Specs:
    from pylatexenc.latex2text import get_default_latex_context_db

    specs: _Specs = get_default_latex_context_db()
    return specs
