-- Reports that tell of the same have the same number here: those that were ever merged, directly or over others. It stays when
-- one of them gets another status or desk and is merged no longer (merged_into), so that all follow when one turns out to be
-- about police conduct. Only a decision about a report itself takes it out.
alter table reports add column matter integer;
with recursive joined (id, matter) as (
    select target.id, target.id from reports target
    where target.merged_into is null
        and exists (select 1 from reports where merged_into = target.id and merged_into is not null)
    union
    select reports.id, joined.matter from reports join joined on reports.merged_into = joined.id
)
update reports set matter = joined.matter from joined where joined.id = reports.id;
create index reports_matter on reports (matter) where matter is not null;
