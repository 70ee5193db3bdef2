//! One device in the page's hands: opened, written to, asked, with everything that it tells.

use crate::shown;
use js_sys::Array;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use tanggap_browser::device::{self, Device, DraftGuard, News, Watching};
use tanggap_core::{
    journey::Draft,
    ports::{Batch, Change, Clock, Ledger, Line, Lock, Ports, Record, Request, Sender, Store},
    report::Uid,
    stored::SavedDraft,
};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

#[wasm_bindgen]
pub struct Hands {
    device: Device,
    news: Rc<RefCell<Vec<News>>>,
    guards: RefCell<Vec<DraftGuard>>,
    watching: RefCell<Option<Watching>>,
}

#[wasm_bindgen]
pub async fn open(base: String) -> Hands {
    let news = Rc::new(RefCell::new(Vec::new()));
    let told = news.clone();
    let device = device::open(&base, move |what| told.borrow_mut().push(what)).await;
    Hands { device, news, guards: RefCell::default(), watching: RefCell::default() }
}

#[wasm_bindgen]
impl Hands {
    pub fn health(&self) -> JsValue {
        shown(self.device.health())
    }

    /// What it told since it was asked last.
    pub fn news(&self) -> Array {
        self.news.take().into_iter().map(shown).collect()
    }

    /// Writes an item's next version with some bytes; `Ok(())` or the fault.
    pub async fn put(&self, key: String, expected: u32) -> JsValue {
        let record = Record { key: key.clone(), rev: u64::from(expected) + 1, text: "{}".into() };
        let batch = Batch {
            expect: vec![(key.clone(), expected.into())],
            ..Batch::of(vec![Change::PutItem(record), Change::PutBytes(key, vec![7; 9])])
        };
        shown(self.device.store().commit(&batch).await)
    }

    pub async fn put_answer(&self, key: String) -> JsValue {
        let record = Record { key, rev: 0, text: "{}".into() };
        shown(self.device.store().commit(&Batch::of(vec![Change::PutAnswer(record)])).await)
    }

    /// `key@rev` of every item, and whether the browser says that it lost data; or the fault.
    pub async fn items(&self) -> JsValue {
        let read = self.device.store().read_all().await.map(|contents| {
            let items: Vec<_> =
                contents.items.iter().map(|item| format!("{}@{}", item.key, item.rev)).collect();
            (items, contents.data_lost)
        });
        shown(read)
    }

    pub async fn has_bytes(&self, key: String) -> JsValue {
        shown(self.device.store().bytes(&key).await.map(|bytes| bytes.map(|bytes| bytes.len())))
    }

    pub async fn put_line(&self, uid8: String) -> JsValue {
        shown(self.device.ledger().put(&Line { uid8, seq: 1, settled: false }).await)
    }

    pub async fn lines(&self) -> JsValue {
        shown(self.device.ledger().lines().await.map(|lines| lines.len()))
    }

    pub async fn put_draft(&self, uid: String, rev: u32, words: String) -> JsValue {
        let Some(uid) = Uid::parse(&uid) else { return JsValue::UNDEFINED };
        let draft = Draft { description: words, ..Draft::default() };
        let saved = SavedDraft {
            uid,
            rev: rev.into(),
            app_version: "0".into(),
            form_version: String::new(),
            saved_at: 0,
            step: String::new(),
            draft,
            corrects: None,
            photos: Vec::new(),
            kept_for: None,
            extra: Default::default(),
        };
        shown(self.device.put_draft(&saved).await)
    }

    /// Whether this page may edit the draft; it keeps the guard.
    pub async fn hold_draft(&self, uid: String) -> bool {
        let Some(uid) = Uid::parse(&uid) else { return false };
        let guard = self.device.hold_draft(&uid).await;
        let held = guard.is_some();
        self.guards.borrow_mut().extend(guard);
        held
    }

    pub fn let_drafts_go(&self) {
        self.guards.borrow_mut().clear();
    }

    pub async fn take(&self) -> JsValue {
        shown(self.device.lock().take().await)
    }

    pub async fn steal(&self) -> bool {
        self.device.lock().steal().await
    }

    pub async fn beat(&self) -> bool {
        self.device.lock().beat().await
    }

    pub async fn release(&self) {
        self.device.lock().release().await;
    }

    pub async fn send(&self, method: String, url: String, body: String, timeout_ms: u32) -> JsValue {
        let method = if method == "POST" { "POST" } else { "PUT" };
        let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        let request = Request { method, url, headers, bytes: body.into_bytes(), timeout_ms };
        let outcome = self.device.sender().send(&request).await;
        shown(outcome.map(|answer| {
            let has_date = answer.date.is_some();
            (answer.status, answer.content_type, answer.retry_after, has_date, answer.body.len())
        }))
    }

    pub fn wake_in(&self, ms: u32) {
        self.device.clock().wake_in(ms.into());
    }

    /// From now on `back` is called when the network is back: an answer counts only after one that failed to come.
    pub fn watch_network(&self, base: String, wanted: js_sys::Function, back: js_sys::Function) {
        let wanted =
            move || wanted.call0(&JsValue::UNDEFINED).is_ok_and(|wanted: JsValue| wanted.is_truthy());
        let back = move || drop(back.call0(&JsValue::UNDEFINED));
        let down = Cell::new(false);
        let told = move |line| match line {
            device::Line::MayBeBack => back(),
            device::Line::Down => down.set(true),
            device::Line::Answers if down.replace(false) => back(),
            device::Line::Answers | device::Line::InDoubt => {}
        };
        *self.watching.borrow_mut() = Some(device::watch_network(&base, wanted, told));
    }

    pub async fn set(&self, key: String, json: String) -> JsValue {
        shown(self.device.set(&key, &json).await)
    }

    pub async fn setting(&self, key: String) -> JsValue {
        shown(self.device.setting(&key).await)
    }

    pub async fn remove_everything(&self) -> JsValue {
        shown(self.device.remove_everything().await)
    }
}
