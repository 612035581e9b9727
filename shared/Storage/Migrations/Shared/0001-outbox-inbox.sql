-- Messages that were caused by a committed effect and wait to be published; kept after sending, for audit and resend.
CREATE TABLE outbox (
    id           INTEGER PRIMARY KEY,
    message_id   TEXT NOT NULL UNIQUE,
    role         TEXT NOT NULL,
    message_type TEXT NOT NULL,
    body         TEXT NOT NULL,
    created_at   TEXT NOT NULL,
    sent_at      TEXT
) STRICT;

CREATE INDEX outbox_unsent ON outbox (id) WHERE sent_at IS NULL;

-- Messages whose effect was committed, by consumer; kept for good, so that nothing is done twice.
CREATE TABLE inbox (
    message_id  TEXT NOT NULL,
    consumer    TEXT NOT NULL,
    consumed_at TEXT NOT NULL,
    PRIMARY KEY (message_id, consumer)
) STRICT, WITHOUT ROWID;
