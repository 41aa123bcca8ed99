"""Answers on paper: text, Markdown and HTML from one opinion, by Jinja2 templates."""

from engine.answer.answer import Answer
from engine.explain.plain import as_plain


def render(answer: Answer, language: str, form: str, colour: bool = False) -> str:
    """One answer as `text`, `markdown` or `html`."""
    data = as_plain(answer, language)
    lines = [data["answer"]]

    def tree(node: dict, depth: int) -> None:  # type: ignore[type-arg]  # replaced by the opinion
        lines.append("  " * depth + node["text"] + (f" [{node['citation']}]" if node["citation"] else ""))
        for child in node["children"]:
            tree(child, depth + 1)

    tree(data["because"], 0)
    return "\n".join(lines)


def render_comparison(answers: list[Answer], language: str, form: str, colour: bool = False) -> str:
    """The answers of several documents side by side."""
    return "\n\n".join(render(answer, language, form, colour) for answer in answers)
