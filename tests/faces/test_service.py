"""The service as a program meets it: what it answers, what it refuses, and what it never says of a case."""

from __future__ import annotations

import io
import json
import logging
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="starlette comes with the extra `serve`")
pytest.importorskip("prometheus_client", reason="prometheus-client comes with the extra `serve`")

from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from engine.desk import Request
from engine.faces.service import orders, work
from engine.faces.service.admission import responded
from engine.faces.service.application import application
from engine.faces.service.endpoints import endpoints
from engine.faces.service.limits import Limits
from engine.library.library import CLAUSES
from engine.schema.schemas import named_schema
from tests.contracts import desk
from tests.schema.closed import mistakes, validator

pytestmark = pytest.mark.suite

DOCUMENT = "celeste-business-cloud"
SPAM = {"question": "may-suspend", "document": DOCUMENT, "facts": {"client_sends_spam": True}}
LIMITS = Limits(workers=1, waiting=1, seconds=60, largest=20_000, patience=2, connections=50)
HERE = "http://127.0.0.1"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of a service for this machine alone, which shows a page under `/`."""
    site = tmp_path_factory.mktemp("site")
    (site / "index.html").write_text("<title>The pages</title>", encoding="utf-8")
    with TestClient(application(CLAUSES, LIMITS, None, True, site), base_url=HERE) as found:
        yield found


def codes(response: Any) -> list[str]:
    """The status of a refusal stands in it, too; its diagnostics are as everywhere."""
    data = response.json()
    assert response.headers["content-type"] == "application/problem+json"
    assert data["status"] == response.status_code
    assert not mistakes(named_schema("diagnostics"), data["errors"])
    return [error["code"] for error in data["errors"]]


def test_an_answer_is_that_of_the_desk(client: TestClient) -> None:
    response = client.post("/ask", json=SPAM)
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    asked = Request("may-suspend", DOCUMENT, {"client_sends_spam": True})
    assert response.json() == json.loads(str(desk().ask(asked).printed("json")))
    assert not mistakes(named_schema("answer"), response.json())


@pytest.mark.parametrize(
    ("path", "body", "schema"),
    [
        ("/compare", {"question": "may-suspend", "facts": {"client_sends_spam": True}}, "comparison"),
        ("/facts", {**SPAM, "facts": {}}, "wanted"),
        ("/questions?language=fr", None, "questions"),
        (f"/questions?document={DOCUMENT}", None, "questions"),
        (f"/ambiguities?document={DOCUMENT}", None, "ambiguities"),
        (f"/ledger/{DOCUMENT}", None, "ledger"),
    ],
)
def test_what_is_answered_is_as_its_schema_says(
    client: TestClient, path: str, body: dict[str, Any] | None, schema: str
) -> None:
    response = client.get(path) if body is None else client.post(path, json=body)
    assert response.status_code == 200
    assert response.json()
    assert not mistakes(named_schema(schema), response.json())


@pytest.mark.parametrize(("limit", "cut"), [("MOST_CONDITIONS", "bounded"), (None, None)])
def test_a_list_of_facts_says_where_the_search_was_cut_short(
    client: TestClient, limit: str | None, cut: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = {}
    if limit:
        monkeypatch.setattr(f"engine.answer.proving.{limit}", 0)
        facts = {"founded_doubt": True, "technical_reason": False}  # asked nowhere else: what is found is remembered
    asked = json.dumps({**SPAM, "facts": facts}).encode()
    found = responded(work.perform(orders.Order("facts", CLAUSES, body=asked)))
    assert found.headers.get("opposable-cut") == cut
    assert not mistakes(named_schema("wanted"), json.loads(found.body))
    described = client.get("/openapi.json").json()["paths"]["/facts"]["post"]["responses"]["200"]["headers"]
    assert described["opposable-cut"]["schema"]["enum"] == ["bounded", "sampled"]


def test_an_opinion_is_a_page_or_a_document(client: TestClient) -> None:
    page = client.post("/opinion?brief=true", json={**SPAM, "language": "fr"})
    assert page.headers["content-type"].startswith("text/html")
    assert 'lang="fr"' in page.text
    word = client.post("/opinion?format=docx", json=SPAM)
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(word.content)).namelist()


def test_schemas_are_those_of_the_command(client: TestClient) -> None:
    assert client.get("/schema/answer").json() == named_schema("answer")
    shown = client.get(f"/schema/facts/{DOCUMENT}/may-suspend").json()
    assert shown["opposable"]["question"] == "may-suspend"
    assert not mistakes(shown, {"facts": SPAM["facts"]})
    assert codes(client.get("/schema/answers")) == ["unknown-schema"]
    assert codes(client.get("/schema/facts")) == ["wrong-call"]


WRONG: list[tuple[str, dict[str, Any] | str, int, list[str]]] = [
    ("/ask", {**SPAM, "question": "may-suspnd"}, 422, ["unknown-question"]),
    ("/ask", {**SPAM, "facts": {"client_sends_spm": True, "as_of": "soon"}}, 422, ["unknown-fact", "wrong-type"]),
    ("/ask", {"facts": {}}, 422, ["incomplete-request", "incomplete-request"]),
    ("/ask", "{", 422, ["not-json"]),
    ("/ask", "[" * 15_000, 422, ["not-json"]),
    ("/ask", {**SPAM, "title": "x" * 20_000}, 413, ["wrong-call"]),
    ("/ask?format=html", SPAM, 422, ["wrong-call"]),
    ("/opinion?format=pdf&brief=yes", SPAM, 422, ["wrong-call", "wrong-call"]),
    ("/asks", SPAM, 405, ["wrong-call"]),
    ("/questions", SPAM, 405, ["wrong-call"]),
]


@pytest.mark.parametrize(("path", "body", "status", "expected"), WRONG, ids=lambda value: str(value)[:25])
def test_what_is_wrong_is_said_as_data(
    client: TestClient, path: str, body: dict[str, Any] | str, status: int, expected: list[str]
) -> None:
    content = body if isinstance(body, str) else json.dumps(body)
    response = client.post(path, content=content, headers={"content-type": "application/json"})
    assert response.status_code == status
    assert codes(response) == expected


@pytest.mark.parametrize(
    ("body", "accepted", "said"),
    [
        ({**SPAM, "question": "may-suspnd"}, "", "did you mean `may-suspend`?"),
        ({**SPAM, "question": "may-suspnd", "language": "fr"}, "en", "vouliez-vous dire `may-suspend` ?"),
        ({**SPAM, "question": "may-suspnd"}, "de, fr-CH;q=0.9, en;q=0.8", "vouliez-vous dire `may-suspend` ?"),
        ({**SPAM, "question": "may-suspnd"}, "en, fr;q=0.5", "did you mean `may-suspend`?"),
        ({**SPAM, "question": "may-suspnd"}, ";q=;,fr;q=x", "did you mean `may-suspend`?"),
        ({"facts": {}, "language": 3}, "fr", "écrire"),
    ],
)
def test_what_is_wrong_is_said_in_the_language_of_the_request_or_else_of_the_client(
    client: TestClient, body: dict[str, Any], accepted: str, said: str
) -> None:
    response = client.post("/ask", json=body, headers={"accept-language": accepted})
    assert response.status_code == 422
    assert any(said in str(error["help"]).replace("\u00a0", " ") for error in response.json()["errors"])


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (f"/ledger/{DOCUMENT}?document=infomaniak-jelastic-cloud", "`document` is no parameter here"),
        ("/schema/answer?name=facts", "`name` is no parameter here"),
        ("/questions?language=fr&language=en", "`language` is said twice"),
    ],
)
def test_an_address_says_a_thing_once_and_where_it_belongs(client: TestClient, address: str, said: str) -> None:
    response = client.get(address)
    assert response.status_code == 422
    assert [error["message"] for error in response.json()["errors"]] == [said]


def test_of_many_mistakes_in_an_address_the_first_are_told(client: TestClient) -> None:
    response = client.get("/questions?" + "&".join(f"a{number}" for number in range(1000)).replace("&", "=1&"))
    assert len(response.json()["errors"]) == 50


def test_what_is_wrong_with_an_address_is_said_in_french(client: TestClient) -> None:
    response = client.get("/questions?lang=fr", headers={"accept-language": "fr"})
    assert "n’est pas un paramètre ici" in response.json()["errors"][0]["message"]


def test_a_former_name_is_understood_and_the_new_one_told(client: TestClient) -> None:
    former = {**SPAM, "facts": {"threat_deadline_hour": "2024-06-06T18:00"}}
    found = client.post("/ask", json=former).json()
    assert [notice["message"] for notice in found["notices"]] == [
        "`threat_deadline_hour` is called `threat_deadline` now"
    ]
    assert "notices" not in client.post("/ask", json=SPAM).json()
    compared = client.post("/compare", json={key: value for key, value in former.items() if key != "document"}).json()
    assert all("notices" in reply for reply in compared)


def test_an_opinion_tells_of_a_former_name_in_a_header(client: TestClient) -> None:
    former = {**SPAM, "facts": {"threat_deadline_hour": "2024-06-06T18:00"}, "language": "fr"}
    described = client.get("/openapi.json").json()["paths"]["/opinion"]["post"]["responses"]["200"]["headers"]
    for form in ("html", "docx", "text"):
        found = client.post(f"/opinion?format={form}", json=former)
        (notice,) = json.loads(found.headers[next(iter(described))])
        assert notice["code"] == "former-name"
        assert "s’appelle" in notice["message"]
    assert not set(described) & set(client.post("/opinion", json=SPAM).headers)


def test_only_json_is_taken_and_only_under_the_name_of_this_machine(client: TestClient) -> None:
    unnamed = client.post("/ask", content=json.dumps(SPAM), headers={"accept-language": "fr"})
    assert unnamed.status_code == 415
    assert codes(unnamed) == ["wrong-call"]
    assert unnamed.json()["errors"][0]["help"] == "envoyer l’en-tête `Content-Type: application/json`"
    assert client.post("/ask", data={"question": "may-suspend"}).status_code == 415
    foreign_letters = {"content-type": 'application/json; charset="latin-1"'}
    assert client.post("/ask", content=json.dumps(SPAM), headers=foreign_letters).status_code == 415
    wide = client.post("/ask", content=json.dumps(SPAM).encode("utf-16"), headers={"content-type": "application/json"})
    assert codes(wide) == ["bad-encoding"]
    twice = {"content-type": "application/json", "content-length": "9", "transfer-encoding": "chunked"}
    assert codes(client.post("/ask", content=b"{}", headers=twice)) == ["wrong-call"]
    misled = client.get("/questions", headers={"host": "evil.example"})
    assert "Host: localhost" in misled.json()["errors"][0]["help"]
    foreign = (
        "evil.example",
        "",
        "[",
        "[::1]x]",
        "evil.example@127.0.0.1",
        "127.0.0.1/x",
        "localhost.",
        "localhost:999999",
    )
    for host in foreign:
        assert client.get("/questions", headers={"host": host}).status_code == 421, host
    assert client.get("/questions", headers={"host": "[::1]:8000"}).status_code == 200
    assert client.get("/questions", headers={"host": "localhost:8000"}).status_code == 200


@pytest.mark.parametrize(("host", "status"), [("127.0.0.1:8000", 200), ("evil.example", 421), ("", 421)])
def test_a_whole_address_is_an_address_like_another_and_its_host_counts(
    client: TestClient, host: str, status: int
) -> None:
    async def whole(scope: Scope, receive: Receive, send: Send) -> None:
        await client.app({**scope, "path": f"http://{host}{scope['path']}"}, receive, send)

    whole_address = TestClient(whole, base_url="http://127.0.0.1:8000")
    assert whole_address.get("/health").status_code == status


def test_a_token_is_asked_for_everywhere_but_for_health() -> None:
    with TestClient(application(CLAUSES, LIMITS, "a-token-of-some-length", False, None), base_url=HERE) as found:
        assert found.get("/health").json()["status"] == "ok"
        for path in ("/questions", "/metrics", "/openapi.json", "/"):
            refused = found.get(path)
            assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
        assert found.get("/questions", headers={"authorization": "Bearer a-token-of-some-lengtH"}).status_code == 401
        assert found.get("/questions", headers={"authorization": "Bearer a-token-of-some-length"}).status_code == 200


def test_the_pages_stand_under_the_root_and_are_counted_apart(client: TestClient) -> None:
    assert client.get("/").text == "<title>The pages</title>"
    assert client.get("/health").json() == {"status": "ok", "version": "0.1.0"}
    client.post("/ask", json=SPAM)
    counted = client.get("/metrics").text
    assert 'opposable_requests_total{path="/ask",status="200"}' in counted
    assert "opposable_requests_inside 0.0" in counted
    assert "spam" not in counted


@pytest.mark.parametrize("asked", ["bytes=x", "pages=0-1", "bytes=9-3", "bytes=900-", "bytes=0-2"])
def test_a_page_is_given_whole_whatever_range_is_asked_for(client: TestClient, asked: str) -> None:
    answered = client.get("/", headers={"range": asked})
    assert (answered.status_code, answered.text) == (200, "<title>The pages</title>")
    assert answered.headers["accept-ranges"] == "none"


# ---- the description


@pytest.fixture(scope="module")
def description(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").json()
    return found


def test_every_address_is_described(description: dict[str, Any]) -> None:
    assert set(description["paths"]) == {each.path for each in endpoints()}
    assert {*description["components"]["schemas"]} >= {"request", "problem", "answer", "answer.step", "diagnostics"}
    validator({"$ref": "#/components/schemas/answer", "components": description["components"]})


def test_a_program_that_knows_only_the_description_gets_a_cited_answer(
    client: TestClient, description: dict[str, Any]
) -> None:
    for path, methods in description["paths"].items():
        posted = methods.get("post")
        for example in posted["requestBody"]["content"]["application/json"]["examples"].values() if posted else ():
            response = client.post(path, json=example["value"])
            assert response.status_code == 200, response.text
            shown = next(iter(posted["responses"]["200"]["content"].values()))["schema"]
            if shown:
                assert not mistakes({**shown, "components": description["components"]}, response.json())
    asked = description["paths"]["/ask"]["post"]
    example = asked["responses"]["200"]["content"]["application/json"]["example"]
    first = next(iter(asked["requestBody"]["content"]["application/json"]["examples"].values()))["value"]
    assert client.post("/ask", json=first).json() == example
    assert example["citations"]


def test_whoever_calls_in_a_wrong_way_is_told_how(client: TestClient) -> None:
    assert codes(client.get("/ask")) == ["wrong-call"]
    with TestClient(application(CLAUSES, LIMITS, "a-token", False, None), base_url=HERE) as guarded:
        assert codes(guarded.get("/questions")) == ["wrong-call"]
        nowhere = guarded.get("/question", headers={"authorization": "Bearer a-token"})
        assert codes(nowhere) == ["wrong-call"]
        assert "/openapi.json" in nowhere.json()["errors"][0]["help"]


# ---- what is never said


def test_no_fact_is_logged_not_even_by_a_failure(
    client: TestClient,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    secret = "Zwätschge-4711"
    caplog.set_level(logging.DEBUG)
    client.post("/ask", json={**SPAM, "title": secret, "facts": {"outside_event_happened": secret}})

    async def fails(*_: Any) -> Any:
        raise RuntimeError(secret)

    monkeypatch.setattr("engine.faces.service.workers.Workers.perform", fails)
    response = client.post("/ask", json={**SPAM, "title": secret})
    assert response.status_code == 500
    assert codes(response) == ["engine-failed"]
    said = capfd.readouterr()
    ours = [record.getMessage() for record in caplog.records if record.name.startswith(("opposable", "uvicorn"))]
    assert ours
    assert not any(secret in text for text in [*ours, said.out, said.err, response.text])


def test_an_operation_is_done_in_a_process_of_its_own(tmp_path: Path) -> None:
    done = work.perform(orders.Order("questions", CLAUSES))
    assert (done.status, done.media_type) == (200, orders.JSON)
    empty = work.perform(orders.Order("questions", tmp_path))
    assert empty.status == 422
