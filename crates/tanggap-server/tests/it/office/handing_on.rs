//! A report goes from desk to desk and into another one, and neither without end.

use crate::{
    report,
    town::{NOW, Town},
};
use tanggap_core::{office::Refusal, status::Status};
use tanggap_server::office::{ActError, By, Deed, Note};

async fn refused(town: &Town, ticket: &str, deed: Deed) -> Option<Refusal> {
    match town.act(ticket, By::ItsDesk, deed, NOW).await {
        Ok(_) => None,
        Err(ActError::Refused(refusal)) => Some(refusal),
        Err(error) => panic!("{error}"),
    }
}

async fn desk(town: &Town, ticket: &str) -> String {
    let shown = town.get(&format!("/api/requests/{ticket}.json")).await.json();
    shown[0]["extended_attributes"]["tanggap"]["desk"].as_str().unwrap().to_owned()
}

fn back() -> Deed {
    Deed::HandBack { note: Note::default() }
}

#[tokio::test]
async fn what_came_back_is_not_handed_back_again() {
    let town = Town::new();
    let ticket = town.report(&report::fresh()).await;
    assert_eq!(refused(&town, &ticket, back()).await, Some(Refusal::NotReferred));
    for by_hand in [false, true] {
        town.refer(&ticket, "polresta", None, NOW).await;
        town.refer(&ticket, "pengawasan", None, NOW).await;
        for home in ["polresta", "aspirasi"] {
            let deed = if by_hand { Deed::Refer { to: home.into(), note: Note::default() } } else { back() };
            assert_eq!(refused(&town, &ticket, deed).await, None);
            assert_eq!(desk(&town, &ticket).await, home, "one desk after another");
        }
        assert_eq!(refused(&town, &ticket, back()).await, Some(Refusal::NotReferred), "it is at home");
    }
    town.refer(&ticket, "polresta", None, NOW).await;
    assert_eq!(refused(&town, &ticket, back()).await, None, "and what is referred anew goes back anew");
}

#[tokio::test]
async fn what_is_merged_is_merged_once_until_it_stands_as_something_else() {
    let town = Town::new();
    let [first, second, third] = [
        town.report(&report::fresh()).await,
        town.report(&report::fresh()).await,
        town.report(&report::fresh()).await,
    ];
    let into = |number: &str| Deed::Merge { into: number.into() };
    assert_eq!(refused(&town, &first, into(&second)).await, None);
    assert_eq!(refused(&town, &first, into(&third)).await, Some(Refusal::IsMerged));
    assert_eq!(refused(&town, &third, into(&first)).await, Some(Refusal::SameReport));
    let status = Deed::Update { status: Some(Status::Verified), note: Note::default() };
    assert_eq!(refused(&town, &first, status).await, None);
    assert_eq!(refused(&town, &first, into(&third)).await, None, "where it was merged wrongly");
}
