-- Statements of news items, each with the sentence it was read from. Append-only.
CREATE TABLE announcement_claims (
    id              INTEGER PRIMARY KEY,
    announcement_id INTEGER NOT NULL REFERENCES announcements (id),
    -- Whom the sentence is about; null where it names no candidate, or several that cannot be told apart.
    gpu_id          TEXT,
    kind            TEXT NOT NULL CHECK (kind IN
                        ('exists', 'launched', 'date', 'price', 'memory', 'bandwidth', 'compute', 'power', 'delayed', 'cancelled')),
    -- A measure, in the unit: GB, GB/s, TFLOPS or TOPS, W. Null for statements without one.
    value           REAL,
    unit            TEXT,
    -- What the measure holds for, where that is said: fp4, fp8 dense, int8 sparse. Null is unknown, never a default.
    qualifier       TEXT,
    amount_minor    INTEGER CHECK (amount_minor > 0),
    currency        TEXT,
    -- First and last day, yyyy-MM-dd: when it is to be had (date), or the new date (delayed).
    date_from       TEXT,
    date_to         TEXT,
    sentence        TEXT NOT NULL,
    CHECK ((amount_minor IS NULL) = (currency IS NULL)),
    CHECK ((date_from IS NULL) = (date_to IS NULL)),
    CHECK (date_from <= date_to)
) STRICT;

CREATE INDEX claims_by_announcement ON announcement_claims (announcement_id);
CREATE INDEX claims_by_gpu ON announcement_claims (gpu_id, kind);

-- The story that an announcement is a copy of: the first of its group, itself for a story of its own. Rows older than this table have none.
CREATE TABLE announcement_origins (
    announcement_id INTEGER PRIMARY KEY REFERENCES announcements (id),
    origin_id       INTEGER NOT NULL REFERENCES announcements (id)
) STRICT;

CREATE INDEX origins_by_origin ON announcement_origins (origin_id);
