//! The order of what told words mean, with a small catalogue and a small file; the city's own are tried in
//! `tests/utterances`.

use super::{Finding, Triage};
use crate::{
    config::PortalConfig,
    lexicon::{self, Lexicon},
    service::{PlaceRule, Service, ServiceKind, keywords},
};

const CONFIG: &str = include_str!("../../../../public/config.json");
const FILE: &str = r#"{
  "dangers": [{"id": "fire", "service": "fire", "words": {"id": ["kebakaran"]}}, {"id": "bomb", "words": {"id": ["bom"]}},
    {"id": "violence", "service": "violence", "firm": true, "words": {"id": ["memukul", "dipukul"]}}],
  "harmless": {"id": ["bom waktu"]}, "averting": {"id": ["takut"]},
  "services": {"road": {"id": ["kubangan kerbau"]}},
  "police": {"words": {"id": ["polisi"]}, "compounds": {"id": ["polisi tidur"]}, "otherwise": "rude"}
}"#;

fn service(desk: &str, kind: ServiceKind, code: &str, name: &str, list: &str) -> Service {
    Service {
        desk: desk.into(),
        code: code.into(),
        name: name.into(),
        description: String::new(),
        group: String::new(),
        keywords: keywords(list),
        kind,
        icon: String::new(),
        place: PlaceRule::Required,
        identity: vec![],
        clock: None,
        has_questions: true,
    }
}

fn services() -> Vec<Service> {
    use ServiceKind::{Complaint, Emergency, PoliceConduct, PoliceService};
    vec![
        service("aspirasi", Complaint, "street-light", "Lampu jalan", "lampu mati, pju, gelap, penerangan"),
        service("aspirasi", Complaint, "road", "Jalan rusak", "lubang, bolong, aspal, polisi tidur"),
        service("aspirasi", Complaint, "waste", "Sampah", "sampah numpuk, bau, tps"),
        service("aspirasi", Complaint, "sidewalk", "Trotoar", "trotoar, pejalan kaki, jalan kaki"),
        service("aspirasi", Complaint, "parking", "Parkir liar", "parkir, menghalangi jalan"),
        service("aspirasi", Complaint, "congestion", "Kemacetan", "macet, jalan macet"),
        service("aspirasi", Complaint, "flood", "Banjir", "banjir, jalan tergenang"),
        service("aspirasi", Complaint, "building", "Bangunan", "izin, menutup jalan, rumah"),
        service("aspirasi", Complaint, "idea", "Usul", "usul jalan, saran"),
        service("aspirasi", Complaint, "levy", "Pungutan liar", "pungli, calo, uang pelicin"),
        service("aspirasi", Emergency, "fire", "Kebakaran", "kebakaran, api, korsleting"),
        service("aspirasi", Emergency, "violence", "Kekerasan", "kekerasan, dipukul"),
        service(
            "polresta",
            PoliceService,
            "patrol",
            "Permintaan patroli",
            "patroli, polisi keliling, maling",
        ),
        service("polresta", PoliceService, "skck", "Layanan SKCK", "skck, kelakuan baik"),
        service("pengawasan", PoliceConduct, "money", "Pemerasan oleh petugas", "minta uang, pungli"),
        service("pengawasan", PoliceConduct, "beating", "Kekerasan oleh petugas", "dipukul polisi"),
        service("pengawasan", PoliceConduct, "rude", "Perilaku lain", "kasar"),
    ]
}

fn triage(lexicon: &Lexicon) -> Triage {
    Triage::new(lexicon, &services(), &PortalConfig::parse(CONFIG).unwrap())
}

fn codes(finding: &Finding) -> Vec<String> {
    finding.guesses.iter().map(|(_, code)| code.clone()).collect()
}

fn check(told: &str, expected: &[&str]) -> Finding {
    let finding = read(told);
    assert_eq!(codes(&finding), expected, "{told}");
    finding
}

fn read(told: &str) -> Finding {
    triage(&lexicon::read(FILE).unwrap()).read(told, |_, _| true)
}

#[test]
fn told_words_find_their_service() {
    check("Lampu jalan mati di depan pasar sejak tiga hari lalu", &["street-light"]);
    check("jalannya bolong", &["road"]);
    check("SAMPAH numpuk, baunya!", &["waste"]);
    check("ada calo minta uang", &["levy", "money"]);
    check("kayak kubangan kerbau", &["road"]);
    check("lampujalan mati", &["street-light"]);
}

#[test]
fn words_that_mean_nothing_suggest_nothing() {
    for told in ["", "yang itu di sini", "gajah terbang"] {
        check(told, &[]);
    }
}

#[test]
fn a_common_noun_counts_little() {
    for (told, first) in [("sampah di jalan depan jalan", "waste"), ("gelap di jalan", "street-light")] {
        let finding = read(told);
        assert_eq!(codes(&finding)[0], first, "{told}");
    }
}

#[test]
fn in_danger_the_emergency_service_comes_first() {
    let finding = check("lampu jalan korslet, kebakaran", &["fire", "street-light"]);
    assert!(finding.danger.is_some());
    check("polisi memukul saya", &["violence", "beating", "money"]);
    // Where no service is named for it, all of them come first.
    assert_eq!(codes(&read("ada bom di tps"))[..2], ["fire", "violence"]);
}

#[test]
fn behind_a_door_only_its_services_are_guessed_and_danger_is_seen_all_the_same() {
    let triage = triage(&lexicon::read(FILE).unwrap());
    let finding = triage.read("polisi memukul saya", |desk, _| desk == "pengawasan");
    assert_eq!(codes(&finding), ["beating", "money"]);
    assert!(finding.is_urgent);
    let finding = triage.read("lampu jalan mati", |desk, _| desk == "pengawasan");
    assert_eq!((codes(&finding), finding.is_urgent), (vec![], false));
}

#[test]
fn what_is_feared_or_harmless_brings_no_emergency() {
    for told in ["takut kebakaran", "bom waktu"] {
        assert_eq!(check(told, &[]).danger, None);
    }
}

#[test]
fn about_officers_the_oversight_desk_comes_before_the_unit() {
    for (told, first) in [
        ("polisi minta duit", "money"),
        ("polisi keliling minta uang", "money"),
        ("polisinya nyebelin", "rude"),
    ] {
        let finding = read(told);
        assert!(finding.about_police, "{told}");
        assert_eq!(codes(&finding)[0], first, "{told}");
    }
    // What the unit itself does is found by its own words.
    assert_eq!(check("bikin skck ke polisi", &["skck", "rude", "money"]).danger, None);
    assert!(!check("polisi tidurnya ketinggian", &["road"]).about_police);
}

#[test]
fn without_a_file_of_the_city_the_catalogue_alone_decides() {
    let finding = triage(&Lexicon::default()).read("kebakaran", |_, _| true);
    assert_eq!(
        (codes(&finding), finding.danger, finding.about_police),
        (vec!["fire".to_owned()], None, false)
    );
}
