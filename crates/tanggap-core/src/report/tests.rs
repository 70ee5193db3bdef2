//! What makes a report complete.

use super::*;
use crate::{
    form::Problem,
    journey::Draft,
    place::Place,
    service::{IdentityKind, PlaceRule},
    text::Cleaner,
};

fn identity(kind: IdentityKind, name: &str, phone: &str, email: &str) -> Identity {
    Identity { kind, name: name.into(), phone: phone.into(), email: email.into() }
}

#[test]
fn only_a_version_four_uuid_is_a_uid() {
    assert!(Uid::parse("6f9619ff-8b86-4d01-b42d-00cf4fc964ff").is_some());
    for text in [
        "",
        "6f9619ff8b864d01b42d00cf4fc964ff",
        "6F9619FF-8B86-4D01-B42D-00CF4FC964FF",
        "6f9619ff-8b86-1d01-b42d-00cf4fc964ff",
        "6f9619ff-8b86-4d01-742d-00cf4fc964ff",
        "6f9619ff-8b86-4d01-b42d-00cf4fc964f-",
    ] {
        assert!(Uid::parse(text).is_none(), "{text}");
    }
}

#[test]
fn who_reports_must_be_reachable_or_nobody() {
    use IdentityKind::{Anonymous, Open, Secret};
    let all = [Open, Secret, Anonymous];
    for (given, expected) in [
        (identity(Open, "Ani", "0812 1234 5678", ""), vec![]),
        (identity(Secret, "Ani", "", "ani@contoh.id"), vec![]),
        (
            identity(Open, " ", "", ""),
            vec![("identity.name", Problem::Required), ("identity.phone", Problem::Required)],
        ),
        (identity(Open, "Ani", "12", ""), vec![("identity.phone", Problem::NotAPhoneNumber)]),
        (identity(Open, "Ani", "3271 0145 0680 0001", ""), vec![("identity.phone", Problem::IdentityNumber)]),
        (identity(Open, "Ani", "", "ani@contoh"), vec![("identity.email", Problem::NotAnEmail)]),
        (identity(Anonymous, "", "", ""), vec![]),
        (identity(Anonymous, "Ani", "", ""), vec![("identity.name", Problem::NotAllowed)]),
    ] {
        let found: Vec<_> =
            check_identity(&given, &all).into_iter().map(|found| (found.field, found.problem)).collect();
        let expected: Vec<_> =
            expected.into_iter().map(|(field, problem)| (field.to_owned(), problem)).collect();
        assert_eq!(found, expected);
    }
    let found = check_identity(&Identity::anonymous(), &[Open]);
    assert_eq!(found, [FieldProblem { field: "identity.kind".into(), problem: Problem::NotAllowed }]);
}

#[test]
fn a_place_is_asked_for_only_where_it_matters() {
    let somewhere = Place { area: "32.71.01.1001".into(), ..Place::default() };
    for (place, rule, complete) in [
        (None, PlaceRule::Required, false),
        (Some(Place::default()), PlaceRule::Required, false),
        (Some(somewhere.clone()), PlaceRule::Required, true),
        (None, PlaceRule::Optional, true),
        (None, PlaceRule::None, true),
        (Some(somewhere), PlaceRule::None, false),
    ] {
        assert_eq!(check_place(place.as_ref(), rule).is_empty(), complete, "{rule:?} {place:?}");
    }
}

#[test]
fn a_description_is_needed_and_bounded() {
    assert!(check_description("Lampu mati").is_empty());
    for blank in [" \n", "\u{200b}\u{2800}\u{3164}", "\u{202e}\0"] {
        assert_eq!(check_description(blank)[0].problem, Problem::Required, "{blank:?}");
    }
    assert_eq!(check_description(&"é".repeat(4_001))[0].problem, Problem::TooLong { limit: 4_000, over: 1 });
    assert_eq!(
        check_description(&format!("{}\n", "é".repeat(4_000))),
        vec![],
        "what is not sent does not count"
    );
    assert!(check_description(&"é".repeat(4_000)).is_empty());
}

#[test]
fn who_types_a_spelling_that_no_rule_reads_is_told_before_it_is_sent() {
    let all = [IdentityKind::Open];
    for (phone, email, expected) in [
        ("0812 1234 5678", "mailto:ani@contoh.id", &[][..]),
        ("65 6123 4567", "", &["identity.phone"]),
        ("0812 1234 5678 / 0813 1234 5678", "ani@contoh..id", &["identity.phone", "identity.email"]),
        ("12", "ani@contoh.id, budi@contoh.id", &["identity.phone", "identity.email"]),
        ("", "", &["identity.phone"]),
    ] {
        let identity = identity(IdentityKind::Open, "Ani", phone, email);
        let draft = Draft { identity, identity_chosen: true, ..Draft::default() };
        let found = check_typed_identity(&draft, Cleaner::COMPOSED, &all);
        assert_eq!(
            found.iter().map(|found| found.field.as_str()).collect::<Vec<_>>(),
            expected,
            "{phone} {email}"
        );
    }
}
