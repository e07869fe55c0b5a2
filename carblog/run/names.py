"""Which names in a site folder are not the site's, and why."""

import re
from fnmatch import translate
from typing import Literal, NamedTuple

Reason = str

# pattern of the name → why a file or folder with it is left out
_LEFT_BEHIND: tuple[tuple[str, Reason], ...] = (
    ("*~", "an editor's backup"),
    ("#*#", "an editor's unsaved changes"),
    (".#*", "an editor's lock"),
    ("*.sw[a-p]", "an editor's swap file"),
    ("__MACOSX", "a folder that macOS adds to archives"),
    ("Thumbs.db", "Windows' thumbnails"),
    ("desktop.ini", "Windows' folder settings"),
    (".DS_Store", "macOS' folder settings"),
)
_SECRETS = (".env", ".env.*", "*.pem", "*.key", "*.p12", "*.pfx", "id_rsa*", "id_ed25519*")
_PUBLISHED = ("static/.well-known", "static/.nojekyll")
"""Hidden, but asked for by name by other machines: RFC 8615, GitHub Pages."""


class Verdict(NamedTuple):
    """Why a name is skipped; a secret is also warned about."""

    kind: Literal["skipped", "secret"]
    reason: Reason


_VERDICTS = [
    *((pattern, Verdict("secret", "it looks like a secret")) for pattern in _SECRETS),
    *((pattern, Verdict("skipped", reason)) for pattern, reason in _LEFT_BEHIND),
    (".*", Verdict("skipped", "hidden")),
]
_RULES = [(re.compile(translate(pattern.lower())), why) for pattern, why in _VERDICTS]
_ANY = re.compile("|".join(translate(pattern.lower()) for pattern, _ in _VERDICTS))
"""All at once, because nearly every name is none of them."""


def verdict(path: str, name: str) -> Verdict | None:
    """Why the file or folder at `path`, which is called `name`, is left out; None when it is not.

    Case makes no difference, as on the systems that such files come from.
    """
    low = name.lower()
    if not _ANY.match(low) or path in _PUBLISHED:
        return None
    return next(why for rule, why in _RULES if rule.match(low))
