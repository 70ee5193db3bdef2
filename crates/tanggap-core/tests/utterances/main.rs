//! What people write (`tests/fixtures/utterances.tsv`), against the city's own files: whether danger is recognised, whether
//! harmless words frighten nobody, whether the police are, and whether the right service is among the first three.
//!
//! Of what was written before anything was tuned to it, `held` was not looked at while tuning; `fresh` was written afterwards,
//! measured once, and then kept. `UTTERANCES=all cargo test -p tanggap-core --test utterances -- --nocapture` shows what is missed;
//! `UTTERANCES_FILE=PATH` beside it measures another file of the same shape, without judging it.
// Helpers are not inside `#[test]`, where clippy.toml allows it; a failed expectation is what they are for.
#![allow(clippy::unwrap_used, clippy::panic)]

mod catalogue;
mod fixture;

use fixture::{Row, rows};
use std::{fmt, fs, path::PathBuf};
use tanggap_core::{
    config::PortalConfig,
    lexicon,
    service::Service,
    triage::{Finding, Triage},
};

fn text(path: &str) -> String {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::read_to_string(root.join(path)).unwrap_or_else(|fault| panic!("{path}: {fault}"))
}

struct City {
    triage: Triage,
}

/// Bogor's own files, with the catalogue in one language as a phone has it.
fn bogor(language: &str) -> City {
    let config = PortalConfig::parse(&text("public/config.json")).unwrap();
    let lexicon = lexicon::read(&text("public/lexicon.json")).unwrap();
    let desks = config.desks.iter().map(|desk| desk.id.as_str());
    let services: Vec<Service> = desks
        .flat_map(|desk| {
            catalogue::services(desk, &text(&format!("cities/bogor/services/{desk}.json")), language)
        })
        .collect();
    for kind in &lexicon.dangers {
        let named = |code: &String| services.iter().any(|service| service.code == *code);
        assert!(kind.service.as_ref().is_none_or(named), "{} names no service of the city", kind.id);
    }
    City { triage: Triage::new(&lexicon, &services, &config) }
}

impl City {
    fn read(&self, told: &str) -> Finding {
        self.triage.read(told, |_, _| true)
    }
}

/// `desk/code` of the guesses.
fn codes(finding: &Finding) -> Vec<String> {
    finding.guesses.iter().map(|(desk, code)| format!("{desk}/{code}")).collect()
}

/// So many of so many.
#[derive(Clone, Copy, Default)]
struct Share {
    right: usize,
    all: usize,
}

impl Share {
    fn count(&mut self, is_right: bool) {
        self.right += usize::from(is_right);
        self.all += 1;
    }

    fn is_at_least(self, percent: usize) -> bool {
        self.right * 100 >= percent * self.all
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = 100.0 * self.right as f64 / self.all.max(1) as f64;
        write!(f, "{:>3}/{:<3} {percent:>5.1} %", self.right, self.all)
    }
}

#[derive(Clone, Copy, Default)]
struct Score {
    service: Share,
    danger: Share,
    calm: Share,
    police: Share,
}

fn measure(city: &City, rows: &[Row], is_loud: bool) -> Score {
    let mut score = Score::default();
    for row in rows {
        let finding = city.read(&row.words);
        let (codes, calls) = (codes(&finding), finding.is_urgent);
        let complain = |what: &str| {
            if is_loud {
                println!("  {what:<9} {} | {:?} | wanted {:?}", row.words, codes, row.services);
            }
        };
        if !row.services.is_empty() {
            let is_right = codes.iter().any(|code| row.services.contains(code));
            score.service.count(is_right);
            if !is_right {
                complain("service");
            }
        }
        if row.is_danger {
            score.danger.count(calls);
            if !calls {
                complain("danger");
            }
        } else {
            score.calm.count(!calls);
            if calls {
                complain(&format!("alarm {:?}", finding.danger.map(|danger| danger.kinds)));
            }
        }
        if row.is_police {
            let first_is_unit = finding.guesses.first().is_some_and(|(desk, _)| desk == "polresta");
            let is_right = finding.about_police && !first_is_unit;
            score.police.count(is_right);
            if !is_right {
                complain("police");
            }
        }
    }
    score
}

fn print(name: &str, score: &Score) {
    println!(
        "{name:<12} service {}  danger {}  calm {}  police {}",
        score.service, score.danger, score.calm, score.police
    );
}

/// What somebody else wrote, measured before anybody has looked at it.
#[test]
fn another_file_is_measured() {
    let Ok(path) = std::env::var("UTTERANCES_FILE") else { return };
    let is_loud = std::env::var("UTTERANCES").is_ok();
    print(&path, &measure(&bogor("id"), &rows(&fs::read_to_string(&path).unwrap()), is_loud));
}

#[test]
fn people_are_understood() {
    let (city, rows) = (bogor("id"), rows(&text("tests/fixtures/utterances.tsv")));
    let of = |keep: &dyn Fn(&Row) -> bool| rows.iter().filter(|row| keep(row)).cloned().collect::<Vec<Row>>();
    let loud = std::env::var("UTTERANCES").unwrap_or_default();
    for set in ["tuned", "held", "fresh"] {
        let part = of(&|row| row.set == set);
        print(set, &measure(&city, &part, loud == set || loud == "all"));
    }
    for language in ["id", "su", "en", "mix"] {
        print(language, &measure(&city, &of(&|row| row.language == language), false));
    }
    let all = measure(&city, &rows, false);
    print("all", &all);
    assert!(rows.len() >= 400);
    assert!(all.service.is_at_least(95), "services: {}", all.service);
    assert!(all.danger.is_at_least(100), "danger: {}", all.danger);
    assert!(all.calm.is_at_least(98), "without false alarm: {}", all.calm);
    assert!(all.police.is_at_least(100), "police: {}", all.police);
}

/// Where the words are those of the report that this began with (`tried.md`).
#[test]
fn what_was_tried_on_the_portal_is_understood() {
    let city = bogor("id");
    let first = |told: &str| codes(&city.read(told)).first().cloned().unwrap_or_default();
    for told in [
        "mobil saya diserempet, orangnya luka",
        "tetangga memukuli istrinya",
        "ada orang dipukuli",
        "kecelakaan motor ada korban",
    ] {
        assert!(city.read(told).danger.is_some(), "{told}");
        assert!(first(told).contains("/emergency-"), "{told}: {}", first(told));
    }
    for (told, expected) in [
        ("polisi minta duit", "pengawasan/officer-extortion"),
        ("polisi memukul saya", "aspirasi/emergency-violence"),
        ("police beat me", "aspirasi/emergency-violence"),
        ("jalan kebanjiran", "aspirasi/flood"),
        ("lampujalan mati", "aspirasi/street-light"),
        ("flooded street", "aspirasi/flood"),
    ] {
        let finding = city.read(told);
        assert_eq!(first(told), expected, "{told}");
        assert_eq!(finding.about_police, told.contains("poli"), "{told}");
        assert!(codes(&finding).iter().all(|code| !code.starts_with("polresta")), "{told}");
    }
}
