//! Receipts, chats and links, with everything that comes along when they are pasted.

use super::*;

/// Digits as others write them that are no number of a report.
const NO_TICKETS: [&str; 13] = [
    "26/11/2026 10.30",
    "2026-11-26",
    "0812 3456 7890",
    "+62 812-3456-7890",
    "+6281 2345 6789",
    "(0251) 832-1075",
    "3271014506800001",
    "3271 0145 0680 0001",
    "3271/0145/0680/0001",
    "Rp 1.500.000,-",
    "RT 03/RW 11 No. 25",
    "16123",
    "112",
];

#[test]
fn a_number_is_found_whatever_was_pasted_with_it() {
    for text in [
        "Nomor: 4827 1930 5543",
        "\u{202a}4827 1930 5543\u{202c}",
        "\u{2066}482719305543\u{2069}",
        "Laporan saya 4827-1930-5543, dikirim 26/11/2026 10.30.",
        "No. laporan 482719305543 tanggal 26-11-2026, HP 0812 3456 7890",
        "(4827 1930 5543)",
        "4827.1930.5543!",
        "482719305543\n26/11/2026",
        "<https://lapor.example/kota/t#482719305543>",
        "https://lapor.example/kota/t#482719305543)",
        "https://lapor.example/kota/t#482719305543?utm_source=wa",
        "https://lapor.example/kota/t?utm_source=wa&utm_id=120210000000000012#482719305543",
        "https://lapor.example/kota/t%23482719305543",
        "https://lapor.example/kota/t%2523482719305543",
        "lapor.example/kota/t#482719305543",
        "t%23482719305543",
        "lapor.example/kota/t%2523482719305543 ya",
        "482719305543482719305543",
        "4827 1930 5543 4827 1930 5543",
        "4827193055434827 1930 5543 482719305543",
        "No.4827/1930/5543",
        "No. 4827 / 1930 / 5543, tanggal 26/11/2026",
        "No:4827:1930:5543",
        "26/11/2026,4827_1930_5543",
        "Status laporan Anda: https://lapor.example/kota/t#482719305543. Nomor 4827 1930 5543",
        "4827 19305543 itu nomornya",
        "[26/11 10.31] Siti: 4827 1930 5543\n[26/11 10.32] Budi: ok, RT 03/RW 11",
    ] {
        assert_eq!(scan(text, HOME), ticket(), "{text}");
    }
}

#[test]
fn a_receipt_opens_with_its_key() {
    for text in [
        "Tanggap Kota Bogor\nNomor laporan: 4827 1930 5543\nKunci: 1234 5678 9012 3456 7888\nAspirasi Kota Bogor",
        // What a box of one line makes of it.
        "Nomor laporan: 4827 1930 5543Kunci: 1234 5678 9012 3456 7888Aspirasi",
        "4827 1930 5543 1234 5678 9012 3456 7888",
        "https://lapor.example/kota/t#482719305543.12345678901234567888)",
        "https://lapor.example/kota/t%23482719305543%2E12345678901234567888",
        "t%23482719305543.12345678901234567888",
        "t%23482719305543%2E12345678901234567888)",
        "12345678901234567888482719305543",
        "4827193055431234567890123456788848271930554312345678901234567888",
        "No 4827/1930/5543 kunci 1234/5678/9012/3456/7888",
        "https://lapor.example/kota/t#482719305543\nKunci: 12345678901234567888",
    ] {
        assert_eq!(scan(text, HOME), both(), "{text}");
    }
}

#[test]
fn of_several_numbers_none_is_guessed() {
    let several =
        |numbers: [&str; 2]| Scanned::Several(numbers.map(|it| Ticket::parse(it).unwrap()).to_vec());
    for text in [
        "4827 1930 5543 atau 1000 0000 0093",
        "482719305543\n100000000093",
        "482719305543, 100000000093",
        "4827 1930 5543 1000 0000 0093",
        "482719305543100000000093",
        "4827/1930/5543 1000/0000/0093",
        "t%23482719305543 t%23100000000093",
    ] {
        assert_eq!(scan(text, HOME), several([TICKET, "100000000093"]), "{text}");
    }
    assert_eq!(scan("4827 1930 5543 = 482719305543", HOME), ticket(), "twice the same is one");
    let keys = "4827 1930 5543, kunci 1234 5678 9012 3456 7888 atau 0000 0000 0000 0000 0098";
    assert_eq!(scan(keys, HOME), ticket(), "of two keys none is tried");
}

#[test]
fn what_has_no_number_yields_none() {
    for text in NO_TICKETS {
        for text in [text.to_owned(), format!("Halo {text} ya"), format!("{text}\n{text}")] {
            let scanned = scan(&text, HOME);
            assert!(!matches!(scanned, Scanned::Ticket(_) | Scanned::Several(_) | Scanned::Key(_)), "{text}");
        }
    }
    assert_eq!(scan("\u{202e}345503917284", HOME), Scanned::Nothing, "seen are other digits than are said");
    let of_others = "Cek di https://lain.example/t#482719305543 ya";
    assert_eq!(scan(of_others, HOME), other("lain.example"));
    for wrong in ["Nomor: 4827 1930 5544", "No.4827/1930/5544"] {
        assert_eq!(scan(wrong, HOME), Scanned::Wrong(NumberFault::CheckDigits), "{wrong}");
    }
}

/// Words and numbers of no report around a number, or around none.
#[test]
fn garbage_around_a_number_hides_nothing_and_makes_none() {
    let words =
        ["Halo", "nomor", "tolong dicek", "(", ")", "–", "\u{200b}", "\u{202a}", "“", ":", ";", "🙏", "a1b2"];
    let ends = [", ", "\n", " : ", "; ", "\t"];
    let spellings =
        ["482719305543", "4827 1930 5543", "4827-1930-5543", "4827.1930.5543", "４８２７ １９３０ ５５４３"];
    let mut seed = 11u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 33) as usize % below
    };
    for _ in 0..20_000 {
        let (before, after) = (next(6), next(6));
        let with_number = next(2) == 0;
        let mut text = String::new();
        for place in 0..before + after {
            if place == before && with_number {
                text += spellings[next(spellings.len())];
                text += ends[next(ends.len())];
            }
            text += if next(3) == 0 { NO_TICKETS[next(NO_TICKETS.len())] } else { words[next(words.len())] };
            text += ends[next(ends.len())];
        }
        let is_there = with_number && after > 0;
        match scan(&text, HOME) {
            Scanned::Ticket(found) => assert!(is_there && found.ticket.digits() == TICKET, "{text:?}"),
            Scanned::Several(_) | Scanned::Key(_) => panic!("{text:?}"),
            _ => assert!(!is_there, "{text:?}"),
        }
    }
}
