"""`python -m tests.services.templates`: both migrated templates at once, a core each, before a run that needs both."""

from concurrent.futures import ThreadPoolExecutor

from deploy.bootstrap import template

from . import environment, postgres


def make_both() -> None:
    """Makes what is missing; each is a process of its own that migrates an empty database."""
    environment.own_the_run()
    with ThreadPoolExecutor() as both:
        for made in [both.submit(template.sqlite_template), both.submit(postgres.cached_cluster)]:
            made.result()


if __name__ == "__main__":
    make_both()
