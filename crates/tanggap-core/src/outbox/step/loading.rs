//! What the store holds becomes what the outbox knows. What cannot be read is set aside whole, and a store that
//! cannot be read at all is not an empty one (R10).

use crate::{
    outbox::{
        Effect, Event, Notice,
        machine::{Lease, Mode, Now, Outbox, Timing},
        schedule,
    },
    ports::{Contents, StoreFault},
    stored,
};

impl Outbox {
    pub(super) fn loaded(&mut self, contents: Result<Contents, StoreFault>, now: Now) -> Vec<Effect> {
        let contents = match contents {
            Ok(contents) => contents,
            Err(fault) => return self.unreadable(fault, now),
        };
        let mut effects = Vec::new();
        if self.mode == Mode::Unreadable {
            effects.push(Effect::Tell(Notice::Readable));
        }
        let starting = self.mode == Mode::Starting;
        self.mode = Mode::Ready;
        if self.lock == Lease::Stale {
            self.lock = Lease::Held;
        }
        let before = std::mem::take(&mut self.items);
        self.aside.clear();
        for record in contents.items {
            match stored::read_item(&record) {
                stored::Read::Item(item) => {
                    let known = before.get(item.key());
                    if !starting && known.is_none_or(|known| known.rev != item.rev) {
                        effects.push(Effect::Tell(Notice::Changed(item.uid.clone())));
                    }
                    self.timing.entry(item.key().to_owned()).or_insert_with(|| {
                        let left = schedule::left_ms(item.asked_wait, now.wall_s);
                        Timing { due_ms: now.mono_ms + left, asked: left > 0, ..Timing::default() }
                    });
                    self.items.insert(item.key().to_owned(), *item);
                }
                stored::Read::Newer | stored::Read::Broken => self.aside.push(record),
            }
        }
        self.answers = contents.answers.into();
        let vanished = before.keys().any(|key| !self.items.contains_key(key));
        effects.extend(self.compare_with_ledger(starting, vanished, contents.data_lost));
        for uid in std::mem::take(&mut self.resaving) {
            effects.extend(self.saved_after_all(uid));
        }
        self.and_next(effects, now)
    }

    fn unreadable(&mut self, fault: StoreFault, now: Now) -> Vec<Effect> {
        self.mode = Mode::Unreadable;
        let mut effects = self.let_go();
        effects.push(Effect::Tell(Notice::Unreadable(fault)));
        for uid in std::mem::take(&mut self.resaving) {
            effects.push(Effect::Tell(Notice::NotSaved(uid, fault)));
        }
        for event in std::mem::take(&mut self.deferred) {
            match event {
                Event::Save(new) => effects.push(Effect::Tell(Notice::NotSaved(new.uid.clone(), fault))),
                Event::Withdraw(uid)
                | Event::SendAgain(uid, _)
                | Event::Forget(uid)
                | Event::WifiOnly(Some(uid), _)
                | Event::ReplacePhoto(uid, _) => {
                    effects.push(Effect::Tell(Notice::NotDone(uid, fault)));
                }
                answer @ Event::Answered(..) => self.unwritten.push_back(answer),
                _ => {}
            }
        }
        self.store_due = now.mono_ms + schedule::FLOOR_MS;
        effects.push(Effect::WakeIn(schedule::FLOOR_MS));
        effects
    }
}
