//! What people write where an amount is asked for, in two styles.

use super::*;
use Style::{Comma, Point};

/// What is read, as it is sent; `?` joins two readings, `!` is no number, `+` too many digits.
fn read(typed: &str, style: Style) -> String {
    match Amount::read(typed, style) {
        Ok(amount) => amount.as_str().to_owned(),
        Err(AmountFault::Unclear([one, other])) => format!("{}?{}", one.as_str(), other.as_str()),
        Err(AmountFault::NotANumber) => "!".into(),
        Err(AmountFault::TooLong) => "+".into(),
    }
}

#[test]
fn an_amount_is_read_as_it_is_meant() {
    for (typed, comma, point) in [
        ("12", "12", "12"),
        ("007", "7", "7"),
        ("500.000", "500000", "500000?500"),
        ("500,000", "500000?500", "500000"),
        ("1.500.000", "1500000", "1500000"),
        ("1,500,000", "1500000", "1500000"),
        ("1 500 000", "1500000", "1500000"),
        ("1\u{a0}500\u{202f}000", "1500000", "1500000"),
        ("1'500'000", "1500000", "1500000"),
        ("1.5", "1.5?15", "1.5"),
        ("1,5", "1.5", "1.5?15"),
        ("50.0000", "50?500000", "50"),
        ("50,0000", "50", "50?500000"),
        (".500", "0.5?500", "0.5"),
        (",500", "0.5", "0.5?500"),
        ("5.00", "5?500", "5"),
        ("5,00", "5", "5?500"),
        ("12.34", "12.34?1234", "12.34"),
        ("12,34", "12.34", "12.34?1234"),
        ("1500.5", "1500.5?15005", "1500.5"),
        ("-12.34", "-12.34?-1234", "-12.34"),
        ("１２．３４", "12.34?1234", "12.34"),
        ("१२.३४", "12.34?1234", "12.34"),
        ("٥.٠٠", "5?500", "5"),
        ("٥٫٥", "5.5", "5.5"),
        ("٥٫٥٠٠", "5.5", "5.5"),
        ("١٬٥٠٠٫٥", "1500.5", "1500.5"),
        (".000", "0", "0"),
        ("0.5", "0.5", "0.5"),
        ("Rp 5.00", "5?500", "5"),
        ("Rp 12,34", "12.34", "12.34?1234"),
        ("0.500", "0.5", "0.5"),
        ("0,125", "0.1250", "0.1250"),
        (",5", "0.5", "0.5?5"),
        ("1.500,50", "1500.5", "1500.5"),
        ("1,500.50", "1500.5", "1500.5"),
        ("1 500,25", "1500.25", "1500.25"),
        ("1.500,250", "1500.25", "1500.25"),
        ("12.3456", "12.3456?123456", "12.3456"),
        ("Rp 50.000", "50000", "50000"),
        ("Rp50.000,-", "50000", "50000"),
        ("Rp. 1.500.000,00", "1500000", "1500000"),
        ("IDR 50,000", "50000", "50000"),
        ("50.000 rupiah", "50000", "50000"),
        ("50.000.-", "50000", "50000"),
        ("50.000,--", "50000", "50000"),
        ("RP 50.000,00", "50000", "50000"),
        ("50 ribu", "50000", "50000"),
        ("50rb", "50000", "50000"),
        ("Rp 50 rb", "50000", "50000"),
        ("50k", "50000", "50000"),
        ("1,5 juta", "1500000", "1500000"),
        ("1.5jt", "1500000", "1500000"),
        ("2 miliar", "2000000000", "2000000000"),
        ("1.500 juta", "1500000000?1500000", "1500000000?1500000"),
        ("-5", "-5", "-5"),
        ("\u{2212}5", "-5", "-5"),
        ("-0", "0", "0"),
        ("+5", "5", "5"),
        ("٥٠٠٠٠", "50000", "50000"),
        ("५००००", "50000", "50000"),
        ("５０．０００", "50000", "50000?50"),
        ("꧕꧐꧐꧐꧐", "50000", "50000"),
        ("᮵᮰᮰᮰᮰", "50000", "50000"),
        ("\u{202a}50.000\u{202c}", "50000", "50000?50"),
        ("999999999999999", "999999999999999", "999999999999999"),
        ("1234567890123456", "+", "+"),
        ("9.000 triliun", "9000000000000000?9000000000000", "9000000000000000?9000000000000"),
    ] {
        let long = |expected: &str| expected.split('?').any(|number| number.len() > DIGITS);
        for (style, expected) in [(Comma, comma), (Point, point)] {
            let expected = if long(expected) { "+" } else { expected };
            assert_eq!(read(typed, style), expected, "{typed} {style:?}");
        }
    }
}

#[test]
fn what_is_no_single_number_is_none() {
    for typed in [
        "",
        " ",
        "-",
        ",-",
        "Rp",
        "banyak",
        "lima puluh ribu",
        "1e5",
        "1E5",
        "0x1F",
        "NaN",
        "inf",
        "1.50.000",
        "1..5",
        "1.,5",
        "12 34",
        "1 500.000",
        "1.500.00",
        "50.000-100.000",
        "50.000 / 100.000",
        "3 hari",
        "2 m",
        "50 M",
        "5 5 5",
        "½",
        "10%",
        "ribu",
        "\u{202e}005",
        "1.500,000.000",
        "0812 3456 7890",
    ] {
        for style in [Comma, Point] {
            assert_eq!(read(typed, style), "!", "{typed} {style:?}");
        }
    }
}

#[test]
fn what_is_sent_and_what_is_shown_are_read_as_the_same_number() {
    let mut seed = 3u64;
    let mut next = |below: u64| {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 33) % below
    };
    for _ in 0..20_000 {
        let size = next(9) as u32;
        let whole = next(10u64.pow(1 + size));
        let decimals = ["", ",5", ",25", ",125", ",0625", ",500", ",000"][next(7) as usize];
        let sign = ["", "-"][next(2) as usize];
        let Ok(amount) = Amount::read(&format!("{sign}0{whole}{decimals}"), Comma) else {
            panic!("{whole}{decimals}")
        };
        let value: f64 = format!("{sign}{whole}{decimals}").replace(',', ".").parse().unwrap();
        assert_eq!(amount.as_str().parse::<f64>().unwrap(), value);
        for style in [Comma, Point] {
            assert_eq!(Amount::sent(amount.as_str()).as_ref(), Some(&amount));
            let shown = amount.shown(style);
            assert_eq!(Amount::read(&shown, style).as_ref(), Ok(&amount), "{shown} {style:?}");
        }
    }
}

#[test]
fn an_amount_is_shown_as_a_language_writes_it_and_a_year_is_not_grouped() {
    for (sent, comma, point) in [
        ("1500000", "1.500.000", "1,500,000"),
        ("50000", "50.000", "50,000"),
        ("2026", "2026", "2026"),
        ("1500.5", "1500,5", "1500.5"),
        ("12345.6", "12.345,6", "12,345.6"),
        ("0.1250", "0,125", "0.125"),
        ("1.1250", "1,1250", "1.1250"),
        ("-50000", "-50.000", "-50,000"),
        ("banyak", "banyak", "banyak"),
    ] {
        assert_eq!((shown(sent, Comma).as_str(), shown(sent, Point).as_str()), (comma, point), "{sent}");
    }
    assert_eq!((Style::of("su"), Style::of("id"), Style::of("en")), (Comma, Comma, Point));
}
