"""Durable job ledger (lease, heartbeat, progress, reconcile) with Celery as the transport."""
