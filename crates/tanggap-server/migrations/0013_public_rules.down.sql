-- The release before this shows whatever was published, and notes for all of any kind; so what must not be shown is no
-- longer public. That something was about conduct before oversight said otherwise it doesn't know.

update reports set published_at = null where published_at is not null and (publishable <> 1 or kind is null
    or kind not in ('complaint', 'aspiration', 'information', 'police-service', 'emergency'));
update updates set for_all = 0 where for_all = 1 and report_id in (select id from reports where classified = 2 and kind is null);
drop index reports_public_referred;
drop index reports_public;
create index reports_public on reports
    (first_desk, received_at, ticket, service_code, status, published_at) where published_at is not null;
create index reports_public_referred on reports
    (desk, received_at, ticket, service_code, status, first_desk, published_at)
    where published_at is not null and desk <> first_desk;
drop index reports_unfilled;
update reports set classified = 1 where classified = 2;
create index reports_unfilled on reports (id) where classified = 0;
alter table reports drop column was_conduct;
alter table reports drop column may_be_publishable;
