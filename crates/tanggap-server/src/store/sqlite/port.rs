//! The store on SQLite as the server asks for it. What has its own file there is only boxed here.

use super::{
    Acted, ByNumber, Candidates, Counts, Course, Filled, Forwarding, Health, Kept, Latest, Named, NewMessage,
    NewReport, Parent, PhotoState, Piece, Place, Private, PublishedFilter, Received, Receiving, Record, Row,
    Sqlite, StoreError, Timeline, Told, Turn, Unkept, courses, published,
};
use crate::store::port::{
    Acts, AddCourses, Admit, Answer, Classify, Conversation, Courses, Decide, Erasing, Lists, LookUps,
    Openings, Operation, Page, Pending, Pictures, Reception, ShowPage, Uploads,
};
use rusqlite::Connection;
use std::{path::PathBuf, time::Duration};
use tanggap_core::config::Desk;

impl Reception for Sqlite {
    fn receive(&self, report: NewReport) -> Answer<'_, Result<Receiving, Unkept>> {
        Box::pin(self.receive(report))
    }

    fn received(&self, uid: String) -> Answer<'_, Option<Received>> {
        Box::pin(self.received(uid))
    }

    fn set_forwarding(&self, uid: String, forwarding: Forwarding) -> Answer<'_, bool> {
        Box::pin(self.set_forwarding(uid, forwarding))
    }
}

impl Openings for Sqlite {
    fn candidates(&self, ticket: String, opens: [u8; 32], chance: u64) -> Answer<'_, Candidates> {
        Box::pin(self.candidates(ticket, opens, chance))
    }

    fn unseal(&self, ticket: String, opens: Vec<[u8; 32]>) -> Answer<'_, ()> {
        Box::pin(self.unseal(ticket, opens))
    }
}

impl Conversation for Sqlite {
    fn tell(&self, message: NewMessage, admit: Admit) -> Answer<'_, Told> {
        Box::pin(self.tell(message, admit))
    }

    fn messages(&self, ticket: String, skip: u32) -> Answer<'_, Latest> {
        Box::pin(self.messages(ticket, skip))
    }
}

impl Uploads for Sqlite {
    fn photo(&self, parent: Parent, uid: String, slot: String) -> Answer<'_, Option<PhotoState>> {
        Box::pin(self.photo(parent, uid, slot))
    }

    fn parent(&self, kind: Parent, uid: String) -> Answer<'_, Option<Received>> {
        Box::pin(self.parent(kind, uid))
    }

    fn keep_piece(&self, piece: Piece) -> Answer<'_, Kept> {
        Box::pin(self.keep_piece(piece))
    }

    fn pieces(&self, parent: Parent, uid: String, slot: String) -> Answer<'_, Vec<u8>> {
        Box::pin(self.pieces(parent, uid, slot))
    }

    fn complete_photo(&self, last: Piece, jpeg: Vec<u8>) -> Answer<'_, Kept> {
        Box::pin(self.complete_photo(last, jpeg))
    }

    fn forget_pieces(&self, parent: Parent, uid: String, slot: String, sha256: [u8; 32]) -> Answer<'_, ()> {
        Box::pin(self.forget_pieces(parent, uid, slot, sha256))
    }

    fn forget_abandoned(&self, seconds: i64, now: i64) -> Answer<'_, usize> {
        Box::pin(self.forget_abandoned(seconds, now))
    }

    fn has_room_for_photo(&self, bytes: u64) -> Answer<'_, bool> {
        Box::pin(self.has_room_for_photo(bytes))
    }
}

impl Pictures for Sqlite {
    fn published_photo(&self, desk: String, id: String) -> Answer<'_, Option<Vec<u8>>> {
        Box::pin(self.published_photo(desk, id))
    }

    fn private_photo(&self, ticket: String, id: String) -> Answer<'_, Option<Vec<u8>>> {
        Box::pin(self.private_photo(ticket, id))
    }

    fn photo_in_confidence(&self, ticket: String, id: String) -> Answer<'_, Option<String>> {
        Box::pin(self.photo_in_confidence(ticket, id))
    }
}

impl LookUps for Sqlite {
    fn by_number(&self, ticket: String) -> Answer<'_, ByNumber> {
        Box::pin(self.by_number(ticket))
    }

    fn timeline(&self, ticket: String) -> Answer<'_, Timeline> {
        Box::pin(self.timeline(ticket))
    }

    fn private(&self, ticket: String) -> Answer<'_, Option<Private>> {
        Box::pin(self.private(ticket))
    }
}

impl Page for published::Page<'_> {
    fn next(&self) -> Option<&Place> {
        self.next.as_ref()
    }

    fn each(&self, take: &mut dyn FnMut(Record)) -> Result<(), StoreError> {
        self.each(take)
    }
}

/// Reports that were received since.
struct Since<'a>(&'a Connection, i64);

impl Courses for Since<'_> {
    fn each(&self, take: &mut dyn FnMut(Course<'_>)) -> Result<(), StoreError> {
        courses::each(self.0, self.1, take)
    }
}

impl Lists for Sqlite {
    fn published(&self, turn: Turn, filter: PublishedFilter, show: ShowPage) -> Answer<'_, ()> {
        Box::pin(self.lists.run(turn, move |connection| show(&published::page(connection, &filter)?)))
    }

    fn public_changes(&self) -> Answer<'_, i64> {
        Box::pin(self.public_changes())
    }

    fn by_desk(&self) -> Answer<'_, Vec<(String, u64, u64)>> {
        Box::pin(self.by_desk())
    }

    fn all(&self) -> Answer<'_, Vec<Row>> {
        Box::pin(self.all())
    }

    fn courses(&self, since: i64, add: AddCourses) -> Answer<'_, ()> {
        Box::pin(self.passes.run(Turn::OURS, move |connection| add(&Since(connection, since))))
    }
}

impl Acts for Sqlite {
    fn act(&self, named: Named, other: Option<String>, at: i64, decide: Decide) -> Answer<'_, Acted> {
        Box::pin(self.act(named, other, at, decide))
    }

    fn is_filled(&self) -> Answer<'_, bool> {
        Box::pin(self.is_filled())
    }

    fn fill(&self, desks: Vec<Desk>, at: i64, classify: Classify) -> Answer<'_, Filled> {
        Box::pin(self.fill(desks, at, move |desk: &str, code: &str| classify(desk, code)))
    }
}

impl Erasing for Sqlite {
    fn erased_again(&self) -> usize {
        self.erased_again
    }

    fn finish_erasures(&self) -> Answer<'_, usize> {
        Box::pin(self.finish_erasures())
    }

    fn hold_erasures_log(&self) -> Answer<'_, Vec<String>> {
        Box::pin(self.hold_erasures_log())
    }

    fn log_erasures_to(&self, path: PathBuf) -> Answer<'_, usize> {
        Box::pin(self.log_erasures_to(path))
    }

    fn empty_log(&self, patience: Duration) -> Answer<'_, bool> {
        Box::pin(self.empty_log(patience))
    }
}

impl Operation for Sqlite {
    fn health(&self) -> Pending<'_, Health> {
        Box::pin(self.health())
    }

    fn probe(&self) -> Pending<'_, ()> {
        Box::pin(self.probe())
    }

    fn bound(&self, bytes: u64) -> Answer<'_, ()> {
        Box::pin(self.bound(bytes))
    }

    fn counts(&self) -> &Counts {
        &self.counts
    }

    fn queue_length(&self) -> usize {
        self.queue_length()
    }

    fn sizes(&self) -> Pending<'_, Vec<(&'static str, u64)>> {
        Box::pin(self.sizes())
    }

    fn close(self: Box<Self>) {
        Sqlite::close(*self);
    }
}
