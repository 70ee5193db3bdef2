-- What a list of published reports is found by, all of it in the index: only the rows that are shown are read. One index
-- for the desk that received a report, one for a desk that it was referred to.
create index reports_public on reports
    (first_desk, received_at, ticket, service_code, status, published_at) where published_at is not null;
create index reports_public_referred on reports
    (desk, received_at, ticket, service_code, status, first_desk, published_at)
    where published_at is not null and desk <> first_desk;
drop index reports_published;

-- One row: how often something that lists show was changed. An answer that was made before the last change is not given
-- again, whichever process made the change.
create table public_changes (
    id integer primary key check (id = 1),
    count integer not null
) strict;
insert into public_changes values (1, 0);

create trigger public_report_changed after update on reports
    when old.published_at is not null or new.published_at is not null
begin
    update public_changes set count = count + 1;
end;

create trigger public_update_added after insert on updates
    when exists (select 1 from reports where id = new.report_id and published_at is not null)
begin
    update public_changes set count = count + 1;
end;

create trigger public_update_changed after update on updates
    when exists (select 1 from reports where id = new.report_id and published_at is not null)
begin
    update public_changes set count = count + 1;
end;

create trigger public_update_gone after delete on updates
    when exists (select 1 from reports where id = old.report_id and published_at is not null)
begin
    update public_changes set count = count + 1;
end;

create trigger public_photo_changed after update of public_id, withheld_at on photos
    when exists (select 1 from reports where id = new.report_id and published_at is not null)
begin
    update public_changes set count = count + 1;
end;

create trigger public_photo_gone after delete on photos
    when exists (select 1 from reports where id = old.report_id and published_at is not null)
begin
    update public_changes set count = count + 1;
end;
