"""The reasons that the system gives for its refusals, in Swiss French, by the English in which it says them."""

import errno
from os import strerror

OF_THE_SYSTEM = {
    strerror(number): reason
    for number, reason in (
        (errno.EACCES, "permission refusée"),
        (errno.EADDRINUSE, "l’adresse est déjà prise"),
        (errno.EADDRNOTAVAIL, "cette machine n’a pas cette adresse"),
        (errno.EAGAIN, "la ressource n’est pas disponible pour le moment"),
        (errno.EBUSY, "le fichier est occupé"),
        (errno.EEXIST, "le fichier existe déjà"),
        (errno.EFBIG, "le fichier est trop grand"),
        (errno.EINVAL, "argument non valable"),
        (errno.EIO, "erreur d’entrée ou de sortie"),
        (errno.EISDIR, "c’est un dossier"),
        (errno.ELOOP, "trop de liens symboliques se suivent"),
        (errno.EMFILE, "trop de fichiers sont ouverts"),
        (errno.ENAMETOOLONG, "le nom est trop long"),
        (errno.ENOENT, "aucun fichier ou dossier de ce nom"),
        (errno.ENOSPC, "il n’y a plus de place"),
        (errno.ENOTDIR, "ce n’est pas un dossier"),
        (errno.ENOTEMPTY, "le dossier n’est pas vide"),
        (errno.EPERM, "l’opération n’est pas permise"),
        (errno.EPIPE, "personne ne lit plus la sortie"),
        (errno.EROFS, "le système de fichiers est en lecture seule"),
    )
} | {
    "it is a device or a pipe, not a file": "c’est un périphérique ou un tube, non un fichier",
    "what computes the answer ended before it was done: the fault is not yours": "ce qui calcule la réponse s’est arrêté avant la fin\u00a0: la faute n’est pas la vôtre",
    "put it once more; if it ends so again, tell whoever keeps the server what was asked, and at what hour": "la reposer\u00a0; si cela se reproduit, dire à qui tient le serveur ce qui a été demandé, et à quelle heure",
}
