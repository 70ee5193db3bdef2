//! `GET stats.json`: a backend's own figures per desk and service; and figures as a table.

use super::{envelope::parse, tracked::optional};
use crate::{
    csv::Csv,
    figures::{Figures, Row},
    instant::Instant,
    json::Node,
};
use time::UtcOffset;

/// Where the figures are, in one language.
pub fn stats_address(api: &str, language: &str) -> String {
    [api, "/stats.json?locale=", language].concat()
}

/// Reads figures; a row that counts nothing is dropped. `None`: these are none.
pub fn stats(body: &[u8], assumed: UtcOffset) -> Option<Figures> {
    let value = parse(body)?;
    let root = Node::root(&value);
    let rows = root.get("rows");
    if !rows.value().is_some_and(serde_json::Value::is_array) {
        return None;
    }
    let days = root.get("days").optional_number().ok().flatten().map(|days| days as u16);
    let as_of = optional(&root.get("as_of")).and_then(|when| Instant::parse(&when, assumed));
    Some(Figures::of_backend(rows.list_or_one().iter().filter_map(row).collect(), as_of, days))
}

fn row(node: &Node) -> Option<Row> {
    let count = |name: &str| {
        node.get(name)
            .optional_number()
            .ok()
            .flatten()
            .filter(|count| *count >= 0.0)
            .map(|count| count as u32)
    };
    let service = node.get("service_code").lenient_text();
    Some(Row {
        desk: node.get("desk").lenient_text(),
        service_name: optional(&node.get("service_name")).unwrap_or_else(|| service.clone()),
        service,
        received: count("received")?,
        open: count("open").unwrap_or(0),
        answered: count("answered").unwrap_or(0),
        with_clock: count("with_clock"),
        in_time: count("in_time"),
        median_days: node.get("median_days").optional_number().ok().flatten().filter(|days| *days >= 0.0),
        overdue: count("overdue"),
        reopened: count("reopened"),
        satisfied: count("satisfied"),
    })
}

const COLUMNS: [&str; 13] = [
    "desk",
    "service_code",
    "service_name",
    "received",
    "open",
    "answered",
    "with_clock",
    "in_time",
    "median_days",
    "overdue",
    "reopened",
    "satisfied",
    "in_time_percent",
];

/// Figures as a table; what is unknown is empty, not 0.
pub fn figures_csv(rows: &[Row]) -> String {
    let mut csv = Csv::of(&COLUMNS);
    let known = |count: Option<u32>| count.map(|count| count.to_string()).unwrap_or_default();
    for row in rows {
        csv.row([
            row.desk.clone(),
            row.service.clone(),
            row.service_name.clone(),
            row.received.to_string(),
            row.open.to_string(),
            row.answered.to_string(),
            known(row.with_clock),
            known(row.in_time),
            row.median_days.map(|days| days.to_string()).unwrap_or_default(),
            known(row.overdue),
            known(row.reopened),
            known(row.satisfied),
            known(row.in_time_percent().map(u32::from)),
        ]);
    }
    csv.text()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Source;

    #[test]
    fn a_backends_figures_are_read_and_written_as_a_table() {
        let body = r#"{"as_of":"2026-11-26T12:00:00Z","days":365,"rows":[
            {"desk":"aspirasi","service_code":"lamp","service_name":"Lampu","received":12,"open":3,"answered":9,"in_time":7,"with_clock":8,
             "median_days":2.5,"overdue":1,"reopened":0,"satisfied":4},
            {"desk":"aspirasi","service_code":"","received":"2","open":-1,"median_days":null}, {"desk":"x"}]}"#;
        let figures = stats(body.as_bytes(), UtcOffset::UTC).unwrap();
        assert_eq!((figures.source, figures.days, figures.rows.len()), (Source::Backend, Some(365), 2));
        assert_eq!(figures.rows[0].in_time_percent(), Some(77));
        assert_eq!(figures.desks[0].received, 14);
        assert_eq!(
            figures_csv(&figures.rows),
            "desk,service_code,service_name,received,open,answered,with_clock,in_time,median_days,overdue,reopened,satisfied,in_time_percent\r\n\
             aspirasi,lamp,Lampu,12,3,9,8,7,2.5,1,0,4,77\r\naspirasi,,,2,0,0,,,,,,,\r\n"
        );
    }

    #[test]
    fn what_has_no_rows_is_no_figures() {
        for body in ["{}", "[]", "<html>", r#"[{"code":404,"description":"no"}]"#, r#"{"rows":{}}"#] {
            assert_eq!(stats(body.as_bytes(), UtcOffset::UTC), None, "{body}");
        }
    }
}
