"""The `verdict:` of a review: a score on a scale, and the reasons for it."""

from decimal import Decimal

from carblog.model.content import Verdict
from carblog.read.fields import Fields, one_line
from carblog.read.nodes import Scalar
from carblog.read.values import Convert, Fault, decimal

_SAME = {
    "rating": "score",
    "max": "scale",
    "out_of": "scale",
    "text": "summary",
    "price": "price_as_tested",
}


def verdict(fields: Fields) -> Verdict | None:
    group = fields.group("verdict", _SAME)
    if group is None:
        return None
    scale = group.value("scale", _scale, Verdict(score="0").scale)
    on_scale = _up_to(scale)
    score = group.value("score", on_scale, None)
    if score is None and group.node("score") is None:
        group.missing("score", "score: 8.5")
    subscores = _subscores(group, on_scale)
    summary = group.text("summary")
    pros, cons = group.texts("pros"), group.texts("cons")
    price = group.text("price_as_tested")
    group.finish()
    if score is None:
        return None
    return Verdict(
        score=score,
        scale=scale,
        summary=summary,
        pros=pros,
        cons=cons,
        subscores=subscores,
        price_as_tested=price,
    )


def _scale(text: str) -> str | Fault:
    found = decimal(text)
    if isinstance(found, str) and Decimal(found) == 0:
        return Fault("must be more than 0")
    return found


def _up_to(scale: str) -> Convert[str]:
    def convert(text: str) -> str | Fault:
        score, of, whole = text.partition("/")
        if of and not isinstance(decimal(score.strip()), Fault):
            hint = f"write {score.strip()}; `scale: {whole.strip()}` says once what it is out of"
            return Fault(f'must be a number alone, not "{text}"', hint)
        found = decimal(text)
        if isinstance(found, str) and Decimal(found) > Decimal(scale):
            hint = "say the best possible score with `scale`"
            return Fault(f"must be from 0 to {scale}, not {text}", hint)
        return found

    return convert


def _subscores(group: Fields, on_scale: Convert[str]) -> tuple[tuple[str, str], ...]:
    scores: list[tuple[str, str]] = []
    for entry in group.entries("subscores"):
        label = one_line(entry.key.text)
        scalar = group.as_scalar(entry.value, label)
        if isinstance(scalar, Scalar) and (score := group.convert(scalar, label, on_scale, "")):
            scores.append((label, score))
    return tuple(scores)
