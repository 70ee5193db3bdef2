//! What whoever runs the portal does wrong is told in plain words, before anything is served.

use crate::{
    program::run,
    report,
    town::{Town, write_dist},
};
use serde_json::{Value, json};
use std::{fs, path::Path};

/// What the program says on standard error when it should not begin.
fn refused(arguments: &[&str], data: &Path) -> String {
    let output = run(arguments, data);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success(), "{arguments:?}: {told}");
    told
}

#[test]
fn every_mistake_in_a_citys_files_stops_the_start_with_its_field() {
    let folder = tempfile::tempdir().unwrap();
    let (dist, data, city) =
        (folder.path().join("dist"), folder.path().join("data"), folder.path().join("city"));
    write_dist(&dist, "/");
    let edit = |file: &Path, change: &dyn Fn(&mut Value)| {
        let mut value: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
        change(&mut value);
        fs::write(file, value.to_string()).unwrap();
    };
    edit(&dist.join("config.json"), &|config| {
        config["clocks"][1]["id"] = "verification".into();
        config["tracker"] = "api/polresta".into();
    });
    fs::write(dist.join("holidays.json"), "{\"days\": null}").unwrap();
    fs::create_dir_all(city.join("services")).unwrap();
    let bogor = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/bogor/services");
    for desk in ["aspirasi", "pengawasan"] {
        fs::copy(bogor.join(format!("{desk}.json")), city.join(format!("services/{desk}.json"))).unwrap();
    }
    edit(&city.join("services/aspirasi.json"), &|file| {
        file["services"][0]["retention"] = 30.into();
        file["services"][0]["questions"] = json!([{"code": "p", "order": 1, "datatype": "string", "description": "x",
            "validation": {"pattern": "("}}]);
    });
    let place = ["--dist", dist.to_str().unwrap(), "--city", city.to_str().unwrap()];
    let told = refused(&[&["serve", "--port", "0"], &place[..]].concat(), &data);
    for line in [
        "config.json: clocks[1].id: expected an id that no other clock has, found \"verification\"",
        "config.json: tracker: expected api, where this server knows every desk, or the address of another server \
         (https://… or /…), found \"api/polresta\"",
        "holidays.json: days: expected a list, found null",
        "services/aspirasi.json: services[0].retention: expected retention_days, found a field named retention",
        "services/aspirasi.json: services[0].questions[0].validation.pattern: expected a regular expression, found \"(\"",
        "services/polresta.json: there is no such file",
    ] {
        assert!(told.lines().any(|found| found == line), "{line}: {told}");
    }
    assert!(!data.join("tanggap.sqlite").exists(), "nothing is made before");
}

#[test]
fn a_config_that_is_no_utf_8_says_so_and_a_byte_order_mark_does_no_harm() {
    let folder = tempfile::tempdir().unwrap();
    let (dist, data) = (folder.path().join("dist"), folder.path().join("data"));
    write_dist(&dist, "/");
    let config = fs::read_to_string(dist.join("config.json")).unwrap();
    let serve = ["serve", "--port", "0", "--dist", dist.to_str().unwrap()];
    let utf16: Vec<u8> = config.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, expected) in [
        ([b"\xff\xfe".to_vec(), utf16].concat(), "config.json: is written in UTF-16: save the file as UTF-8"),
        (
            b"{\"name\": \"Caf\xe9\"}".to_vec(),
            "perhaps the file is in Latin-1 or Windows-1252: save the file as UTF-8",
        ),
    ] {
        fs::write(dist.join("config.json"), bytes).unwrap();
        let told = refused(&serve, &data);
        assert!(told.contains(expected), "{told}");
    }
    fs::write(dist.join("config.json"), format!("\u{feff}{config}")).unwrap();
    let holidays = fs::read_to_string(dist.join("holidays.json")).unwrap();
    fs::write(dist.join("holidays.json"), format!("\u{feff}{holidays}")).unwrap();
    let program = crate::program::Program::start_in(folder, &[]);
    assert!(program.get("/config.json").contains("\"desks\""));
    assert!(program.get("/holidays.json").contains("\r\n\r\n{"), "a phone gets it without the mark");
}

#[test]
fn an_option_that_means_nothing_is_refused_with_what_is_allowed() {
    let folder = tempfile::tempdir().unwrap();
    for (option, values, allowed) in [
        ("--limit-burst", &["0", "1000001", "4294967295"][..], "1..=1000000"),
        ("--limit-hour", &["0", "4294967295"], "1..=1000000"),
        ("--limit-every", &["0", "86401"], "1..=86400"),
        ("--limit-all", &["0", "1001"], "1..=1000"),
        ("--connections-per-address", &["0", "4097"], "1..=4096"),
        ("--max-database", &["0", "16777216"], "1..=16777215"),
    ] {
        for value in values {
            let told = refused(&["serve", "--port", "0", option, value], folder.path());
            assert!(told.contains(option) && told.contains(allowed), "{option} {value}: {told}");
        }
    }
    let too_many =
        refused(&["serve", "--port", "0", "--max-database", "18446744073709551615"], folder.path());
    assert!(too_many.contains("--max-database"), "{too_many}");
}

#[test]
fn what_is_typed_wrong_is_told_without_words_of_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let example = ["update", "123456789092"];
    for (arguments, expected) in [
        (&["update", "12x", "--back"][..], "12x is no ticket number: 'x' is no digit"),
        (&["update", "1234", "--back"], "1234 is no ticket number: it has 4 digits and not 12"),
        (
            &["erase", "--ticket", "123456789013"],
            "123456789013 is no ticket number: its last two digits don't fit the others: one is mistyped, or two are \
             swapped",
        ),
        (&example, "--status <STATUS>|--note <NOTE>|--photo <FILE>|--to-desk <DESK>|--back"),
    ] {
        let told = refused(arguments, folder.path());
        assert!(told.contains(expected), "{told}");
    }
    let text = folder.path().join("photo.txt");
    fs::write(&text, "no photo").unwrap();
    let told = refused(&[&example[..], &["--photo", text.to_str().unwrap()]].concat(), folder.path());
    assert!(told.contains("photo.txt: it is no JPEG, PNG or WebP"), "{told}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_without_an_end_is_not_read_whole() {
    let folder = tempfile::tempdir().unwrap();
    let told = refused(&["update", "123456789092", "--photo", "/dev/zero"], folder.path());
    assert!(told.contains("cannot read /dev/zero: it is no ordinary file"), "{told}");
    let dist = folder.path().join("dist");
    write_dist(&dist, "/");
    for file in ["config.json", "shell.html"] {
        let path = dist.join(file);
        let before = fs::read(&path).unwrap();
        fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink("/dev/zero", &path).unwrap();
        let told =
            refused(&["serve", "--port", "0", "--dist", dist.to_str().unwrap()], &folder.path().join("data"));
        assert!(told.contains(file) && told.contains("no ordinary file"), "{told}");
        fs::remove_file(&path).unwrap();
        fs::write(&path, before).unwrap();
    }
}

#[tokio::test]
async fn a_filter_that_nothing_can_fit_finds_nothing() {
    let town = Town::new();
    let ticket = town.report(&report::fresh()).await;
    town.publish(&ticket).await;
    let found = async |query: &str| {
        let list = town.get(&format!("/api/aspirasi/requests.json?{query}")).await;
        list.json().as_array().unwrap().len()
    };
    for (query, count) in [
        ("", 1),
        ("service_code=", 1),
        ("service_code=street-light", 1),
        ("service_code=%00", 0),
        ("service_code=%e2%80%8b%00", 0),
        ("service_code=,", 0),
        ("service_request_id=%00", 0),
    ] {
        assert_eq!(found(query).await, count, "{query}");
    }
}
