//! The file's form, and what the score of a text is made of.

use super::{features, letter, pack, read};
use serde_json::json;

fn words(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}

fn id_of(word: &str) -> u32 {
    // Words come before letters.
    features(&words(word))[0].id
}

/// A file of two classes: `danger`, for which *api* counts half, and one for which it counts against it.
fn file() -> serde_json::Value {
    let features = pack(&[id_of("api")]).repeat(2);
    let weights: String = [letter(31 + 2), letter(31 - 1)].iter().collect();
    json!({
        "of": "",
        "classes": [
            {"name": "danger", "bias": -100_000, "unit": 250_000, "weights": 1},
            {"name": "aspirasi/waste", "bias": 0, "unit": 1_000_000, "weights": 1},
        ],
        "features": features,
        "weights": weights,
    })
}

#[test]
fn a_score_is_the_bias_and_the_weights_of_what_is_there() {
    let classifier = read(&file().to_string()).unwrap();
    assert_eq!(classifier.classes().collect::<Vec<_>>(), ["danger", "aspirasi/waste"]);
    assert_eq!(classifier.scores(&words("lampu")), [-0.1, 0.0]);
    for (told, counted) in [("api", 8.0), ("lampu api", 8.0), ("satu dua tiga api lima enam", 11.0_f32)] {
        let value = 1.0 / counted.sqrt();
        let scores = classifier.scores(&words(told));
        assert!((scores[0] - (0.5 * value - 0.1)).abs() < 1e-6, "{told}: {scores:?}");
        assert!((scores[1] + value).abs() < 1e-6, "{told}: {scores:?}");
    }
}

#[test]
fn words_are_seen_once_and_every_number_is_the_same() {
    assert_eq!(
        features(&words("api api")).len(),
        features(&words("api")).len() + 1,
        "a pair, and nothing else"
    );
    assert_eq!(features(&words("rt 05")), features(&words("rt 12")));
    assert_eq!(features(&[]), []);
}

#[test]
fn a_file_that_is_wrong_names_the_field() {
    for (pointer, value, message) in [
        ("/classes", json!("x"), "classes: expected a list"),
        ("/classes/1/name", json!(null), "classes[1].name: expected text"),
        ("/classes/0/unit", json!("x"), "classes[0].unit: expected a number"),
        ("/classes/0/bias", json!(null), "classes[0].bias: expected a number"),
        ("/classes/1/weights", json!(2), "features: expected a feature for each weight"),
        ("/classes/1/weights", json!(0), "features: expected no more features than weights"),
        ("/features", json!("A"), "features: expected a feature for each weight"),
        ("/features", json!("____"), "features: expected a feature for each weight"),
        ("/features", json!(null), "features: expected text"),
        ("/weights", json!("A"), "weights: expected a letter for each weight"),
        ("/weights", json!("A!"), "weights: expected a letter for each weight"),
        ("/weights", json!("AAA"), "weights: expected no more weights than the classes have"),
    ] {
        let mut file = file();
        *file.pointer_mut(pointer).unwrap() = value.clone();
        let fault = read(&file.to_string()).unwrap_err().to_string();
        assert_eq!(fault, message, "{pointer} {value}");
    }
    assert!(read("[").is_err());
    assert!(read("{}").unwrap_err().to_string().starts_with("features"));
}

#[test]
fn packed_numbers_are_read_again() {
    use super::packed::unpack;
    for numbers in [vec![], vec![0], vec![31, 32, 33, 33], vec![5, 65_535, 1_000_000, u32::MAX]] {
        let text = pack(&numbers);
        let (mut letters, mut found, mut last) = (text.as_bytes(), Vec::new(), 0);
        while !letters.is_empty() {
            let (number, length) = unpack(letters, last).unwrap();
            (letters, last) = (&letters[length..], number);
            found.push(number);
        }
        assert_eq!(found, numbers);
    }
    for wrong in ["", "_", "!", "_________A"] {
        assert_eq!(unpack(wrong.as_bytes(), 0), None, "{wrong}");
    }
}
