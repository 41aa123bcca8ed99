"""The tools as an assistant meets them, by the protocol's own client: within this process, and over standard input."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

pytest.importorskip("mcp", reason="mcp comes with the extra `mcp`")

import anyio
from mcp import Client, StdioServerParameters, stdio_client
from mcp.types import CallToolResult, TextContent

from engine.desk import Request
from engine.faces.assistant.server import server
from engine.library.library import CLAUSES
from tests.contracts import desk

pytestmark = pytest.mark.suite

CELESTE, INFOMANIAK = "celeste-business-cloud", "infomaniak-jelastic-cloud"
SPAM: dict[str, Any] = {"question": "may-suspend", "document": CELESTE, "facts": {"client_sends_spam": True}}
OUTAGE = {"class": "A", "given": {"duration": "12 minutes", "claimed_in_time": True}}
PENALTY: dict[str, Any] = {"question": "client-owed-penalty", "document": INFOMANIAK, "facts": {"outages": [OUTAGE]}}


def in_process(during: Callable[[Client], Awaitable[None]]) -> None:
    async def main() -> None:
        async with Client(server(CLAUSES)) as client:
            await during(client)

    anyio.run(main)


def text(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text.replace("\u00a0", " ")


def test_every_tool_says_what_it_is_for_and_what_it_takes() -> None:
    async def during(client: Client) -> None:
        tools = (await client.list_tools()).tools
        names = {"list_questions", "facts_that_matter", "ask", "compare", "explain_clause", "what_changed"}
        assert {tool.name for tool in tools} == names
        for tool in tools:
            assert tool.description
            assert tool.annotations is not None
            assert tool.annotations.read_only_hint
            for name, schema in tool.input_schema["properties"].items():
                assert schema["description"], (tool.name, name)

    in_process(during)


def test_both_contracts_are_asked_and_their_clauses_quoted() -> None:
    """What an answer rests on stands in its words, and as data; CELESTE 11 ¶1 item 3, Infomaniak 10.1.4."""

    async def during(client: Client) -> None:
        found = await client.call_tool("ask", SPAM)
        data = found.structured_content
        assert data is not None
        assert (data["answer"], data["strictly"]) == ("yes", "undetermined")
        assert data["citations"] == ["clause 11, para. 1, sentence 1", "clause 11, para. 1, bullet 3"]
        reply = desk().ask(Request("may-suspend", CELESTE, SPAM["facts"]))
        opinion, said = reply.opinion, text(found)
        assert data["short"] == opinion.short
        assert opinion.granted
        assert opinion.reservations
        for part in (opinion.short, *(each.text for each in opinion.granted), *opinion.reservations):
            assert part.replace("\u00a0", " ").lower() in said.lower(), part
        other = await client.call_tool("ask", PENALTY)
        assert "art. 10.1.4" in text(other)
        assert other.structured_content is not None
        assert any(cited.startswith("art. 10.1.4") for cited in other.structured_content["citations"])
        dated = {**PENALTY, "facts": {"outages": [{**OUTAGE, "began": "2024-02-28T23:10"}]}}
        lines = text(await client.call_tool("ask", dated)).splitlines()
        assert "- 28 February 2024 at 23:10: Beginning of the failure" in lines

    in_process(during)


def test_a_disputed_answer_comes_with_its_readings() -> None:
    async def during(client: Client) -> None:
        reply = desk().ask(Request("early-termination-fee", CELESTE))
        found = await client.call_tool("ask", {"question": "early-termination-fee", "document": CELESTE})
        assert found.structured_content is not None
        assert len(found.structured_content["readings"]) == len(reply.opinion.readings)
        assert [missing.question for missing in reply.opinion.missing] == found.structured_content["missing"]

    in_process(during)


def test_what_is_asked_first_comes_first() -> None:
    async def during(client: Client) -> None:
        questions = await client.call_tool("list_questions", {"language": "fr"})
        assert "may-suspend (" in text(questions)
        wanted = await client.call_tool("facts_that_matter", {"question": "may-suspend", "document": CELESTE})
        assert wanted.structured_content is not None
        rows = desk().facts(Request("may-suspend", CELESTE))
        assert [row["fact"] for row in wanted.structured_content["facts"]] == [row.fact for row in rows]
        assert wanted.structured_content["cut"] is None
        compared = await client.call_tool("compare", {"question": "may-suspend", "facts": SPAM["facts"]})
        assert compared.structured_content is not None
        answers = [(each["document"], each["answer"]) for each in compared.structured_content["answers"]]
        assert answers == [(CELESTE, "yes"), (INFOMANIAK, "silent")]

    in_process(during)


def test_a_clause_is_explained_passage_by_passage() -> None:
    async def during(client: Client) -> None:
        found = await client.call_tool("explain_clause", {"document": CELESTE, "place": "11", "language": "fr"})
        assert found.structured_content is not None
        cited = [passage["citation"] for passage in found.structured_content["passages"]]
        assert cited
        assert all(citation.startswith("ch.") for citation in cited)
        assert any(passage["gists"] for passage in found.structured_content["passages"])
        changed = await client.call_tool("what_changed", {"document": INFOMANIAK})
        assert "2023-04-25" in text(changed)

    in_process(during)


WRONG = [
    ("ask", {**SPAM, "question": "may-suspnd"}, "did you mean `may-suspend`?"),
    ("ask", {**SPAM, "facts": {"client_sends_spm": True}}, "did you mean `client_sends_spam`?"),
    ("ask", {**SPAM, "facts": {"client_sends_spam": None}}, "leave out what is not known"),
    ("ask", {**SPAM, "on": "soon"}, "write a date"),
    ("ask", {**SPAM, "language": "rm"}, "the tongues are"),
    ("ask", {"question": "may-suspend"}, "the call names no document"),
    ("ask", {**SPAM, "fact": {}}, "`fact` means nothing to this tool"),
    ("ask", {**SPAM, "language": "fr", "zzz": 1}, "il prend `question`"),
    ("ask", {**SPAM, "facts": []}, "`facts` is an object"),
    ("ask", {**SPAM, "on": 7}, "`on` is a text"),
    ("aks", SPAM, "did you mean `ask`?"),
    ("ask", {**SPAM, "question": "may-suspnd", "language": "fr"}, "vouliez-vous dire `may-suspend` ?"),
    ("explain_clause", {"document": CELESTE, "place": "99"}, "the document has no passage `99`"),
    ("explain_clause", {"document": CELESTE, "place": "§"}, "a locator reads like"),
]


@pytest.mark.parametrize(("tool", "arguments", "said"), WRONG, ids=lambda value: str(value)[:30])
def test_a_mistake_is_told_so_that_it_can_be_mended(tool: str, arguments: dict[str, Any], said: str) -> None:
    async def during(client: Client) -> None:
        found = await client.call_tool(tool, arguments)
        assert found.is_error
        assert text(found).startswith(("error[", "erreur["))
        assert said in text(found)

    in_process(during)


def test_a_former_name_is_understood_and_the_assistant_told_of_the_new_one() -> None:
    async def during(client: Client) -> None:
        former = {"question": "may-suspend", "document": CELESTE, "facts": {"threat_deadline_hour": "2024-06-06T18:00"}}
        for language, said in (("en", "is called `threat_deadline` now"), ("fr", "s’appelle désormais")):
            found = await client.call_tool("ask", {**former, "language": language})
            assert found.structured_content is not None
            assert said in text(found)
            assert said in found.structured_content["notices"][0]
        assert (await client.call_tool("ask", SPAM)).structured_content["notices"] == []

    in_process(during)


@pytest.mark.slow
def test_an_assistant_that_starts_the_command_is_answered() -> None:
    async def main() -> None:
        started = StdioServerParameters(command=sys.executable, args=["-m", "engine.faces.command_line", "mcp"])
        async with Client(stdio_client(started)) as client:
            found = await client.call_tool("ask", SPAM)
            assert "clause 11" in text(found)
            refused = await client.call_tool("ask", {**SPAM, "document": "celeste"})
            assert refused.is_error

    anyio.run(main)
