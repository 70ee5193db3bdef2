//! What people scan and paste, and what others would have them scan.

mod pasted;

use super::*;
use crate::ticket::{Key, NumberFault, Ticket};

const HOME: &str = "https://lapor.example/kota/";
const TICKET: &str = "482719305543";
const KEY: &str = "12345678901234567888";

fn ticket() -> Scanned {
    Scanned::Ticket(Linked { ticket: Ticket::parse(TICKET).unwrap(), key: None })
}

fn both() -> Scanned {
    Scanned::Ticket(Linked { ticket: Ticket::parse(TICKET).unwrap(), key: Some(Key::parse(KEY).unwrap()) })
}

fn other(host: &str) -> Scanned {
    Scanned::OtherPortal { host: host.into() }
}

#[test]
fn a_fragment_is_written_and_read_in_one_way() {
    let (ticket, key) = (Ticket::parse(TICKET).unwrap(), Key::parse(KEY).unwrap());
    assert_eq!(fragment(&ticket, None), TICKET);
    let whole = fragment(&ticket, Some(&key));
    assert_eq!(whole, "482719305543.12345678901234567888");
    assert_eq!(read_address(&whole), both());
    for spelling in [
        "#482719305543",
        "##4827%201930%205543",
        "# # 482719305543 #",
        "4827+1930+5543",
        "4827.1930.5543",
        "4827/1930/5543",
        "٤٨٢٧١٩٣٠٥٥٤٣",
        "#%EF%BC%94%EF%BC%98%EF%BC%92%EF%BC%97１９３０５５４３",
        "482719305543)",
        "482719305543482719305543",
        "482719305543?utm_source=wa",
        "482719305543%3E%2C%20dari%20Siti",
        "%E2%80%AA4827%201930%205543%E2%80%AC",
        "/482719305543%",
        "?number=482719305543",
        // What was cut off, or has a slip, is no key; the number stands.
        "482719305543.1234",
        "482719305543.12345678901234567889",
    ] {
        assert_eq!(read_address(spelling), self::ticket(), "{spelling}");
    }
    for spelling in [
        "12345678901234567888.482719305543",
        "?ticket=482719305543&key=12345678901234567888",
        "48271930554312345678901234567888",
        "482719305543%2E1234%205678%209012%203456%207888 ?utm_id=7",
    ] {
        assert_eq!(read_address(spelling), both(), "{spelling}");
    }
    for (text, meaning) in [
        ("", Scanned::Wrong(NumberFault::Empty)),
        ("#", Scanned::Wrong(NumberFault::Empty)),
        ("#x", Scanned::Wrong(NumberFault::Foreign('x'))),
        ("3271014506800001", Scanned::IdentityNumber),
        ("12345678901234567888", Scanned::Key(Key::parse(KEY).unwrap())),
        ("12345678901234567889", Scanned::Wrong(NumberFault::CheckDigits)),
        ("482719305544)", Scanned::Wrong(NumberFault::CheckDigits)),
        ("%E2%80%AE482719305543", Scanned::Nothing),
    ] {
        assert_eq!(read_address(text), meaning, "{text}");
    }
}

/// Every key from which a piece was lost or in which one is doubled, before and behind the number, whatever stands between.
#[test]
fn digits_of_a_mangled_key_are_never_taken_for_its_number() {
    for (from, to) in (0..KEY.len()).flat_map(|from| (from + 1..=KEY.len()).map(move |to| (from, to))) {
        for key in [[&KEY[..from], &KEY[to..]].concat(), [&KEY[..to], &KEY[from..]].concat()] {
            for link in
                [format!("#{TICKET}.{key}"), format!("#{key}.{TICKET}"), format!("#{TICKET}%2E{key})")]
            {
                if let Scanned::Ticket(linked) = read_address(&link) {
                    assert_eq!(linked.ticket.digits(), TICKET, "{link}");
                }
            }
        }
    }
}

#[test]
fn codes_links_and_receipts_are_understood() {
    for (text, meaning) in [
        ("https://lapor.example/kota/t#482719305543", ticket()),
        ("HTTPS://LAPOR.EXAMPLE/kota/t#482719305543", ticket()),
        ("http://lapor.example/kota/t/#482719305543", ticket()),
        ("https://lapor.example/kota/T#482719305543", ticket()),
        ("https://lapor.example/kota/track#482719305543", ticket()),
        ("https://lapor.example/kota/Track?number=482719305543", ticket()),
        ("https://lapor.example/kota/t?utm=x#482719305543", ticket()),
        ("https://lapor.example/kota/t#482719305543.12345678901234567888", both()),
        ("https://lapor.example/kota/t#4827%201930%205543", ticket()),
        (" 4827 1930 5543\n", ticket()),
        ("４８２７１９３０５５４３", ticket()),
        ("482719305543 12345678901234567888", both()),
        ("Nomor laporan: 4827 1930 5543\nKunci: 1234 5678 9012 3456 7888\nTanggal 26/11/2026", both()),
        ("Ikuti di https://lapor.example/kota/t#482719305543 kapan saja", ticket()),
        (KEY, Scanned::Key(Key::parse(KEY).unwrap())),
        ("Kunci: 1234 5678 9012 3456 7888", Scanned::Key(Key::parse(KEY).unwrap())),
        ("3271014506800001", Scanned::IdentityNumber),
        ("NIK 3271 0145 0680 0001", Scanned::IdentityNumber),
        ("482719305544", Scanned::Wrong(NumberFault::CheckDigits)),
        ("12345678901234567889", Scanned::Wrong(NumberFault::CheckDigits)),
        ("081212345678", Scanned::Wrong(NumberFault::LeadingZero)),
        ("4827", Scanned::Wrong(NumberFault::Length { given: 4, expected: 12 })),
        ("https://lapor.example/kota/t#3271014506800001", Scanned::IdentityNumber),
        ("https://lapor.example/kota/t#", Scanned::Wrong(NumberFault::Empty)),
    ] {
        assert_eq!(scan(text, HOME), meaning, "{text}");
    }
}

#[test]
fn what_others_would_have_people_scan_leads_nowhere() {
    let long = "4".repeat(100_000);
    for (text, meaning) in [
        ("https://evil.example/kota/t#482719305543", other("evil.example")),
        (
            "https://lapor.example@evil.example/kota/t#482719305543.12345678901234567888",
            other("evil.example"),
        ),
        ("https://lapor.example.evil.example/t#482719305543", other("lapor.example.evil.example")),
        ("https://lapor.example/other/t#482719305543", other("lapor.example")),
        ("https:///t#482719305543", Scanned::Nothing),
        ("https://evil.example/#<script>", Scanned::Nothing),
        ("https://evil.example/t#<script>", Scanned::Nothing),
        ("https://lapor.example/kota/t#<img src=x>", Scanned::Nothing),
        ("https://lapor.example/kota/tracker?number=482719305543", Scanned::Nothing),
        ("https://lapor.example/kota/t#x", Scanned::Wrong(NumberFault::Foreign('x'))),
        ("javascript:alert(1)", Scanned::Nothing),
        ("data:text/html,<script>", Scanned::Nothing),
        ("WIFI:T:WPA;S:kelurahan;P:12345678;;", Scanned::Nothing),
        ("tel:112", Scanned::Nothing),
        ("\u{202e}345503917284", Scanned::Nothing),
        ("", Scanned::Nothing),
        (long.as_str(), Scanned::Nothing),
    ] {
        assert_eq!(scan(text, HOME), meaning, "{}", &text[..text.len().min(90)]);
    }
}

#[test]
fn whatever_is_scanned_nothing_breaks() {
    let alphabet: Vec<char> = "https://lapor.example/t#?@.% 0123456789٤４xé🙂\u{202e}\n".chars().collect();
    let mut seed = 7u64;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..(seed >> 40) % 60 {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            text.push(alphabet[(seed >> 33) as usize % alphabet.len()]);
        }
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        if let Scanned::Ticket(linked) = scan(&text, HOME) {
            assert!(crate::check_digits::hold(linked.ticket.digits()), "{text}");
        }
    }
}

#[test]
fn half_a_number_is_not_nagged_about_and_a_whole_one_is_judged() {
    let whole = Live::Whole(Linked { ticket: Ticket::parse(TICKET).unwrap(), key: None });
    let growing = |given| Live::Growing { given, of: 12 };
    let length = |given| Live::Wrong(NumberFault::Length { given, expected: 12 });
    for (typed, said) in [
        ("", Live::Empty),
        (" - ", Live::Empty),
        ("4", growing(1)),
        ("4827 1930 554", growing(11)),
        ("٤٨٢٧ ١٩", growing(6)),
        ("0", Live::Wrong(NumberFault::LeadingZero)),
        ("0812", Live::Wrong(NumberFault::LeadingZero)),
        ("48x", Live::Wrong(NumberFault::Foreign('x'))),
        ("4827 1930 5543", whole.clone()),
        ("٤٨٢٧ ١٩٣٠ ٥٥٤٣", whole.clone()),
        ("4827 1930 5543 4827 1930 5543", whole),
        ("4827 1930 5544", Live::Wrong(NumberFault::CheckDigits)),
        ("4827 1930 5543 1", length(13)),
        ("4827 1930 5543 12", length(14)),
        ("3271 0145 0680 0001", Live::Wrong(NumberFault::IdentityNumber)),
        ("3271 0145 0680 00012", length(17)),
        ("4827 1930 5543 1000 0000 0093", length(24)),
        (KEY, Live::Wrong(NumberFault::KeyForTicket)),
        ("12345678901234567889", length(20)),
    ] {
        assert_eq!(live_ticket(typed, 12), said, "{typed}");
    }
    assert!(matches!(
        live_ticket("482719305543.12345678901234567888", 12),
        Live::Whole(Linked { key: Some(_), .. })
    ));
    assert_eq!(live_ticket(TICKET, 14), Live::Growing { given: 12, of: 14 });
}

#[test]
fn a_key_is_let_grow_past_the_lengths_of_other_numbers() {
    for (typed, said) in [
        ("", Live::Empty),
        (TICKET, Live::Growing { given: 12, of: 20 }),
        ("3271014506800001", Live::Growing { given: 16, of: 20 }),
        ("12345678901234567889", Live::Wrong(NumberFault::CheckDigits)),
        ("123456789012345678881", Live::Wrong(NumberFault::Length { given: 21, expected: 20 })),
        ("12?", Live::Wrong(NumberFault::Foreign('?'))),
    ] {
        assert_eq!(live_key(typed), Err(said), "{typed}");
    }
    assert_eq!(live_key("1234 5678 9012 3456 7888"), Ok(Key::parse(KEY).unwrap()));
}
