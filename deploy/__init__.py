"""Getting the product onto a machine: set-up, process list, nginx, systemd, compose."""
