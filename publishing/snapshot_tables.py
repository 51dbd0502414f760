"""The tables of the snapshot, and how the documents of the last good release are read from them."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS documents (
    id TEXT PRIMARY KEY, sha TEXT NOT NULL, head TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS gone (id TEXT PRIMARY KEY, note TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS moved (path TEXT PRIMARY KEY, target TEXT NOT NULL, family TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS slots (
    list TEXT NOT NULL, document_id TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (list, document_id));
CREATE INDEX IF NOT EXISTS slots_of ON slots (document_id, list, position);
CREATE TABLE IF NOT EXISTS fresh_slots (
    list TEXT NOT NULL, document_id TEXT NOT NULL, PRIMARY KEY (list, document_id));
CREATE TABLE IF NOT EXISTS previous (
    id TEXT PRIMARY KEY, sha TEXT, head TEXT, body TEXT, note TEXT);
"""

RELEASED = """
SELECT sha, head FROM (
    SELECT id, sha, head FROM documents WHERE id NOT IN (SELECT id FROM previous)
    UNION ALL SELECT id, sha, head FROM previous WHERE sha IS NOT NULL) ORDER BY id"""
RELEASED_NOTES = """
SELECT note FROM (
    SELECT id, note FROM gone WHERE id NOT IN (SELECT id FROM previous)
    UNION ALL SELECT id, note FROM previous WHERE note IS NOT NULL) ORDER BY id"""
