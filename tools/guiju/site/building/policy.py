"""The content-security policy: what a browser may run and load on a page, so that data can never become script.

Scripts come from the site's own files. The three inline ones of the theme are allowed by their hashes, which are taken
from the theme's templates and never from a finished page, which has data in it.
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from typing import Any

# Where the theme keeps them: what is remembered (base), the palette before the first paint, the tab of an anchor.
_INLINE = ("base", "palette", "content")
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.S)

# Style sheets are files only: nothing of ours, and nothing that the theme writes, needs a style in the page.
_DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'self'",
    "form-action": "'none'",
}


def policy(theme: Any, context: Mapping[str, Any]) -> str:
    """The policy as a page states it. `theme` is the theme's Jinja environment, `context` what its partials read."""
    partials = (theme.get_template(f"partials/javascripts/{name}.html").render(context) for name in _INLINE)
    allowed = [_DIRECTIVES["script-src"], *(_hash(script) for html in partials for script in _SCRIPT.findall(html))]
    return "; ".join(f"{name} {value}" for name, value in {**_DIRECTIVES, "script-src": " ".join(allowed)}.items())


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
