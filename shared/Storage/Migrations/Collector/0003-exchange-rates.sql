-- Reference rates of currencies. Append-only: a corrected rate is a later row of the same moment, and the latest row counts.
CREATE TABLE exchange_rates (
    id          INTEGER PRIMARY KEY,
    source_id   TEXT NOT NULL,
    base        TEXT NOT NULL,
    currency    TEXT NOT NULL CHECK (currency <> base),
    -- Billionths of a unit of the currency that one unit of the base buys: 1 EUR = 1.0842 USD is 1084200000.
    rate_e9     INTEGER NOT NULL CHECK (rate_e9 > 0),
    observed_at TEXT NOT NULL,
    known_at    TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    evidence    TEXT NOT NULL,
    UNIQUE (source_id, base, currency, observed_at, rate_e9)
) STRICT;

CREATE INDEX exchange_rates_by_time ON exchange_rates (currency, observed_at);
