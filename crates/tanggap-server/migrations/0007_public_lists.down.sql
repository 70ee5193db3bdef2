-- The release before this looks for published reports without an index of their own. Nothing is lost.

drop trigger public_photo_gone;
drop trigger public_photo_changed;
drop trigger public_update_gone;
drop trigger public_update_changed;
drop trigger public_update_added;
drop trigger public_report_changed;
drop table public_changes;
create index reports_published on reports (published_at, received_at) where published_at is not null;
drop index reports_public_referred;
drop index reports_public;
