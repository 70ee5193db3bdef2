//! The body of a plain GeoReport `POST requests`: a form, as the standard has it. It carries a reference in its text,
//! so that a report whose answer got lost can be found again (R9).

use crate::{report::Report, service::IdentityKind};
use std::fmt::Write;

/// Writes a report as a form. `area` is the name of the report's kelurahan; a form has no field for it.
pub fn write_plain(report: &Report, area: Option<&str>, reference: &str) -> Vec<u8> {
    let mut form = String::new();
    // First, where `plain_again` finds it.
    add(&mut form, DESCRIPTION, &format!("{} [ref {reference}]", report.description));
    add(&mut form, "service_code", &report.service_code);
    if let Some(place) = &report.place {
        if let Some(point) = place.point {
            add(&mut form, "lat", &point.lat.to_string());
            add(&mut form, "long", &point.long.to_string());
        }
        let address: Vec<&str> = [place.address.as_str(), area.unwrap_or(&place.area)]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect();
        if !address.is_empty() {
            add(&mut form, "address_string", &address.join(", "));
        }
    }
    for (code, values) in report.answers.iter() {
        let several = if values.len() > 1 { "[]" } else { "" };
        for value in values {
            add(&mut form, &format!("attribute[{code}]{several}"), value);
        }
    }
    let who = &report.identity;
    if who.kind != IdentityKind::Anonymous {
        for (name, text) in [("first_name", &who.name), ("phone", &who.phone), ("email", &who.email)] {
            if !text.is_empty() {
                add(&mut form, name, text);
            }
        }
    }
    form.into_bytes()
}

const DESCRIPTION: &str = "description";

/// The same form once more, with words before its text that say that it may be there already.
pub fn plain_again(form: &[u8], words: &str) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(form).ok()?;
    let rest = text.strip_prefix(DESCRIPTION)?.strip_prefix('=')?;
    Some(format!("{DESCRIPTION}={}%20{rest}", form_text(words)).into_bytes())
}

/// The fields of a form, in their order.
pub fn read_plain(form: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(form);
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (decoded(name), decoded(value))).collect()
}

/// The code of the service that a form names, and what happened; each empty where the form has it not.
pub fn plain_about(fields: &[(String, String)]) -> (&str, &str) {
    let field =
        |name: &str| fields.iter().find(|(known, _)| known == name).map_or("", |(_, text)| text.as_str());
    (field("service_code"), field("description"))
}

/// The address in words that a plain form carries, and every answer to a question.
pub fn plain_told(fields: &[(String, String)]) -> (&str, Vec<&str>) {
    let of = |wanted: &str| -> Vec<&str> {
        let found = fields.iter().filter(|(name, _)| name.starts_with(wanted));
        found.map(|(_, text)| text.as_str()).collect()
    };
    (of("address_string").first().copied().unwrap_or_default(), of("attribute["))
}

/// A text as it stands in a form, or as one part of an address. By hand: the crate for it costs the first load 240 bytes.
pub fn form_text(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
            out.push(char::from(byte));
        } else {
            // Writing to a string can't fail.
            let _written = write!(out, "%{byte:02X}");
        }
    }
    out
}

fn add(form: &mut String, name: &str, value: &str) {
    if !form.is_empty() {
        form.push('&');
    }
    form.push_str(&form_text(name));
    form.push('=');
    form.push_str(&form_text(value));
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut parts = text.split('%');
    bytes.extend(parts.next().unwrap_or_default().bytes());
    for part in parts {
        let (code, rest) = part.split_at_checked(2).unwrap_or((part, ""));
        bytes.extend(u8::from_str_radix(code, 16));
        bytes.extend(rest.bytes());
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        form::Answers,
        place::{Place, Point},
        report::{Identity, Uid},
        ticket::{Key, Ticket},
    };

    fn report() -> Report {
        let mut answers = Answers::default();
        answers.set("pole", vec!["A 17/3".into()]);
        answers.set("when", vec!["night".into(), "dawn".into()]);
        Report {
            uid: Uid::parse("6f9619ff-8b86-4d01-b42d-00cf4fc964ff").unwrap(),
            ticket: Ticket::parse("482719305543").unwrap(),
            key_proof: Key::from_random(|| 4).proof(),
            service_code: "Jalan & lampu".into(),
            definition_version: String::new(),
            answers,
            description: "Gelap,\nbahaya".into(),
            place: Some(Place {
                point: Point::new(-6.5, 106.75, None),
                area: "32.71".into(),
                address: "Jl. Pajajaran".into(),
            }),
            identity: Identity {
                kind: IdentityKind::Open,
                name: "Siti".into(),
                phone: String::new(),
                email: "s@x.id".into(),
            },
            media: Vec::new(),
            links: Vec::new(),
            locale: "id".into(),
            client_time: String::new(),
            corrects: None,
        }
    }

    #[test]
    fn a_form_says_what_the_report_says_and_carries_its_reference() {
        let form = write_plain(&report(), Some("Paledang, Bogor Tengah"), "7KQ2M9PA");
        assert!(form.is_ascii());
        let fields = read_plain(&form);
        let expected = [
            ("description", "Gelap,\nbahaya [ref 7KQ2M9PA]"),
            ("service_code", "Jalan & lampu"),
            ("lat", "-6.5"),
            ("long", "106.75"),
            ("address_string", "Jl. Pajajaran, Paledang, Bogor Tengah"),
            ("attribute[pole]", "A 17/3"),
            ("attribute[when][]", "night"),
            ("attribute[when][]", "dawn"),
            ("first_name", "Siti"),
            ("email", "s@x.id"),
        ];
        assert_eq!(fields, expected.map(|(name, text)| (name.to_owned(), text.to_owned())));
        assert_eq!(plain_about(&fields), ("Jalan & lampu", "Gelap,\nbahaya [ref 7KQ2M9PA]"));
        assert_eq!(plain_about(&[]), ("", ""));
    }

    #[test]
    fn an_anonymous_form_names_nobody() {
        let form = write_plain(&Report { identity: Identity::anonymous(), ..report() }, None, "7KQ2M9PA");
        assert!(!String::from_utf8(form).unwrap().contains("Siti"));
    }

    #[test]
    fn what_is_sent_once_more_says_so_and_keeps_its_reference() {
        let form = write_plain(&report(), None, "7KQ2M9PA");
        let again = plain_again(&form, "(mungkin sudah masuk)").unwrap();
        assert_eq!(read_plain(&again)[0].1, "(mungkin sudah masuk) Gelap,\nbahaya [ref 7KQ2M9PA]");
        assert_eq!(read_plain(&again)[1..], read_plain(&form)[1..]);
        assert_eq!(plain_again(b"{}", "x"), None);
    }
}
