"""The looks of the page: one calm theme, light and dark, with fonts that are all on this machine."""

from __future__ import annotations

from importlib.resources import files

from gradio import themes

_CJK = (
    "Noto Sans KR",
    "Noto Sans CJK KR",
    "Apple SD Gothic Neo",
    "Malgun Gothic",
    "Noto Sans CJK SC",
    "Microsoft YaHei",
)


def theme() -> themes.Base:
    """Gradio's base theme in slate and indigo."""
    # Weights 400 and 700: the files that Gradio ships for 600 hold two letters only, and bold text mixes two fonts.
    sans = themes.utils.fonts.LocalFont("Source Sans Pro", weights=(400, 700))
    mono = themes.utils.fonts.LocalFont("IBM Plex Mono", weights=(400, 700))
    return themes.Base(
        primary_hue=themes.colors.indigo,
        neutral_hue=themes.colors.slate,
        text_size=themes.sizes.text_lg,
        radius_size=themes.sizes.radius_md,
        font=(sans, "ui-sans-serif", "system-ui", *_CJK, "sans-serif"),
        font_mono=(mono, "ui-monospace", "Consolas", *_CJK, "monospace"),
    )


def style() -> str:
    """The page's own CSS."""
    return files(__package__).joinpath("page.css").read_text(encoding="utf-8")


SCRIPTS = ("page.js", "chats.js", "graph.js")


def script(name: str) -> str:
    """One of the page's own JavaScript files."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
