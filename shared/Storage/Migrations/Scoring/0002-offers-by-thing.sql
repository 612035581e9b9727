-- Steps from thing to thing and from month to month, for the street price and its trend: no evaluation reads every offer.
CREATE INDEX offers_by_thing ON offers (gpu_id, unit, condition, source_id, venue, item_key, observed_at);
