-- Back to nothing: only for tests and for a server that never took a report.

drop table updates;
drop table reports;
