-- Reports and what happened to them. Instants are seconds since 1970, UTC.
--
-- A report's own words (answers, description, place, identity) are only in `body`: the bytes as the device
-- sent them, with the key proof struck out. Columns exist for what is searched, and never hold personal data.

create table reports (
    id integer primary key,
    -- Made by the device; a report that arrives twice has the same.
    uid text not null unique,
    -- The number that people know. Normally the device's; another one if that was taken.
    ticket text not null unique,
    device_ticket text not null,
    -- The desk that received it, and the desk that has it now.
    first_desk text not null,
    desk text not null,
    service_code text not null,
    -- The clock of the service on the day it arrived; its days are configuration.
    clock text,
    status text not null,
    received_at integer not null,
    updated_at integer not null,
    -- Null until a desk publishes it.
    published_at integer,
    -- SHA-256 of the request body: the same bytes get the same receipt for ever.
    fingerprint blob not null check (length(fingerprint) = 32),
    -- HMAC of the key proof under the pepper, which is not in this database. Null without a key.
    key_salt blob,
    key_mac blob,
    body blob not null
) strict;

create index reports_published on reports (published_at, received_at) where published_at is not null;

-- Numbers that a device showed before it learned that they were taken: they have two owners.
create index reports_renumbered on reports (device_ticket) where device_ticket <> ticket;

create table updates (
    id integer primary key,
    update_id text not null unique,
    report_id integer not null references reports (id),
    at integer not null,
    kind text not null check (kind in ('status', 'referral', 'note')),
    status text not null,
    desk text not null,
    to_desk text,
    note text
) strict;

create index updates_of_report on updates (report_id, id);
