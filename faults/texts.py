"""Profiles of invented people in the formats that are text, rich in what their readers know."""

MARKDOWN = """---
title: "Mira Solberg"
name: 'Mira Solberg'
email: mira@solberg.example
date: 2021-03-04
social: [{link: "https://code.example/mira", icon: gh}, {link: 'mailto:mira@solberg.example'}]
education:
  courses:
    - {course: PhD in Botany, institution: "University of Nordholm", year: 2019}
    - course: MSc
      institution: Tarn College
awards:
  - title: Golden Fern
    date: "2020"
interests: [moss, &a lichen, *a]
about: |
  Two lines
  of text
---
{% include head.html %}
# Mira Solberg <!-- hidden -->{: .big}

I study **moss** at [Tarn](https://tarn.example "T"), *with* `care`<br>and <u>joy</u>. ![me](me.png) :seedling:

News
----
* [2021.03] One\\\\
  two
 * nested
   1. third
   2) fourth

| Year | Venue |
|------|:-----:|
| 2020 | **FERN** |

Term
: what it means

> quoted > twice

##Papers##
1. Solberg, M., Ødegård K. "Moss, at last." *Ferns* 12(3), 2020. [[pdf](x.pdf)] <span class="badge">Oral</span>

```python
x = 1
```
<details><summary>More</summary><ul><li>a<li>b</ul></details>
"""
TOML = """+++
title = "Ola Brekke"
weight = 3
[[awards]]
title = "Silver Leaf"
year = 2018
[params]
interests = ["peat", "bog"]
+++
Ola Brekke
==========
PhD student, 2017 - now. ola (at) brekke (dot) example
- a\n  - b\n    - c\n      - d
"""
HTML = """<!DOCTYPE html><html lang=en><head><meta charset="utf-8"><title>Jun Harada &ndash; home</title>
<meta name="author" content="Jun Harada"><style>p{color:red}</style>
<script type="application/ld+json">{"@type":"Person","name":"Jun Harada"}</script></head>
<body><nav><a href=/>Home</a></nav><h1>Jun Harada <small>原田 純</small></h1>
<p style="display:none">hidden</p><p>Lecturer at <a href="https://uni.example">Uni &amp; Co</a>,
<b>since 2019</b>.<br><br>Mail: <a href="mailto:jun@harada.example?subject=x">write</a></p>
<h2>Papers</h2><ol reversed><li><b>J. Harada</b>, K. Lo: <i>Tides</i>. <span class="badge venue">SEA</span> 2020
<ul><li>Best paper</ul><li>Second <code>x</code></ol>
<table><tr><th>2020<td>Tutor<tr><td colspan=2>2019<td><div>Layout <p>cell</div></table>
<dl><dt>2018<dd>Award<dd>Other</dl><details><summary>More</summary><pre>  a
  b</pre></details>
<svg><text>no</text></svg><template><p>no</p></template><math><mi>x</mi></math><select><option>no</select>
<font color=red>&#x1F600;&#0;&notanentity;</font></body></html>
"""
ORG = """#+TITLE: Petra Novak
#+AUTHOR: Petra Novak
* Work
:PROPERTIES:
:END:
- Postdoc at [[https://rivers.example][Institute of *Rivers*]], 2018 - present
** Papers
1. /P. Novak/, "Rivers", 2017. =code= ~code~ [2017-03-01 Wed]
| 2016 | *Prize* |
|------+---------|
** Hidden :noexport:
SCHEDULED: <2017-03-01 Wed>
#+BEGIN_SRC python
x = 1
#+END_SRC
"""
ORG_EXPORTED = r"""#+TITLE: Petra Novak
#+LATEX_HEADER: \newcommand{\post}[2]{\textbf{#1} \hfill #2}
* Work :cv:
#+BEGIN_EXPORT latex
\post{Institute of Rivers}{2018 -- present}\\
\begin{itemize}\item Supervised \emph{two} students \item Read \& wrote\end{itemize}
#+END_EXPORT
Rivers & lakes_1 100%
* Notes :noexport:
Not for you.
* Papers
#+LATEX: \vspace{2mm}
#+begin_export latex
\begin{enumerate}\item P. Novak, \textit{Rivers}, 2017.\end{enumerate}
#+end_export
"""
RST = """===========
Petra Novak
===========

.. contents:: x

Papers
------
| P. Novak, *Rivers*, `pdf <https://rivers.example/r.pdf>`_, 2017
* **Prize**, 2018

Teaching
~~~~~~~~
:Office: Room 4
.. |s| replace:: s
.. image:: me.jpg
   :width: 100px
#. Wi |s| niowski, see :ref:`papers <p>` and `notes`__
     more of it,
     and more
+------+-------+
| 2016 | Prize |
+------+-------+
.. _notes: https://rivers.example
"""
TEXT = """Petra Novak
===========
Postdoc, Institute of Rivers, 2018 - present

EDUCATION
---------
* PhD in Hydrology, Lake University, 2018
  - advisor: Prof. Ivo Marek
o MSc\t2014

Papers
1. P. Novak and I. Marek, "Rivers", Proc. WATER, pp. 1-9, 2017.
2. Дарья Новак, "Реки", 2016.
petra AT novak DOT example
"""
LATEX = r"""\documentclass[11pt,a4paper]{moderncv}
\moderncvstyle{classic}\name{Lena}{Vogel}\title{Geologist}\email{lena@vogel.example}\social[github]{lvogel}
\newcommand{\paper}[3][2020]{\item \textbf{#2}, \emph{#3} (#1)\hfill}
\newcommand\me{\underline{L.~Vogel}}\def\uni#1{University of #1}\newif\ifshort\shorttrue
\newenvironment{block}[1]{\section{#1}\begin{itemize}}{\end{itemize}}
\begin{document}\makecvtitle % a comment
\section{Work}
\cventry{2019--now}{Lecturer}{\uni{K\"oln}}{Germany}{}{Rocks \& \'{e}tudes}
\cvitem{2018}{Stay at \href{https://a.example/x_y%20z}{A\_B}}
\ifshort Short.\else Long.\fi \iffalse hidden \fi
\begin{block}{Papers}\paper{\me{} and O.~Berg}{Folds: $a^2 \approx \alpha_{i}$}\paper[2018]{X}{Y}\end{block}
\begin{tabular}{@{}l|p{3cm}r@{}} 2017 & Award & \textsc{Gold} \\ \hline
 2016 & \multicolumn{2}{c}{Prize} \\[2mm]\end{tabular}
\begin{minipage}[t]{.5\textwidth}Left\\ \vspace{3mm} two\end{minipage}\hfill\begin{minipage}{5cm}Right\end{minipage}
{\Large\bfseries Teaching}\\ \rule{\textwidth}{1pt}
\begin{description}\item[2015] Field course \begin{enumerate}\item one \item two\end{enumerate}\end{description}
\begin{verbatim}
 as it \is
\end{verbatim}\begin{tikzpicture}\draw (0,0);\end{tikzpicture}
\verb|a_b| \url{https://b.example} \ifthenelse{\equal{a}{a}}{yes}{no} \makebox[3cm][l]{box} \unknown[x]{p}{q}
\begin{thebibliography}{9}\bibitem[V20]{v} L.~Vogel. \newblock Folds.\end{thebibliography}
\end{document}
"""
BIBTEX = r"""@comment{nothing} % loose
@string{jgeo = "Journal of " # "Geology"}
@preamble{"\newcommand{\x}{y}"}
@article{vogel2020, title = {{Folds} in \emph{time} \& {\"o}res}, author = {Vogel, Lena and Berg, Jr., Ola and others},
 journal = jgeo, year = 2020, month = mar, volume = {1}, number = "2", pages = {1--9}, doi = {10.1/abc_d},
 url = {https://a.example/_x}, note = {<b>Best</b> paper}, abstract = {Long {nested {braces}} here.}}
@InProceedings{b, author = "von der Tann, A. and {The Rock Group}", title = "Tables", booktitle = {Proc. of {ROCK}},
 crossref = {c}, date = {2019-05-01}, eprint = {1901.00001}, archiveprefix = {arXiv}, pdf = {https://a.example/p.pdf}}
@phdthesis(c, title = {Thesis}, school = {Köln}, year = {2018}, author = {Lena Vogel})
"""
JEMDOC = """# jemdoc: menu{MENU}{index.html}, nofooter
= Jun Harada
~~~
{}{img_left}{me.jpg}{alt}{120}{140}{}
Lecturer, [https://tides.example Institute of *Tides*]\\\\ +jun@tides.example+
~~~
== Papers
- *J. Harada*, /Tides, at last/, SEA 2020. \\[[tides.pdf pdf]\\]
- $x^2$, {{<b>raw</b>}} # a comment
-- nested
. one
. two
: {term} what it means
~~~
{Code}{py}
x = 1
~~~
"""
QUARTO = """---
title: "Ola Brekke"
author:
  - name: Ola Brekke
    affiliations: [{ref: a}]
format: {html: {toc: true}}
---

## Work {.unnumbered #work}

::: {.columns}
:::: {.column width="60%"}
Postdoc at [Fjord Lab]{.smallcaps}, 2018 -- 2020.[^1]
::::
:::

```{=html}
<p>Raw <b>words</b></p>
```
```{r, echo=FALSE}
x <- 1
```
{{< include _papers.qmd >}} `r nrow(x)`

- O. Brekke, [*Fjords*](f.pdf){.external}, 2019 @key2019
[^1]: A note
"""
CV = """- title: General Information
  type: map
  contents:
    - {name: Full Name, value: Ada Lind}
    - name: Languages
      value: "Norwegian, English"
- title: Education and Experience
  type: time_table
  contents:
    - title: PhD in Glacier Physics
      institution: <a href="https://north.example">North University</a>
      year: 2015 - 2019
      description:
        - "Supervisor: Prof. Bo Berg"
        - title: Thesis
          contents:
            - Ice
            - |-
              Two
              lines
    - title: Ice Analyst
      year: 2019 - now
- title: Awards
  type: nested_list
  contents:
    - title: Moss Prize
      items: [2018, 1e3, ~, 2020-01-01, 0x1F]
...
"""
RENDERED = """cv:
  name: Ada Lind
  email: ada@north.example
  social_networks: [{network: GitHub, username: adalind}]
  sections:
    education:
      - institution: North University
        area: "[Ice Physics](https://north.example)"
        degree: PhD
        start_date: 2015-09
        end_date: !!str 2019
    experience:
      - company: Nivex
        position: "**Analyst**"
        end_date: present
        highlights: ["Wrote *maps*", 'It''s cold']
    publications:
      - title: Salt on Ice
        authors: ["*Ada Lind*", Bo Berg]
        journal: Ice Letters
        date: 2020
    skills:
      - bullet: Python
      - >
        folded
        text
design: {theme: classic}
"""
