-- What the owner was told of, once each and for good. Append-only.
CREATE TABLE alerts (
    -- Hash of rule, subject and occurrence; the mail's Message-ID comes from it.
    id         TEXT PRIMARY KEY,
    -- verdict, source-health or digest.
    rule       TEXT NOT NULL,
    -- The candidate, the sources or the week it is about.
    subject    TEXT NOT NULL,
    -- Tells this time from other times of the same rule and subject: the verdict's id, the message's id.
    occurrence TEXT NOT NULL,
    -- The first alert of the thread that this one follows; null for a first.
    follows    TEXT REFERENCES alerts (id),
    title      TEXT NOT NULL,
    -- What the rule needs to render it again, as JSON: the same on every attempt.
    payload    TEXT NOT NULL,
    raised_at  TEXT NOT NULL,
    UNIQUE (rule, subject, occurrence)
) STRICT, WITHOUT ROWID;

CREATE INDEX alerts_by_time ON alerts (raised_at);

-- One row for an alert and a channel. It says where the delivery stands; each try is a row of delivery_attempts.
CREATE TABLE deliveries (
    -- The same on every attempt: the webhook-id, and the name of the mail's file.
    id              TEXT PRIMARY KEY,
    alert_id        TEXT NOT NULL REFERENCES alerts (id),
    channel         TEXT NOT NULL CHECK (channel IN ('email', 'webhook')),
    -- The webhook's id; empty for e-mail.
    target          TEXT NOT NULL,
    status          TEXT NOT NULL CHECK (status IN ('pending', 'sent', 'dead')),
    attempts        INTEGER NOT NULL DEFAULT 0,
    next_attempt_at TEXT,
    -- Who sends it now, and until when that holds if nothing is heard: several processes may share the file.
    claimed_by      TEXT,
    claimed_until   TEXT,
    created_at      TEXT NOT NULL,
    settled_at      TEXT,
    UNIQUE (alert_id, channel, target),
    CHECK ((status = 'pending') = (next_attempt_at IS NOT NULL)),
    CHECK ((claimed_by IS NULL) = (claimed_until IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX deliveries_due ON deliveries (next_attempt_at) WHERE status = 'pending';

-- Every try. Append-only. Ambiguous: nobody can tell whether it arrived.
CREATE TABLE delivery_attempts (
    id           INTEGER PRIMARY KEY,
    delivery_id  TEXT NOT NULL REFERENCES deliveries (id),
    attempted_at TEXT NOT NULL,
    outcome      TEXT NOT NULL CHECK (outcome IN ('sent', 'failed', 'ambiguous')),
    detail       TEXT NOT NULL
) STRICT;

CREATE INDEX delivery_attempts_by_delivery ON delivery_attempts (delivery_id, id);

-- Endpoints that said they are gone (410). An endpoint is its id and a hash of its address, so a new address is a new
-- endpoint; the address itself may hold a token and is not kept.
CREATE TABLE disabled_webhooks (
    webhook_id   TEXT NOT NULL,
    url_sha256   TEXT NOT NULL,
    disabled_at  TEXT NOT NULL,
    PRIMARY KEY (webhook_id, url_sha256)
) STRICT, WITHOUT ROWID;

-- Weekly digests that went out by the clock or were sent in full: one an ISO week, whatever restarts happen.
CREATE TABLE digests (
    week         TEXT PRIMARY KEY,
    alert_id     TEXT NOT NULL REFERENCES alerts (id),
    published_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
