//! Counting, and what is left unknown.

use super::*;
use crate::wire;

fn listed(entries: &[(&str, &str, &str, &str, &str, &str)]) -> Vec<Listed> {
    let entry = |(at, entry): (usize, &(&str, &str, &str, &str, &str, &str))| {
        let (desk, service, status, received, updated, expected) = entry;
        format!(
            r#"{{"service_request_id":"{at}","service_code":"{service}","status":"{status}","requested_datetime":"{received}",
            "updated_datetime":"{updated}","expected_datetime":"{expected}","extended_attributes":{{"tanggap":{{"desk":"{desk}"}}}}}}"#
        )
    };
    let entries: Vec<String> = entries.iter().enumerate().map(entry).collect();
    wire::listed(format!("[{}]", entries.join(",")).as_bytes(), UtcOffset::UTC).unwrap()
}

fn now() -> Instant {
    Instant::parse("2026-11-26T12:00:00Z", UtcOffset::UTC).unwrap()
}

#[test]
fn a_list_is_counted_per_desk_and_service() {
    let reports = listed(&[
        ("city", "lamp", "closed", "2026-11-01", "2026-11-03", "2026-11-05"),
        ("city", "lamp", "closed", "2026-11-01", "2026-11-10", "2026-11-05"),
        ("city", "lamp", "closed", "2026-11-01", "2026-11-02", ""),
        ("city", "lamp", "answered", "2026-11-01", "2026-11-02", "2026-11-05"),
        ("city", "road", "open", "2026-11-01", "2026-11-02", "2026-11-05"),
        ("city", "road", "open", "2026-11-20", "", "2026-12-05"),
        ("police", "skck", "open", "2026-11-20", "", ""),
    ]);
    let figures = Figures::of_lists(&Published::together(vec![reports]), now(), UtcOffset::UTC);
    assert_eq!(figures.source, Source::PublicList { reports: 7, cut: false });
    let names: Vec<_> = figures.rows.iter().map(|row| (row.desk.as_str(), row.service.as_str())).collect();
    assert_eq!(names, [("city", "lamp"), ("city", "road"), ("police", "skck")]);
    let lamp = &figures.rows[0];
    assert_eq!((lamp.received, lamp.open, lamp.answered), (4, 1, 4), "answered is open to GeoReport");
    assert_eq!((lamp.with_clock, lamp.in_time, lamp.in_time_percent()), (Some(3), Some(2), Some(66)));
    assert_eq!(lamp.median_days, Some(1.5));
    let road = &figures.rows[1];
    assert_eq!((road.overdue, road.judged(), road.in_time_percent()), (Some(1), Some(1), Some(0)));
    let police = &figures.rows[2];
    assert_eq!((police.median_days, police.overdue, police.in_time_percent()), (None, None, None));
    let city = &figures.desks[0];
    assert_eq!((city.received, city.median_days, city.reopened), (6, Some(1.5), None));
    assert_eq!((city.judged(), city.in_time_percent()), (Some(4), Some(50)));
    assert_eq!((figures.counts("police"), figures.counts("oversight")), (true, false));
}

#[test]
fn whoever_answers_nothing_is_not_in_time() {
    let row = |with_clock, in_time, overdue| Row { with_clock, in_time, overdue, ..Row::default() };
    for (row, expected) in [
        (row(Some(3), Some(3), Some(2)), Some(60)),
        (row(Some(1), Some(1), Some(99)), Some(1)),
        (row(Some(0), Some(0), Some(5)), Some(0)),
        (row(Some(0), Some(0), Some(0)), None),
        (row(Some(3), Some(2), Some(0)), Some(66)),
        (row(Some(3), Some(2), None), None),
        (row(None, None, Some(1)), None),
        (row(Some(u32::MAX), Some(u32::MAX), Some(1)), Some(100)),
    ] {
        assert_eq!(row.in_time_percent(), expected, "{row:?}");
    }
}

#[test]
fn what_no_desk_has_answered_is_no_answer_of_a_desk() {
    let expected = [
        ("received", (1, 0, 1)),
        ("answered", (1, 1, 0)),
        ("closed", (0, 1, 0)),
        ("rejected", (0, 1, 0)),
        ("duplicate", (0, 0, 0)),
        ("withdrawn", (0, 0, 0)),
        ("Antre", (1, 0, 1)),
    ];
    for (status, expected) in expected {
        let reports = listed(&[("city", "lamp", status, "2026-11-01", "2026-11-03", "2026-11-05")]);
        let figures = Figures::of_lists(&Published::together(vec![reports]), now(), UtcOffset::UTC);
        let row = &figures.rows[0];
        assert_eq!((row.open, row.answered, row.overdue.unwrap()), expected, "{status}");
        assert_eq!(
            (row.with_clock, row.median_days.is_some()),
            (Some(row.answered), row.answered > 0),
            "{status}"
        );
    }
}

#[test]
fn a_list_as_long_as_a_page_is_said_to_be_cut() {
    let one = listed(&[("city", "lamp", "open", "2026-11-01", "", "")]);
    for (length, cut) in
        [(0, false), (49, false), (50, true), (51, false), (100, true), (1_000, true), (1_700, true)]
    {
        let list: Vec<Listed> =
            (0..length).map(|at| Listed { number: at.to_string(), ..one[0].clone() }).collect();
        let figures = Figures::of_lists(&Published::together(vec![list]), now(), UtcOffset::UTC);
        assert_eq!(figures.source, Source::PublicList { reports: length, cut });
    }
}

#[test]
fn a_referred_report_stands_in_two_lists_and_is_counted_once() {
    let entry = |desk| (desk, "lamp", "open", "2026-11-01", "2026-11-03", "2026-11-05");
    let [first, second] =
        [listed(&[entry("city"), entry("police")]), listed(&[entry("other"), entry("police")])];
    let published = Published::together(vec![first, second]);
    let kept: Vec<_> = published.reports.iter().map(|report| (&*report.desk, &*report.number)).collect();
    assert_eq!(
        kept,
        [("city", "0"), ("police", "1"), ("other", "0")],
        "numbers of two desks are not the same report"
    );
    let unnamed = || listed(&[entry("")]);
    assert_eq!(
        Published::together(vec![unnamed(), unnamed()]).reports.len(),
        2,
        "who names no desk may mean two"
    );
}

#[test]
fn one_list_of_several_that_was_cut_is_told() {
    let list = |desk, length| listed(&vec![(desk, "lamp", "open", "2026-11-01", "", ""); length]);
    for (lengths, cut) in [((50, 3), true), ((25, 25), false), ((3, 100), true), ((40, 9), false)] {
        let published = Published::together(vec![list("city", lengths.0), list("police", lengths.1)]);
        assert_eq!(published.cut, cut, "{lengths:?}");
    }
}

#[test]
fn a_desk_is_the_sum_of_its_services_but_for_the_middle() {
    let row = |desk: &str, service: &str, received, in_time| Row {
        desk: desk.into(),
        service: service.into(),
        received,
        with_clock: Some(4),
        in_time,
        overdue: Some(0),
        median_days: Some(2.0),
        ..Row::default()
    };
    let rows = vec![row("a", "x", 1, Some(1)), row("b", "y", 5, Some(9)), row("a", "z", 2, None)];
    let figures = Figures::of_backend(rows, None, Some(365));
    let desks: Vec<_> =
        figures.desks.iter().map(|row| (row.desk.as_str(), row.received, row.in_time)).collect();
    assert_eq!(desks, [("b", 5, Some(9)), ("a", 3, None)]);
    assert_eq!(figures.desks[0].median_days, Some(2.0));
    assert_eq!(figures.desks[1].median_days, None);
    assert_eq!(figures.desks[0].in_time_percent(), Some(100), "never more than all");
    let order: Vec<_> = figures.rows.iter().map(|row| row.service.as_str()).collect();
    assert_eq!(order, ["y", "z", "x"]);
}

#[test]
fn of_few_no_share_is_told() {
    for (with_clock, overdue, has_share) in [
        (Some(1), Some(0), false),
        (Some(2), Some(2), false),
        (Some(2), Some(3), true),
        (Some(5), Some(0), true),
        (None, Some(9), false),
    ] {
        let row = Row { with_clock, overdue, ..Row::default() };
        assert_eq!(row.has_share(), has_share, "{row:?}");
    }
}
