"""All documents of the corpus."""

from consultation.reading.tests.corpus import (
    amending,
    attached,
    automatic,
    boxes,
    changes,
    counting,
    encodings,
    hostile,
    layout,
    lookalikes,
    strokes,
    typed,
)

DOCUMENTS = (
    *typed.DOCUMENTS,
    *automatic.DOCUMENTS,
    *counting.DOCUMENTS,
    *lookalikes.DOCUMENTS,
    *strokes.DOCUMENTS,
    *boxes.DOCUMENTS,
    *amending.DOCUMENTS,
    *attached.DOCUMENTS,
    *layout.DOCUMENTS,
    *encodings.DOCUMENTS,
    *changes.DOCUMENTS,
    *hostile.DOCUMENTS,
)
READABLE = tuple(document for document in DOCUMENTS if not document.errors)
REFUSED = tuple(document for document in DOCUMENTS if document.errors)
