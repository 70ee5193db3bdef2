//! How desks do, in public: from a backend's own figures, or counted from what it has published where it has none.
//! What nobody can know from a list stays unknown; nothing is guessed.

use crate::{instant::Instant, status::Status, wire::Listed};
use std::collections::{BTreeMap, BTreeSet};
use time::UtcOffset;

#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    pub source: Source,
    pub as_of: Option<Instant>,
    /// Over how many days back; `None` where it isn't said.
    pub days: Option<u16>,
    /// Per desk and service, the desk with the most first.
    pub rows: Vec<Row>,
    /// Per desk, in the same order.
    pub desks: Vec<Row>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    Backend,
    /// Counted from so many published reports. `cut`: as many as a server gives at once, so there are more.
    PublicList {
        reports: usize,
        cut: bool,
    },
}

/// One desk's service, or a whole desk with an empty service.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// Id of the desk; the agency's name where the backend has no ids.
    pub desk: String,
    pub service: String,
    pub service_name: String,
    pub received: u32,
    pub open: u32,
    /// Ever answered, closed or refused.
    pub answered: u32,
    /// Of the answered that had a clock: how many, and in time.
    pub with_clock: Option<u32>,
    pub in_time: Option<u32>,
    /// Calendar days from receipt to the first answer.
    pub median_days: Option<f64>,
    /// Past due and never answered.
    pub overdue: Option<u32>,
    pub reopened: Option<u32>,
    pub satisfied: Option<u32>,
}

/// Of fewer no share is told, only how many.
const FEWEST_OF_A_SHARE: u32 = 5;

impl Row {
    /// Those of which it is known whether they were in time: what was answered and had a clock, and what is overdue.
    /// Who answers nothing is never in time.
    pub fn judged(&self) -> Option<u32> {
        Some(self.with_clock?.saturating_add(self.overdue?))
    }

    /// Whether enough are judged for a share: *100 %* of one says more than anybody knows.
    pub fn has_share(&self) -> bool {
        self.judged().is_some_and(|of| of >= FEWEST_OF_A_SHARE)
    }

    /// How many of a hundred that are judged were answered in time, never rounded up; `None` where none is judged.
    pub fn in_time_percent(&self) -> Option<u8> {
        let (in_time, of) = self.in_time.zip(self.judged().filter(|of| *of > 0))?;
        Some((u64::from(in_time.min(of)) * 100 / u64::from(of)) as u8)
    }
}

/// As many as servers give at once by themselves (peers.md §4.7, §4.10): a list of that length goes on.
const PAGES: [usize; 3] = [50, 100, 500];
const MOST: usize = 1_000;

/// What the desks of a portal have published.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Published {
    pub reports: Vec<Listed>,
    /// Whether a desk's list was as long as servers give at once, so that there are more.
    pub cut: bool,
}

impl Published {
    /// The desks' lists as one, in their order. A report that was referred stands in both desks' lists and is kept once.
    /// Where a backend names no desk, equal numbers may be two reports, so both stay.
    pub fn together(lists: Vec<Vec<Listed>>) -> Self {
        let cut = lists.iter().any(|list| PAGES.contains(&list.len()) || list.len() >= MOST);
        let mut seen = BTreeSet::new();
        let mut is_new = |report: &Listed| {
            report.desk.is_empty() || seen.insert((report.desk.clone(), report.number.clone()))
        };
        Self { reports: lists.into_iter().flatten().filter(|report| is_new(report)).collect(), cut }
    }
}

impl Figures {
    /// From rows that a backend counted.
    pub fn of_backend(rows: Vec<Row>, as_of: Option<Instant>, days: Option<u16>) -> Self {
        let mut desks: BTreeMap<String, Vec<&Row>> = BTreeMap::new();
        for row in &rows {
            desks.entry(row.desk.clone()).or_default().push(row);
        }
        let desks = desks.into_values().map(|rows| sum(&rows)).collect();
        Self { source: Source::Backend, as_of, days, rows, desks }.in_order()
    }

    /// Counted from the public lists. `now` says which expectations have passed, `offset` what a day is.
    pub fn of_lists(published: &Published, now: Instant, offset: UtcOffset) -> Self {
        let mut services: BTreeMap<(&str, &str), Vec<&Listed>> = BTreeMap::new();
        let mut desks: BTreeMap<&str, Vec<&Listed>> = BTreeMap::new();
        for report in &published.reports {
            let desk = desk(report);
            services.entry((desk, &report.service)).or_default().push(report);
            desks.entry(desk).or_default().push(report);
        }
        Self {
            source: Source::PublicList { reports: published.reports.len(), cut: published.cut },
            as_of: Some(now),
            days: None,
            rows: services.into_values().map(|reports| count(&reports, true, now, offset)).collect(),
            desks: desks.into_values().map(|reports| count(&reports, false, now, offset)).collect(),
        }
        .in_order()
    }

    /// Whether anything is counted of this desk.
    pub fn counts(&self, desk: &str) -> bool {
        self.desks.iter().any(|row| row.desk == desk)
    }

    fn in_order(mut self) -> Self {
        let by_size = |row: &Row| (std::cmp::Reverse(row.received), row.desk.clone(), row.service.clone());
        self.desks.sort_by_key(by_size);
        let place = |desks: &[Row], desk: &str| desks.iter().position(|row| row.desk == desk);
        let desks = &self.desks;
        self.rows.sort_by_key(|row| (place(desks, &row.desk), by_size(row)));
        self
    }
}

fn desk(report: &Listed) -> &str {
    if report.desk.is_empty() { &report.agency } else { &report.desk }
}

/// One desk from its services. The middle of several middles is not the middle, so it is left out.
fn sum(rows: &[&Row]) -> Row {
    let known = |of: fn(&Row) -> Option<u32>| rows.iter().map(|row| of(row)).sum::<Option<u32>>();
    let plain = |of: fn(&Row) -> u32| rows.iter().map(|row| of(row)).fold(0u32, u32::saturating_add);
    Row {
        desk: rows.first().map(|row| row.desk.clone()).unwrap_or_default(),
        service: String::new(),
        service_name: String::new(),
        received: plain(|row| row.received),
        open: plain(|row| row.open),
        answered: plain(|row| row.answered),
        with_clock: known(|row| row.with_clock),
        in_time: known(|row| row.in_time),
        median_days: if let [one] = rows { one.median_days } else { None },
        overdue: known(|row| row.overdue),
        reopened: known(|row| row.reopened),
        satisfied: known(|row| row.satisfied),
    }
}

fn count(reports: &[&Listed], service: bool, now: Instant, offset: UtcOffset) -> Row {
    // As the server counts: a duplicate and what its reporter took back have no answer of a desk.
    let settled =
        |report: &&&Listed| matches!(report.status, Status::Answered | Status::Closed | Status::Rejected);
    let many = |test: &dyn Fn(&&&Listed) -> bool| reports.iter().filter(|report| test(report)).count() as u32;
    let with_clock = many(&|report| settled(report) && report.expected.is_some() && report.updated.is_some());
    let in_time = many(&|report| {
        settled(report)
            && report.expected.zip(report.updated).is_some_and(|(expected, updated)| updated <= expected)
    });
    let days = |report: &&Listed| {
        let (from, to) = report.received.zip(report.updated)?;
        Some((to.date_at(offset) - from.date_at(offset)).whole_days().max(0))
    };
    let expected = reports.iter().any(|report| report.expected.is_some());
    let first = reports.first();
    let named = |of: fn(&Listed) -> &String| {
        first.filter(|_| service).map(|report| of(report).clone()).unwrap_or_default()
    };
    Row {
        desk: first.map(|report| desk(report).to_owned()).unwrap_or_default(),
        service: named(|report| &report.service),
        service_name: named(|report| &report.service_name),
        received: reports.len() as u32,
        open: many(&|report| report.status.is_open()),
        answered: many(&settled),
        with_clock: expected.then_some(with_clock),
        in_time: expected.then_some(in_time),
        median_days: median(reports.iter().filter(settled).filter_map(days).collect()),
        overdue: expected.then(|| {
            many(&|report| {
                report.status.is_open()
                    && !settled(report)
                    && report.expected.is_some_and(|expected| expected < now)
            })
        }),
        reopened: None,
        satisfied: None,
    }
}

fn median(mut days: Vec<i64>) -> Option<f64> {
    days.sort_unstable();
    let middle = days.len() / 2;
    match days.len() {
        0 => None,
        odd if odd % 2 == 1 => Some(days[middle] as f64),
        _ => Some((days[middle - 1] + days[middle]) as f64 / 2.0),
    }
}

#[cfg(test)]
mod tests;
