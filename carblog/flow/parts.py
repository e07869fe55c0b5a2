"""What decides an output's bytes, by name, and which of it is other than it was."""

from collections.abc import Mapping

from carblog.model.digest import digest
from carblog.model.output import Output, PageOutput
from carblog.run.remembered import Published

NEW = "new"


def fine_parts(output: Output) -> dict[str, str]:
    """The parts of an output's key, a page's taken apart into its fields."""
    if not isinstance(output, PageOutput):
        return output.parts
    page = output.names["page"]
    fields = {f"page.{name}": digest(getattr(page, name)) for name in page.__struct_fields__}
    return {name: part for name, part in output.parts.items() if name != "page"} | fields


def changed_parts(parts: Mapping[str, str], before: Published) -> list[str]:
    """The names of the parts that are others than they were, or were not there."""
    return [name for name, value in parts.items() if before.parts.get(name) != value]


def reason(output: Output, before: Published | None) -> str:
    """Why an output that is not standing is made, in a few words."""
    if before is None:
        return NEW
    changed = changed_parts(fine_parts(output), before)
    return f"changed: {', '.join(changed)}" if changed else "its file was changed or deleted"
