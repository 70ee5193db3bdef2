//! S13: whatever is wrong with a number and its key, the work is the same, statement for statement, row for row,
//! MAC for MAC.

use super::*;
use crate::{
    pepper::{MACS, Pepper},
    random,
    store::{Classified, Named, NewReport, Receiving, erasing, receiving, schema},
};
use rusqlite::trace::{TraceEvent, TraceEventCodes};
use std::cell::Cell;
use tanggap_core::ticket::KeyProof;

thread_local! {
    static STATEMENTS: Cell<usize> = const { Cell::new(0) };
    static ROWS: Cell<usize> = const { Cell::new(0) };
}

fn count(event: TraceEvent<'_>) {
    match event {
        TraceEvent::Stmt(..) => STATEMENTS.set(STATEMENTS.get() + 1),
        TraceEvent::Row(..) => ROWS.set(ROWS.get() + 1),
        _ => {}
    }
}

fn keep(
    connection: &Connection,
    pepper: &Pepper,
    [device_ticket, ticket]: [&str; 2],
    proof: Option<&KeyProof>,
) {
    let report = NewReport {
        uid: random::uid().unwrap().unwrap().as_str().to_owned(),
        device_ticket: device_ticket.to_owned(),
        ticket: ticket.to_owned(),
        desk: "aspirasi".into(),
        service_code: "street-light".into(),
        classified: Classified::default(),
        received_at: 0,
        fingerprint: [0; 32],
        key: proof.map(|proof| pepper.seal(proof).unwrap()),
        body: vec![b'x'; 3_000],
        media: Vec::new(),
    };
    assert!(matches!(receiving::receive(connection, report).unwrap(), Ok(Receiving::Created(_))));
}

#[test]
fn every_kind_of_failure_does_the_same_work() {
    let folder = crate::data_folder::temporary();
    let connection = schema::open_writer(&folder.path().join("t.sqlite")).unwrap();
    let pepper = Pepper::load(folder.path()).unwrap();
    let proof = |letter: &str| KeyProof::parse(&letter.repeat(64)).unwrap();
    let (own, other, wrong) = (proof("a"), proof("b"), proof("c"));
    let number = || random::ticket(12).unwrap().digits().to_owned();
    let (known, erased, without_key, shared) = (number(), number(), number(), number());
    let renumbered = number();
    for (device_ticket, ticket, proof) in [
        (&known, &known, Some(&own)),
        (&erased, &erased, Some(&own)),
        (&without_key, &without_key, None),
        (&shared, &shared, Some(&own)),
        (&shared, &renumbered, Some(&other)),
    ] {
        keep(&connection, &pepper, [device_ticket, ticket], proof);
    }
    assert!(erasing::erase(&connection, &Named::Ticket(erased.clone()), 1).unwrap());
    connection.trace_v2(TraceEventCodes::SQLITE_TRACE_STMT | TraceEventCodes::SQLITE_TRACE_ROW, Some(count));
    let try_key = |ticket: &str, proof: &KeyProof, chance: u64| {
        STATEMENTS.set(0);
        ROWS.set(0);
        MACS.set(0);
        let candidates = candidates(&connection, ticket, chance).unwrap();
        let fits = pepper.fits(&candidates, proof);
        let opens = candidates.iter().zip(fits).any(|(candidate, fits)| {
            let candidate = candidate.as_ref().unwrap();
            fits && candidate.has_key && !candidate.is_decoy && !candidate.erased
        });
        (opens, (STATEMENTS.get(), ROWS.get(), MACS.get()))
    };
    for chance in [0, 1, 7 << 32 | 3, u64::MAX] {
        for (what, ticket, proof, expected) in [
            ("the right key", &known, &own, true),
            ("the first owner's", &shared, &own, true),
            ("the second owner's", &shared, &other, true),
            ("the second owner's under the new number", &renumbered, &other, true),
            ("an unknown number", &number(), &own, false),
            ("a wrong key", &known, &wrong, false),
            ("somebody else's key", &renumbered, &own, false),
            ("neither owner's", &shared, &wrong, false),
            ("an erased report", &erased, &own, false),
            ("an erased report and a wrong key", &erased, &wrong, false),
            ("a report without a key", &without_key, &own, false),
        ] {
            assert_eq!(try_key(ticket, proof, chance), (expected, (3, 3, 2)), "{what}");
        }
    }
}
