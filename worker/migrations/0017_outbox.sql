-- Letters are read a screen at a time, the newest first.
CREATE INDEX outbox_by_time ON outbox (created_at, key);
