"""The purpose "bench": what was handed over is known by its digest in the row of the upload."""

from django.apps import AppConfig


class BenchConfig(AppConfig):
    name = "tests.bench.uploads_support"
    label = "uploads_bench"

    def ready(self) -> None:
        from media_jobs.uploads.purposes import UploadPurpose, register_upload_purpose

        purpose = UploadPurpose(
            "bench",
            "试验",
            "*/*",
            lambda user: True,
            lambda user: 1 << 30,
            lambda *asked: None,
            lambda one: {},
        )
        register_upload_purpose(purpose)
