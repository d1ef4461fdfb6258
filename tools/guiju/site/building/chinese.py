"""Chinese words on an English page, marked as Chinese: so that they are read aloud, and set, as what they are.

English texts of the data name terms of the law in Chinese; what is Chinese as a whole is marked where it is made.
"""

import re

HAN = "\u3400-\u9fff\uf900-\ufaff"
_TAG = r"""<(/?)([a-zA-Z][\w-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>"""
_TOKEN = re.compile(rf"<!--.*?-->|{_TAG}|([{HAN}]+(?:[、，。；：《》（）“”…]*[{HAN}]+)*)", re.DOTALL)
_TEXT_ALONE = frozenset(("script", "style", "title", "option", "textarea", "text", "tspan"))
"""Elements that hold text alone, in which nothing can be marked."""

_SAYS_SO = ' lang="zh'


def marked(html: str) -> str:
    """A page in which each run of Chinese characters is in an element that says so."""
    inside, depth = "", 0  # the element whose content stays as it is, and how deep others of its name are in it

    def token(match: re.Match[str]) -> str:
        nonlocal inside, depth
        closing, name, attributes, words = match.groups()
        if words and not inside:
            return f'<span lang="zh-Hans">{words}</span>'
        if name and inside:
            depth += (name == inside) * (-1 if closing else not attributes.endswith("/"))
            inside = inside if depth else ""
        elif name and not closing and not attributes.endswith("/") and (name in _TEXT_ALONE or _SAYS_SO in attributes):
            inside, depth = name, 1
        return match[0]

    return _TOKEN.sub(token, html)
