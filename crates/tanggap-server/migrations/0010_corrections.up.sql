-- Where a report stands on its way to a system of its desk's own; null: it is not forwarded. What such a system has
-- refused its reporter may correct: the report then consists of the correction, under the correction's uid.
alter table reports add column forwarding text
    check (forwarding in ('waiting', 'delivered', 'uncertain', 'refused', 'withdrawn'));
-- Of the correction that a report consists of: when it came, and the number that its device asked for. Both null: the
-- report is as it first came.
alter table reports add column corrected_at integer;
alter table reports add column corrected_ticket text;

-- What a report consisted of before: the uid is never used again, and the same bytes get the same receipt for ever.
create table former_uids (
    uid text primary key,
    report_id integer not null references reports (id),
    fingerprint blob not null check (length(fingerprint) = 32),
    asked_ticket text not null,
    received_at integer not null
) strict, without rowid;

create index former_uids_of_report on former_uids (report_id);
