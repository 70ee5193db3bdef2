//! What a number and a key open is found under one MAC of both.

use super::{Kept, report};
use tanggap_server::store::{Candidate, Change, NewReport};

/// What opens, decoys left out.
async fn opened(kept: &Kept, opens: u8, chance: u64) -> Option<Candidate> {
    let candidates = kept.store.candidates("any".into(), [opens; 32], chance).await.unwrap();
    assert!(candidates.sealed.is_none(), "no report is from before");
    candidates.opened.filter(|candidate| !candidate.is_decoy)
}

#[tokio::test]
async fn a_report_is_opened_by_each_of_its_macs_and_by_no_other() {
    let kept = Kept::new();
    assert!(opened(&kept, 1, 7).await.is_none(), "there is no report");
    let renumbered = NewReport { device_ticket: "1".into(), opens: vec![[3; 32], [4; 32]], ..report("2") };
    kept.keep(NewReport { opens: vec![[1; 32]], ..report("1") }).await;
    kept.keep(renumbered).await;
    kept.keep(report("3")).await;
    for chance in [0, 1, u64::MAX] {
        for (opens, ticket) in [(1, Some("1")), (3, Some("2")), (4, Some("2")), (2, None)] {
            let found = opened(&kept, opens, chance).await;
            assert_eq!(found.as_ref().map(Candidate::ticket), ticket, "{opens}");
        }
    }
    let found = opened(&kept, 3, 0).await.unwrap();
    assert_eq!((found.numbers, found.received_at), (["1".to_owned(), "2".to_owned()], 10));
    assert_eq!(found.desks, ["aspirasi", "aspirasi"]);
}

#[tokio::test]
async fn the_same_mac_goes_on_opening_what_came_first_and_says_when_that_was_erased() {
    let kept = Kept::new();
    for name in ["1", "2"] {
        kept.keep(NewReport { opens: vec![[1; 32]], ..report(name) }).await;
    }
    let found = opened(&kept, 1, 0).await.unwrap();
    assert_eq!((found.ticket(), found.erased), ("1", false));
    kept.change("1", Change::Erase).await;
    let found = opened(&kept, 1, 0).await.unwrap();
    assert_eq!((found.ticket(), found.erased), ("1", true));
    kept.store.unseal("1".into(), vec![[9; 32]]).await.unwrap();
    assert_eq!(opened(&kept, 9, 0).await.unwrap().ticket(), "1");
}
