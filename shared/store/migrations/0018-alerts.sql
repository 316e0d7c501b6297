-- Attempts to deliver alerts, the latest first: the list of deliveries.
create index deliveries_at on hearsay.deliveries (at desc);
