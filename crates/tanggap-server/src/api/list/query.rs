//! What a client asks a list for: GeoReport's filters, the paging that most servers have, and a cursor. Whoever asks for
//! the same in other words has the same [`Query`].

use crate::{
    http::{ApiError, Params},
    store::{Place, PublishedFilter},
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tanggap_core::instant::{self, Instant, rfc3339};
use time::UtcOffset;

/// GeoReport's own bounds: 90 days or 1,000 reports, whichever is less.
const SPAN_SECONDS: i64 = 90 * DAY_SECONDS;
const DAY_SECONDS: i64 = 24 * 3_600;
const PAGE_SIZE: u32 = 1_000;
/// How far pages go. Skipping a report costs about 0.1 µs, so the last page costs 10 ms more than the first.
const DEEPEST: u32 = 100_000;
/// Services of one query; a desk has some fifty.
const SERVICES: usize = 200;
/// Longer than any ticket.
const TICKET_DIGITS: usize = 20;

/// A desk and what of its reports is asked for.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Query {
    pub desk: String,
    tickets: Vec<String>,
    services: Vec<String>,
    start: Option<i64>,
    end: Option<i64>,
    open: Option<bool>,
    after: Option<Place>,
    limit: u32,
    skip: u32,
    pub language: String,
}

/// What a query is read by, beside its words.
pub struct Reading {
    pub now: i64,
    /// The city's, for dates without one.
    pub offset: UtcOffset,
    /// The one that the answer is in.
    pub language: String,
}

impl Query {
    pub fn parse(desk: String, params: &Params, reading: Reading) -> Result<Self, ApiError> {
        let Reading { now, offset, language } = reading;
        let limit = count(params, "page_size")?.unwrap_or(PAGE_SIZE).min(PAGE_SIZE);
        let page = count(params, "page")?.unwrap_or(1);
        if page.saturating_mul(limit) > DEEPEST {
            let told = format!(
                "page: expected at most page {} of {limit} reports; narrow start_date and end_date, or follow the Link header",
                DEEPEST / limit
            );
            return Err(ApiError::field("page", "number", told));
        }
        let start = date(offset, params, "start_date")?.map(|start| start.first);
        let end = date(offset, params, "end_date")?.map(|end| end.last);
        let query = Self {
            desk,
            tickets: list(params, "service_request_id", PAGE_SIZE as usize)?,
            services: list(params, "service_code", SERVICES)?,
            start,
            end,
            open: open(params)?,
            after: after(offset, params)?,
            limit,
            skip: (page - 1) * limit,
            language,
        };
        let (from, until) = query.span(now);
        if until < from || (start.is_some() && until - from > SPAN_SECONDS) {
            let told = "end_date: expected start_date or later, and at most 90 days after it";
            return Err(ApiError::field("end_date", "span", told));
        }
        Ok(query)
    }

    /// Whether it is the list of whoever asks for nothing special: all that is published lately, its first page.
    pub fn is_common(&self) -> bool {
        let is_narrowed = self.start.is_some()
            || self.end.is_some()
            || self.open.is_some()
            || self.after.is_some()
            || !(self.tickets.is_empty() && self.services.is_empty());
        !is_narrowed && (self.limit, self.skip) == (PAGE_SIZE, 0)
    }

    /// The last 90 days, or 90 days from or until the date that is given. Both ends belong to it.
    fn span(&self, now: i64) -> (i64, i64) {
        match (self.start, self.end) {
            (None, None) => (now - SPAN_SECONDS, i64::MAX),
            (Some(start), None) => (start, start + SPAN_SECONDS),
            (None, Some(end)) => (end - SPAN_SECONDS, end),
            (Some(start), Some(end)) => (start, end),
        }
    }

    pub fn filter(&self, now: i64) -> PublishedFilter {
        let (from, until) = self.span(now);
        PublishedFilter {
            desk: self.desk.clone(),
            tickets: self.tickets.clone(),
            services: self.services.clone(),
            from,
            until,
            open: self.open,
            after: self.after.clone(),
            limit: self.limit,
            offset: self.skip,
        }
    }

    /// The address of the page behind `last`, below `api`. A list of numbers has none: it is as long as the client
    /// made it.
    pub fn next(&self, api: &str, last: &Place) -> Option<String> {
        if !self.tickets.is_empty() {
            return None;
        }
        let mut address = format!("{api}/{}/requests.json?page_size={}", self.desk, self.limit);
        let mut add = |name: &str, value: &str| {
            let value = utf8_percent_encode(value, NON_ALPHANUMERIC);
            address += &format!("&{name}={value}");
        };
        if !self.services.is_empty() {
            add("service_code", &self.services.join(","));
        }
        for (name, date) in [("start_date", self.start), ("end_date", self.end)] {
            if let Some(date) = date {
                add(name, &rfc3339(date));
            }
        }
        if let Some(open) = self.open {
            add("status", if open { "open" } else { "closed" });
        }
        add("locale", &self.language);
        add("after", &format!("{},{}", rfc3339(last.received_at), last.ticket));
        Some(address)
    }
}

/// A comma list, sorted and each value once: whoever asks in another order asks for the same.
fn list(params: &Params, name: &str, at_most: usize) -> Result<Vec<String>, ApiError> {
    let mut values = params.list(name);
    // Something is asked for that nothing can be: a value that no report has.
    if values.is_empty() && (params.get(name).is_some() || params.asks_for_no_text(name)) {
        values.push(String::new());
    }
    values.sort_unstable();
    values.dedup();
    if values.len() > at_most {
        return Err(ApiError::field(name, "count", format!("{name}: expected at most {at_most} values")));
    }
    Ok(values)
}

/// The place of the last report that the client has.
fn after(offset: UtcOffset, params: &Params) -> Result<Option<Place>, ApiError> {
    let Some(text) = params.get("after") else { return Ok(None) };
    let place = text.split_once(',').and_then(|(at, ticket)| {
        let received_at = Instant::parse(at, offset)?.unix_seconds();
        let fits = ticket.len() <= TICKET_DIGITS && ticket.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| Place { received_at, ticket: ticket.to_owned() })
    });
    let told = "after: expected what the Link header of the page before says";
    place.map(Some).ok_or_else(|| ApiError::field("after", "cursor", told))
}

/// The seconds that a date speaks of: one, or where it has no time all of that day in the city.
struct Seconds {
    first: i64,
    last: i64,
}

fn date(offset: UtcOffset, params: &Params, name: &str) -> Result<Option<Seconds>, ApiError> {
    let Some(text) = params.get(name) else { return Ok(None) };
    let read = |text: &str| Instant::parse(text, offset).map(Instant::unix_seconds);
    // A `+07:00` that was not encoded has come as a blank.
    let first =
        read(text).or_else(|| read(&text.rsplit_once(' ').map(|(time, offset)| format!("{time}+{offset}"))?));
    let first = first.ok_or_else(|| {
        ApiError::field(
            name,
            "date",
            format!("{name}: expected a date such as 2026-11-24 or 2026-11-24T10:00:00Z"),
        )
    })?;
    let is_day = instant::parse_day(text).is_some();
    Ok(Some(Seconds { first, last: if is_day { first + DAY_SECONDS - 1 } else { first } }))
}

/// Open, closed, or both.
fn open(params: &Params) -> Result<Option<bool>, ApiError> {
    let asked = params.list("status");
    if let Some(other) = asked.iter().find(|word| !matches!(word.as_str(), "open" | "closed")) {
        return Err(ApiError::field(
            "status",
            "choice",
            format!("status: expected open or closed, not {other}"),
        ));
    }
    let (open, closed) = (asked.iter().any(|word| word == "open"), asked.iter().any(|word| word == "closed"));
    Ok((open != closed).then_some(open))
}

fn count(params: &Params, name: &str) -> Result<Option<u32>, ApiError> {
    let Some(text) = params.get(name) else { return Ok(None) };
    let count = text.parse().ok().filter(|count| *count >= 1);
    count
        .map(Some)
        .ok_or_else(|| ApiError::field(name, "number", format!("{name}: expected a whole number from 1")))
}
