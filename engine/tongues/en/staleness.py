"""What is said of passages that changed after they were encoded, in English."""

WORDS = {
    "text": "The text changed after this was encoded ({since}): {passages}. The answer may no longer hold.",
    "lapsed": "The sign-off of these passages lapsed: {passages}.",
    "published": "text last published",
    "numbers": "numbers",
    "negations": "negations",
    "modals": "modal verbs",
    "signs": "signs",
    "wording": "wording",
    "moved": "moved",
    "added": "added",
    "removed": "removed",
    # marks in a list of passages
    "mark_stale": "STALE: {change}",
    "mark_numbers": "numbers changed",
    "mark_negations": "negations changed",
    "mark_modals": "modal verbs changed",
    "mark_signs": "signs changed",
    "mark_wording": "wording changed",
    "mark_moved": "moved",
    "mark_added": "added",
    "mark_removed": "removed",
    "mark_lapsed": "sign-off by {by} of {on} lapsed",
    "mark_signed": "signed off by {by} on {on}",
}
