"""Groups of commands as people meet them: in a useful order, forgiving, never silent."""

from typing import Any

import click

from carblog.model.problem import nearest


class Commands(click.Group):
    """Lists its commands in the order they were written; alone it prints its help.

    `also`: names of other programs for a command, which the help does not list.
    """

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.also: dict[str, click.Command] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.commands)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return super().get_command(ctx, cmd_name) or self.also.get(cmd_name)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args and not ctx.resilient_parsing:
            click.echo(ctx.get_help(), color=ctx.color)
            ctx.exit()
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            hint = nearest(name, [*self.commands, *self.also]) or (
                f"the commands are {', '.join(self.commands)}"
            )
            raise click.UsageError(f'there is no command "{name}"; {hint}', ctx)
        return super().resolve_command(ctx, args)


class Option(click.Option):
    """An option that also answers to names of other programs, which the help does not show."""

    def __init__(self, *args: Any, also: tuple[str, ...] = (), **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._also = also
        self.opts = [*also, *self.opts]

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        if record is None:
            return None
        names, text = record
        for name in self._also:
            names = names.replace(f"{name}, ", "").replace(f", {name}", "")
        return names, text
