-- Photos of reports. They stand here and not in files beside: a row and its photo then come, go and are copied
-- together (docs/adr, "Photos live in the database").

create table photos (
    id integer primary key,
    report_id integer not null references reports (id),
    -- The phone's name for it, unique in its report, and its place in the report's list.
    slot text not null,
    place integer not null,
    -- What the phone sends now: SHA-256 and size of the whole. Before it sends anything, what it announced.
    sha256 blob not null check (length(sha256) = 32),
    size integer not null,
    -- Bytes that are here from the start, in pieces; and when the last of them came.
    received integer not null default 0,
    touched_at integer,
    -- Null until the whole photo is here and made anew.
    received_at integer,
    -- Random: the name under which a published photo is asked for. Nobody can get at it from the slot.
    public_id text unique,
    -- Last, so that all else is read without it.
    jpeg blob,
    unique (report_id, slot),
    check ((received_at is null) = (jpeg is null) and (jpeg is null) = (public_id is null))
) strict;

create table photo_pieces (
    photo_id integer not null references photos (id),
    first integer not null,
    bytes blob not null,
    primary key (photo_id, first)
) strict;

-- Null until a report's content was erased; the row stays, so that its uid and its number are never used again.
alter table reports add column erased_at integer;
