-- 1: the report's content was erased because its time was over. How it went still counts in the figures.

alter table reports add column expired integer not null default 0;
