-- Prices and rental rates. Append-only. A row without an amount says that the thing was not on sale.
CREATE TABLE offers (
    id           INTEGER PRIMARY KEY,
    -- What makes the observation itself: the same fact read twice is one row.
    fact_key     TEXT NOT NULL UNIQUE,
    gpu_id       TEXT NOT NULL,
    source_id    TEXT NOT NULL,
    venue        TEXT NOT NULL,
    title        TEXT,
    url          TEXT,
    -- The thing offered within its source: SKU, part number or address. One thing has one latest price.
    item_key     TEXT NOT NULL,
    amount_minor INTEGER CHECK (amount_minor > 0),
    currency     TEXT,
    unit         TEXT NOT NULL CHECK (unit IN ('each', 'hour')),
    condition    TEXT NOT NULL CHECK (condition IN ('new', 'used', 'refurbished', 'unknown')),
    availability TEXT NOT NULL CHECK (availability IN
                     ('in-stock', 'out-of-stock', 'pre-order', 'back-order', 'limited', 'discontinued', 'unknown')),
    -- What kind of figure it is: street, list, median, asking-average, lowest-few, rental.
    basis        TEXT NOT NULL,
    observed_at  TEXT NOT NULL,
    known_at     TEXT NOT NULL,
    recorded_at  TEXT NOT NULL,
    confidence   TEXT NOT NULL CHECK (confidence IN ('unverified', 'low', 'medium', 'high')),
    -- Where the figure was read: the citation of a fact, or the markup of a page.
    evidence     TEXT NOT NULL,
    note         TEXT,
    CHECK ((amount_minor IS NULL) = (currency IS NULL))
) STRICT;

CREATE INDEX offers_by_gpu ON offers (gpu_id, unit, known_at);
CREATE INDEX offers_by_item ON offers (source_id, gpu_id, item_key, id);

-- Technical figures of cards as sources gave them. Append-only.
CREATE TABLE specs (
    id          INTEGER PRIMARY KEY,
    fact_key    TEXT NOT NULL UNIQUE,
    gpu_id      TEXT NOT NULL,
    field       TEXT NOT NULL,
    value       TEXT NOT NULL,
    source_id   TEXT NOT NULL,
    observed_at TEXT NOT NULL,
    known_at    TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    confidence  TEXT NOT NULL CHECK (confidence IN ('unverified', 'low', 'medium', 'high')),
    evidence    TEXT NOT NULL
) STRICT;

-- News items. Append-only.
CREATE TABLE announcements (
    id           INTEGER PRIMARY KEY,
    fact_key     TEXT NOT NULL UNIQUE,
    source_id    TEXT NOT NULL,
    venue        TEXT NOT NULL,
    -- announcement, launch, availability, price, rumour, spec, or news where nobody classed it.
    kind         TEXT NOT NULL,
    -- Who makes what it is about, where the source says so; a product may be no candidate.
    vendor       TEXT,
    product      TEXT,
    title        TEXT NOT NULL,
    url          TEXT,
    summary      TEXT,
    published_at TEXT NOT NULL,
    known_at     TEXT NOT NULL,
    recorded_at  TEXT NOT NULL,
    confidence   TEXT NOT NULL CHECK (confidence IN ('unverified', 'low', 'medium', 'high')),
    evidence     TEXT NOT NULL
) STRICT;

CREATE INDEX announcements_by_time ON announcements (known_at);

CREATE TABLE announcement_gpus (
    announcement_id INTEGER NOT NULL REFERENCES announcements (id),
    gpu_id          TEXT NOT NULL,
    PRIMARY KEY (announcement_id, gpu_id)
) STRICT, WITHOUT ROWID;

-- What a source knows a news item by: its GUID, its address, its title and day. One that is known by any of them is not news.
CREATE TABLE announcement_keys (
    source_id       TEXT NOT NULL,
    key             TEXT NOT NULL,
    announcement_id INTEGER NOT NULL REFERENCES announcements (id),
    PRIMARY KEY (source_id, key)
) STRICT, WITHOUT ROWID;

-- How each source does. The one table of the collector that is updated in place: it is a state, not history.
CREATE TABLE source_state (
    source_id       TEXT PRIMARY KEY,
    last_attempt_at TEXT,
    last_success_at TEXT,
    last_change_at  TEXT,
    failures_in_row INTEGER NOT NULL DEFAULT 0,
    next_due_at     TEXT,
    etag            TEXT,
    last_modified   TEXT,
    last_problem    TEXT,
    -- Step of the back-off ladder: a failure climbs it, a success comes down one step.
    backoff_level   INTEGER NOT NULL DEFAULT 0,
    healthy         INTEGER NOT NULL DEFAULT 1 CHECK (healthy IN (0, 1)),
    -- The health that was last told of; where it differs from the health, a message is due.
    told_healthy    INTEGER NOT NULL DEFAULT 1 CHECK (told_healthy IN (0, 1))
) STRICT, WITHOUT ROWID;

-- Fact files imported so far, by content: an unchanged file is not read again.
CREATE TABLE imported_files (
    sha256      TEXT PRIMARY KEY,
    file        TEXT NOT NULL,
    accepted    INTEGER NOT NULL,
    duplicate   INTEGER NOT NULL,
    refused     INTEGER NOT NULL,
    imported_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
