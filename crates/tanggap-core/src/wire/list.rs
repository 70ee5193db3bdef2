//! `GET requests`: what a desk has published. And the same as a table in the columns of GeoReport Bulk (peers.md §4.11).

use super::{
    envelope::{extension, parse, unwrapped},
    tracked::{agency, optional, photos},
};
use crate::{csv::Csv, instant::Instant, json::Node, status::Status};
use time::UtcOffset;

/// One published report.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    pub number: String,
    pub status: Status,
    pub note: String,
    pub service: String,
    pub service_name: String,
    pub description: String,
    /// Id of the desk; empty where the backend doesn't say.
    pub desk: String,
    /// Who has it, in the backend's own words.
    pub agency: String,
    pub notice: String,
    pub received: Option<Instant>,
    /// Of a closed report: when it was closed.
    pub updated: Option<Instant>,
    pub expected: Option<Instant>,
    pub address: String,
    pub address_id: String,
    pub zipcode: String,
    /// Degrees, latitude and longitude.
    pub point: Option<(f64, f64)>,
    pub photos: Vec<String>,
}

/// Reads a list of reports; entries without a number are dropped, as those of batch desks. `None`: this is no list.
pub fn listed(body: &[u8], assumed: UtcOffset) -> Option<Vec<Listed>> {
    let value = parse(body)?;
    let root = Node::root(&value);
    if !root.get("errors").is_absent() || !root.get("error").is_absent() {
        return None;
    }
    let entries = unwrapped(&root, &["service_requests", "requests", "request"]);
    Some(entries.iter().filter_map(|entry| read(entry, assumed)).collect())
}

fn read(node: &Node, assumed: UtcOffset) -> Option<Listed> {
    let own = extension(node);
    let first = |names: &[&str]| names.iter().find_map(|name| optional(&node.get(name))).unwrap_or_default();
    let when = |name: &str| Instant::parse(&optional(&node.get(name))?, assumed);
    let number = |name: &str| node.get(name).optional_number().ok().flatten();
    let word = optional(&own.get("status")).unwrap_or_else(|| first(&["detailed_status", "status"]));
    Some(Listed {
        number: optional(&node.get("service_request_id"))?,
        status: Status::from_foreign(&word),
        note: first(&["status_notes", "status_note"]),
        service: first(&["service_code"]),
        service_name: first(&["service_name", "service_code"]),
        description: first(&["description"]),
        desk: own.get("desk").lenient_text(),
        agency: agency(&node.get("agency_responsible")).unwrap_or_default(),
        notice: first(&["service_notice"]),
        received: when("requested_datetime"),
        updated: when("updated_datetime"),
        expected: when("expected_datetime"),
        address: first(&["address", "address_string"]),
        address_id: first(&["address_id", "adress_id"]),
        zipcode: first(&["zipcode"]),
        point: number("lat").zip(number("long").or_else(|| number("lng"))),
        photos: photos(node),
    })
}

const COLUMNS: [&str; 17] = [
    "service_request_id",
    "status",
    "status_notes",
    "service_name",
    "service_code",
    "description",
    "agency_responsible",
    "service_notice",
    "requested_datetime",
    "updated_datetime",
    "expected_datetime",
    "address",
    "address_id",
    "zipcode",
    "lat",
    "long",
    "media_url",
];

/// Published reports as a table. Who has one is told by the desk's id where the backend has no name for it.
pub fn listed_csv(reports: &[Listed]) -> String {
    let mut csv = Csv::of(&COLUMNS);
    let when = |instant: Option<Instant>| instant.map(Instant::rfc3339).unwrap_or_default();
    for report in reports {
        let (lat, long) =
            report.point.map(|(lat, long)| (lat.to_string(), long.to_string())).unwrap_or_default();
        csv.row([
            report.number.clone(),
            if report.status.is_open() { "open" } else { "closed" }.to_owned(),
            report.note.clone(),
            report.service_name.clone(),
            report.service.clone(),
            report.description.clone(),
            if report.agency.is_empty() { report.desk.clone() } else { report.agency.clone() },
            report.notice.clone(),
            when(report.received),
            when(report.updated),
            when(report.expected),
            report.address.clone(),
            report.address_id.clone(),
            report.zipcode.clone(),
            lat,
            long,
            report.photos.join(" "),
        ]);
    }
    csv.text()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Option<Vec<Listed>> {
        listed(body.as_bytes(), UtcOffset::UTC)
    }

    #[test]
    fn lists_of_every_make_are_read_and_what_has_no_number_is_dropped() {
        for body in [
            r#"[{"service_request_id":7,"status":"closed","lat":"-6.59","long":106.8},{"status":"open"},{"token":"t"}]"#,
            r#"{"service_requests":[{"service_request_id":"7","status":"fixed - council","detailed_status":"ARCHIVED","lat":-6.59,"long":106.8}]}"#,
            r#"{"requests":[{"service_request_id":"7","status":"CLOSED","lat":-6.59,"lng":"106.8"}],"meta":{"total":1}}"#,
        ] {
            let found = read(body).unwrap();
            assert_eq!(found.len(), 1, "{body}");
            assert_eq!((found[0].number.as_str(), &found[0].status), ("7", &Status::Closed), "{body}");
            assert_eq!(found[0].point, Some((-6.59, 106.8)), "{body}");
        }
        assert_eq!(read("[]"), Some(vec![]));
        assert_eq!(read(r#"{"errors":{"code":400,"description":"no"}}"#), None);
        assert_eq!(read("<html>"), None);
    }

    #[test]
    fn the_table_has_the_standards_columns_and_no_formula() {
        let body = r#"[{"service_request_id":"482719305543","status":"open","service_code":"street-light","service_name":"Lampu, jalan",
            "description":"=HYPERLINK(\"http://evil\")","requested_datetime":"2026-11-23T16:43:46Z","lat":-6.59,"long":106.8,
            "media_url":["/a.jpg","/b.jpg"],"extended_attributes":{"tanggap":{"desk":"aspirasi","status":"in_progress"}}}]"#;
        let table = listed_csv(&read(body).unwrap());
        let lines: Vec<&str> = table.split("\r\n").collect();
        assert_eq!(
            lines[0],
            "service_request_id,status,status_notes,service_name,service_code,description,agency_responsible,service_notice,requested_datetime,updated_datetime,expected_datetime,address,address_id,zipcode,lat,long,media_url"
        );
        assert_eq!(
            lines[1],
            r#"482719305543,open,,"Lampu, jalan",street-light,"'=HYPERLINK(""http://evil"")",aspirasi,,2026-11-23T16:43:46Z,,,,,,-6.59,106.8,/a.jpg /b.jpg"#
        );
        assert_eq!(lines.len(), 3);
    }
}
