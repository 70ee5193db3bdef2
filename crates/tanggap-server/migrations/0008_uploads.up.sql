-- What photos that are not whole yet take together. The two triggers keep it, whoever adds or forgets pieces. A small piece
-- counts 4 KB: a page, which is what a flood of them costs.

create table uploads (
    id integer primary key check (id = 1),
    bytes integer not null
) strict;

insert into uploads (id, bytes) select 1, coalesce(sum(max(length(bytes), 4096)), 0) from photo_pieces;

create trigger photo_pieces_come after insert on photo_pieces begin
    update uploads set bytes = bytes + max(length(new.bytes), 4096);
end;

create trigger photo_pieces_go after delete on photo_pieces begin
    update uploads set bytes = bytes - max(length(old.bytes), 4096);
end;

-- The one that nobody went on with for longest, of those that are on their way.
create index photos_on_their_way on photos (touched_at) where touched_at is not null;
