"""The headings and sentences of an opinion, in Swiss French."""

WORDS = {
    "colon": "\u00a0:",
    "semicolon": "\u00a0; ",
    "opinion": "Avis de droit",
    "question": "Question",
    "short": "Réponse",
    "facts": "Faits retenus",
    "reasons": "Raisonnement",
    "calculation": "Calcul",
    "details": "Annexe : les étapes citées",
    "details_lead": "Ces étapes sont citées plus haut par leur numéro.",
    "rejected": "Examiné et écarté",
    "readings": "Autres interprétations",
    "contested": "Faits contestés",
    "changes": "Ce qui changerait la réponse",
    "missing": "Faits manquants",
    "deadlines": "Dates",
    "range": "Ce que la réponse peut encore être",
    "nearest": "Les clauses les plus proches",
    "look": "Où chercher",
    "contradictions": "Ce qui ne peut être vrai à la fois",
    "sources": "Sources",
    "reservations": "Réserves",
    "comparison": "Comparaison",
    "as_of": "État au {day}",
    "document": "Document",
    "yes": "Oui{unless} : {ground}{cited}.",
    "yes_more": "Oui{unless} : {ground}{cited} ; {number} autres fondements mènent au même résultat.",
    "yes_one_more": "Oui{unless} : {ground}{cited} ; un autre fondement mène au même résultat.",
    "no": "Non{unless} : {ground}{cited}.",
    "yes_bare": "Oui{unless}.",
    "no_bare": "Non{unless}.",
    "no_defeated": "Non{unless} : {exception}{cited}.",
    "no_lacking": "Non{unless} : aucun fondement n’est donné ; le plus proche fait défaut, car {lacking}{cited}.",
    "no_lacking_one": "Non{unless} : le seul fondement possible fait défaut, car {lacking}{cited}.",
    "no_yet": "Non, pas encore{unless} : dès le {day}, la réponse est oui{cited}.",
    "no_longer": "Non, plus maintenant{unless} : jusqu’au {day}, la réponse était oui{cited}.",
    "liberty_yes": "Oui{unless} : aucune interdiction ne s’applique{cited}.",
    "liberty_no": "Non{unless} : {ground}{cited}.",
    "breach_yes": "Oui{unless} : cette obligation n’est pas respectée{cited} : {ground}.",
    "breach_no": "Non{unless} : aucune obligation applicable n’est violée{cited}.",
    "value": "{label} : {value}{cited}{unless}.",
    # ce qui est tenu pour acquis
    "unless": ", sauf si {fact}",
    "unless_other": ", pourvu qu’il en soit bien ainsi ({fact})",
    "granted": "Cela tient pour acquis : {facts}.",
    "granted_one_more": "Cela tient pour acquis : {facts} ; et un point encore.",
    "granted_more": "Cela tient pour acquis : {facts} ; et {number} points encore.",
    "rests_on_reading_high": "Selon une interprétation peu discutable : {reading} ; selon une autre ({other}) : {outcome}.",
    "rests_on_reading_medium": "Selon la meilleure interprétation : {reading} ; selon une autre ({other}) : {outcome}.",
    "rests_on_reading_low": (
        "Selon l’interprétation préférable, bien que discutée : {reading} ; selon une autre ({other}) : {outcome}."
    ),
    "unproved": (
        "Si rien de plus n’est prouvé, la réponse est : {outcome} ; {party} devrait encore prouver ceci : {facts}."
    ),
    "granted_heading": "Ce qui est tenu pour acquis",
    "granted_lead": "Personne n’a parlé de ces points ; la réponse les tient pour ce qu’ils sont d’ordinaire.",
    "granted_since": "{text}. {because}",
    "granted_by_law": "{text} ({article}). {because}",
    "undetermined_one": (
        "On ne peut encore le dire : il manque un fait, à savoir la réponse à cette question : « {question} »"
    ),
    "undetermined_many": (
        "On ne peut encore le dire : il manque {number} faits, et le premier à établir est celui-ci : « {question} »"
    ),
    "undetermined_preferred": (
        "Selon les interprétations préférées, la réponse est : {preferred} ; selon d’autres, elle dépend de faits "
        "manquants, et d’abord de celui-ci : « {question} »"
    ),
    "undetermined_outside": ("On ne peut le dire d’après ce seul document : cela dépend de ce qui figure dans {look}."),
    "undetermined_bare": "On ne peut le dire sur ces faits.",
    "turns_preferred": (
        "Cela dépend de l’interprétation du texte{cited} : selon l’interprétation préférée, {preferred} ; selon "
        "une autre, {other}."
    ),
    "turns_on": "Cela dépend d’une question d’interprétation{cited}, {question}\u00a0: selon l’interprétation préférée ({reading}), {preferred}\u00a0; selon une autre ({other_reading}), {other}.",
    "turns_more": "{sentence}\u00a0; d’autres points d’interprétation peuvent aussi changer la réponse.",
    "turns_between": "Cela dépend d’une question d’interprétation{cited}, {question}, à laquelle aucune réponse ne mérite la préférence\u00a0: selon l’une ({reading}), {one}\u00a0; selon une autre ({other_reading}), {other}.",
    "turns": (
        "Cela dépend de l’interprétation du texte{cited}, et aucune ne mérite la préférence : selon l’une, {one} ; "
        "selon une autre, {other}."
    ),
    "silent_look": "Le document ne le dit pas ; la réponse est à chercher dans {look}.",
    "silent_look_again": "dans ",
    "silent_bare": "Le document ne traite pas cette question.",
    "contradictory": "Aucune réponse n’est possible : les faits énoncés ne peuvent être tous vrais.",
    "no_such_thing": "aucun",
    "said_yes": "oui",
    "said_no": "non",
    "said_open": "la question reste ouverte",
    "said_turns": "cela dépend de l’interprétation",
    "said_impossible": "cela ne se peut, vu les autres faits",
    "established": "Établi",
    "assumed": "Supposé",
    "contested_fact": "Contesté",
    "default": "Supposé sauf indication contraire",
    "unknown": "Inconnu",
    "evidence": "{text} (preuve : {note})",
    "no_facts": "La réponse ne repose sur aucun des faits énoncés.",
    "ground_live": "{gist}. C’est le cas ici : {leaves}.",
    "ground_live_bare": "{gist}. C’est le cas ici.",
    "ground_untriggered": "{gist}. Tel n’est pas le cas : {leaves}.",
    "ground_untriggered_bare": "{gist}. Les conditions ne sont pas réunies.",
    "ground_defeated": "{gist}. Les conditions sont réunies, mais une exception s’applique.",
    "ground_excluded": "{gist}. Que les conditions soient réunies ou non, une exception s’applique.",
    "ground_open": "{gist}. La question reste ouverte : {leaves}.",
    "ground_open_bare": "{gist}. La question reste ouverte.",
    "duty_breached": "{gist}. Cette obligation s’applique et n’est pas respectée : {leaves}.",
    "duty_breached_bare": "{gist}. Cette obligation s’applique et n’est pas respectée.",
    "duty_kept": "{gist}. Cette obligation est respectée, ou sa violation n’est pas établie : {leaves}.",
    "duty_kept_bare": "{gist}. Cette obligation est respectée, ou sa violation n’est pas établie.",
    "exception_live": "{gist}. Cette exception s’applique : {leaves}.",
    "exception_live_bare": "{gist}. Cette exception s’applique.",
    "exception_untriggered": "{gist}. Cette exception ne s’applique pas : {leaves}.",
    "exception_untriggered_bare": "{gist}. Cette exception ne s’applique pas.",
    "exception_defeated": "{gist}. Cette exception tombe à son tour.",
    "exception_open": "{gist}. L’application de cette exception reste ouverte : {leaves}.",
    "exception_open_bare": "{gist}. L’application de cette exception reste ouverte.",
    "since": "{sentence} : {leaves}.",
    "given": "{sentence} ({leaves}).",
    "plain": "{sentence}.",
    "see": "{sentence} (voir {number}).",
    "reading_chosen": "{question} Retenu ici, selon les instructions : {reading}.",
    "reading_preferred": "{question} Retenu ici, comme interprétation préférée : {reading}.",
    "reading_open": "{question} La question reste ouverte.",
    "opposed": "Une interdiction s’y oppose : {norm}.",
    "opposed_open": "Une interdiction pourrait s’y opposer : {norm}.",
    "uncovered": "ce fondement ne va pas jusque-là",
    "rejected_untriggered": "{gist}. Tel n’est pas le cas : {leaves}.",
    "rejected_defeated": "{gist}. Exclu : {leaves}.",
    "left_open": "{gist}. Ce point peut rester ouvert, la réponse n’en dépend pas.",
    "left_open_many": "D’autres fondements ({number}) peuvent rester ouverts, la réponse n’en dépend pas.",
    "rejected_bare": "{gist}. Tel n’est pas le cas.",
    "missing_more": "Et {number} autres, si ceux-ci ne suffisent pas.",
    "reading_so_far": "Préférée : {reading}.",
    "reading_under": "{reading}. La réponse est alors : {outcome}.",
    "argument": "Argument : {argument}",
    "reading_along": "{outcome}, si l’on retient aussi : {along}",
    "preferred_high": "préférée, fortement",
    "preferred_medium": "préférée",
    "preferred_low": "préférée, légèrement",
    "contested_same": "La réponse est la même, que ce fait soit établi ou non : {fact}.",
    "contested_turns": "La réponse en dépend. Si l’on retient que {fact} : {one} ; sinon : {other}.",
    "contested_turns_value": "La réponse en dépend. Tel qu’énoncé ({fact}) : {one} ; sinon : {other}.",
    "contested_together": (
        "Pris ensemble, les faits contestés peuvent changer la réponse, mais aucun d’eux ne le peut à lui seul."
    ),
    "contested_all_same": "La réponse est la même quelle que soit l’issue sur les faits contestés.",
    "contested_short": "{short}, ce qui dépend d’un fait contesté.",
    "changes_lead": (
        "Chacun de ces points, à lui seul, inverserait la réponse ; chacun a été vérifié en répondant à nouveau."
    ),
    "changes_more_one": "Et un autre.",
    "changes_more": "Et {number} autres.",
    "changes_lead_bounded": (
        "Chacun de ces points, à lui seul, inverserait la réponse et a été vérifié en répondant à nouveau ; il "
        "peut y en avoir d’autres."
    ),
    "change_to": "{label} : {to} au lieu de {was}",
    "change_to_dated": "{label} : {to} au lieu du {was}",
    "change_day": "si la question se pose au {day}",
    "power_party": "au pouvoir {whose}",
    "power_judgement": "affaire d’appréciation",
    "power_none": "au pouvoir d’aucune des parties",
    "time_past": "appartient au passé",
    "time_open": "encore possible",
    "time_waiting": "vient avec le temps",
    "decisive": "peut trancher à lui seul",
    "missing_lead": (
        "Dans l’ordre où il vaut la peine de demander ; rien d’autre d’inconnu ne peut changer la réponse."
    ),
    "missing_lead_bounded": (
        "Dans l’ordre où il vaut la peine de demander ; la recherche étant limitée, la liste peut être incomplète."
    ),
    "missing_lead_sampled": (
        "Dans l’ordre où il vaut la peine de demander ; seuls certains montants, dates et listes ont été essayés, "
        "si bien que la liste peut être incomplète."
    ),
    "range_between": "Entre {least} et {greatest}, selon les hypothèses examinées.",
    "range_of": "L’une de ces valeurs : {values}, selon les hypothèses examinées.",
    "today": "date de la question",
    "edition": "édition du {name}",
    "edition_undated": "édition non datée",
    "fingerprint": "état de la base de connaissances {fingerprint}",
    "judged": "Une personne en a jugé, et une autre pourrait juger autrement : {facts}.",
    "external": "Ceci dépend d’un document qui ne nous a pas été soumis, à savoir {document} : {facts}.",
    "gist_only": "Les clauses sont rendues dans nos propres termes ; le texte du contrat fait foi.",
    "law": "Le droit impératif extérieur au contrat n’a pas été examiné.",
    "bounded": "La recherche des faits pertinents a atteint sa limite ; un fait pertinent a pu lui échapper.",
    "sampled": (
        "Les points décisifs ont été cherchés avec certains montants, dates et listes, non avec tous ceux qui sont "
        "possibles ; un point décisif a pu échapper à la recherche."
    ),
    "under_preferred": "Le raisonnement suit les interprétations préférées.",
    "sensitive": "Il faut corriger l’un de ces points avant de pouvoir répondre.",
}
