//! Tickets and keys: what is made can be read back, and every slip has its own name.

use super::*;

/// A small deterministic source of digits, so that failures repeat.
fn source(mut seed: u64) -> impl FnMut() -> u8 {
    move || {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 33) as u8 % 10
    }
}

#[test]
fn a_made_number_reads_back_in_any_grouping() {
    for seed in 0..500 {
        for digits in TICKET_DIGITS {
            let ticket = Ticket::from_random(digits, source(seed));
            assert_eq!(ticket.digits().len(), digits);
            assert_eq!(Ticket::parse(&ticket.grouped()), Ok(ticket));
        }
        let key = Key::from_random(source(seed));
        assert_eq!(Key::parse(&key.grouped()), Ok(key));
    }
}

#[test]
fn the_example_is_read_as_a_number_and_never_made() {
    for (digits, expected) in [(12, "1234 5678 9092"), (14, "12345 67890 1244")] {
        let example = Ticket::example(digits);
        assert_eq!(example.grouped(), expected);
        assert_eq!(Ticket::parse(expected), Ok(example.clone()));
        assert!(example.is_example());
        let mut typed = "12345678901234".bytes().map(|digit| digit - b'0');
        // The first digit is one of nine, so the dice show one less.
        let mut first = true;
        let made = Ticket::from_random(digits, || {
            let digit = typed.next().unwrap();
            if std::mem::take(&mut first) { digit - 1 } else { digit }
        });
        assert_eq!(made.digits()[1..digits - 2], example.digits()[1..digits - 2], "the dice fell so");
        assert!(!made.is_example(), "{made:?}");
    }
    assert!(!Ticket::parse("482719305543").unwrap().is_example());
}

/// Every number that one slip makes of this one: a wrong digit, two neighbours swapped, two swapped across one.
fn slips(right: &str) -> Vec<String> {
    let mut found = Vec::new();
    for place in 0..right.len() {
        for digit in b'0'..=b'9' {
            let mut wrong = right.as_bytes().to_vec();
            wrong[place] = digit;
            found.push(wrong);
        }
        for distance in [1, 2].into_iter().filter(|distance| place + distance < right.len()) {
            let mut wrong = right.as_bytes().to_vec();
            wrong.swap(place, place + distance);
            found.push(wrong);
        }
    }
    let texts = found.into_iter().map(|wrong| String::from_utf8(wrong).unwrap());
    texts.filter(|wrong| wrong != right).collect()
}

#[test]
fn no_slip_makes_another_number_of_any_number() {
    for seed in 0..3_000 {
        for digits in TICKET_DIGITS {
            let ticket = Ticket::from_random(digits, source(seed));
            for wrong in slips(ticket.digits()) {
                let fault = Ticket::parse(&wrong);
                let caught = matches!(fault, Err(NumberFault::CheckDigits | NumberFault::LeadingZero));
                assert!(caught, "{ticket:?} typed as {wrong}: {fault:?}");
            }
        }
        let key = Key::from_random(source(seed));
        for wrong in slips(key.digits()) {
            assert_eq!(Key::parse(&wrong), Err(NumberFault::CheckDigits), "{wrong}");
        }
    }
}

#[test]
fn every_slip_is_named() {
    let ticket = Ticket::from_random(12, source(1));
    let key = Key::from_random(source(2));
    let mut wrong = ticket.digits().to_owned();
    let last = if wrong.ends_with('0') { '1' } else { '0' };
    wrong.pop();
    wrong.push(last);
    for (typed, fault) in [
        ("", NumberFault::Empty),
        ("4827 x", NumberFault::Foreign('x')),
        ("4827 1930", NumberFault::Length { given: 8, expected: 12 }),
        ("3271 0145 0680 0001", NumberFault::IdentityNumber),
        (key.digits(), NumberFault::KeyForTicket),
        (&wrong, NumberFault::CheckDigits),
        ("0827 1930 5562", NumberFault::LeadingZero),
    ] {
        assert_eq!(Ticket::parse(typed), Err(fault), "{typed}");
    }
    for (typed, fault) in [
        ("3271014506800001", NumberFault::IdentityNumber),
        (ticket.digits(), NumberFault::TicketForKey),
        ("00000000000000000000", NumberFault::CheckDigits),
    ] {
        assert_eq!(Key::parse(typed), Err(fault), "{typed}");
    }
}

#[test]
fn groups_are_those_people_read_aloud() {
    assert_eq!(grouped("482719305562", 4), "4827 1930 5562");
    assert_eq!(grouped("48271930556212", 5), "48271 93055 6212");
}

#[test]
fn the_proof_is_the_prefixed_hash_and_hides_itself() {
    let key = Key(String::from("00000000000000000001"));
    // printf 'tanggap key v1:00000000000000000001' | sha256sum
    let expected = "281f2cf3c71230293842211d78166d37d2e0f91dede6c4d359ec2731373197db";
    assert_eq!(key.proof().hex(), expected);
    assert!(KeyProof::parse(expected).is_some());
    assert!(KeyProof::parse(&expected.to_uppercase()).is_none());
    assert_eq!(format!("{key:?} {:?}", key.proof()), "Key(…) KeyProof(…)");
}
