"""What stands in lists on the terminal, in English."""

WORDS = {
    "nothing_changed": "Nothing has changed since it was encoded.",
    "nothing_matters": "No unknown fact can change the answer.",
    "preferred": "preferred, strength {strength}",
    "strength_high": "high",
    "strength_medium": "medium",
    "strength_low": "low",
    "encoded": "encoded",
    "inert": "inert",
    "external": "external",
    "none": "NOT YET",
}
