//! What every store does, asked through its port alone (`store::port`). Another store has to pass this before the rest of the
//! suite is run on it; [`stores`](crate::stores) opens it.
//!
//! - [`reception`], [`openings`], [`conversation`], [`photos`]: what phones ask
//! - [`acts`], [`erasing`]: what the office does; [`lists`]: what is asked of many reports

mod acts;
mod conversation;
mod erasing;
mod lists;
mod openings;
mod photos;
mod reception;

use crate::{stores, town::private_folder};
use tanggap_core::service::ServiceKind;
use tanggap_server::store::{
    Acted, Change, Classified, Named, NewReport, Receipt, Receiving, Store, StoreError,
};
use tempfile::TempDir;

/// A store of its own, and where it lies.
pub struct Kept {
    pub store: Store,
    _folder: TempDir,
}

impl Kept {
    pub fn new() -> Self {
        let folder = private_folder();
        Self { store: stores::open(folder.path()), _folder: folder }
    }

    /// Keeps a new report.
    pub async fn keep(&self, report: NewReport) -> Receipt {
        match self.store.receive(report).await.unwrap() {
            Ok(Receiving::Created(receipt)) => receipt,
            _ => panic!("the report is not a new one"),
        }
    }

    /// Whatever the rules say.
    pub async fn change(&self, ticket: &str, change: Change) {
        let acted = self.store.act(Named::Ticket(ticket.into()), None, 50, |_, _| Ok(change)).await;
        assert!(matches!(acted, Ok(Acted::Done { .. })), "{ticket}");
    }

    /// How many reports there are, erased ones among them.
    pub async fn count(&self) -> usize {
        self.store.all().await.unwrap().len()
    }
}

/// A complaint that may be public; uid and number are this.
pub fn report(name: &str) -> NewReport {
    NewReport {
        uid: name.into(),
        device_ticket: name.into(),
        ticket: name.into(),
        desk: "aspirasi".into(),
        service_code: "street-light".into(),
        classified: Classified {
            kind: Some(ServiceKind::Complaint),
            publishable: true,
            clock: Some("ordinary".into()),
        },
        received_at: 10,
        fingerprint: [1; 32],
        corrects: None,
        opens: Vec::new(),
        body: b"{\"words\":1}".to_vec(),
        media: Vec::new(),
    }
}

#[tokio::test]
async fn what_was_kept_is_there_when_the_store_is_opened_again() {
    let folder = private_folder();
    let store = stores::open(folder.path());
    assert!(store.receive(report("1")).await.unwrap().is_ok());
    store.close();
    let store = stores::open(folder.path());
    assert_eq!(store.received("1".into()).await.unwrap().unwrap().receipt.ticket, "1");
    store.close();
}

#[tokio::test]
async fn what_no_longer_fits_is_refused_whole() {
    let kept = Kept::new();
    kept.store.bound(1).await.unwrap();
    let large = NewReport { body: vec![b'x'; 1 << 20], ..report("1") };
    assert!(matches!(kept.store.receive(large).await, Err(StoreError::Full(_))));
    assert_eq!(kept.count().await, 0);
    kept.store.bound(1 << 30).await.unwrap();
    kept.keep(report("1")).await;
}
