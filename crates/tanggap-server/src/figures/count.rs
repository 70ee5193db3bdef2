//! What is counted, per desk and service.

use crate::store::Course;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use tanggap_core::{
    config::PortalConfig,
    instant::Instant,
    status::Status,
    workdays::{self, Allowance},
};
use time::{Date, UtcOffset};

/// One line of the figures.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// The desk that has the reports now.
    pub desk: String,
    /// Those that received them: their catalogues know the service's name.
    pub first_desks: BTreeSet<String>,
    /// Whether all of its reports may be public: two desks may have a service of one name, and one of them never makes
    /// its reports public.
    pub publishable: bool,
    /// Empty: services together of which too few reports came to be shown alone.
    pub service_code: String,
    pub received: u32,
    pub open: u32,
    /// Ever answered, closed or rejected.
    pub answered: u32,
    /// Of the answered: those with a clock, and those of them whose first answer came before it lapsed.
    pub with_clock: u32,
    pub in_time: u32,
    /// Open, past due and never answered.
    pub overdue: u32,
    pub reopened: u32,
    pub satisfied: u32,
    /// How many were first answered after so many calendar days.
    pub days: BTreeMap<i64, u32>,
}

impl Row {
    pub fn median_days(&self) -> Option<f64> {
        let all: u32 = self.days.values().sum();
        let at = |place: u32| {
            let mut before = 0;
            self.days.iter().find_map(|(days, count)| {
                before += count;
                (place < before).then_some(*days as f64)
            })
        };
        (all > 0).then(|| Some(f64::midpoint(at((all - 1) / 2)?, at(all / 2)?)))?
    }

    pub fn merge(&mut self, other: &Self) {
        self.received += other.received;
        self.open += other.open;
        self.answered += other.answered;
        self.with_clock += other.with_clock;
        self.in_time += other.in_time;
        self.overdue += other.overdue;
        self.reopened += other.reopened;
        self.satisfied += other.satisfied;
        for (days, count) in &other.days {
            *self.days.entry(*days).or_default() += count;
        }
    }
}

pub struct Count {
    rows: HashMap<String, HashMap<String, Row>>,
    clocks: HashMap<String, Allowance>,
    holidays: Vec<Date>,
    /// Counting working days again for every report would take longer than all the rest.
    due: HashMap<String, HashMap<Date, Date>>,
    offset: UtcOffset,
    today: Option<Date>,
}

impl Count {
    pub fn new(config: &PortalConfig, holidays: &[Date], now: i64) -> Self {
        let offset = config.utc_offset;
        Self {
            rows: HashMap::new(),
            clocks: config.clocks.iter().map(|clock| (clock.id.clone(), clock.allowance)).collect(),
            holidays: holidays.to_vec(),
            due: HashMap::new(),
            offset,
            today: Instant::from_unix_seconds(now).map(|now| now.date_at(offset)),
        }
    }

    pub fn add(&mut self, course: &Course<'_>) {
        let day = |at: i64| Instant::from_unix_seconds(at).map(|at| at.date_at(self.offset));
        let (Some(received), Some(today)) = (day(course.received_at), self.today) else { return };
        let answered = course.answered_at.and_then(day);
        let due = course.clock.and_then(|clock| self.due(clock, received));
        let is_open = Status::from_foreign(course.status).is_open();
        let row = self.row(course);
        row.publishable &= course.publishable;
        row.received += 1;
        row.open += u32::from(is_open);
        row.reopened += u32::from(course.was_reopened);
        row.satisfied += u32::from(course.is_satisfied);
        // An answer that came is judged by its own day: no report is both answered and overdue.
        row.overdue += u32::from(is_open && answered.is_none() && due.is_some_and(|due| today > due));
        if let Some(answered) = answered {
            row.answered += 1;
            row.with_clock += u32::from(due.is_some());
            row.in_time += u32::from(due.is_some_and(|due| answered <= due));
            *row.days.entry((answered - received).whole_days()).or_default() += 1;
        }
    }

    fn row(&mut self, course: &Course<'_>) -> &mut Row {
        if !self.rows.get(course.desk).is_some_and(|desk| desk.contains_key(course.service_code)) {
            let row = Row {
                desk: course.desk.to_owned(),
                service_code: course.service_code.to_owned(),
                publishable: true,
                ..Row::default()
            };
            self.rows.entry(course.desk.to_owned()).or_default().insert(course.service_code.to_owned(), row);
        }
        let desk = self.rows.entry(course.desk.to_owned()).or_default();
        let row = desk.entry(course.service_code.to_owned()).or_default();
        if !row.first_desks.contains(course.first_desk) {
            row.first_desks.insert(course.first_desk.to_owned());
        }
        row
    }

    fn due(&mut self, clock: &str, start: Date) -> Option<Date> {
        if let Some(due) = self.due.get(clock).and_then(|known| known.get(&start)) {
            return Some(*due);
        }
        let due = workdays::read(*self.clocks.get(clock)?, start, start, &self.holidays).due;
        self.due.entry(clock.to_owned()).or_default().insert(start, due);
        Some(due)
    }

    /// By desk, then by service.
    pub fn rows(self) -> Vec<Row> {
        let mut rows: Vec<_> = self.rows.into_values().flat_map(HashMap::into_values).collect();
        rows.sort_by(|one, other| (&one.desk, &one.service_code).cmp(&(&other.desk, &other.service_code)));
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_as_private_as_the_most_private_of_its_services() {
        let course = |first_desk| Course {
            desk: "aspirasi",
            first_desk,
            service_code: "other",
            publishable: first_desk == "aspirasi",
            clock: None,
            status: "received",
            received_at: 0,
            answered_at: None,
            was_reopened: false,
            is_satisfied: false,
        };
        for (first_desks, expected) in [
            (&["aspirasi"][..], true),
            (&["pengawasan"], false),
            (&["aspirasi", "pengawasan"], false),
            (&["pengawasan", "aspirasi", "aspirasi"], false),
        ] {
            let mut count = Count {
                rows: HashMap::new(),
                clocks: HashMap::new(),
                holidays: Vec::new(),
                due: HashMap::new(),
                offset: UtcOffset::UTC,
                today: Some(Date::MAX),
            };
            first_desks.iter().for_each(|desk| count.add(&course(desk)));
            let rows = count.rows();
            assert_eq!((rows.len(), rows[0].received as usize), (1, first_desks.len()));
            assert_eq!(rows[0].publishable, expected, "{first_desks:?}");
        }
    }

    #[test]
    fn what_was_answered_is_never_overdue_and_what_nobody_answers_is_after_its_day() {
        const DAY: i64 = 24 * 3_600;
        let allowance = Allowance { days: 5, working: false };
        let course = |status, answered_at| Course {
            desk: "aspirasi",
            first_desk: "aspirasi",
            service_code: "street-light",
            publishable: true,
            clock: Some("five"),
            status,
            received_at: 0,
            answered_at,
            was_reopened: false,
            is_satisfied: false,
        };
        for (status, answered_at, today, expected) in [
            ("received", None, 5, (0, 0, 0)),
            ("received", None, 6, (0, 0, 1)),
            ("in_progress", None, 60, (0, 0, 1)),
            ("answered", Some(4 * DAY), 60, (1, 1, 0)),
            ("answered", Some(9 * DAY), 60, (1, 0, 0)),
            ("reopened", Some(4 * DAY), 60, (1, 1, 0)),
            ("closed", Some(4 * DAY), 60, (1, 1, 0)),
            ("withdrawn", None, 60, (0, 0, 0)),
        ] {
            let mut count = Count {
                rows: HashMap::new(),
                clocks: HashMap::from([("five".to_owned(), allowance)]),
                holidays: Vec::new(),
                due: HashMap::new(),
                offset: UtcOffset::UTC,
                today: Instant::from_unix_seconds(today * DAY).map(|today| today.date_at(UtcOffset::UTC)),
            };
            count.add(&course(status, answered_at));
            let row = count.rows().remove(0);
            assert_eq!((row.with_clock, row.in_time, row.overdue), expected, "{status} on day {today}");
        }
    }

    #[test]
    fn the_middle_of_the_days_is_found() {
        for (days, expected) in [
            (vec![], None),
            (vec![4], Some(4.0)),
            (vec![1, 2], Some(1.5)),
            (vec![9, 1, 1], Some(1.0)),
            (vec![0, 3, 3, 8], Some(3.0)),
        ] {
            let mut row = Row::default();
            for day in &days {
                *row.days.entry(*day).or_default() += 1;
            }
            assert_eq!(row.median_days(), expected, "{days:?}");
        }
    }
}
