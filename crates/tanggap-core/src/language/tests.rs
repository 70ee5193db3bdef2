//! How people write, against a small vocabulary.

use super::{Vocabulary, forms, tokens};

fn vocabulary() -> Vocabulary {
    let mut words = Vocabulary::default();
    for word in [
        "pukul",
        "kebakaran",
        "bakar",
        "banjir",
        "lubang",
        "lampu",
        "jalan",
        "sampah",
        "gelap",
        "terang",
        "angkut",
        "selokan",
        "teunggeul",
        "robbery",
        "flood",
        "drive",
        "pohon",
        "tabrak",
        "jepit",
        "sungai",
        "tidak",
        "uang",
        "mati",
        "rusak",
        "bolong",
        "api",
    ] {
        words.learn(word);
    }
    words.learn_root("penggeledahan");
    words
}

/// The words of the vocabulary that each word of a text is taken for, the surest only.
fn heard(text: &str) -> String {
    let vocabulary = vocabulary();
    let name = |id| vocabulary.spellings(id).first().cloned().unwrap_or_default();
    let words = vocabulary.read(text);
    let best = |senses: &[super::Sense]| {
        let best = senses.iter().max_by(|one, other| one.quality.total_cmp(&other.quality));
        best.map_or_else(|| "-".to_owned(), |sense| name(sense.word))
    };
    words.iter().map(|word| best(&word.senses)).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_word_is_known_with_its_affixes() {
    for (written, expected) in [
        // Indonesian, with the sounds that its affixes change, and as it is spoken in Jakarta.
        ("dipukul memukuli pukulan dipukulin mukul mukulin pemukulan", "pukul"),
        ("kebanjiran banjirnya membanjiri kebanjiranlah", "banjir"),
        ("diangkut mengangkut pengangkutan angkutin ngangkut", "angkut"),
        ("ditabrak nabrak menabraknya ketabrak tabrakan", "tabrak"),
        ("lubang-lubang lubang2 lubang2nya lubanglubang berlubang", "lubang"),
        // Sundanese.
        ("diteunggeulan neunggeul katenggeul", "teunggeul"),
        ("garelap gelapna kagelapan", "gelap"),
        ("kajepit", "jepit"),
        // English.
        ("robberies robbery", "robbery"),
        ("driving drove drives", "drive"),
    ] {
        for word in written.split(' ') {
            assert!(
                heard(word).split(' ').any(|heard| heard == expected.replace("eu", "e")),
                "{word}: {}",
                heard(word)
            );
        }
    }
}

#[test]
fn a_word_is_known_in_chat_spelling_in_other_languages_and_with_a_slip() {
    for (written, expected) in [
        ("lmpu jln mti", "lampu jalan mati"),
        ("poek", "gelap"),
        ("dark road", "gelap jalan"),
        ("walungan", "sungai"),
        ("rubbish", "sampah"),
        // A letter too many, one missing, another one, two in the wrong order.
        ("sampahh sampa samoah samaph", "sampah sampah sampah sampah"),
        ("kebakran kebkaaran", "kebakaran kebakaran"),
        ("kbkrn", "kebakaran"),
        ("BANJIIIIRRR", "banjir"),
        ("s4mp4h", "sampah"),
        // Written apart and without a blank.
        ("di pukul ke bakaran", "- pukul - kebakaran"),
        ("lampujalan #jalanrusak", "lampu jalan jalan rusak"),
        ("100rb", "uang"),
        ("penggeledahan digeledah", "penggeledahan penggeledahan"),
    ] {
        assert_eq!(heard(written), expected, "{written}");
    }
}

#[test]
fn another_word_is_no_slip() {
    for (written, known) in [
        ("bayar", "bakar"),
        ("terapis", "api"),
        ("tampil", "-"),
        ("jauh", "-"),
        ("sungguh", "sungai"),
        ("ab", "-"),
        ("гелап", "gelap"),
        ("gajah terbang", "-"),
    ] {
        assert!(
            heard(written).split(' ').all(|word| word == "-" || word != known),
            "{written}: {}",
            heard(written)
        );
    }
}

#[test]
fn sentences_end_where_people_end_them() {
    let sentences = |text| tokens(text).iter().map(|token| token.sentence).collect::<Vec<_>>();
    assert_eq!(sentences("Jl. Pajajaran no. 5 mati! Tolong.Cepat"), [0, 0, 0, 0, 0, 1, 1]);
    assert_eq!(sentences("satu\ndua … tiga?"), [0, 1, 2]);
    assert_eq!(
        tokens("Ma'af, Jum’at").iter().map(|token| token.text.as_str()).collect::<Vec<_>>(),
        ["maaf", "jumat"]
    );
}

#[test]
fn whatever_is_typed_ends_soon() {
    let long = "a".repeat(4_000);
    assert!(forms(&long).len() < 100);
    assert_eq!(heard(&long), "-");
    assert_eq!(heard("\u{200b}\u{0301}💥"), "-".repeat(usize::from(!heard("\u{200b}\u{0301}💥").is_empty())));
}
