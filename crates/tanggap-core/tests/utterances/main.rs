//! What people write (`tests/fixtures/utterances.tsv`), against the city's own files: whether danger is recognised, whether
//! harmless words frighten nobody, whether the police are, and whether the right service is among the first three.
//!
//! Of what was written before anything was tuned to it, `held` was not looked at while tuning; `fresh` was written afterwards,
//! measured once, and then kept. For `learned` and `blind` no rule was mended: the classifier learns from them.
//! `UTTERANCES=all cargo test -p tanggap-core --test utterances -- --nocapture` shows what is missed;
//! `UTTERANCES_FILE=PATH` beside it measures another file of the same shape, without judging it.
// Helpers are not inside `#[test]`, where clippy.toml allows it; a failed expectation is what they are for.
#![allow(clippy::unwrap_used, clippy::panic)]

mod catalogue;
mod fixture;
mod learned;
#[path = "../../examples/learn/machine.rs"]
mod machine;
mod measure;
#[path = "../../examples/learn/training.rs"]
mod training;

use fixture::{FILE, Row, SETS, WEIGHTS, rows};
use measure::{City, Score, codes, measure, print, text};
use std::fs;
use tanggap_core::classifier;

/// Bogor as its citizens have it.
fn bogor(language: &str) -> City {
    measure::bogor(language).with(classifier::read(&text(WEIGHTS)).unwrap())
}

/// What somebody else wrote, measured before anybody has looked at it.
#[test]
fn another_file_is_measured() {
    let Ok(path) = std::env::var("UTTERANCES_FILE") else { return };
    let is_loud = std::env::var("UTTERANCES").is_ok();
    let rows = rows(&fs::read_to_string(&path).unwrap());
    print(&path, &measure(&bogor("id"), &rows.iter().collect::<Vec<&Row>>(), is_loud));
}

#[test]
fn people_are_understood() {
    let (city, rows) = (bogor("id"), rows(&text(FILE)));
    let loud = std::env::var("UTTERANCES").unwrap_or_default();
    let is_loud = |row: &Row| loud == row.set || loud == "all";
    let scores: Vec<Score> = rows.iter().map(|row| measure(&city, &[row], is_loud(row))).collect();
    let of = |name: &str, is_of: &dyn Fn(&Row) -> bool| {
        let mut sum = Score::default();
        rows.iter().zip(&scores).filter(|(row, _)| is_of(row)).for_each(|(_, score)| sum += *score);
        print(name, &sum);
        sum
    };
    for set in SETS {
        of(set, &|row| row.set == set);
    }
    for language in ["id", "su", "en", "mix"] {
        of(language, &|row| row.language == language);
    }
    // Rules and classifier have seen them all: this says that nothing was lost, and not how well a new sentence does (`learned`).
    let all = of("all", &|_| true);
    assert!(rows.len() >= 400);
    assert!(all.service.is_at_least(95), "services: {}", all.service);
    assert!(all.danger.is_at_least(100), "danger: {}", all.danger);
    assert!(all.calm.is_at_least(98), "without false alarm: {}", all.calm);
    let by_rules = of("by rules", &|row| !row.is_unseen_by_rules());
    assert!(by_rules.police.is_at_least(100), "police: {}", by_rules.police);
}

#[test]
fn who_has_told_nothing_is_in_no_danger() {
    let city = bogor("id");
    for told in [
        "",
        " ",
        "...",
        "halo",
        "tes",
        "asdf",
        "lampu",
        "x y z",
        "a b c",
        "qwerty",
        "pak",
        "bu",
        "pak wali",
        "saya budi dari tajur",
        "nama saya siti",
        "ada yang bisa dibantu?",
        "mau tanya",
        "selingkuh sama tetangga",
        "selingkuh sama pak lurah",
        "cuaca cerah",
        "persib menang",
        "hatur nuhun",
        "hi there",
        "what's the weather tomorrow",
    ] {
        assert!(!city.read(told).is_urgent, "{told:?}");
    }
}

#[test]
fn ranks_are_officers_and_a_speed_bump_or_a_clerk_is_none() {
    let city = bogor("id");
    for told in [
        "bripka dedi minta uang",
        "bharada budi mukulin adik saya",
        "intel ngikutin saya terus",
        "kombes minta duit",
        "pulisina nyarekan kasar pisan",
        "polisi di pln minta uang",
    ] {
        assert!(city.read(told).about_police, "{told}");
    }
    for told in [
        "polisi tidur di gang saya terlalu tinggi",
        "polisi saré di gang luhur teuing",
        "sleeping policeman too high",
        "petugas pln minta duit",
        "petugas kebersihan minta uang rokok",
    ] {
        assert!(!city.read(told).about_police, "{told}");
    }
}

/// Whether the police are meant is said by the longest phrase that a word stands in.
#[test]
fn an_officer_who_sleeps_is_no_speed_bump_and_police_tape_is_no_officer() {
    let city = bogor("id");
    for told in [
        "polisi tidur di pos pas saya mau lapor",
        "polisi lagi tidur, motor saya ilang",
        "pulisi saré di pos",
        "sleeping policeman on duty",
        "oknum minta jatah parkir",
        "oknum berseragam coklat malak sopir",
        "pak pol minta rokok",
        "patrol car hit my bike",
    ] {
        assert!(city.read(told).about_police, "{told}");
    }
    for told in [
        "polisi tidur di depan pos ronda ketinggian",
        "polisi tidurnya udah gompal",
        "police tape still blocks the sidewalk",
        "garis polisi belum dicopot",
        "garbage next to the police station",
        "officer at kelurahan was rude",
        "oknum guru minta sumbangan",
        "oknum petugas kelurahan minta duit",
        "sawah kena hama wereng coklat",
        "pak pol pp gusur lapak",
        "seragam coklat pramuka mahal",
    ] {
        assert!(!city.read(told).about_police, "{told}");
    }
}

/// Whoever tells of two things at once is in no less danger, where a rule sees it that is firm or the scores are sure.
#[test]
fn an_address_is_named_after_what_it_is_near_and_frightens_nobody() {
    let city = bogor("id");
    let is_named = |told: &str| city.read(told).danger.is_some_and(|danger| danger.is_named());
    for told in [
        "Jl. Pahlawan No. 12, depan pemadam kebakaran",
        "belakang kantor polisi Bogor Tengah",
        "dekat jembatan yang putus tahun lalu",
        "samping TPU Blender, dekat makam",
        "dekat gardu listrik PLN",
        "lapangan tembak Gunung Batu",
        "dekat rumah sakit jiwa, Jl. Veteran",
        "dekat pangkalan gas elpiji 3 kg",
        "caket walungan Cisadane, handapeun sasak",
        "next to the fire station on Jalan Sudirman",
        "opposite the hospital emergency entrance",
        "under the flyover, near the railway crossing",
        "Gang Mayat, RT 3",
        "gudang mesiu lama",
        "dekat kolam renang Mila Kencana",
        "Kp. Rawa Bunuh RT 01",
        "dekat tempat kejadian kecelakaan bulan lalu",
        "depan warung bakar ikan",
        "Jl. Bom Lama no 4",
    ] {
        assert!(!is_named(told), "{told}");
    }
    for told in ["Rumah kebakaran, ada orang terjebak", "anak hanyut di kali belakang sekolah"] {
        assert!(is_named(told), "{told}");
    }
}

#[test]
fn a_danger_beside_another_matter_is_seen() {
    let city = bogor("id");
    let mut told = vec!["Tiang lampunya nimpa orang, ada yang luka parah".to_owned()];
    for danger in [
        "saya pengen bunuh diri",
        "ada orang dipukuli",
        "rumah tetangga kebakaran",
        "tetangga memukuli istrinya",
        "someone is being beaten",
    ] {
        for other in
            ["lampu jalan mati", "jalan berlubang", "sampah numpuk", "got mampet", "KTP saya belum jadi"]
        {
            told.extend([format!("{other} dan {danger}"), format!("{danger}, {other} juga")]);
        }
    }
    told.retain(|told| !city.read(told).is_urgent);
    assert!(told.is_empty(), "not seen: {told:#?}");
}

#[test]
fn a_speed_bump_is_no_officer() {
    let city = bogor("id");
    for told in ["polisi tidurnya terlalu tinggi", "polisi tidur rusak", "minta polisi tidur di gang kami"] {
        let finding = city.read(told);
        assert!(!finding.about_police, "{told}");
        let codes = codes(&finding);
        let first = codes.first().map(String::as_str).unwrap_or_default();
        assert!(first.starts_with("aspirasi/"), "{told}: {codes:?}");
    }
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
