//! A report that comes back as a draft, to be corrected: what its bytes say is what the steps show again.

use super::draft::Draft;
use crate::{
    form::Answers,
    place::{Place, Point},
    report::{Identity, Report},
    service::IdentityKind,
};

impl Draft {
    /// Out of a report that went to this desk.
    pub fn of_report(report: Report, desk: &str) -> Self {
        Self {
            description: report.description,
            told_first: true,
            service: Some((desk.to_owned(), report.service_code)),
            answers: report.answers.of_sent(),
            place: report.place.unwrap_or_default(),
            identity: report.identity,
            identity_chosen: true,
        }
    }

    /// Out of the fields of a form that went to a plain desk; see `wire::write_plain`.
    pub fn of_form(fields: &[(String, String)], desk: &str) -> Self {
        let field = |name: &str| {
            let found = fields.iter().find(|(known, _)| known == name);
            found.map(|(_, text)| text.clone()).unwrap_or_default()
        };
        let number = |name: &str| field(name).parse::<f64>().ok();
        let point = number("lat").zip(number("long")).and_then(|(lat, long)| Point::new(lat, long, None));
        let mut answers = Answers::default();
        for (name, value) in fields {
            let code =
                name.strip_prefix("attribute[").map(|rest| rest.trim_end_matches("[]").trim_end_matches(']'));
            if let Some(code) = code {
                let mut values = answers.get(code).to_vec();
                values.push(value.clone());
                answers.set(code, values);
            }
        }
        let (name, phone, email) = (field("first_name"), field("phone"), field("email"));
        let named = [&name, &phone, &email].iter().any(|text| !text.is_empty());
        let kind = if named { IdentityKind::Open } else { IdentityKind::Anonymous };
        Self {
            description: without_reference(&field("description")),
            told_first: true,
            service: Some((desk.to_owned(), field("service_code"))),
            answers: answers.of_sent(),
            place: Place { point, area: String::new(), address: field("address_string") },
            identity: Identity { kind, name, phone, email },
            identity_chosen: true,
        }
    }
}

/// The reference is written anew with every report.
fn without_reference(text: &str) -> String {
    match text.rsplit_once(" [ref ") {
        Some((words, rest)) if rest.ends_with(']') => words.to_owned(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_comes_back_as_what_was_told() {
        let fields = [
            ("description", "Gelap [a] [ref 7KQ2M9PA]"),
            ("service_code", "12"),
            ("lat", "-6.5"),
            ("long", "106.75"),
            ("address_string", "Jl. Pajajaran, Paledang"),
            ("attribute[pole]", "A 17/3"),
            ("attribute[when][]", "night"),
            ("attribute[when][]", "dawn"),
            ("email", "s@x.id"),
        ];
        let fields = fields.map(|(name, text)| (name.to_owned(), text.to_owned()));
        let draft = Draft::of_form(&fields, "desa");
        assert_eq!(draft.description, "Gelap [a]");
        assert_eq!(draft.service, Some(("desa".to_owned(), "12".to_owned())));
        assert_eq!(draft.place.address, "Jl. Pajajaran, Paledang");
        assert_eq!(draft.place.point.map(|point| point.lat), Some(-6.5));
        assert_eq!(draft.answers.get("pole"), ["A 17/3"]);
        assert_eq!(draft.answers.get("when"), ["night", "dawn"]);
        assert_eq!((draft.identity.kind, draft.identity.email.as_str()), (IdentityKind::Open, "s@x.id"));
    }
}
