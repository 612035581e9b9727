-- When the source last held anything that is watched, and since when it holds nothing: silently emptied pages show in it.
ALTER TABLE source_state ADD COLUMN last_data_at TEXT;
ALTER TABLE source_state ADD COLUMN nothing_since TEXT;
-- When the health became what it is: changes of one window are told of together.
ALTER TABLE source_state ADD COLUMN health_changed_at TEXT;
-- A quarantined price is to be looked at again from here on, before the schedule says so.
ALTER TABLE source_state ADD COLUMN recheck_at TEXT;
-- The configuration under which the document of etag and last_modified was read: under another it is to be read again.
ALTER TABLE source_state ADD COLUMN read_under TEXT;

-- What the owner said on the command line; it goes before 'enabled' in the source's file.
CREATE TABLE source_switches (
    source_id  TEXT PRIMARY KEY,
    enabled    INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    changed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
