-- Prices that jumped too far to be believed at once. None of them is an offer until it is released; then it is one, and stays here as released.
CREATE TABLE quarantined_offers (
    id              INTEGER PRIMARY KEY,
    gpu_id          TEXT NOT NULL,
    source_id       TEXT NOT NULL,
    venue           TEXT NOT NULL,
    title           TEXT,
    url             TEXT,
    item_key        TEXT NOT NULL,
    amount_minor    INTEGER NOT NULL CHECK (amount_minor > 0),
    currency        TEXT NOT NULL,
    unit            TEXT NOT NULL,
    condition       TEXT NOT NULL,
    availability    TEXT NOT NULL,
    basis           TEXT NOT NULL,
    confidence      TEXT NOT NULL,
    evidence        TEXT NOT NULL,
    -- The price that it was compared with.
    reference_minor INTEGER NOT NULL,
    first_seen_at   TEXT NOT NULL,
    last_seen_at    TEXT NOT NULL,
    times_seen      INTEGER NOT NULL DEFAULT 1,
    status          TEXT NOT NULL DEFAULT 'held' CHECK (status IN ('held', 'released', 'dropped')),
    decided_at      TEXT,
    -- second-source, second-fetch, contradicted or hand.
    decided_by      TEXT,
    CHECK ((status = 'held') = (decided_at IS NULL))
) STRICT;

CREATE INDEX quarantined_by_item ON quarantined_offers (source_id, gpu_id, item_key, id);
CREATE INDEX quarantined_by_status ON quarantined_offers (status, gpu_id);
