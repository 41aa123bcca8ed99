"""What each diagnostic of the language means and how to mend it, area by area.

Each area has a page in `tests/language/` that shows its diagnostics by executed examples. `engine/catalogue.py` adds
the areas of what only the program around the language finds; an id that both find is here.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Area:
    """Diagnostics that belong together: the name and the title of their page, and what each means by its id.

    A meaning is one paragraph: what the mistake is, and what to do about it.
    """

    page: str
    title: str
    meanings: dict[str, str]


FILES = Area(
    "diagnostics-files",
    "Diagnostics: files",
    {
        "file-too-large": (
            "A file is read up to a size that no contract and no case comes near, so that a wrong path cannot exhaust the "
            "machine. Check the path, or split the file."
        ),
        "unreadable-file": (
            "The system refuses to give a file's content: there is none, it is a folder, or it may not be read. Check the "
            "path."
        ),
        "no-regular-file": (
            "Only a file has an end. A device or a pipe is not read: save what comes from it as a file first."
        ),
        "not-text": (
            "The file holds what no text holds, such as zero bytes. Check the path, and the way it was saved; a contract's "
            "text may also be a PDF."
        ),
        "bad-encoding": "Files are written in UTF-8; this one holds bytes that are none. Save it as UTF-8.",
    },
)
SYNTAX = Area(
    "diagnostics-syntax",
    "Diagnostics: syntax",
    {
        "unexpected-character": (
            "A character that the language has no use for at this place. Phrases stand between double quotes, "
            "comments behind `#`."
        ),
        "unexpected-word": (
            "A word that cannot stand where it stands; the help says what was expected instead. The rest of the "
            "statement is passed over, the statements after it are read."
        ),
        "unknown-statement": (
            "Each statement begins with its own keyword, and this word is none. Mend the spelling, or put the "
            "words into the statement they belong to."
        ),
        "unfinished": (
            "A statement breaks off before it is complete, at the next statement or at the end of the file. Add "
            "what the help names."
        ),
        "unclosed-text": (
            "A phrase opens with a double quote and never closes, or holds a double quote inside. Close it; "
            "inside a phrase write « » or “ ”."
        ),
        "nested-too-deep": (
            "An expression nests deeper than anyone reads, or looks through a list within four others, whose work grows "
            "with the product of their lengths. Give names to its parts: one `value` for each."
        ),
        "too-many-mistakes": (
            "After a hundred mistakes the rest of a file is not looked at: such a file is mostly one that was meant for "
            "something else. Mend the first of them."
        ),
    },
)
DOCUMENTS = Area(
    "diagnostics-documents",
    "Diagnostics: documents and editions",
    {
        "no-header": (
            "A file says first what it is part of: `vocabulary`, or `part of DOCUMENT edition NAME`, or the "
            "`document` statement itself."
        ),
        "unknown-document": (
            "A file, a call or a scenario names a document that no file declares. Mend the name, or add the `document` "
            "statement."
        ),
        "unknown-edition": (
            "A file, an edition, a call or an opinion names an edition that the document doesn't have. Mend the name; an "
            "opinion of an edition that is gone has to be asked for anew."
        ),
        "no-edition": (
            "A document without an edition has no content that anyone could rely on. Add an `edition` statement."
        ),
        "edition-circle": "Editions that revise each other rest on no first edition. Let the oldest one revise none.",
        "edition-without-document": (
            "An `edition` statement belongs to the `document` statement before it in the same file."
        ),
        "missing-language": (
            "A document declares its languages after `languages` in its header, or is in those of its title, and a phrase "
            "lacks one of them. Write it, or leave the language out of the header: a document in one language is whole."
        ),
        "repeated-language": "A phrase is written twice in one language. Keep one, or mend the language of the other.",
        "unknown-citation-style": "A document is cited as its own headings do it: by articles, clauses, sections, paragraphs (§) or bare numbers.",
        "unknown-zone": (
            "Time zones are named by place, as the tz database has them, or `UTC`. Mend the name in the header of the "
            "document."
        ),
        "unknown-calendar": (
            "The public holidays of the country, of a part of it or of the market are not known. Mend the letters in the "
            "header of the document, or the options of the choice that names the parts."
        ),
        "weekend-unstated": (
            "Where a country rests on other days than Saturday and Sunday, or has lately changed them, the text decides which "
            "days of the week are no working days. Say it in the header of the document: `weekend …`."
        ),
        "mixed-days": "A stretch of days that the calendar names lies in one year or in every year. Write both its ends alike.",
        "closed-and-open": (
            "The calendar of the document names a day twice, closed and open. Nobody can say which holds. Leave it out of one."
        ),
        "no-working-day": "A calendar that closes every day leaves nothing to count. Leave some day open.",
        "unusable-name": (
            "Files are named after a document and its editions, and no file has a name as long. Choose a shorter one, of a "
            "hundred signs at most."
        ),
        "unknown-numbering": (
            "A text is numbered by articles, clauses, sections, paragraphs (§), letters, Roman numerals or by headings "
            "alone. Write one of these words in the header of the document."
        ),
        "currency-undeclared": (
            "Amounts are in several currencies, and nothing says in which all others are. Declare the currency in the header "
            "of the document."
        ),
        "repeal-of-nothing": "An edition repeals a clause that the revised edition doesn't have. Mend the number.",
        "declared-twice": (
            "One name is declared by two statements, so what mentions it would be ambiguous. Rename or remove "
            "one. In a revised edition, a clause is restated as a whole: opening it again replaces all that "
            "stood in it. In one edition, a clause that goes on in another file is `continued` there. The values `yes`, "
            "`no`, `none` and `unknown` are taken by the language."
        ),
        "continued-unopened": (
            "A clause goes on in this file, but no file of the edition opens it with its title. Mend the number, or open "
            "it. An edition that revises another restates a clause as a whole, and opens it first."
        ),
        "titled-continuation": (
            "A clause that goes on in another file has its title and its gist once, where it is opened. Remove them here."
        ),
    },
)
DECLARATIONS = Area(
    "diagnostics-declarations",
    "Diagnostics: names and declarations",
    {
        "unknown-name": (
            "Nothing declares the name. It is never taken for false or empty: mend the spelling, or declare it."
        ),
        "unknown-option": (
            "A choice is given or compared with a word that is none of its options. Write one that the help names."
        ),
        "former-name-in-use": (
            "A former name leads to the one thing that bore it. It cannot be the name of something declared today, nor have "
            "been that of two things."
        ),
        "misplaced-option": (
            "An option of a choice says something only together with what it is an option of: write `… is OPTION`."
        ),
        "norm-as-value": (
            "A norm is not a yes/no value. Write `live(NORM)` for whether it holds, its exceptions considered."
        ),
        "needs-record": "A value computed for each record is read off one of them, as if it were a field.",
        "unknown-currency": (
            "A currency is written by its code in ISO 4217; an amount that is given is in the currency of what it is given "
            "for. Mend the code, or convert the amount first."
        ),
        "no-negative": (
            "Whatever is yes or no carries two phrases, so that explanations are never a negated sentence: the "
            "statement, and `otherwise` its negative."
        ),
        "told-without-value": (
            "The sentence after `told` tells what a fact or a value is known to be: `{value}` stands in it once, for the value. What is "
            "yes or no is told by its own two phrases."
        ),
        "happens-when": (
            "What happens is told by the instant or the moment at which it does, and is none until then. A field of a record "
            "may be told of every record: until then the record is not there. A deadline, and when the question is put, "
            "don’t happen."
        ),
        "no-question": "A field of a record is asked for in plain words, as every fact is. Add `ask` and the question.",
        "record-in-itself": (
            "A record may hold lists of other records, as an order holds its items, but none of its own kind, be it through "
            "others. Let the records of a list of their own say to which record they belong, for instance by its number."
        ),
        "optional-boolean": "A yes/no fact is yes, no or unknown. *None*, known not to exist, has no meaning for it.",
        "not-constant": "A setting begins with a constant, which the facts of a case may replace.",
        "single-reading": "An ambiguity has at least two readings. Where lawyers do not differ, state the rule.",
        "two-preferred": "At most one reading of an ambiguity is preferred.",
        "no-such-date": "The calendar has no such day, or the day no such hour. Mend the date.",
    },
)
TYPES = Area(
    "diagnostics-types",
    "Diagnostics: types and units",
    {
        "wrong-type": (
            "An expression, a fact or a key has another type than its place requires. Nothing is converted silently, and "
            "what may be none never passes for what always exists. Write what the help names."
        ),
        "mixed-types": "The two outcomes of `if … then … else …` have different types. Both must have one.",
        "not-comparable": "The two sides of a comparison have no common measure.",
        "wrong-units": (
            "The operation has no meaning for these types: money is not added to a date, nor a percentage to an amount."
        ),
        "rounding-unstated": (
            "A month after 31 January is 28 February or 1 March. Adding calendar months says which: `rounding "
            "down` or `rounding up`. A third of an amount is rarely one: it is rounded in the same step."
        ),
        "rounding-unneeded": "Only calendar months are rounded; days and hours have a fixed length.",
        "may-divide-by-zero": "A divisor is a constant or the length of a month, so that no case can divide by zero.",
        "fractional-quantity": "Days, hours and months are counted in whole numbers. Use a smaller unit.",
        "number-too-large": "The number is longer than any contract's, and would exhaust the machine. Check its digits.",
        "wrong-arguments": (
            "A built-in function was given too many or too few arguments, or arguments of the wrong type. The "
            "help shows how it is used."
        ),
        "no-calendar": (
            "Working days are counted by a calendar, and the document has none. Add `calendar …` to its header: whose public "
            "holidays count, or which days of the week and of the year are closed."
        ),
        "not-a-list": "`some`, `every`, `count` and their like look through a list of records.",
        "never-none": (
            "Only what has an `optional` type can be none; this always exists. In a case, leave out what nobody knows."
        ),
    },
)
PRESUMPTIONS = Area(
    "diagnostics-presumptions",
    "Diagnostics: presumptions",
    {
        "presumption-article": (
            "A presumption of law is made by an article, which it names; no other is. Add the article, or take it away."
        ),
        "not-presumable": (
            "Nobody presumes what an outside document says, or as of which day a question is put; and a setting has its "
            "default already. Of what is computed only that is presumed which a conclusion on the whole, once given, says of a record. "
            "Remove the presumption."
        ),
        "presumed-from-norm": (
            "What is ordinarily so does not depend on what a document provides or on how it is read. Let the presumption "
            "rest on facts and values."
        ),
        "presumed-judgement": (
            "A norm or an exception has the judgement for a condition of its own, and an `ordinary` presumption, or one of "
            "`continuity`, would meet it: the answer would turn on what nobody has judged. Presume that it is not met, or "
            "leave it open."
        ),
    },
)
TABLES = Area(
    "diagnostics-tables",
    "Diagnostics: tables",
    {
        "row-width": "A row has one cell for each thing the table looks at.",
        "nothing-looked-at": (
            "A table looks at something, or its rows are in force at different times. Else it is a value: write `value … is …`."
        ),
        "no-dated-row": (
            "`in force on …` names the day that decides between rows, and no row says from when or until when it is in force."
        ),
        "empty-stretch": "Nothing lies between the two bounds of a cell, or between the days of a row. Turn them round.",
        "row-unsettled": (
            "A row `N or more` reaches past what the document writes. Say by what text it does so, or under "
            "which reading."
        ),
        "table-gap": "Some input is answered by no row. Add a row, or `case otherwise gives …`.",
        "table-overlap": (
            "Two rows answer the same input, and the later one would never be read there. Let one go, or say with "
            "`hits …` what holds where several rows answer."
        ),
        "rows-disagree": "Of a table with `hits agreeing`, rows that answer the same input give the same.",
        "results-without-order": (
            "`hits smallest`, `hits largest` and `hits priority` read the rows in the order of what they give, which must "
            "be written out: numbers, amounts or dates for the first two, options for `priority`."
        ),
        "results-without-sum": (
            "`hits sum` and `hits marginal` add up numbers, percentages, amounts or lengths of time, which always exist."
        ),
        "no-bracket": (
            "`hits marginal` cuts a whole number, a decimal or an amount, the first thing that the table looks at, into "
            "stretches; what a row gives is times the part that lies within its stretch."
        ),
        "table-too-large": "The table has too many combinations, or too many rows, to be checked for gaps. Split it.",
    },
)
RULES = Area(
    "diagnostics-rules",
    "Diagnostics: norms and what rules depend on",
    {
        "exceptions-conflict": (
            "Two exceptions to one thing may apply at once and give different things. Let one be an exception to the other "
            "as well, or say in `when` that the other doesn't apply; what is compared with constants, options and negations "
            "is seen to exclude each other."
        ),
        "misplaced-exception": (
            "An exception to a value, or to such an exception, is to one value that isn't a table, and says with `gives` "
            "what holds instead; one that only lifts another exception gives nothing. An exception to a norm defeats it, "
            "and gives nothing either."
        ),
        "verb-mismatch": (
            "Each kind of norm has its verb: a power and a permission `may`, an obligation `must`, a "
            "prohibition `must not`, a claim `is owed`, an immunity `is immune for`, a liability `is liable "
            "for`."
        ),
        "plurality-of-bearers": (
            "Where several bear a norm it says how: `jointly`, `severally`, `jointly and severally` or `each`. One bearer "
            "bears it alone. A prohibition is borne by each; only what is rendered can be borne in shares. Each party, also of those "
            "towards whom it is borne, is named once."
        ),
        "not-for-each": (
            "What is put for each of several says for whom: an exception is put for each bearer, or each member of a list, "
            "for whom the norm is that it defeats, and calls that one alike. Whether such a norm is live may be asked of "
            "one of them."
        ),
        "cannot-be-breached": "Only an obligation or a prohibition can be breached.",
        "aspect-unstated": (
            "A question asks whether norms cover an aspect, and this norm doesn't say. Write `covers` or "
            "`excludes`: silence would be taken for an answer."
        ),
        "depends-on-itself": (
            "A value is computed or presumed from itself, or an exception rests on what it defeats. The chain is shown; "
            "break it somewhere."
        ),
        "circular-definition": (
            "A definition comes to call itself, whatever it calls on the way. The language is total: say it of the records "
            "of a list instead."
        ),
        "not-a-record": (
            "A parameter of whose field a definition speaks stands for a record. Give it the name by which a list is looked "
            "through."
        ),
        "action-circle": "An action is a kind of itself. Let the hierarchy end somewhere.",
        "priority-circle": "Priorities go in a circle, so none prevails.",
        "value-nowhere": (
            "A question asks for a value that no document declares and on which none declares its silence. "
            "Every answer would be silence."
        ),
        "unused": (
            "No question ever reaches the fact, value, ambiguity or definition, however indirectly. It may be a rest, or "
            "the sign of a condition forgotten elsewhere."
        ),
    },
)
CITATIONS = Area(
    "diagnostics-citations",
    "Diagnostics: citations and source locks",
    {
        "outside-a-clause": "What concludes something stands under the `clause` that it is taken from.",
        "unreadable-locator": (
            "A locator names a place twice, or no clause, or a place that cannot be. Write it like `10.5 §1 s.2`."
        ),
        "unknown-passage": (
            "The source lock lists the passages of the document, and the place cited is not among them. `opposable ledger` "
            "lists them, too."
        ),
        "unreadable-lock": (
            "A source lock, or the record of the text that is published, is damaged or of another format, so locators "
            "cannot be checked nor texts be compared. Make it again as the help says."
        ),
    },
)

LANGUAGE = (FILES, SYNTAX, DOCUMENTS, DECLARATIONS, TYPES, PRESUMPTIONS, TABLES, RULES, CITATIONS)
"""The areas of the language, in the order of its passes."""
