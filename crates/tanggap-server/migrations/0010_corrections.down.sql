-- The release before this knows no corrections: a former report that is sent once more becomes a new one.

drop table former_uids;
alter table reports drop column corrected_ticket;
alter table reports drop column corrected_at;
alter table reports drop column forwarding;
