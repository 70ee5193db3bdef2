-- What the database knows of itself, under a name each:
--   pepper_check   made under the pepper: says whether a pepper is the one that keys here were kept under
--   database       random: the erasures log of this database has the same, that of another one has not
--   erasures       the id of the last line of that log whose erasing this database has done
--   backed_up_at   in a backup only: when it was made

create table meta (
    name text primary key,
    value text not null
) strict, without rowid;

-- Uids of reports that were erased and are not in `reports`: this database was restored from a backup that is older
-- than they are. They are never taken again, as those of other erased reports are not.

create table erased_uids (
    uid text primary key
) strict, without rowid;

-- Reports that are marked as erased and may still have pictures and messages: what is cut off is finished later.

create table erasing (
    report_id integer primary key references reports (id)
) strict;

-- Tells a portal's database from any other ("TGAP"). A backup has another one until it is restored.
pragma application_id = 1413955920;
