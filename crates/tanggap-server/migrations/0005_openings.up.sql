-- What a number and a key open together: HMAC of both under the pepper, which is not in this database. Whoever shows both
-- finds their report with one look-up, whoever else has claimed the number. One row for every number that a report is
-- known by: the device's, and another one if that was taken.

create table openings (
    opens blob primary key check (length(opens) = 32),
    report_id integer not null references reports (id)
) strict, without rowid;

-- Whether a report came with a key. Reports without one are few, so they are the ones that are written here.
alter table reports add column has_key integer not null default 1;
update reports set has_key = 0 where key_mac is null;

-- Reports from before, whose key was not shown since: they keep salt and MAC until it is. Tells at once whether there are
-- any left.
create index reports_sealed on reports (id) where key_mac is not null;
