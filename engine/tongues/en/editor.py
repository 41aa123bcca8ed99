"""What an editor says of clause files, in English."""

WORDS = {
    "which_move": "Which answers move?",
    "moved": "{number} scenarios that come upon `{name}` give other than they expect:",
    "none_moves": "No scenario that comes upon it gives other than it expects.",
    "no_name": "`{name}` is no name: it begins with a letter, and has letters, digits and `_`.",
    "too_large": "A message has {bytes} bytes at most. Nothing more of the editor is read: start the server again.",
    "passed_over": "A message of the editor could not be read and was passed over.",
    "taken_name": "`{name}` is declared already, at {place}: it would mean two things.",
    "breaking_name": "`{name}` cannot be the name: then {reason}.",
}
