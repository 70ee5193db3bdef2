-- What retention looks for every day: closed reports of a service, by their last change. Open ones are not in it, so that a
-- new report costs nothing here.
create index reports_over on reports (first_desk, service_code, updated_at)
    where erased_at is null and status in ('closed', 'rejected', 'duplicate', 'withdrawn');
