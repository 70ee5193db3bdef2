-- The release before shows the desk that has a report all that was said about it.
drop index reports_merged;
alter table updates drop column in_confidence;
alter table messages drop column in_confidence;
