//! How well told words are understood: is danger seen, do harmless words frighten nobody, are the police seen, and is the
//! right service among the first three.

use crate::{catalogue, fixture::Row};
use std::{fmt, fs, ops::AddAssign, path::PathBuf, sync::Arc};
use tanggap_core::{
    classifier::Classifier,
    config::PortalConfig,
    lexicon,
    service::Service,
    triage::{Finding, Triage},
};

pub fn text(path: &str) -> String {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::read_to_string(root.join(path)).unwrap_or_else(|fault| panic!("{path}: {fault}"))
}

#[derive(Clone)]
pub struct City {
    pub triage: Triage,
}

/// Bogor's own files without a classifier, with the catalogue in one language as a phone has it.
pub fn bogor(language: &str) -> City {
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
    pub fn with(self, classifier: Classifier) -> Self {
        Self { triage: self.triage.with(Some(Arc::new(classifier))) }
    }

    pub fn read(&self, told: &str) -> Finding {
        self.triage.read(told, |_, _| true)
    }
}

/// `desk/code` of the guesses.
pub fn codes(finding: &Finding) -> Vec<String> {
    finding.guesses.iter().map(|(desk, code)| format!("{desk}/{code}")).collect()
}

/// So many of so many.
#[derive(Clone, Copy, Default)]
pub struct Share {
    pub right: usize,
    pub all: usize,
}

impl Share {
    fn count(&mut self, is_right: bool) {
        self.right += usize::from(is_right);
        self.all += 1;
    }

    pub fn is_at_least(self, percent: usize) -> bool {
        self.right * 100 >= percent * self.all
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = 100.0 * self.right as f64 / self.all.max(1) as f64;
        write!(f, "{:>3}/{:<3} {percent:>5.1} %", self.right, self.all)
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.all += other.all;
    }
}

#[derive(Clone, Copy, Default)]
pub struct Score {
    pub service: Share,
    pub danger: Share,
    pub calm: Share,
    pub police: Share,
}

impl AddAssign for Score {
    fn add_assign(&mut self, other: Self) {
        self.service += other.service;
        self.danger += other.danger;
        self.calm += other.calm;
        self.police += other.police;
    }
}

pub fn measure(city: &City, rows: &[&Row], is_loud: bool) -> Score {
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

pub fn print(name: &str, score: &Score) {
    println!(
        "{name:<12} service {}  danger {}  calm {}  police {}",
        score.service, score.danger, score.calm, score.police
    );
}
