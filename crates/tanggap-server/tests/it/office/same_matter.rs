//! What was merged once tells of the same for good: another status, another desk or another merge of one of them changes
//! nothing about that when one turns out to be about police conduct.

use super::kinds::{self, command};
use crate::town::{NOW, Town};
use rusqlite::Connection;
use tanggap_core::{service::ServiceKind, status::Status};
use tanggap_server::{
    office::{By, Deed, Note},
    store::DATABASE,
};

const CONDUCT: ServiceKind = ServiceKind::PoliceConduct;

async fn sent(town: &Town) -> String {
    let (path, body) = kinds::report("aspirasi", "lamp", "canary");
    assert_eq!(town.put(&path, body.to_string()).await.status, 201);
    let ticket = body["ticket"].as_str().unwrap().to_owned();
    town.publish(&ticket).await;
    ticket
}

async fn done(town: &Town, ticket: &str, deed: Deed) {
    town.act(ticket, By::ItsDesk, deed, NOW).await.unwrap();
}

async fn merged(town: &Town, ticket: &str, into: &str) {
    done(town, ticket, Deed::Merge { into: into.into() }).await;
}

async fn becomes(town: &Town, ticket: &str, kind: ServiceKind, to_desk: &str) {
    let stays = row(town, ticket).1 == to_desk;
    let to_desk = (!stays).then(|| to_desk.to_owned());
    let by = By::Desk(row(town, ticket).1);
    let deed = Deed::Reclassify { kind, publishable: false, to_desk };
    town.act(ticket, by, deed, NOW).await.unwrap();
}

/// Kind, desk, and whether it is public.
fn row(town: &Town, ticket: &str) -> (String, String, bool) {
    let database = Connection::open(town.folder.path().join(DATABASE)).unwrap();
    let sql = "select kind, desk, published_at is not null from reports where ticket = ?1";
    database.query_row(sql, [ticket], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap()
}

async fn is_kept_from_the_police(town: &Town, ticket: &str, told: &str) {
    assert_eq!(row(town, ticket), (CONDUCT.word().into(), "pengawasan".into(), false), "{told}");
    assert!(command(town, &["show", ticket, "--as", "polresta"]).await.is_err(), "{told}");
    let public = town.get(&format!("/api/requests/{ticket}.json")).await.text();
    assert!(!public.contains("canary"), "{told}: {public}");
    assert_eq!(town.get(&format!("/api/polresta/requests/{ticket}.json")).await.status, 404, "{told}");
}

fn status(status: Status) -> Deed {
    Deed::Update { status: Some(status), note: Note::default() }
}

#[tokio::test]
async fn whatever_is_done_with_one_of_a_chain_the_police_keeps_none_of_it_once_one_is_conduct() {
    let acts: [fn() -> Vec<Deed>; 4] = [
        || vec![status(Status::InProgress)],
        || vec![Deed::Refer { to: "polresta".into(), note: Note::default() }],
        || vec![status(Status::Rejected), Deed::Refer { to: "polresta".into(), note: Note::default() }],
        || {
            let refer = Deed::Refer { to: "polresta".into(), note: Note::default() };
            vec![refer, Deed::HandBack { note: Note::default() }, status(Status::Closed)]
        },
    ];
    for (which, act) in acts.iter().enumerate() {
        for (moves, turns) in (0..3).flat_map(|moves| (0..3).map(move |turns| (moves, turns))) {
            let town = kinds::town();
            let chain = [sent(&town).await, sent(&town).await, sent(&town).await];
            merged(&town, &chain[0], &chain[1]).await;
            merged(&town, &chain[1], &chain[2]).await;
            for deed in act() {
                done(&town, &chain[moves], deed).await;
            }
            becomes(&town, &chain[turns], CONDUCT, "pengawasan").await;
            for (place, ticket) in chain.iter().enumerate() {
                let told = format!("act {which} on {moves}, {turns} is conduct: {place}");
                is_kept_from_the_police(&town, ticket, &told).await;
            }
        }
    }
}

#[tokio::test]
async fn one_that_is_merged_again_elsewhere_tells_of_the_same_as_all_of_them() {
    for turns in 0..3 {
        let town = kinds::town();
        let reports = [sent(&town).await, sent(&town).await, sent(&town).await];
        merged(&town, &reports[0], &reports[1]).await;
        done(&town, &reports[0], status(Status::InProgress)).await;
        merged(&town, &reports[0], &reports[2]).await;
        done(&town, &reports[2], Deed::Refer { to: "polresta".into(), note: Note::default() }).await;
        // An erased one in between tells of nothing any more, and joins the others all the same.
        if turns > 0 {
            town.erase(&reports[0]).await;
        }
        becomes(&town, &reports[turns], CONDUCT, "pengawasan").await;
        for ticket in &reports[usize::from(turns > 0)..] {
            is_kept_from_the_police(&town, ticket, &format!("{turns}")).await;
        }
    }
}

#[tokio::test]
async fn what_oversight_takes_out_of_conduct_tells_of_something_else_from_then_on() {
    let town = kinds::town();
    let [out, other, fresh] = [sent(&town).await, sent(&town).await, sent(&town).await];
    merged(&town, &out, &other).await;
    becomes(&town, &other, CONDUCT, "pengawasan").await;
    becomes(&town, &out, ServiceKind::PoliceService, "polresta").await;
    for kind in [ServiceKind::Complaint, CONDUCT] {
        becomes(&town, &other, kind, "pengawasan").await;
        assert_eq!(row(&town, &out).1, "polresta", "{kind:?}");
    }
    // Nor is it joined with them by what it is merged with later.
    done(&town, &fresh, Deed::Refer { to: "polresta".into(), note: Note::default() }).await;
    merged(&town, &fresh, &out).await;
    becomes(&town, &fresh, CONDUCT, "pengawasan").await;
    assert_eq!(row(&town, &out).1, "pengawasan");
    becomes(&town, &fresh, ServiceKind::Complaint, "pengawasan").await;
    assert_eq!(row(&town, &other).0, CONDUCT.word());
}
