-- Whether a report turned out to be about police conduct after it had arrived as something else: 1 the erasures log has no line
-- for it yet, 2 it has. What was conduct before this release may have become so, and gets its line, too.
alter table reports add column became_conduct integer not null default 0;
update reports set became_conduct = 1 where kind = 'police-conduct' and erased_at is null;
create index reports_untold on reports (became_conduct) where became_conduct = 1;
