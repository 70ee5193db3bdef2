-- 1: it came after its report had been published. No desk can have seen it then, so nobody but office and reporter sees it
-- until the report is published again.
alter table photos add column late integer not null default 0;
