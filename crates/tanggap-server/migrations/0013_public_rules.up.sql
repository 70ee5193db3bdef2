-- The most that a report's publishability can be: what its service said when it arrived. No act of a desk raises it.
alter table reports add column may_be_publishable integer not null default 0;
-- It is about police conduct, or was before oversight said otherwise: never public, as it was written in confidence.
alter table reports add column was_conduct integer not null default 0;
update reports set may_be_publishable = 1 where classified = 1 and publishable = 1 and kind is not 'police-conduct';
update reports set was_conduct = 1 where kind = 'police-conduct';

-- What its reporter took back is public no longer.
update reports set published_at = null where status = 'withdrawn' and published_at is not null;

-- classified: 0 it came before kinds were kept, 1 its kind is decided, 2 the city's files had no such service when it was
-- filled in, so that every start looks again.
drop index reports_unfilled;
create index reports_unfilled on reports (first_desk, service_code) where classified <> 1;

-- What is public is so by its kind as well, read anew each time: whatever wrote the row, a kind that is not known shows
-- nothing. The words stand in the statements, too (src/store/public.rs).
drop index reports_public;
drop index reports_public_referred;
create index reports_public on reports
    (first_desk, received_at, ticket, service_code, status, published_at, publishable, kind)
    where published_at is not null and publishable = 1
      and kind in ('complaint', 'aspiration', 'information', 'police-service', 'emergency');
create index reports_public_referred on reports
    (desk, received_at, ticket, service_code, status, first_desk, published_at, publishable, kind)
    where published_at is not null and publishable = 1
      and kind in ('complaint', 'aspiration', 'information', 'police-service', 'emergency')
      and desk <> first_desk;
