"""Where editors work; also the Django project package (settings, URLs, WSGI, Celery)."""
