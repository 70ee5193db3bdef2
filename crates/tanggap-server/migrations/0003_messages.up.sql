-- The conversation after a report: what its reporter adds with the key, and what the office says to nobody else.

create table messages (
    id integer primary key,
    report_id integer not null references reports (id),
    -- Made by the reporter's device, so that one that arrives twice has the same; or here, for the office's.
    message_id text not null unique,
    sender text not null check (sender in ('reporter', 'office')),
    -- The number as the device asked with: its receipt repeats it. Null from the office.
    asked_ticket text,
    at integer not null,
    kind text not null,
    -- The desk that had the report then.
    desk text not null,
    -- The question that this answers.
    in_reply_to text,
    -- Of a question: whether somebody did.
    answered integer not null default 0,
    -- SHA-256 of the request body, as of a report. Null from the office.
    fingerprint blob check (fingerprint is null or length(fingerprint) = 32),
    -- The bytes as the device sent them, with the key proof struck out; or the office's words. Empty once erased.
    body blob not null
) strict;

create index messages_of_report on messages (report_id, id);
create index messages_waiting on messages (report_id) where kind = 'question' and answered = 0;

-- Photos of messages and updates are kept as those of reports are: with the report, in the same pieces. A message's
-- slot begins with the message's id, so that a name may come again in every message.
alter table photos add column message_id integer references messages (id);
alter table photos add column update_id integer references updates (id);
create index photos_of_message on photos (message_id) where message_id is not null;
create index photos_of_update on photos (update_id) where update_id is not null;

-- 'reporter' where the reporter caused it; null: the desk.
alter table updates add column acted_by text;
