"""What diagnostics say, in Swiss French, by the English sentence as it stands in the code, its gaps left open."""

from engine.tongues.fr.messages_of_the_system import OF_THE_SYSTEM
from engine.tongues.fr.messages_on_cases import ON_CASES
from engine.tongues.fr.messages_on_clauses import ON_CLAUSES
from engine.tongues.fr.messages_on_files import ON_FILES
from engine.tongues.fr.messages_on_tables import ON_TABLES

WORDS = ON_CLAUSES | ON_TABLES | ON_CASES | ON_FILES | OF_THE_SYSTEM
