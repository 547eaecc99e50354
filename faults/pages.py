"""Small profiles of invented people in every format, rich in what its reader knows: mutants are made of them."""

from __future__ import annotations

import io
import json
import zipfile
import zlib

from texts import BIBTEX, CV, HTML, JEMDOC, LATEX, MARKDOWN, ORG, ORG_EXPORTED, QUARTO, RENDERED, RST, TEXT, TOML

RECORDS: tuple[object, ...] = (
    {"basics": {"name": "Tess Moran", "label": "Chemist", "email": "t@moran.example", "phone": "1",
                "profiles": [{"network": "GitHub", "url": "https://g.example/t"}], "location": {"city": "Cork"}},
     "work": [{"name": "Lab", "position": "Fellow", "startDate": "2019-01", "highlights": ["a", "b"]}],
     "education": [{"institution": "Uni", "studyType": "PhD", "area": "Chemistry", "endDate": "2018"}],
     "publications": [{"name": "Salts", "publisher": "J. Salt", "releaseDate": "2020"}], "skills": [{"name": "X"}]},
    {"orcid-identifier": {"path": "0000-0000-0000-0000"}, "person": {"name": {"given-names": {"value": "Ugo"},
     "family-name": {"value": "Riva"}}}, "activities-summary": {"works": {"group": [{"work-summary": [{"title":
     {"title": {"value": "Waves"}}, "publication-date": {"year": {"value": "2019"}}}]}]}, "employments":
     {"affiliation-group": [{"summaries": [{"employment-summary": {"role-title": "Reader", "start-date":
     {"year": {"value": "2015"}}, "organization": {"name": "Uni", "address": {"city": "Bari"}}}}]}]}}},
    {"results": [{"display_name": "Waves", "title": "Waves", "publication_year": 2019, "authorships": [{"author":
     {"display_name": "Ugo Riva"}}], "abstract_inverted_index": {"We": [0], "see": [1, 3], "waves": [2]}}]},
    {"authorId": "1", "name": "Ugo Riva", "aliases": ["U. Riva"], "papers": [{"paperId": "p", "title": "Waves",
     "year": 2019, "authors": [{"name": "Ugo Riva"}], "externalIds": {"DOI": "10.1/x"}, "tldr": {"text": "t"}}]},
    {"@context": "https://schema.org", "@graph": [{"@type": "Person", "name": "Ida Falk", "jobTitle": ["Dean"],
     "affiliation": {"@type": "Organization", "name": "Uni"}, "sameAs": ["https://orcid.example/1"], "alumniOf":
     [{"name": "Old Uni"}], "knowsAbout": ["ice"]}, {"@type": "ScholarlyArticle", "name": "Ice",
     "author": [{"name": "Ida Falk"}], "datePublished": "2020"}]},
    [{"type": "article-journal", "title": "Ice", "author": [{"given": "Ida", "family": "Falk"}], "issued":
     {"date-parts": [[2020, 5]]}, "container-title": ["J. Ice"], "DOI": "10.1/y"}],
    {"message": {"items": [{"DOI": "10.1/z", "title": ["Snow"], "author": [{"name": "Ida Falk"}]}]}},
    {"name": "Ann Orr", "papers": ["One", {"title": "Two", "year": 2.5e3}], "x": {"y": [[1, None, True, "\u00e9"]]}},
)  # fmt: skip


def stock() -> dict[str, list[tuple[str, bytes]]]:
    """The files of each way of writing: suffix and content."""
    records = [json.dumps(record, indent=number % 3 or None).encode() for number, record in enumerate(RECORDS)]
    return {
        "markdown": [
            (".md", MARKDOWN.encode()),
            (".markdown", TOML.encode()),
            (".mdx", MARKDOWN[430:].encode()),
        ],
        "quarto": [(".qmd", QUARTO.encode()), (".rmd", QUARTO.encode("utf-16"))],
        "jemdoc": [(".jemdoc", JEMDOC.encode()), (".md", JEMDOC.encode("cp1252"))],
        "html": [(".html", HTML.encode()), (".htm", HTML.encode("utf-16")), (".xhtml", HTML[400:].encode())],
        "text": [
            (".txt", TEXT.encode()),
            (".text", TEXT.encode("utf-16")),
            (".txt", TEXT.encode("cp1251", "replace")),
            (".txt", MARKDOWN[430:].encode("cp1252", "replace")),
        ],
        "org": [(".org", ORG.encode()), (".org", ORG_EXPORTED.encode()), (".txt", ORG.encode("utf-16"))],
        "rst": [(".rst", RST.encode()), (".txt", RST.encode("latin-1"))],
        "latex": [(".tex", LATEX.encode()), (".ltx", LATEX[LATEX.index("\\section") :].encode("cp1252"))],
        "bibtex": [(".bib", BIBTEX.encode()), (".bib", (BIBTEX + BIBTEX.replace("{v", "{w")).encode("latin-1"))],
        "yaml": [(".yml", CV.encode()), (".yaml", RENDERED.encode())],
        "json": [(".jsonld" if b"@graph" in record else ".json", record) for record in records],
        "pdf": [(".pdf", pdf(packed=False)), (".pdf", pdf(packed=True))],
        "docx": [(".docx", zipped(document())), (".docx", zipped(document(), packed=False))],
    }


def pdf(*, packed: bool) -> bytes:
    """A PDF of three pages: two columns, a form inside a form, a link, a font with its own encoding."""
    texts = [(70, 700 - 14 * n, f"Karl Lund 20{n:02} line of the left") for n in range(12)]
    texts += [(330, 700 - 14 * n, f"Right-hand text number {n} of it") for n in range(12)]
    column = "".join(f"BT /F{n % 2} 11 Tf {x} {y} Td ({words}) Tj ET\n" for n, (x, y, words) in enumerate(texts))
    turned = "q 0 1 -1 0 100 100 cm BT /F2 9 Tf [(A) -120 (B) 30 <0102>] TJ T* 2 Tr (x\\051\\n) ' ET Q /X0 Do\n"
    pages = [
        "BT /F1 20 Tf 70 740 Td (Karl Lund) Tj ET\n" + column,
        turned + column,
        "BT /F0 12 Tf 14 TL 70 700 Td (Last) Tj T* (page) Tj ET",
    ]
    names = (
        "/ToUnicode 6 0 R/Encoding<</Type/Encoding/Differences[1/fi/A/B]>>/FirstChar 1/LastChar 3/Widths[500 500 500]"
    )
    fonts = "/F0<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>/F1<</Type/Font/Subtype/Type1/BaseFont/Times-Bold>>"
    fonts += f"/F2<</Type/Font/Subtype/TrueType/BaseFont/Arial{names}>>"
    resources = f"/Resources<</Font<<{fonts}>>/XObject<</X0 7 0 R>>>>"
    cmap = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
    cmap += "2 beginbfchar <01> <FB01> <02> <0041> endbfchar 1 beginbfrange <03> <05> <0061> endbfrange endcmap end"
    link = "<</Type/Annot/Subtype/Link/Rect[60 730 200 760]/A<</S/URI/URI(https://lund.example)>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 3/Kids[3 0 R 4 0 R 5 0 R]>>",
        *(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{resources}/Contents {n} 0 R/Annots[{link}]>>".encode()
            for n in (9, 10, 11)
        ),
        _stream(cmap, packed),
        _stream("q /X1 Do Q", packed, "/Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources<</XObject<</X1 8 0 R>>>>"),
        _stream("BT /F0 9 Tf 9 9 Td (form) Tj ET", packed, f"/Type/XObject/Subtype/Form/BBox[0 0 99 99]{resources}"),
        *(_stream(page, packed) for page in pages),
    ]
    return _numbered(objects)


def _stream(text: str, packed: bool, entries: str = "") -> bytes:
    data = zlib.compress(text.encode("latin-1")) if packed else text.encode("latin-1")
    packing = "/Filter/FlateDecode" if packed else ""
    return f"<</Length {len(data)}{packing}{entries}>>stream\n".encode() + data + b"\nendstream"


def _numbered(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = "0000000000 65535 f \n" + "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return out + f"xref\n0 {size}\n{table}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF".encode()


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006"


def document() -> dict[str, bytes]:
    """The files of a DOCX: styles, a list, a table, a link, a note, a page head."""

    def run(text: str, look: str = "") -> str:
        return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'

    item = '<w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    cell = "<w:tc><w:tcPr><w:gridSpan w:val='1'/><w:vMerge/></w:tcPr><w:p>{}</w:p></w:tc>"
    body = [
        f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>{run("Noor Haddad")}</w:p>',
        f"<w:p>{run('EDUCATION', '<w:b/>')}</w:p>",
        f"<w:p>{run('PhD', '<w:b/><w:i/><w:u/>')}<w:r><w:tab/></w:r>{run('2018 &amp; on')}</w:p>",
        *(f"<w:p>{item.format(n % 3)}{run(f'Item {n}')}</w:p>" for n in range(4)),
        f"<w:tbl><w:tr>{cell.format(run('2019'))}{cell.format(run('Prize'))}</w:tr></w:tbl>",
        f'<w:p><w:hyperlink r:id="r9">{run("site")}</w:hyperlink><w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
        f"<w:sdt><w:sdtContent><w:p>{run('In a field')}</w:p></w:sdtContent></w:sdt><w:sectPr/>",
    ]
    style = '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    level = "".join(f'<w:lvl w:ilvl="{n}"><w:numFmt w:val="bullet"/></w:lvl>' for n in range(3))
    numbering = f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    note = f'<w:footnote w:id="2"><w:p>{run("A note")}</w:p></w:footnote>'
    part = '<Relationship Id="{}" Type="' + _R + '/{}" Target="{}"{}/>'
    links = part.format("r9", "hyperlink", "https://noor.example", ' TargetMode="External"')
    links += part.format("r1", "footnotes", "footnotes.xml", "") + part.format("r2", "styles", "styles.xml", "")
    main = part.format("r1", "officeDocument", "word/document.xml", "")
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_P}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_P}/relationships">{main}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_P}/relationships">{links}</Relationships>',
        "word/styles.xml": f"<w:styles {_W}>{style}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_W}>{numbering}</w:numbering>",
        "word/footnotes.xml": f"<w:footnotes {_W}>{note}</w:footnotes>",
        "word/header1.xml": f"<w:hdr {_W}><w:p>{run('Noor Haddad, CV')}</w:p></w:hdr>",
        "word/document.xml": f'<w:document {_W} xmlns:r="{_R}"><w:body>{"".join(body)}</w:body></w:document>',
    }
    return {name: f'<?xml version="1.0" encoding="UTF-8"?>{text}'.encode() for name, text in files.items()}


def zipped(files: dict[str, bytes], *, packed: bool = True) -> bytes:
    """Files as a zip archive, the same bytes every time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, archive.compression)
    return buffer.getvalue()
