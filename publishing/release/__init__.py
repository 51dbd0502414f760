"""The files of a release: staged, compressed, listed in a manifest, switched by one rename, remembered."""
