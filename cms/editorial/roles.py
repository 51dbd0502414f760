"""The three reviews: who holds each, and the verb it is in the table of rights (`foundation.rights.table`)."""

STAGE_ROLES = {1: "first_reviewer", 2: "second_reviewer", 3: "final_reviewer"}
STAGE_VERBS = {1: "content.review_first", 2: "content.review_second", 3: "content.review_final"}
REVIEW_ROLES = tuple(STAGE_ROLES.values())
