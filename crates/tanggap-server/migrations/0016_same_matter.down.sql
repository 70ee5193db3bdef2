-- The release before knows only what is merged now (merged_into), and forgets that the rest told of the same.
drop index reports_matter;
alter table reports drop column matter;
