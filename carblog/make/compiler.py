"""Jinja's compiler, told how pages are written: whatever becomes text is asked whether it may."""

from keyword import iskeyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame


class PageCode(CodeGenerator):
    """Python for a template. Constants and the parts of `~` pass `finalize`, too."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
        super().visit_Template(node, frame)
        self.writeline(f"only_macros = {all(map(_is_still, node.body))}")

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if not isinstance(node, nodes.TemplateData):
            # Jinja would escape it first, and so turn it into text unseen.
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if _is_usual(frame):
            self.write("environment.written(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if _is_usual(frame):
            self.write(")")
        else:
            super()._output_child_post(node, frame, finalize)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """`value.name`: where that is a field, no function is called. A page of the theme paddock
        asks for 700."""
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write(f"(it.{node.attr} if {node.attr!r} in FIELDS[type(it := ")
        self.visit(node.node, frame)
        self.write(f")] else environment.getattr(it, {node.attr!r}))")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        """`a ~ b`, with text that is marked as safe left as it is."""
        self.write("markup_join((")
        for part in node.nodes:
            self.write("environment.finalize(")
            self.visit(part, frame)
            self.write("), ")
        self.write("))")

    def visit_Call(  # noqa: N802
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """`f(…)`. Nothing that a template can call asks for the variables around the call, which
        Jinja hands on with every one."""
        self.write("environment.callee(context, ")
        self.visit(node.node, frame)
        self.write(")(")
        caller = {"caller": "caller"} if forward_caller else {}
        if node.dyn_args or node.dyn_kwargs or any(iskeyword(each.key) for each in node.kwargs):
            # Jinja's way to write arguments begins with a comma.
            self.write("*()")
            self.signature(node, frame, caller)
        else:
            for argument in (*node.args, *node.kwargs):
                self.visit(argument, frame)
                self.write(", ")
            self.write("caller=caller" if forward_caller else "")
        self.write(")")


def _is_usual(frame: Frame) -> bool:
    """Not inside `{% autoescape %}`."""
    return frame.eval_ctx.autoescape is True and not frame.eval_ctx.volatile


def _is_still(node: nodes.Node) -> bool:
    """Whether part of a template is a macro, or text."""
    if isinstance(node, nodes.Output):
        return all(isinstance(part, nodes.TemplateData) for part in node.nodes)
    return isinstance(node, nodes.Macro)
