//! A broken config is told by its field.

use super::*;
use crate::workdays::Allowance;

const GOOD: &str = r#"{
  "name": "Kota Contoh", "languages": ["id", "en"], "utc_offset": "+07:00", "tracker": "api",
  "emergency": {"number": "112", "title": {"id": "Darurat?", "en": "Emergency?"}, "about": "Gratis", "others": []},
  "desks": [{"id": "aspirasi", "name": "Aspirasi", "kind": "city", "api": "api/aspirasi/"}],
  "doors": [{"id": "complaint", "icon": "warning", "name": "Pengaduan", "desks": ["aspirasi"], "kinds": ["complaint"]}],
  "areas": [{"name": "Utara", "parts": [{"code": "1", "name": "Satu"}]}],
  "bounds": {"south": -6.7, "west": 106.7, "north": -6.5, "east": 106.9},
  "clocks": [{"id": "simple", "name": "Sederhana", "days": 5, "working": true}]
}"#;

#[test]
fn a_good_config_is_read() {
    let config = PortalConfig::parse(GOOD).unwrap();
    assert_eq!(config.desk("aspirasi").unwrap().api, "api/aspirasi");
    assert_eq!(config.area_name("1").as_deref(), Some("Satu, Utara"));
    assert_eq!(config.clock("simple").unwrap().allowance, Allowance { days: 5, working: true });
    assert_eq!((config.ticket_digits, config.tiles), (12, None));
}

#[test]
fn a_broken_config_names_the_field() {
    for (good, bad, message) in [
        (r#""number": "112""#, r#""number": []"#, "emergency.number: expected text"),
        (r#""kind": "city""#, r#""kind": "zoo""#, "desks[0].kind: expected city, police or oversight"),
        (
            r#""api": "api/aspirasi/""#,
            r#""api": "javascript:x""#,
            "desks[0].api: expected an http(s) address, or a path below the portal such as api/desk",
        ),
        (
            r#""kind": "city""#,
            r#""kind": "police""#,
            "desks[0].kind: expected a desk of kind oversight beside one of kind police",
        ),
        (r#""desks": ["aspirasi"]"#, r#""desks": ["x"]"#, "doors[0].desks[0]: expected the id of a desk"),
        (r#""kinds": ["complaint"]"#, r#""kinds": ["x"]"#, "doors[0].kinds[0]: expected a kind of service"),
        (r#""days": 5"#, r#""days": 5.5"#, "clocks[0].days: expected a whole number of days"),
        (
            r#""utc_offset": "+07:00""#,
            r#""utc_offset": "WIB""#,
            "utc_offset: expected an offset such as +07:00",
        ),
        (r#""south": -6.7"#, r#""south": "x""#, "bounds.south: expected a number"),
        (
            r#""tracker": "api","#,
            r#""tracker": "api", "ticket_digits": 16,"#,
            "ticket_digits: expected 12 or 14",
        ),
        (r#""tracker": "api","#, r#""tracker": "api""#, "line 3, column 3: not JSON"),
    ] {
        assert!(GOOD.contains(good), "{good}");
        let error = PortalConfig::parse(&GOOD.replace(good, bad)).unwrap_err();
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn holidays_are_days() {
    assert_eq!(holidays(r#"{"days": [{"date": "2026-12-25", "name": "Natal"}]}"#).unwrap().len(), 1);
    let error = holidays(r#"{"days": [{"date": "Natal"}]}"#).unwrap_err();
    assert_eq!(error.to_string(), "days[0].date: expected a day such as 2026-12-25");
}
