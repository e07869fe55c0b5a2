"""Languages and time zones: the names that the world's databases know."""

import re
from zoneinfo import ZoneInfo, available_timezones

from carblog.model.problem import nearest
from carblog.read.problems import said
from carblog.read.values import Fault

_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
_ZONE = re.compile(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*")


def language(text: str) -> str | Fault:
    """A BCP 47 tag that the Unicode locale data know, in its usual case: `en-GB`, `zh-Hant`."""
    # 45 ms, and only site.yaml asks.
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415

    try:
        if _TAG.fullmatch(text):
            Locale.parse(text.replace("-", "_"))
            first, *others = re.split("[-_]", text)
            return "-".join([first.lower(), *map(_subtag, others)])
    except (UnknownLocaleError, ValueError):
        pass
    return Fault(f"is no language that is known: {said(text)}", _nearest_language(text))


def _subtag(text: str) -> str:
    """Regions are upper case, scripts title case, variants lower case (RFC 5646, 2.1.1)."""
    return text.upper() if len(text) < 4 else text.title() if len(text) == 4 else text.lower()


def _nearest_language(text: str) -> str:
    from babel import Locale  # noqa: PLC0415
    from babel.localedata import locale_identifiers  # noqa: PLC0415

    names = {name.casefold(): tag for tag, name in Locale("en").languages.items()}
    if tag := names.get(text.casefold()):
        return f"write {tag.replace('_', '-')}"
    tags = [tag.replace("_", "-") for tag in locale_identifiers()]
    return nearest(text, tags) or "write a tag such as en, en-GB or de"


def time_zone(text: str) -> str | Fault:
    """The name of a zone in the IANA database: `Europe/London`."""
    try:
        if _ZONE.fullmatch(text):
            return ZoneInfo(text).key
    except (OSError, ValueError, KeyError):
        # a folder of the database, a file that is none, no such name
        pass
    hint = nearest(text, available_timezones()) or "write a name such as Europe/London or UTC"
    return Fault(f"is no time zone that is known: {said(text)}", hint)
