//! Every mistake of a city's files is told with its field, all of them at once.

use super::{CityFiles, Findings, check};
use serde_json::{Value, json};
use std::collections::BTreeMap;

mod config;
mod others;
mod services;

/// The first city's files by name, which a test changes.
struct City(BTreeMap<String, Vec<u8>>);

impl City {
    fn bogor() -> Self {
        let files = [
            ("config.json", include_str!("../../../../public/config.json")),
            ("holidays.json", include_str!("../../../../public/holidays.json")),
            ("escalations.json", include_str!("../../../../public/escalations.json")),
            ("area-points.json", include_str!("../../../../public/area-points.json")),
            ("lexicon.json", include_str!("../../../../public/lexicon.json")),
            ("learned.json", include_str!("../../../../public/learned.json")),
            ("services/aspirasi.json", include_str!("../../../../cities/bogor/services/aspirasi.json")),
            ("services/polresta.json", include_str!("../../../../cities/bogor/services/polresta.json")),
            ("services/pengawasan.json", include_str!("../../../../cities/bogor/services/pengawasan.json")),
        ];
        Self(files.into_iter().map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).collect())
    }

    fn with(mut self, file: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.0.insert(file.to_owned(), bytes.into());
        self
    }

    fn without(mut self, file: &str) -> Self {
        self.0.remove(file);
        self
    }

    fn changed(self, file: &str, change: impl FnOnce(&mut Value)) -> Self {
        let mut value: Value = serde_json::from_slice(&self.0[file]).unwrap();
        change(&mut value);
        self.with(file, value.to_string())
    }

    /// With another value at a JSON pointer; what isn't there yet is added, and `null` takes away.
    fn set(self, file: &str, pointer: &str, value: Value) -> Self {
        self.changed(file, |root| {
            let (parent, name) = pointer.rsplit_once('/').unwrap();
            let parent = root.pointer_mut(parent).unwrap();
            match parent {
                Value::Object(map) if value.is_null() => drop(map.remove(name)),
                Value::Object(map) => drop(map.insert(name.to_owned(), value)),
                Value::Array(list) => list[name.parse::<usize>().unwrap()] = value,
                other => panic!("{other} has no {name}"),
            }
        })
    }

    fn check(&self) -> Findings {
        let read = |file: &str| Ok(self.0.get(file).cloned());
        // The core has no engine for patterns; the server's is held to this in its own tests.
        let is_pattern = |expression: &str| expression != "(";
        check(&CityFiles { portal: &read, city: &read, base: "/lapor/", is_pattern })
    }

    fn mistakes(&self) -> Vec<String> {
        self.check().mistakes.iter().map(ToString::to_string).collect()
    }

    fn warnings(&self) -> Vec<String> {
        self.check().warnings.iter().map(ToString::to_string).collect()
    }
}

/// A value at a pointer of a file, and the one line that is told of this file.
fn told(file: &str, cases: &[(&str, Value, &str)]) {
    for (pointer, value, expected) in cases {
        let mut mistakes = City::bogor().set(file, pointer, value.clone()).mistakes();
        // Other files may name what is not there any more.
        mistakes.retain(|told| told.starts_with(file));
        assert_eq!(mistakes, [format!("{file}: {expected}")], "{pointer} {value}");
    }
}

#[test]
fn the_first_city_has_no_mistake_and_nothing_to_warn_of() {
    assert_eq!(City::bogor().check(), Findings::default());
}

#[test]
fn all_mistakes_are_told_at_once() {
    let city = City::bogor()
        .set("config.json", "/clocks/1/id", json!("verification"))
        .set("config.json", "/bounds/north", json!(-7))
        .set("holidays.json", "/days/0/date", json!("Natal"))
        .without("services/polresta.json");
    let mistakes = city.mistakes();
    for expected in [
        "config.json: clocks[1].id: expected an id that no other clock has, found \"verification\"",
        "config.json: bounds.north: expected more than south, found -7",
        "services/polresta.json: there is no such file",
        "holidays.json: days[0].date: expected a day such as 2026-12-25, found \"Natal\"",
    ] {
        assert!(mistakes.iter().any(|told| told == expected), "{expected}: {mistakes:#?}");
    }
}

#[test]
fn a_field_that_is_nearly_one_is_a_mistake_and_another_a_warning() {
    let service = "/services/0";
    told(
        "services/aspirasi.json",
        &[
            (
                &format!("{service}/retention"),
                json!(30),
                "services[0].retention: expected retention_days, found a field named retention",
            ),
            (
                &format!("{service}/pubilsh"),
                json!(true),
                "services[0].pubilsh: expected publish, found a field named pubilsh",
            ),
        ],
    );
    let city = City::bogor().set("config.json", "/weather", json!(1));
    assert_eq!(city.mistakes(), Vec::<String>::new());
    let told = "config.json: weather: no field has this name, so it is ignored; a note begins with _ or x-";
    assert_eq!(city.warnings(), [told]);
    for note in ["/_names", "/x-names"] {
        let city = City::bogor().set("config.json", note, json!(1));
        assert_eq!(city.check(), Findings::default(), "{note}");
    }
}

#[test]
fn what_is_no_json_is_told_with_how_to_mend_it() {
    let text = include_str!("../../../../public/config.json");
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
    for (bytes, expected) in [
        (marked(b"\xef\xbb\xbf", text.as_bytes()), vec![]),
        (marked(b"\xff\xfe", &utf16), vec!["is written in UTF-16: save the file as UTF-8"]),
        (utf16.clone(), vec!["is written in UTF-16: save the file as UTF-8"]),
        (
            b"{\"name\": \"Caf\xe9\"}".to_vec(),
            vec![
                "line 1: the byte E9 is not UTF-8, perhaps the file is in Latin-1 or Windows-1252: \
                 save the file as UTF-8",
            ],
        ),
        (b"".to_vec(), vec!["line 1, column 0: not JSON (EOF while parsing a value)"]),
        (b"null".to_vec(), vec!["expected an object, found null"]),
        (
            text.trim_end().strip_suffix('}').unwrap().to_owned().into_bytes(),
            vec!["not JSON (EOF while parsing an object)"],
        ),
        (
            format!("{}, \"name\": \"Two\"}}", text.trim_end().strip_suffix('}').unwrap()).into_bytes(),
            vec!["name: expected one field of this name, found another before it"],
        ),
    ] {
        let mistakes = City::bogor().with("config.json", bytes).mistakes();
        let fits = mistakes.iter().zip(&expected).all(|(told, expected)| told.ends_with(expected));
        assert!(fits && mistakes.len() == expected.len(), "{mistakes:?} {expected:?}");
    }
}
