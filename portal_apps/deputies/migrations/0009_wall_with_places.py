"""Staff of a delegation, a station or a session see the sealed data of their deputies only; wishes hold such data too."""

from django.db import migrations

from foundation.rights.walls import wall

OWN = "person_id IN (SELECT id FROM deputies_person WHERE account_id = {person})"
PLACED = """EXISTS (
    SELECT FROM deputies_mandate m LEFT JOIN deputies_session s ON s.term_id = m.term_id
    WHERE m.person_id = deputies_personaldata.person_id AND {reach} && ARRAY[
        'deputies.read@delegation:' || m.delegation_id, 'deputies.read@station:' || m.station_id,
        'deputies.read@term:' || m.term_id, 'deputies.read@session:' || s.id])"""
#: whom a unit may call is known to the case, not here: any unit that holds the right passes
VERBS = ("deputies.read", "deputies.edit", "deputies.contact", "deputies.contact@")


class Migration(migrations.Migration):
    dependencies = [("deputies", "0008_relocation")]
    operations = [
        wall("deputies_personaldata", OWN, *VERBS, placed=PLACED),
        wall("deputies_wish", OWN, "deputies.edit"),
    ]
