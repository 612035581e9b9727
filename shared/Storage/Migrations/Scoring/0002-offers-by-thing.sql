-- Steps from thing to thing and from month to month, for the street price and its trend: no evaluation reads every offer.
-- It holds all that is read there, so that one step is one look into the index and none into the table.
CREATE INDEX offers_by_thing ON offers (gpu_id, unit, condition, source_id, venue, item_key, observed_at, known_at,
                                        amount_minor, currency, availability, basis, confidence);
