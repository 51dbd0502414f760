"""Parts of `./run bench motions`, each a process of its own."""
