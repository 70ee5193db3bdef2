-- 1: said while the report was about police conduct, or might have been, and oversight has given it another kind since. What is
-- in confidence still has no mark: nobody but oversight has the report.
alter table messages add column in_confidence integer not null default 0;
alter table updates add column in_confidence integer not null default 0;
update messages set in_confidence = 1 where report_id in
    (select id from reports where was_conduct = 1 and kind is not 'police-conduct');
update updates set in_confidence = 1 where report_id in
    (select id from reports where was_conduct = 1 and kind is not 'police-conduct');

-- What was merged into a report follows it when it turns out to be about conduct.
create index reports_merged on reports (merged_into) where merged_into is not null;
