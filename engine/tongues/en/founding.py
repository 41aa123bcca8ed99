"""What a new document begins with, in English."""

WORDS = {
    "header": "What a document of your own begins with. Replace the phrases by yours: the title, the two sides, what one\n"
    "of them may do, and the question whether it may. Then encode the clauses beside, one passage after another.",
    "document": "{title}",
    "first_party": "the first party",
    "second_party": "the second party",
    "action": "act",
    "question": "May the first party act?",
    "stub": "to be encoded: {place}",
    "stub_numbers": "to be encoded: {place} ({numbers})",
    "title": "Title",
    "preamble": "Preamble",
    "footer": "Footer",
    "clause": "Clause {clause}",
    "names_only": "It only names the subject.",
    "scenario": "Before anything is encoded",
    "argument": "Nothing is encoded yet: expect another answer once the clause that gives it is.",
    "founded": "{name}: {clauses} clauses, {passages} passages to be encoded",
    "wrote": "wrote {file}",
    "go_on": "Go on:",
}
