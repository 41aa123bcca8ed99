"""The headings and sentences of an opinion, in English."""

WORDS = {
    "colon": ":",
    "semicolon": "; ",
    # headings
    "opinion": "Opinion",
    "question": "Question",
    "short": "Short answer",
    "facts": "Facts relied on",
    "reasons": "Reasoning",
    "calculation": "Calculation",
    "details": "Annex: the steps referred to",
    "details_lead": "These steps are referred to above by their numbers.",
    "rejected": "Considered and rejected",
    "readings": "Other readings",
    "contested": "Contested facts",
    "changes": "What would change the answer",
    "missing": "Facts that are missing",
    "deadlines": "Dates",
    "range": "What the answer can still come to",
    "nearest": "Which clauses come nearest",
    "look": "Where to look",
    "contradictions": "What cannot all be true",
    "sources": "Sources",
    "reservations": "Reservations",
    "comparison": "Comparison",
    "as_of": "As of {day}",
    "document": "Document",
    # short answers
    "yes": "Yes{unless}: {ground}{cited}.",
    "yes_more": "Yes{unless}: {ground}{cited}; {number} further grounds lead to the same.",
    "yes_one_more": "Yes{unless}: {ground}{cited}; a further ground leads to the same.",
    "no": "No{unless}: {ground}{cited}.",
    "yes_bare": "Yes{unless}.",
    "no_bare": "No{unless}.",
    "no_defeated": "No{unless}: {exception}{cited}.",
    "no_lacking": "No{unless}: no ground holds, and the nearest fails since {lacking}{cited}.",
    "no_lacking_one": "No{unless}: the only ground fails, since {lacking}{cited}.",
    "no_yet": "No, not yet{unless}: from {day} the answer is yes{cited}.",
    "no_longer": "No, no longer{unless}: until {day} the answer was yes{cited}.",
    "liberty_yes": "Yes{unless}: no prohibition applies{cited}.",
    "liberty_no": "No{unless}: {ground}{cited}.",
    "breach_yes": "Yes{unless}: this duty is not kept{cited}: {ground}.",
    "breach_no": "No{unless}: no duty that applies is breached{cited}.",
    "value": "{label}: {value}{cited}{unless}.",
    # what is taken for granted
    "unless": ", unless {fact}",
    "unless_other": ", provided that this is so: {fact}",
    "granted": "This takes for granted: {facts}.",
    "granted_one_more": "This takes for granted: {facts}; and one thing more.",
    "granted_more": "This takes for granted: {facts}; and {number} things more.",
    "rests_on_reading_high": "On a reading that few would dispute: {reading}; on another ({other}): {outcome}.",
    "rests_on_reading_medium": "On the better reading: {reading}; on another ({other}): {outcome}.",
    "rests_on_reading_low": "On the better view, though it is disputed: {reading}; on another ({other}): {outcome}.",
    "unproved": "If nothing more is proved, the answer is {outcome}: {party} would still have to show this: {facts}.",
    "granted_heading": "What is taken for granted",
    "granted_lead": "Nobody mentioned these matters; the answer takes them to be as they ordinarily are.",
    "granted_since": "{text}. {because}",
    "granted_by_law": "{text} ({article}). {because}",
    "undetermined_one": "That cannot be said yet: one fact is missing, namely the answer to this: “{question}”",
    "undetermined_many": (
        "That cannot be said yet: {number} facts are missing, and the first to settle is this: “{question}”"
    ),
    "undetermined_preferred": (
        "On the preferred readings the answer is {preferred}; on others it turns on facts that are missing, first "
        "of all on this: “{question}”"
    ),
    "undetermined_outside": (
        "That cannot be said from this document alone: it depends on what is to be found in {look}."
    ),
    "undetermined_bare": "That cannot be said on these facts.",
    "turns_preferred": (
        "That depends on how the text is read{cited}: on the preferred reading {preferred}, on another {other}."
    ),
    "turns_on": "That depends on how {question} is answered{cited}: on the preferred reading ({reading}) {preferred}, on another ({other_reading}) {other}.",
    "turns_more": "{sentence}; further points of interpretation bear on it.",
    "turns_between": "That depends on how {question} is answered{cited}, and no reading deserves preference: on one ({reading}) {one}, on another ({other_reading}) {other}.",
    "turns": (
        "That depends on how the text is read{cited}, and no reading deserves preference: on one {one}, on another "
        "{other}."
    ),
    "silent_look": "The document does not say; the answer is to be sought in {look}.",
    "silent_look_again": "",
    "silent_bare": "The document does not address this.",
    "contradictory": "No answer can be given: the facts stated cannot all be true.",
    "no_such_thing": "there is none",
    "said_yes": "yes",
    "said_no": "no",
    "said_open": "still open",
    "said_turns": "it depends on how the text is read",
    "said_impossible": "that cannot be, given the other facts",
    # standing
    "established": "Established",
    "assumed": "Assumed",
    "contested_fact": "Contested",
    "default": "Assumed unless stated",
    "unknown": "Unknown",
    "evidence": "{text} (evidence: {note})",
    "no_facts": "The answer does not rest on any fact stated.",
    # grounds
    "ground_live": "{gist}. That is so here: {leaves}.",
    "ground_live_bare": "{gist}. That is so here.",
    "ground_untriggered": "{gist}. That is not so here: {leaves}.",
    "ground_untriggered_bare": "{gist}. The conditions are not met.",
    "ground_defeated": "{gist}. The conditions are met, but an exception applies.",
    "ground_open": "{gist}. This is open: {leaves}.",
    "ground_open_bare": "{gist}. This is open.",
    "duty_breached": "{gist}. This duty applies and is not kept: {leaves}.",
    "duty_breached_bare": "{gist}. This duty applies and is not kept.",
    "duty_kept": "{gist}. This duty is kept, or its breach is not shown: {leaves}.",
    "duty_kept_bare": "{gist}. This duty is kept, or its breach is not shown.",
    "exception_live": "{gist}. This exception applies: {leaves}.",
    "exception_live_bare": "{gist}. This exception applies.",
    "exception_untriggered": "{gist}. This exception does not apply: {leaves}.",
    "exception_untriggered_bare": "{gist}. This exception does not apply.",
    "exception_defeated": "{gist}. This exception falls away in its turn.",
    "exception_open": "{gist}. Whether this exception applies is open: {leaves}.",
    "exception_open_bare": "{gist}. Whether this exception applies is open.",
    "since": "{sentence}: {leaves}.",
    "given": "{sentence} ({leaves}).",
    "plain": "{sentence}.",
    "see": "{sentence} (see {number}).",
    "reading_chosen": "{question} Taken here as instructed: {reading}.",
    "reading_preferred": "{question} Taken here, as the preferred reading: {reading}.",
    "reading_open": "{question} This is left open.",
    "opposed": "A prohibition stands against it: {norm}.",
    "opposed_open": "A prohibition may stand against it: {norm}.",
    "uncovered": "this ground does not reach that far",
    "rejected_untriggered": "{gist}. Not so here: {leaves}.",
    "rejected_defeated": "{gist}. Excluded: {leaves}.",
    "left_open": "{gist}. This is left open, since the answer does not need it.",
    "left_open_many": "Further grounds ({number}) are left open, since the answer does not need them.",
    "rejected_bare": "{gist}. Not so here.",
    # readings
    "missing_more": "And {number} more, if these do not settle it.",
    "reading_so_far": "Preferred: {reading}.",
    "reading_under": "{reading}. The answer is then: {outcome}.",
    "argument": "Argument: {argument}",
    "preferred_high": "preferred, strongly",
    "preferred_medium": "preferred",
    "preferred_low": "preferred, slightly",
    # contested
    "contested_same": "The answer is the same whether or not this is so: {fact}.",
    "contested_turns": "The answer turns on it. If one holds that {fact}: {one}; otherwise: {other}.",
    "contested_turns_value": "The answer turns on it. As stated ({fact}): {one}; otherwise: {other}.",
    "contested_together": (
        "Taken together, the contested facts can change the answer, though none of them alone does."
    ),
    "contested_all_same": "The answer is the same however the contested facts turn out.",
    "contested_short": "{short}, which turns on a contested fact.",
    # changes
    "changes_lead": "Each of these by itself would turn the answer round; each was checked by answering again.",
    "changes_lead_bounded": (
        "Each of these by itself would turn the answer round and was checked by answering again; there may be others."
    ),
    "change_to": "{label}: {to} instead of {was}",
    "change_to_dated": "{label}: {to} instead of {was}",
    "change_day": "if the question is put as of {day}",
    "power_party": "in {whose} power",
    "power_judgement": "a matter of judgement",
    "power_none": "in neither party’s power",
    "time_past": "lies in the past",
    "time_open": "still open in time",
    "time_waiting": "comes with time",
    # missing
    "decisive": "can settle the matter alone",
    "missing_lead": "In the order worth asking; nothing else that is unknown can change the answer.",
    "missing_lead_bounded": "In the order worth asking; the search was bounded, so the list may not be complete.",
    "missing_lead_sampled": (
        "In the order worth asking; only some dates, amounts and lists were tried, so the list may not be complete."
    ),
    # range
    "range_between": "Between {least} and {greatest}, on the completions of the facts that were tried.",
    "range_of": "One of: {values}, on the completions of the facts that were tried.",
    # dates
    "today": "date of the question",
    # sources
    "edition": "edition {name}",
    "edition_undated": "undated edition",
    "fingerprint": "state of the knowledge base {fingerprint}",
    # reservations
    "judged": "A person judged, and another may judge otherwise: {facts}.",
    "external": "This depends on a document that was not before us, {document}: {facts}.",
    "gist_only": "The clauses are given in our own words; the text of the contract decides.",
    "law": "Mandatory law outside the contract was not examined.",
    "bounded": "The search for what matters ran into its limit; a fact that matters may have been overlooked.",
    "sampled": (
        "What matters was looked for with some dates, amounts and lists, not with all that are possible; a point that "
        "matters may have been overlooked."
    ),
    "under_preferred": "The reasoning follows the preferred readings.",
    "sensitive": "The facts cannot be answered upon until one of these is corrected.",
}
