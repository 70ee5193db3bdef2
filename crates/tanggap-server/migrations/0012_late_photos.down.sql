-- The release before would show them.
update photos set withheld_at = coalesce(withheld_at, received_at) where late = 1;
alter table photos drop column late;
