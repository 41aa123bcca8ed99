"""What an editor shows of a name: what it is, how it is called in each language, the places it is taken from."""

from dsl.functions import function
from dsl.surface import syntax as s
from dsl.surface.statement_lines import who
from engine.faces.editor.names import Named, Names


def described(named: Named, names: Names) -> str:
    """A name in Markdown: its declaration in short, its words, its places, and how often it is used."""
    if named.space == "function":
        found = function(named.name)
        return f"**{found.example}**\n\n{found.domain}"
    declared = names.declared[named].statement
    assert declared is not None
    lines = [f"**{signature(named, declared)}**"]
    lines += [f"- {language}: {text}" for phrase in _phrases(declared) for language, text in phrase.texts]
    if cited := ", ".join(word.text for word in _cited(declared)):
        lines.append(f"- § {cited}")
    lines.append(f"- × {len(names.used.get(named, {}))}")
    return "\n".join([lines[0], "", *lines[1:]])


def signature(named: Named, declared: s.Statement | s.Option) -> str:
    """What it is and how it is called, as clause files write it."""
    match declared:
        case s.Fact() | s.Value():
            return f"{kind_of(named, declared)} {named.name}: {_type(declared.type)}"
        case s.Norm():
            towards = f" towards {', '.join(map(who, declared.counterparties))}" if declared.counterparties else ""
            kind, action = declared.kind.text, declared.action.text
            bearer = ", ".join(map(who, declared.bearers))
            bearer += f" {declared.plurality.text}" if declared.plurality else ""
            return f"{kind} {named.name}: {bearer} {declared.verb} {action}{towards}"
        case s.Exception_():
            each = f" for each {declared.each.text}" if declared.each else ""
            return f"exception {named.name}{each} to {', '.join(target.text for target in declared.targets)}"
        case _:
            of = f" ({named.of})" if named.of else ""
            return f"{kind_of(named, declared)} {named.name}{of}"


def kind_of(named: Named, declared: s.Statement | s.Option) -> str:
    """The word that declares it."""
    match declared:
        case s.Ambiguity():
            return "ambiguity"
        case s.Contradiction():
            return "contradiction"
        case s.Fact():
            return declared.kind
        case s.Value():
            return "value"
        case s.Norm():
            return declared.kind.text
        case s.Exception_():
            return "exception"
        case _:
            return named.space


def gist(declared: s.Statement | s.Option) -> str:
    """What it is called in the first language."""
    return next((text for phrase in _phrases(declared) for _, text in phrase.texts), "")


def _phrases(declared: s.Statement | s.Option) -> list[s.Text]:
    match declared:
        case s.Fact():
            return [phrase for phrase in (declared.text, declared.ask) if phrase is not None]
        case s.Option() | s.Term() | s.Choice() | s.Record() | s.Norm() | s.Exception_() | s.Value():
            return [declared.text]
        case s.Ambiguity() | s.Contradiction() | s.Question() | s.Clause():
            return [declared.text]
        case _:
            return []


def _cited(declared: s.Statement | s.Option) -> tuple[s.Word, ...]:
    match declared:
        case s.Norm() | s.Exception_() | s.Value() | s.Ambiguity():
            return declared.by
        case _:
            return ()


def _type(type_: s.TypeName) -> str:
    words = ["judged" if type_.judged else "", "optional" if type_.optional else "", "list of" if type_.is_list else ""]
    return " ".join([*(word for word in words if word), type_.name.text])
