-- What the office's rules look at is kept with the report: a city's files may change, and what was received as a
-- complaint about police conduct stays one.

-- The kind of its service; null: nobody stated one (unclassified).
alter table reports add column kind text;
-- Whether reports of its service may be public.
alter table reports add column publishable integer not null default 0;
-- 0: it came before kinds were kept; filled in from the city's catalogue at the next start.
alter table reports add column classified integer not null default 0;
-- What a published report says instead of its own words (JSON); null: nothing was taken out. Its own words stay in the body.
alter table reports add column redaction text;
-- The report that goes on in its place.
alter table reports add column merged_into integer references reports (id);
-- A picture that stays hidden while its report is public.
alter table photos add column withheld_at integer;
-- Whether everyone with the number reads a note and sees its picture, or the reporter alone.
alter table updates add column for_all integer not null default 1;

create index reports_unfilled on reports (id) where classified = 0;
-- Those that must never be at a police desk.
create index reports_guarded on reports (desk) where kind is null or kind = 'police-conduct';
