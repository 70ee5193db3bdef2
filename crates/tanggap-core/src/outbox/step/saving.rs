//! *Send* was pressed. The person is told that it is saved after the commit, never before.

use crate::{
    outbox::{
        Effect, Item, Kept, KeyKept, LedgerChange, Media, MediaState, NewItem, Notice, State,
        machine::{Cause, Now, Outbox, Then},
    },
    ports::{Change, Line, StoreFault},
    report::Uid,
};

impl Outbox {
    pub(super) fn save(&mut self, new: NewItem, now: Now) -> Vec<Effect> {
        // Pressed twice, or an answer of the store that got lost: it is one report (G4).
        if self.items.contains_key(new.uid.as_str()) {
            return vec![Effect::Tell(Notice::Saved(new.uid))];
        }
        let refused = match self.corrected_by(&new) {
            Ok(refused) => refused,
            Err(fault) => return vec![Effect::Tell(Notice::NotSaved(new.uid, fault))],
        };
        let (mut item, mut changes) = frozen(new, self.next_seq(), now.wall_s);
        // A correction keeps the key of what it corrects.
        item.key_kept = refused.as_ref().map_or(KeyKept::Never, |refused| refused.key_kept);
        item.wifi_only = self.wifi.only && !item.media.is_empty();
        item.behind = self.is_behind(&item);
        let uid = item.uid.clone();
        let mut then = vec![
            Then::Effect(Effect::Ledger(LedgerChange::Put(line(&item)))),
            Then::tell(Notice::Saved(uid.clone())),
        ];
        let mut puts = vec![item];
        if let Some(mut old) = refused {
            old.rev += 1;
            old.state = State::Corrected;
            old.kept = Kept::Numbers;
            changes.extend(bytes_removed(&old));
            then.push(Then::Effect(Effect::Ledger(LedgerChange::Put(line(&old)))));
            then.push(Then::tell(Notice::Changed(old.uid.clone())));
            puts.push(old);
        }
        vec![self.commit(Cause::Save(uid), puts, changes, then)]
    }

    /// After a conflict: either it is there already, or it could not be saved.
    pub(super) fn saved_after_all(&self, uid: Uid) -> Vec<Effect> {
        match self.item(&uid) {
            Some(item) => {
                vec![Effect::Ledger(LedgerChange::Put(line(item))), Effect::Tell(Notice::Saved(uid))]
            }
            None => vec![Effect::Tell(Notice::NotSaved(uid, StoreFault::Conflict))],
        }
    }

    fn next_seq(&self) -> u64 {
        1 + self.items.values().map(|item| item.seq).max().unwrap_or(0)
    }
}

fn frozen(new: NewItem, seq: u64, wall_s: i64) -> (Item, Vec<Change>) {
    let mut item = Item {
        uid: new.uid,
        about: new.about,
        behind: false,
        seq,
        rev: 1,
        desk: new.desk,
        label: new.label,
        door: new.door,
        numbers: new.numbers,
        saved_at: wall_s,
        app_version: new.app_version,
        form_version: new.form_version,
        report: new.report,
        ask: new.ask,
        tokens: new.tokens,
        media: Vec::new(),
        wifi_only: false,
        state: State::Waiting { withdraw: false },
        reason: None,
        asked_wait: None,
        attempt_open: false,
        attempts: 0,
        generation: 0,
        other_number: None,
        kept: Kept::Whole,
        key_kept: KeyKept::Never,
        extra: Default::default(),
    };
    let mut changes =
        vec![Change::RemoveDraft(item.key().to_owned()), Change::PutBytes(item.bytes_key(), new.bytes)];
    for media in new.media {
        changes.extend(media.bytes.map(|bytes| Change::PutBytes(item.media_key(&media.slot), bytes)));
        item.media.push(Media { slot: media.slot, parcel: media.parcel, state: MediaState::Waiting });
    }
    (item, changes)
}

/// Takes every frozen byte of an item out of the store.
pub(super) fn bytes_removed(item: &Item) -> Vec<Change> {
    let media = item.media.iter().map(|media| Change::RemoveBytes(item.media_key(&media.slot)));
    std::iter::once(Change::RemoveBytes(item.bytes_key())).chain(media).collect()
}

pub(super) fn line(item: &Item) -> Line {
    Line { uid8: item.uid8().to_owned(), seq: item.seq, settled: item.is_settled() }
}
