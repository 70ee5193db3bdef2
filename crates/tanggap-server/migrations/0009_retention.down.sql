-- The release before counts erased reports nowhere.

alter table reports drop column expired;
