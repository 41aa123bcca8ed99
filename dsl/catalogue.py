"""What each diagnostic of the language means and how to mend it.

`tests/language/diagnostics.md` shows every one by an executed example. `engine/` keeps a catalogue of its own codes in
the same form.
"""

CATALOGUE: dict[str, str] = {
    # ---- reading files
    "file-too-large": (
        "A clause file is read up to a size that no contract comes near, so that a wrong path cannot "
        "exhaust the machine. Split the file."
    ),
    "unreadable-file": "The system refuses to give the file's content. Check that it exists and may be read.",
    "not-text": "The file holds zero bytes, so it is no text. Check the path, and the way it was saved.",
    "bad-encoding": "Clause files are written in UTF-8; this one holds bytes that are none. Save it as UTF-8.",
    "unreadable-lock": (
        "The source lock beside the clause files is damaged or of another format, so locators cannot be "
        "checked against the passages of the document. Make it again with `opposable source lock`."
    ),
    # ---- syntax
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
        "An expression nests deeper than anyone reads. Give names to its parts: one `value` for each."
    ),
    "too-many-mistakes": "After a hundred syntax errors the rest of the file is not read. Mend those first.",
    # ---- how files make up documents
    "no-header": (
        "A file says first what it is part of: `vocabulary`, or `part of DOCUMENT edition NAME`, or the "
        "`document` statement itself."
    ),
    "unknown-document": (
        "A file is part of a document that no file declares. Mend the name, or add the `document` "
        "statement."
    ),
    "unknown-edition": "A file is part of, or an edition revises, an edition that the document doesn't have.",
    "no-edition": (
        "A document without an edition has no content that anyone could rely on. Add an `edition` "
        "statement."
    ),
    "edition-circle": "Editions that revise each other rest on no first edition. Let the oldest one revise none.",
    "edition-without-document": (
        "An `edition` statement belongs to the `document` statement before it in the same file."
    ),
    "unknown-citation-style": "A document is cited by articles or by clauses, as its own headings do it.",
    "repeal-of-nothing": "An edition repeals a clause that the revised edition doesn't have. Mend the number.",
    "declared-twice": (
        "One name is declared by two statements, so what mentions it would be ambiguous. Rename or remove "
        "one. In a revised edition, a clause is restated as a whole: opening it again replaces all that "
        "stood in it."
    ),
    # ---- names
    "unknown-name": (
        "Nothing declares the name. It is never taken for false or empty: mend the spelling, or declare it."
    ),
    "unknown-option": "A choice is compared with a word that is none of its options.",
    "misplaced-option": (
        "An option of a choice says something only together with what it is an option of: write `… is "
        "OPTION`."
    ),
    "norm-as-value": (
        "A norm is not a yes/no value. Write `live(NORM)` for whether it holds, its exceptions considered."
    ),
    "needs-record": "A value computed for each record is read off one of them, as if it were a field.",
    "unknown-currency": "Amounts are in Swiss francs, `CHF`: neither document names another currency.",
    # ---- declarations
    "no-negative": (
        "Whatever is yes or no carries two phrases, so that explanations are never a negated sentence: the "
        "statement, and `otherwise` its negative."
    ),
    "no-question": "A field of a record is asked for in plain words, as every fact is. Add `ask` and the question.",
    "optional-boolean": "A yes/no fact is yes, no or unknown. *None*, known not to exist, has no meaning for it.",
    "not-constant": "A setting begins with a constant, which the facts of a case may replace.",
    "single-reading": "An ambiguity has at least two readings. Where lawyers do not differ, state the rule.",
    "two-preferred": "At most one reading of an ambiguity is preferred.",
    "no-such-date": "The calendar has no such day.",
    # ---- types and units
    "wrong-type": (
        "An expression has another type than its place requires. Nothing is converted silently, and what "
        "may be none never passes for what always exists."
    ),
    "mixed-types": "The two outcomes of `if … then … else …` have different types. Both must have one.",
    "not-comparable": "The two sides of a comparison have no common measure.",
    "wrong-units": (
        "The operation has no meaning for these types: money is not added to a date, nor a percentage to an "
        "amount."
    ),
    "rounding-unstated": (
        "A month after 31 January is 28 February or 1 March. Adding calendar months says which: `rounding "
        "down` or `rounding up`."
    ),
    "rounding-unneeded": "Only calendar months are rounded; days and hours have a fixed length.",
    "may-divide-by-zero": "A divisor is a constant or the length of a month, so that no case can divide by zero.",
    "fractional-quantity": "Days, hours and months are counted in whole numbers. Use a smaller unit.",
    "number-too-large": "The number is longer than any contract's, and would exhaust the machine.",
    "wrong-arguments": (
        "A built-in function was given too many or too few arguments, or arguments of the wrong type. The "
        "help shows how it is used."
    ),
    "not-a-list": "`some`, `every`, `count` and their like look through a list of records.",
    "never-none": "Only what has an `optional` type can be none; this always exists.",
    # ---- tables
    "row-width": "A row has one cell for each thing the table looks at.",
    "row-unsettled": (
        "A row `N or more` reaches past what the document writes. Say by what text it does so, or under "
        "which reading."
    ),
    "table-gap": "Some input is answered by no row. Add a row, or `case otherwise gives …`.",
    "table-overlap": "Two rows answer the same input, and the later one would never be read there.",
    "table-too-large": "The table has too many combinations to be checked for gaps. Split it.",
    # ---- norms
    "verb-mismatch": (
        "Each kind of norm has its verb: a power and a permission `may`, an obligation `must`, a "
        "prohibition `must not`, a claim `is owed`, an immunity `is immune for`, a liability `is liable "
        "for`."
    ),
    "cannot-be-breached": "Only an obligation or a prohibition can be breached.",
    "aspect-unstated": (
        "A question asks whether norms cover an aspect, and this norm doesn't say. Write `covers` or "
        "`excludes`: silence would be taken for an answer."
    ),
    "depends-on-itself": (
        "A value is computed from itself, or an exception rests on what it defeats. The chain is shown; "
        "break it somewhere."
    ),
    "action-circle": "An action is a kind of itself. Let the hierarchy end somewhere.",
    "priority-circle": "Priorities go in a circle, so none prevails.",
    # ---- citations
    "outside-a-clause": "What concludes something stands under the `clause` that it is taken from.",
    "unreadable-locator": "A locator names a place twice, or no clause, or a place that cannot be.",
    "unknown-passage": (
        "The source lock lists the passages of the document, and the place cited is not among them."
    ),
    # ---- warnings
    "value-nowhere": (
        "A question asks for a value that no document declares and on which none declares its silence. "
        "Every answer would be silence."
    ),
    "unused": (
        "No question ever reaches the fact, value or ambiguity, however indirectly. It may be a rest, or "
        "the sign of a condition forgotten elsewhere."
    ),
}
"""One paragraph for each stable code: what it means, and what to do about it."""
