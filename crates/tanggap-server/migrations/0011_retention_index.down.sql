-- The release before looks at every report of a service.
drop index reports_over;
