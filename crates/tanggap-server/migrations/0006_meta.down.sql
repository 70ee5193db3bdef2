-- The release before this knows neither: what was erased in a time before a restore may then be sent again.

pragma application_id = 0;
drop table erased_uids;
drop table meta;
