"""A car's record becomes its specification table."""

from carblog.model.content import Car
from carblog.model.view import Row, SpecGroup, Specs


def specs_of(car: Car) -> Specs:
    """The table, in the order of the file."""
    return Specs(
        title=f"{car.make} {car.name}",
        url=car.url,
        groups=tuple(
            SpecGroup(
                title=title,
                rows=tuple(Row(label=label, figure=figure) for label, figure in rows),
            )
            for title, rows in car.specs
        ),
    )
