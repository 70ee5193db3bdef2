//! What its service said when a report arrived is the most that it can be: no desk makes public what never is.

use super::kinds;
use crate::town::{NOW, Town};
use tanggap_core::{office::Refusal, service::ServiceKind};
use tanggap_server::office::{ActError, By, Deed};

async fn send(town: &Town, desk: &str, code: &str) -> String {
    let (path, body) = kinds::report(desk, code, "canary");
    let answer = town.put(&path, body.to_string()).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.json()["service_request_id"].as_str().unwrap().to_owned()
}

async fn act(town: &Town, ticket: &str, by: &str, deed: Deed) -> Result<(), Refusal> {
    match town.act(ticket, By::Desk(by.into()), deed, NOW).await {
        Ok(_) => Ok(()),
        Err(ActError::Refused(refusal)) => Err(refusal),
        Err(error) => panic!("{error}"),
    }
}

fn into(kind: ServiceKind, publishable: bool) -> Deed {
    Deed::Reclassify { kind, publishable, to_desk: None }
}

async fn is_public(town: &Town, ticket: &str) -> bool {
    town.get(&format!("/api/requests/{ticket}.json")).await.text().contains("canary")
}

#[tokio::test]
async fn a_desk_that_gives_a_report_another_kind_does_not_make_it_publishable() {
    let town = kinds::town();
    for (desk, code, kind) in [
        ("aspirasi", "levy", ServiceKind::Complaint),
        ("aspirasi", "levy", ServiceKind::Information),
        ("polresta", "permit", ServiceKind::PoliceService),
        ("polresta", "permit", ServiceKind::Complaint),
    ] {
        let ticket = send(&town, desk, code).await;
        let refused = Err(Refusal::NotPublishable);
        assert_eq!(act(&town, &ticket, desk, Deed::Publish).await, refused, "{code}");
        assert_eq!(act(&town, &ticket, desk, into(kind, true)).await, refused, "{code}");
        assert_eq!(act(&town, &ticket, desk, into(kind, false)).await, Ok(()), "{code}");
        assert_eq!(act(&town, &ticket, desk, Deed::Publish).await, refused, "{code}");
        assert!(!is_public(&town, &ticket).await, "{code}");
    }
    let lamp = send(&town, "aspirasi", "lamp").await;
    act(&town, &lamp, "aspirasi", Deed::Publish).await.unwrap();
    act(&town, &lamp, "aspirasi", into(ServiceKind::Information, false)).await.unwrap();
    assert!(!is_public(&town, &lamp).await, "not publishable by mistake");
    act(&town, &lamp, "aspirasi", into(ServiceKind::Information, true)).await.unwrap();
    act(&town, &lamp, "aspirasi", Deed::Publish).await.unwrap();
    assert!(is_public(&town, &lamp).await, "as its service said when it arrived");
}

#[tokio::test]
async fn what_was_ever_about_conduct_is_referable_once_oversight_says_so_and_never_public() {
    let town = kinds::town();
    let (born, turned) = (send(&town, "pengawasan", "conduct").await, send(&town, "aspirasi", "lamp").await);
    let to_desk = Some("pengawasan".into());
    let conduct = Deed::Reclassify { kind: ServiceKind::PoliceConduct, publishable: false, to_desk };
    act(&town, &turned, "aspirasi", conduct).await.unwrap();
    for ticket in [&born, &turned] {
        for asked in [true, false] {
            let deed = into(ServiceKind::Complaint, asked);
            let expected = if asked { Err(Refusal::WasConduct) } else { Ok(()) };
            assert_eq!(act(&town, ticket, "pengawasan", deed).await, expected);
        }
        let refused = Err(Refusal::WasConduct);
        assert_eq!(act(&town, ticket, "pengawasan", Deed::Publish).await, refused);
        let refer = Deed::Refer { to: "polresta".into(), note: Default::default() };
        act(&town, ticket, "pengawasan", refer).await.unwrap();
        for deed in [Deed::Publish, into(ServiceKind::Complaint, true)] {
            assert_eq!(act(&town, ticket, "polresta", deed).await, refused);
        }
        assert!(!is_public(&town, ticket).await);
        assert_eq!(town.get("/api/polresta/requests.json").await.text(), "[]");
        let seen = town.get(&format!("/api/polresta/requests/{ticket}.json")).await;
        assert_eq!(seen.status, 200, "as oversight has decided");
    }
}

#[tokio::test]
async fn what_has_no_kind_gets_its_publishability_with_one() {
    let town = kinds::town();
    for given in [true, false] {
        let ticket = send(&town, "aspirasi", "unstated").await;
        let deed = || into(ServiceKind::Complaint, given);
        assert_eq!(act(&town, &ticket, "aspirasi", deed()).await, Err(Refusal::Unclassified));
        act(&town, &ticket, "pengawasan", deed()).await.unwrap();
        assert_eq!(act(&town, &ticket, "aspirasi", Deed::Publish).await.is_ok(), given);
        assert_eq!(is_public(&town, &ticket).await, given);
    }
}
