-- The release before this shows what was redacted and every note; so what must not be shown is no longer public.

update reports set published_at = null where redaction is not null or exists
    (select 1 from photos where report_id = reports.id and withheld_at is not null);
update updates set note = null where for_all = 0;
delete from photos where update_id in (select id from updates where for_all = 0);
drop index reports_unfilled;
drop index reports_guarded;
alter table updates drop column for_all;
alter table photos drop column withheld_at;
alter table reports drop column merged_into;
alter table reports drop column redaction;
alter table reports drop column classified;
alter table reports drop column publishable;
alter table reports drop column kind;
