//! S13: whatever is wrong with a number and its key, the work is the same, statement for statement, row for row,
//! MAC for MAC; with reports from before, and without.

use super::*;
use crate::{
    data_folder,
    pepper::{MACS, Pepper},
    random,
    store::sqlite::{NewReport, Receiving, receiving, schema},
};
use rusqlite::trace::{TraceEvent, TraceEventCodes};
use std::cell::Cell;
use tanggap_core::ticket::KeyProof;
use tempfile::TempDir;

thread_local! {
    static STATEMENTS: Cell<usize> = const { Cell::new(0) };
    static ROWS: Cell<usize> = const { Cell::new(0) };
}

/// Statements, rows, MACs.
type Work = (usize, usize, usize);
const WORK: Work = (2, 2, 1);
/// While there are reports from before.
const MORE_WORK: Work = (5, 5, 3);

fn count(event: TraceEvent<'_>) {
    match event {
        TraceEvent::Stmt(..) => STATEMENTS.set(STATEMENTS.get() + 1),
        TraceEvent::Row(..) => ROWS.set(ROWS.get() + 1),
        _ => {}
    }
}

struct Desk {
    connection: Connection,
    pepper: Pepper,
    kept: Cell<i64>,
    _folder: TempDir,
}

fn proof(letter: &str) -> KeyProof {
    KeyProof::parse(&letter.repeat(64)).unwrap()
}

fn number() -> String {
    random::ticket(12).unwrap().digits().to_owned()
}

impl Desk {
    fn new() -> Self {
        let folder = data_folder::temporary();
        let connection = schema::open_writer(&folder.path().join("t.sqlite")).unwrap();
        Self { connection, pepper: Pepper::load(folder.path()).unwrap(), kept: Cell::new(0), _folder: folder }
    }

    /// Keeps a report by the device's number and the one it has, which it hands back.
    fn keep<'a>(&self, numbers: [&'a str; 2], proof: Option<&KeyProof>) -> &'a str {
        let opens = |proof| numbers.iter().map(|number| self.pepper.opens(number, proof)).collect();
        let report = NewReport {
            uid: random::uid().unwrap().unwrap().as_str().to_owned(),
            device_ticket: numbers[0].to_owned(),
            received_at: self.kept.replace(self.kept.get() + 1),
            opens: proof.map(opens).unwrap_or_default(),
            body: vec![b'x'; 3_000],
            ..NewReport::named(numbers[1])
        };
        let received = receiving::receive(&self.connection, report).unwrap();
        assert!(matches!(received, Ok(Receiving::Created(_))));
        numbers[1]
    }

    /// Makes a report one from before there were openings.
    fn seal(&self, ticket: &str, proof: &KeyProof) {
        let key = self.pepper.seal(proof).unwrap();
        self.connection
            .execute(
                "delete from openings where report_id = (select id from reports where ticket = ?1)",
                [ticket],
            )
            .unwrap();
        let seal = "update reports set key_salt = ?2, key_mac = ?3 where ticket = ?1";
        self.connection.execute(seal, (ticket, key.salt, key.mac)).unwrap();
    }

    /// The report that number and key open, by the number that it has, and the work of finding that out.
    fn try_key(&self, ticket: &str, proof: &KeyProof, chance: u64) -> (Option<String>, Work) {
        let codes = TraceEventCodes::SQLITE_TRACE_STMT | TraceEventCodes::SQLITE_TRACE_ROW;
        self.connection.trace_v2(codes, Some(count));
        STATEMENTS.set(0);
        ROWS.set(0);
        MACS.set(0);
        let opens = self.pepper.opens(ticket, proof);
        let Candidates { opened, sealed } = candidates(&self.connection, ticket, &opens, chance).unwrap();
        let mut found: Vec<_> = opened.into_iter().filter(|candidate| !candidate.is_decoy).collect();
        if let Some(sealed) = sealed {
            let fits = self.pepper.fits(&sealed, proof);
            found.extend(sealed.into_iter().zip(fits).filter_map(|(one, fits)| one.filter(|_| fits)));
        }
        let work = (STATEMENTS.get(), ROWS.get(), MACS.get());
        self.connection.trace_v2(codes, None);
        found.retain(|candidate| !candidate.erased);
        let first = found.iter().min_by_key(|candidate| candidate.received_at);
        (first.map(|candidate| candidate.ticket().to_owned()), work)
    }
}

#[test]
fn every_kind_of_failure_does_the_same_work() {
    for (what, work) in [("all with openings", WORK), ("all from before", MORE_WORK), ("some", MORE_WORK)] {
        let desk = Desk::new();
        let (own, other, wrong) = (proof("a"), proof("b"), proof("c"));
        let [known, erased, without_key, shared, renumbered] = std::array::from_fn(|_| number());
        let rows: Vec<_> = [
            ([&known, &known], Some(&own)),
            ([&erased, &erased], Some(&own)),
            ([&without_key, &without_key], None),
            ([&shared, &shared], Some(&own)),
            ([&shared, &renumbered], Some(&other)),
        ]
        .map(|(numbers, proof)| (desk.keep(numbers.map(String::as_str), proof), proof))
        .to_vec();
        let erase = "update reports set erased_at = 1, body = x'' where ticket = ?1";
        assert_eq!(desk.connection.execute(erase, [&erased]).unwrap(), 1);
        for (place, (row, proof)) in rows.iter().enumerate() {
            let from_before = what == "all from before" || what == "some" && place % 2 == 1;
            if let Some(proof) = proof.filter(|_| from_before) {
                desk.seal(row, proof);
            }
        }
        for chance in [0, 1, 7 << 42 | 5 << 21 | 3, u64::MAX] {
            for (kind, ticket, proof, expected) in [
                ("the right key", &known, &own, Some(rows[0].0)),
                ("the first owner's", &shared, &own, Some(rows[3].0)),
                ("the second owner's", &shared, &other, Some(rows[4].0)),
                ("the second owner's under the new number", &renumbered, &other, Some(rows[4].0)),
                ("an unknown number", &number(), &own, None),
                ("a wrong key", &known, &wrong, None),
                ("somebody else's key", &renumbered, &own, None),
                ("neither owner's", &shared, &wrong, None),
                ("an erased report", &erased, &own, None),
                ("an erased report and a wrong key", &erased, &wrong, None),
                ("a report without a key", &without_key, &own, None),
            ] {
                assert_eq!(
                    desk.try_key(ticket, proof, chance),
                    (expected.map(str::to_owned), work),
                    "{what}: {kind}"
                );
            }
        }
    }
}

#[test]
fn the_last_report_from_before_ends_the_work_for_it() {
    let desk = Desk::new();
    let (own, other) = (proof("a"), proof("b"));
    let [first, allotted] = std::array::from_fn(|_| number());
    let rows = [desk.keep([&first, &first], Some(&own)), desk.keep([&first, &allotted], Some(&other))];
    desk.seal(rows[0], &own);
    desk.seal(rows[1], &other);
    let opens = |proof: &KeyProof| [&first, &allotted].map(|number| desk.pepper.opens(number, proof));
    unseal(&desk.connection, rows[0], &opens(&own)[..1]).unwrap();
    assert_eq!(desk.try_key(&first, &own, 0), (Some(rows[0].to_owned()), MORE_WORK));
    assert_eq!(desk.try_key(&first, &other, 0), (Some(rows[1].to_owned()), MORE_WORK), "it is still found");
    unseal(&desk.connection, rows[1], &opens(&other)).unwrap();
    for (ticket, proof, expected) in [
        (&first, &own, Some(rows[0])),
        (&first, &other, Some(rows[1])),
        (&allotted, &other, Some(rows[1])),
        (&allotted, &own, None),
    ] {
        assert_eq!(desk.try_key(ticket, proof, 0), (expected.map(str::to_owned), WORK));
    }
    let kept =
        "select count(*) from reports where key_salt is not null or key_mac is not null or has_key = 0";
    assert_eq!(desk.connection.query_row(kept, [], |row| row.get(0)), Ok(0));
}

#[test]
fn the_same_number_and_key_go_on_opening_the_report_that_came_first() {
    let desk = Desk::new();
    let own = proof("a");
    let [first, allotted] = std::array::from_fn(|_| number());
    let row = desk.keep([&first, &first], Some(&own));
    for from_before in [false, true] {
        if from_before {
            desk.seal(row, &own);
        }
        let again = number();
        let later = desk.keep([&first, &again], Some(&own));
        assert_eq!(desk.try_key(&first, &own, 0).0.as_deref(), Some(row), "{from_before}");
        assert_eq!(desk.try_key(&again, &own, 0).0.as_deref(), Some(later), "{from_before}");
    }
    unseal(&desk.connection, row, &[desk.pepper.opens(&first, &own)]).unwrap();
    assert_eq!(
        desk.try_key(&first, &own, 0),
        (Some(row.to_owned()), WORK),
        "also against one that came meanwhile"
    );
    assert_eq!(desk.try_key(&allotted, &own, 0), (None, WORK));
}

#[test]
fn whether_any_report_is_from_before_is_told_by_an_index() {
    let desk = Desk::new();
    let explain = "explain query plan select exists (select 1 from reports where key_mac is not null)";
    let mut plan = desk.connection.prepare(explain).unwrap();
    let steps: Vec<String> = plan.query_map([], |row| row.get(3)).unwrap().map(Result::unwrap).collect();
    assert!(steps.iter().any(|step| step.contains("INDEX reports_sealed")), "{steps:?}");
}
