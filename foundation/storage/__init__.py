"""Django storage on the minio SDK; the file system by default."""
