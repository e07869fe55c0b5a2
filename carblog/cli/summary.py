"""What a build tells at its end: a few lines for a tired writer, all of it for programs."""

from collections import Counter
from collections.abc import Iterator, Mapping

from carblog.cli.words import megabytes, moment, plural
from carblog.flow.request import Report
from carblog.model.site import Waiting

KINDS = ("pages", "pictures", "feeds", "files")


def summary(report: Report, output: str, seconds: float, *, verbose: bool = False) -> str:
    """What is there, what was made, kept and removed, what is not due, how long it took.

    `output` is the output folder as it is to be printed. `verbose` names the files.
    """
    total = f"{plural(report.files, 'file')}, {megabytes(report.size)}"
    is_new = report.made or report.removed
    state = "is ready" if is_new else "is up to date"
    lines = [f"{output} {state} ({total}, {seconds:.1f} s)"]
    lines += [f"  {label:<8} {text}" for label, text in _facts(report, verbose)]
    return "\n".join([*_names(report), *lines] if verbose else lines)


def _facts(report: Report, verbose: bool) -> Iterator[tuple[str, str]]:
    if report.made:
        made = ((kind, report.made.get(kind, 0)) for kind in KINDS)
        yield "made", ", ".join(plural(count, kind[:-1]) for kind, count in made if count)
        if report.kept:
            yield "kept", f"{report.kept:,}"
    if report.pending:
        left = "is" if report.pending == 1 else "are"
        yield "later", f"{plural(report.pending, 'AVIF file')} {left} left for the next build"
    if report.removed:
        yield "removed", f"{report.removed:,}"
    if report.waiting:
        yield "not due", not_due(report.waiting, report.timezone)
    if report.skipped:
        yield "skipped", plural(len(report.skipped), "file") + ("" if verbose else " (-v says why)")


def _names(report: Report) -> Iterator[str]:
    for path in report.urls:
        yield f"  made     {path} ({report.reasons.get(path, '')})"
    for path in report.gone:
        yield f"  removed  {path}"
    for waiting in report.waiting:
        when = f" {moment(waiting.when, report.timezone)}" if waiting.when else ""
        yield f"  not due  {waiting.path} ({waiting.reason}{when})"
    for skipped in report.skipped:
        yield f"  skipped  {skipped.path} ({skipped.reason})"


def not_due(waiting: tuple[Waiting, ...], zone: str) -> str:
    """`2 drafts, 1 future, 1 expired; next on 2031-01-01 09:00 CET`."""
    count = Counter(each.reason for each in waiting)
    parts = [plural(count["draft"], "draft")] if count["draft"] else []
    parts += [f"{count[reason]:,} {reason}" for reason in ("future", "expired") if count[reason]]
    coming = [each.when for each in waiting if each.reason == "future" and each.when]
    after = f"; next on {moment(min(coming), zone)}" if coming else ""
    return ", ".join(parts) + after


def as_data(report: Report, seconds: float) -> Mapping[str, object]:
    """The same for programs."""
    return {
        "published": report.published,
        "made": report.made,
        "kept": report.kept,
        "removed": report.removed,
        "pending": report.pending,
        "files": report.files,
        "bytes": report.size,
        "seconds": round(seconds, 3),
        "waiting": [
            {
                "path": each.path,
                "title": each.title,
                "reason": each.reason,
                "when": each.when.isoformat() if each.when else None,
            }
            for each in report.waiting
        ],
        "skipped": [{"path": each.path, "reason": each.reason} for each in report.skipped],
    }
