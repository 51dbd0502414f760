"""Pictures of the fictitious city, drawn by script: no photograph, no real place, no real person."""

from collections.abc import Callable

from . import country, town
from .canvas import Canvas

SCENES: dict[str, Callable[[], Canvas]] = {
    scene.__name__: scene
    for scene in (
        town.roofs,
        town.hall,
        town.street,
        town.lanes,
        town.market,
        town.bridge,
        country.river,
        country.wetland,
        country.trees,
        country.fields,
        country.chamber,
        country.station,
        country.books,
        country.school,
        country.sapling,
    )
}
