drop table updates;
drop table reports;
