"""What each diagnostic of the program around the language means and how to mend it, after `dsl/language_catalogue.py`.

An id that the language gives as well has its meaning there.
"""

from dsl.language_catalogue import LANGUAGE, Area

FACTS = Area(
    "diagnostics-facts",
    "Diagnostics: facts",
    {
        "not-toml": (
            "A facts file or scenario is not TOML at the place shown. Dates stand bare, texts in quotes, yes and no are "
            "`true` and `false`."
        ),
        "not-json": (
            "A case that a program hands in is no JSON, or says what JSON leaves open: a name twice, a number that is "
            "none. Write one object, on one line where there are several."
        ),
        "unknown-key": (
            "A key means nothing where it stands, and is never passed over: it may be a fact outside `[facts]`, or "
            "misspelt. Mend it, or move it to where the help says."
        ),
        "unknown-fact": (
            "No document knows the fact. It is never taken for irrelevant: mend the spelling; `opposable facts` lists "
            "those that matter. What the document computes is no fact: it can be given."
        ),
        "fact-of-another-document": (
            "The fact is one of another document, and the one asked never looks at it. Take it out, or put the question to "
            "every document with `opposable compare`."
        ),
        "unknown-field": (
            "The records of the list have no such field. Mend the spelling; what the document computes of each record can be "
            "given."
        ),
        "below-zero": (
            "The number is never below zero: the document declares a `count`, has a table that answers what is told from "
            "zero on alone, or computes what is given and never comes to less than zero. Mend the number."
        ),
        "unknown-value": (
            "What is taken as given is something that the document computes, of a record where it is computed for each. "
            "Mend the spelling."
        ),
        "unknown-language": (
            "A title is written in a language that is neither one of the document's nor a tongue of the program, so that "
            "nobody would ever read it. Mend the tag of the language."
        ),
        "named-twice": (
            "One thing is told under its former and under its present name, so that nobody can say which is meant. Take one "
            "of them out."
        ),
        "former-name": (
            "The thing has another name now; the former one still works. Nothing has to be done; the new name will be "
            "understood for longer."
        ),
        "fact-not-looked-at": (
            "The fact is known, because the documents share a vocabulary, but nothing in the one asked rests on it, while "
            "another looks at it: it may have been told for that one. Take it out, or ask every document."
        ),
        "memo-before-the-question": (
            "The heading of the opinion bears a date that lies before that of the question: whoever signs it would speak of "
            "what was still to come. Correct the one or the other."
        ),
        "no-such-record": (
            "A call, or a standing, names a record of a list that is neither there nor the next one. The records of a list are counted "
            "from 1."
        ),
        "too-many-records": (
            "The list is longer than one whose answer can be explained record by record. Check the file; `opposable portfolio` "
            "computes the answers of cases with longer lists from tables. Of a list that may go on no more than 20 records may differ, "
            "as each is held against all others and against those nobody told of."
        ),
        "set-twice": (
            "A call gives one fact or one reading twice, and differently, so that nobody can say which is meant. Take one "
            "of them out. A call goes before its facts file without a word: that is what it is for."
        ),
        "unknown-duty": (
            "The question is put to one duty, clause, action, party or event alone, on which it could not rest. Name another; "
            "a norm on its own is asked for by its name."
        ),
        "unknown-standing": (
            "A fact is `established`, `assumed` or `contested`, with a note of the evidence if there is one. Write one of "
            "these words."
        ),
        "open-yet-told": (
            "Of what is open nothing is known or presumed; so nothing can be told of it. Leave out what it is, or say that "
            "it is `contested`: then it is tried both ways."
        ),
        "unknown-ambiguity": (
            "A reading is given for an ambiguity that the document doesn't have. `opposable ambiguities` lists them."
        ),
        "unknown-reading": "The ambiguity has no such reading. Write one that the help names.",
        "date-out-of-range": "The date lies in no time that a contract of today speaks of. Check the year.",
        "value-out-of-range": (
            "What the rules compute from the facts lies beyond the calendar, beyond the public holidays known or beyond any "
            "amount, so there is no right answer. One of the facts is beyond reason; the value named is the first that it carries too far."
        ),
        "ambiguous-date": (
            "Days in figures with strokes have the day first in Europe and the month first in America, so that these may be "
            "two. Write the one that is meant with full stops, with its month as a word, or year first."
        ),
        "ambiguous-hour": (
            "Where the clocks are put back, an hour is shown twice, and nobody can say which was meant. Write the offset."
        ),
        "offset-missing": (
            "Without its time zone nobody can say how long before another moment it was. Write its offset; the help gives "
            "that of the document’s zone."
        ),
        "time-missing": "The moment is asked for, not only the day. Write the time with its offset.",
        "unit-missing": 'A bare number may be a share or a percentage. Write the sign: `"12.5 %"`.',
    },
)
QUESTIONS = Area(
    "diagnostics-questions",
    "Diagnostics: questions and opinions",
    {
        "no-document": (
            "The folder has no clause files, or none of them declares a document, so there is nothing to ask. Name the "
            "folder of your clause files."
        ),
        "unknown-question": (
            "There is no question and no norm of that name. Mend the spelling; `opposable questions` lists what can be "
            "asked."
        ),
        "incomplete-request": (
            "A case in JSON names neither question nor document, and the call around it doesn't either. Write them into "
            "the object."
        ),
        "unknown-tongue": (
            "The program has no words in that language. Ask in one that the help names; how a tongue is added is said in "
            "`engine/tongues`."
        ),
        "missing-word": (
            "A tongue in the making lacks a word that the answer needs. Add it to the catalogue that the help names; the other "
            "tongues show how."
        ),
        "not-in-language": (
            "The document isn't written in the language that the call asks for. Ask in one that it declares; without "
            "`--lang`, an answer is in English where the document is, and else in the first of its languages."
        ),
        "date-missing": (
            "The document has several editions, and which is in force depends on the date. Say as of when the question is "
            "put."
        ),
        "no-edition-in-force": (
            "The date lies before the earliest edition that is encoded took effect. Check the date; no later text is "
            "applied in its place."
        ),
        "unknown-node": (
            "The graph has no such node. Nodes are named by their kind and their name; the name alone will do where it is "
            "known."
        ),
        "not-an-opinion": (
            "Only an opinion as JSON or HTML carries what is needed to give it again. Keep it in one of these forms."
        ),
        "unwritable-file": (
            "A file, or standard output, cannot be written: its folder isn't there, a folder, a device or a pipe is in its "
            "place, it may not be written, or the disk is full. What was there stays as it was. Check the path."
        ),
        "output-is-input": (
            "The answer would be written over a file from which it is made, or among the cases of a portfolio, where the next "
            "call would read it as more of them. Name another file."
        ),
        "wrong-call": (
            "Nothing can be made of the call: an option or a parameter is missing, unknown or given what it doesn't take. The "
            "help names the page that says how it is called."
        ),
        "unknown-schema": "There is no schema of that name. `opposable schema` lists them.",
        "unknown-diagnostic": "The program gives no diagnostic of that id. `opposable explain` lists them.",
        "no-output-file": "The format is not for reading on a terminal. Name a file with `-o`.",
        "template-without-paper": (
            "A letterhead is a Word document, and only an opinion in that form stands on it. Ask for `--format docx`, or "
            "leave the template out."
        ),
        "not-a-template": (
            "The file given as a letterhead is no Word document that can be opened. Save it as .docx; templates (.dotx) "
            "and other forms are not read."
        ),
    },
)
SCENARIOS = Area(
    "diagnostics-scenarios",
    "Diagnostics: scenarios",
    {
        "incomplete-scenario": (
            "A scenario has a title, a question, a document and an expectation; one of them is wanting, or the title is "
            "empty in one of its languages. Add it."
        ),
        "unknown-answer": "A scenario expects what is no answer. Write one of the words that the help names.",
        "unknown-expectation": (
            "A scenario expects a party, an exception or a place that the document doesn't have: the expectation could "
            "never hold, or never fail. Mend the name."
        ),
        "no-scenarios": (
            "There is nothing to run at the path, or nothing that is put to the document, and a suite without scenarios "
            "would pass whatever the rules say. Check the path, and the document."
        ),
        "failing-scenarios": (
            "A scenario that fails already cannot notice a mistake that is made on purpose. Mend the suite first."
        ),
        "unknown-clause": (
            "Mistakes are to be made in a clause that no document under test has, so none would be made. Mend the number."
        ),
        "incomplete-coupling": (
            "`coupled.toml` beside the clauses says of conditions that they cannot decide alone; an entry lacks its "
            "condition, what it never does, or the reason. Write all three."
        ),
        "unknown-condition": (
            "`coupled.toml` speaks of a condition that the rules don't have: they were rewritten, or it is misspelt. Mend "
            "the name, or take the entry out."
        ),
        "not-coupled": (
            "`coupled.toml` says that a condition never decides alone, and a scenario shows that it does. Take the entry "
            "out, or look whether the scenario is right."
        ),
    },
)
TEXTS = Area(
    "diagnostics-texts",
    "Diagnostics: texts, locks and revisions",
    {
        "empty-text": "The text has no words, so there are no passages to compare. Check the path.",
        "unreadable-pdf": (
            "The file begins as a PDF and cannot be read as one. Save it again from a viewer, or give the text as plain "
            "UTF-8."
        ),
        "exhausting-file": (
            "The file is small, and what it holds repeats or unfolds itself without end; it is not read further. Save it "
            "again from a viewer, or give the text as plain UTF-8."
        ),
        "pdf-without-text": (
            "The PDF has pages but no words, as when paper was scanned. Run it through character recognition first."
        ),
        "pdf-without-letters": (
            "A font of the PDF numbers its signs by itself and does not say which letters they are, so that the words "
            "cannot be read out of it. Run it through character recognition, or give the text as plain UTF-8."
        ),
        "unreadable-document": (
            "The file looks like a Word document or an HTML page and cannot be read as one, or not to its end. Save it "
            "again, or give the text as plain UTF-8."
        ),
        "bad-watch-list": (
            "The list of watched texts is a TOML file with one table `[[watched]]` for each document: `document`, `text`, "
            "and perhaps `old_text` and `fetch`. `opposable watch --help` shows one."
        ),
        "not-fetched": (
            "The command that fetches a text failed, or wrote no file; the text last seen is still in its place. Try the "
            "command by hand."
        ),
        "document-exists": (
            "A document is begun in a folder of its own, and nothing that lies there is replaced. Choose another name, or "
            "go on with what is there."
        ),
        "no-outline": (
            "No clauses were found in the text, so that all of it would be cited as one preamble. Say in the header of the "
            "document how it is numbered; `source outline` shows what becomes of it."
        ),
        "lopsided-outline": (
            "One clause holds over 30 per cent of the text, as when the headings after it were not recognised. Look at "
            "`source outline`, and say in the header of the document how it is numbered if the outline is wrong."
        ),
        "no-lock": (
            "No source lock lies beside the clauses of the edition, so nothing is known of the text it was encoded from. "
            "Make it with `opposable source lock`."
        ),
        "other-text": (
            "The text given is not the one that the edition was encoded from. `opposable source check` shows how they "
            "differ; lock a new text as an edition of its own."
        ),
        "another-document": (
            "Hardly anything of the document is found again in the text, so it is recorded neither as its published text nor "
            "as a revision. Check the path; what replaces the whole text is locked as an edition."
        ),
        "unreadable-signoffs": (
            "The list of signatures beside the clauses is damaged. Mend it by hand, or take it away and sign again."
        ),
        "bad-name": (
            "The word cannot name a document, an edition, a comparison of the site or a person, or names another already. "
            "All but persons are named in letters, digits and hyphens, documents and editions also with underscores and full "
            "stops, since files are named after them."
        ),
        "edition-exists": (
            "The skeleton of a new edition would overwrite one that is there. Name another edition, or go on with that one."
        ),
    },
)
SITE = Area(
    "diagnostics-site",
    "Diagnostics: the site and the service",
    {
        "missing-package": (
            "The command needs a package that isn't installed: MkDocs and Node.js for the site, Starlette and uvicorn for "
            "the service, pypdf for a PDF. Install it as the help says."
        ),
        "no-site-folder": (
            "The configuration of the site is not where the program is installed. Install it again; in a checkout, "
            "`site/mkdocs.yml` is part of it."
        ),
        "site-warning": (
            "MkDocs found something wrong with a page or with the configuration. Mend it there, or in the clause that the "
            "page is made from."
        ),
        "token-missing": (
            "The service would answer everybody who reaches the machine. Give it a token, which clients then send, or serve "
            "on this machine alone."
        ),
        "weak-token": "The token is short enough to be guessed. Take one of thirty-two signs, made at random.",
        "not-put-together": (
            "What answers in the browser is fetched once from the package registries and compiled, and that failed. Try "
            "again with a network, or build the site without it."
        ),
        "port-refused": "The system refuses the port, mostly because another program serves there. Choose another one.",
    },
)

PORTFOLIOS = Area(
    "diagnostics-portfolios",
    "Diagnostics: portfolios",
    {
        "no-cases": (
            "The folder or file has no table of cases, or one of which the document knows no list. Write the tables as "
            "`--blank` does."
        ),
        "no-such-ending": (
            "A file of answers is Parquet, CSV, JSON lines or a DuckDB file, as its ending says. Write one of these endings."
        ),
        "unreadable-cases": (
            "A table of cases is not what its ending says: text that is not UTF-8, a row with more or fewer values than the "
            "first line has names, JSON that breaks off. Nothing of it is guessed: mend the file."
        ),
        "names-alike": (
            "In tables a name is known by its letters, capitals or not, and `cases` and `case` are the table of the cases and "
            "the column that names them. Call one of the two otherwise in the clauses."
        ),
        "too-little-memory": (
            "DuckDB was allowed less memory than it needs even when it writes to disk. Allow it more, or say nothing."
        ),
        "engine-failed": (
            "What computes the answers could not be started, or ended before it was done. Of a portfolio what was answered by "
            "then is kept, and the same call goes on from there; over HTTP, put the question once more."
        ),
        "unknown-column": (
            "A column of a table is no fact of the document, no field of its records and not the name of the case. It is "
            "never passed over: mend the spelling, or take it out."
        ),
        "list-in-table": (
            "A column of a table holds single values. The records of a list stand in a table of their own, named as the "
            "list is, and the row of the case can only say that there are none; a question that reads a list within the "
            "records of another is asked case by case, with facts files."
        ),
        "inexact-column": (
            "Amounts and rates are held as binary fractions, in which a cent is not exact. Write them as decimals, or as "
            "text with their currency or sign."
        ),
        "case-twice": "Two rows are of the same case, or one names none. Give each case one row and a name of its own.",
        "no-such-case": (
            "A record belongs to a case that is not among the cases, or a case is asked about that isn't there. Mend its name."
        ),
    },
)

LINTS = Area(
    "diagnostics-lints",
    "Diagnostics: lints",
    {
        "unearned-amount": (
            "An amount or rate that is asked about can be above zero although the norm to which it belongs does not hold, so "
            "that it answers as if it were owed. The solver proposes such a case, and the program was evaluated on it. Let "
            "the value depend on the norm, or say why the two questions are apart."
        ),
        "untold-deadline": (
            "A condition holds the day of the question, or what somebody does, against a moment that it counts in passing; "
            "no norm declares it as its `deadline`, and no value has it. So no opinion can say which day it is. Make a value "
            "of it, or a deadline of the norm."
        ),
        "idle-reading": (
            "A reading changes nothing: no condition tells it from another, or the solver shows of every question and norm "
            "that none of them turns on the ambiguity. Let something depend on it, or take it out."
        ),
        "needed-by-other-reading": (
            "With the preferred readings filled in nothing reads a fact any more; a reading that is not preferred alone "
            "does. See whether the preferred one forgets it: else whoever asks may leave it for a dispute."
        ),
        "deciding-presumption": (
            "With nothing else known, one presumption decides a question on every reading: it is answered by what nobody "
            "said. Let the question say that it never presumes it. Presumptions of law are left out: they are meant to decide."
        ),
        "accepts-nothing": (
            "An entry of `accepted.toml` accepts what no lint finds any more. Take it out, or mend what it names; what is "
            "found is named in the message."
        ),
        "incomplete-acceptance": (
            "`accepted.toml` beside the clauses lets findings of the lints stand; an entry lacks the id, what it is found "
            "of, or the reason. Write all three."
        ),
    },
)
CATALOGUE = (*LANGUAGE, LINTS, FACTS, QUESTIONS, SCENARIOS, TEXTS, SITE, PORTFOLIOS)
"""Every area; each id that the program can give is in exactly one."""
