"""Two contract types import-linter does not bring: engines have two doors, some modules are plain Python."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class EntranceContract(Contract):
    """An engine is entered only through its `contract` and `services` modules."""

    type_name = "entrance"
    engines = fields.ListField(subfield=fields.StringField())
    doors = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Every direct import from outside must hit a door."""
        broken = []
        for engine in self.engines:  # type: ignore[attr-defined]
            inside = {engine, *graph.find_descendants(engine)}
            for module in sorted(inside):
                if self._is_door(module, engine):
                    continue
                strangers = graph.find_modules_that_directly_import(module) - inside
                broken += [(importer, module) for importer in sorted(strangers)]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def _is_door(self, module: str, engine: str) -> bool:
        name = module.removeprefix(f"{engine}.").partition(".")[0]
        return name in self.doors  # type: ignore[operator]

    def render_broken_contract(self, check: ContractCheck) -> None:
        """One line per import."""
        for importer, imported in check.metadata["broken"]:
            output.print_error(f"{importer} imports {imported}; go through its contract or services")


class PlainContract(Contract):
    """Modules that must run without Django: nothing they import, however far, is a framework."""

    type_name = "plain"
    frameworks = fields.ListField(subfield=fields.StringField())
    packages = fields.ListField(subfield=fields.StringField())
    named = fields.StringField()

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """No chain of imports leads to a framework."""
        broken = []
        for module in sorted(graph.modules):
            if self._is_plain(module):
                for framework in set(self.frameworks) & graph.modules:  # type: ignore[call-overload]
                    chain = graph.find_shortest_chain(importer=module, imported=framework)
                    broken += [chain] if chain else []
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def _is_plain(self, module: str) -> bool:
        inside = any(module == name or module.startswith(f"{name}.") for name in self.packages)  # type: ignore[attr-defined]
        return inside or module.rpartition(".")[2] == str(self.named)

    def render_broken_contract(self, check: ContractCheck) -> None:
        """The chain, so that the guilty link is seen."""
        for chain in check.metadata["broken"]:
            output.print_error(" → ".join(chain))
