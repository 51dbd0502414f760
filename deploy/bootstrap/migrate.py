"""Every migration on an empty database, inside the product's environment: others' packages first, then ours.

Django goes by the names of the apps, and at each change of a model draws up all models anew that hang together with it.
While few are there that is quick: in this order the whole takes a third less.
"""

import django


def main() -> None:
    """Ends with the product's own `migrate`, which finds nothing left to do but what follows migrations."""
    django.setup()
    from django.apps import apps
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    def order(leaf: tuple[str, str]) -> tuple[bool, tuple[str, str]]:
        return "site-packages" not in apps.get_app_config(leaf[0]).path, leaf

    executor = MigrationExecutor(connection)
    leaves = sorted(executor.loader.graph.leaf_nodes(), key=order)
    executor.loader.graph.leaf_nodes = lambda app=None: leaves
    executor.migrate(leaves)
    call_command("migrate", verbosity=0, skip_checks=True)


if __name__ == "__main__":
    main()
