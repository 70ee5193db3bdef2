//! What to do now: judge what the carrier brought, write what is owed to the store, send what is due, or say when
//! to look again. Text goes first, then questions, then photos; who has waited longest since its last attempt
//! comes first, so that one report that always fails holds up no other.

use crate::{
    outbox::{
        Attempt, Door, Effect, Errand, Event, Item, Job, Notice, Parcel, State,
        machine::{Cause, Lease, Mode, Now, Outbox, Then},
        policy::Reason,
        portion::Portion,
        schedule,
    },
    ports::Change,
    report::Uid,
    stored,
};

impl Outbox {
    /// Events that may change items: they wait until the store has been read.
    pub(super) fn decide(&mut self, event: Event, now: Now) -> Vec<Effect> {
        if self.mode != Mode::Ready {
            self.deferred.push_back(event);
            return if self.mode == Mode::Unreadable { vec![Effect::ReadAll] } else { Vec::new() };
        }
        let effects = match event {
            Event::Save(new) => self.save(*new, now),
            Event::Withdraw(uid) => self.withdraw(uid, now),
            Event::SendAgain(uid, bytes) => self.send_again(uid, bytes, now),
            Event::Forget(uid) => self.forget(uid),
            Event::Wifi(wifi) => self.network_is(wifi, now),
            Event::WifiOnly(uid, only) => self.wifi_only(uid, only, now),
            Event::ReplacePhoto(uid, photo) => self.replace_photo(uid, *photo, now),
            Event::KeyKept(uid, how) => self.key_kept(uid, how),
            Event::LossSeen => self.loss_seen(),
            Event::Answered(attempt, outcome) => self.judged(attempt, outcome, None, now),
            Event::NoBytes(attempt, gone) => self.no_bytes(attempt, gone, now),
            _ => Vec::new(),
        };
        self.and_next(effects, now)
    }

    /// Goes on to the next thing unless a commit is on its way: its outcome will.
    pub(super) fn and_next(&mut self, mut effects: Vec<Effect>, now: Now) -> Vec<Effect> {
        if self.pending.is_none() {
            effects.extend(self.next(now));
        }
        effects
    }

    pub(super) fn next(&mut self, now: Now) -> Vec<Effect> {
        if let Some(event) = self.deferred.pop_front() {
            return self.decide(event, now);
        }
        if now.mono_ms < self.store_due {
            return vec![Effect::WakeIn(self.store_due - now.mono_ms)];
        }
        if let Some(event) = self.unwritten.pop_front() {
            return self.decide(event, now);
        }
        while let Some(record) = self.answers.pop_front() {
            let Some((uid, job, answer)) = stored::read_answer(&record) else { continue };
            let attempt = Attempt { uid, job, number: 0 };
            let effects = self.judged(attempt, Ok(answer), Some(record.key), now);
            return self.and_next(effects, now);
        }
        if self.sending.is_some() {
            return vec![Effect::WakeIn(schedule::BEAT_MS)];
        }
        let (orphan, due) = (self.orphan(), self.due(now.mono_ms));
        if orphan.is_none() && due.is_none() {
            let mut effects = if self.lock == Lease::Held { self.let_go() } else { Vec::new() };
            effects.extend(self.wake(now.mono_ms));
            return effects;
        }
        match self.lock {
            Lease::Free if self.other_beat.is_some() && !self.may_ask(now.mono_ms) => {
                vec![Effect::WakeIn(schedule::BEAT_MS)]
            }
            Lease::Free => {
                self.asked_lock_ms = Some(now.mono_ms);
                self.ask_for_lock()
            }
            Lease::Asking | Lease::Stale => Vec::new(),
            Lease::Held => match (orphan, due) {
                (Some(orphan), _) => vec![self.uncertain(orphan)],
                (None, Some((uid, job))) => self.begin(uid, job, now),
                (None, None) => Vec::new(),
            },
        }
    }

    /// While another holds the lock it is asked for once a beat.
    fn may_ask(&self, mono_ms: u64) -> bool {
        self.asked_lock_ms.is_none_or(|asked| mono_ms >= asked + schedule::BEAT_MS)
    }

    /// A plain desk's attempt that nobody here is making: its tab died, or froze and lost the lease (R9).
    fn orphan(&self) -> Option<Item> {
        self.items
            .values()
            .find(|item| item.attempt_open && matches!(item.state, State::Waiting { .. }))
            .cloned()
    }

    fn uncertain(&mut self, mut item: Item) -> Effect {
        item.rev += 1;
        item.state = State::Uncertain;
        item.attempt_open = false;
        item.reason = Some(Reason::NoAnswer);
        let then = vec![Then::tell(Notice::Changed(item.uid.clone()))];
        self.commit(Cause::Own, vec![item], Vec::new(), then)
    }

    fn due(&self, mono_ms: u64) -> Option<(Uid, Job)> {
        let jobs = self.items.values().filter_map(|item| {
            let (job, due) = self.next_job(item)?;
            (due <= mono_ms).then_some((item, job))
        });
        let first = jobs.min_by_key(|(item, job)| {
            let rank = match job {
                Job::Report => 0,
                Job::Ask => 1,
                Job::Media(_) => 2,
            };
            let tried = self.timing.get(item.key()).and_then(|timing| timing.tried_ms);
            (rank, tried, item.seq)
        });
        first.map(|(item, job)| (item.uid.clone(), job))
    }

    fn wake(&self, mono_ms: u64) -> Option<Effect> {
        let soonest = self.items.values().filter_map(|item| self.next_job(item)).map(|(_, due)| due).min()?;
        Some(Effect::WakeIn(soonest.saturating_sub(mono_ms).max(1)))
    }

    /// A plain desk's POST is written down before it leaves: whoever finds it later knows that it may have arrived.
    fn begin(&mut self, uid: Uid, job: Job, now: Now) -> Vec<Effect> {
        let Some(item) = self.item(&uid) else { return Vec::new() };
        if item.door == Door::Plain && job == Job::Report {
            let mut open = item.clone();
            open.rev += 1;
            open.attempt_open = true;
            open.attempts += 1;
            return vec![self.commit(
                Cause::Own,
                vec![open],
                Vec::<Change>::new(),
                vec![Then::Send(uid, job)],
            )];
        }
        let mut effects: Vec<Effect> = self.send(uid, job, now).into_iter().collect();
        effects.push(Effect::WakeIn(schedule::BEAT_MS));
        effects
    }

    pub(super) fn send(&mut self, uid: Uid, job: Job, now: Now) -> Option<Effect> {
        let item = self.item(&uid)?;
        let (errand, number) = (self.errand(item, &job)?, item.attempts);
        if let Job::Media(slot) = &job {
            let (key, asked) = (item.media_key(slot), errand.bytes_key.is_none());
            self.uploads.entry(key).or_default().asked = asked;
        }
        self.timing.entry(uid.as_str().to_owned()).or_default().tried_ms = Some(now.mono_ms);
        let attempt = Attempt { uid, job, number };
        self.sending = Some(attempt.clone());
        Some(Effect::Send(attempt, Box::new(errand)))
    }

    fn errand(&self, item: &Item, job: &Job) -> Option<Errand> {
        let (method, parcel, bytes_key) = match job {
            Job::Report if item.door == Door::Plain => ("POST", &item.report, item.bytes_key()),
            Job::Report => ("PUT", &item.report, item.bytes_key()),
            Job::Media(slot) => {
                let media = item.media.iter().find(|media| media.slot == *slot)?;
                let whole = errand("PUT", &media.parcel, item.media_key(slot));
                return Some(match self.upload(item, slot).portion(media.parcel.size, self.piece.0) {
                    Portion::Whole => whole,
                    Portion::Piece(piece) => {
                        Errand { piece: Some(piece), timeout_ms: schedule::timeout_ms(piece.size), ..whole }
                    }
                    Portion::Ask => question(media.parcel.url.clone()),
                });
            }
            Job::Ask => {
                return Some(question(match item.token() {
                    Some(token) => [item.tokens.as_deref()?, token, ".json"].concat(),
                    None => item.ask.clone()?,
                }));
            }
        };
        Some(errand(method, parcel, bytes_key))
    }
}

fn question(url: String) -> Errand {
    let timeout_ms = schedule::TEXT_TIMEOUT_MS;
    Errand { method: "GET", url, headers: Vec::new(), bytes_key: None, piece: None, timeout_ms }
}

fn errand(method: &'static str, parcel: &Parcel, bytes_key: String) -> Errand {
    Errand {
        method,
        url: parcel.url.clone(),
        headers: parcel.headers.clone(),
        bytes_key: Some(bytes_key),
        piece: None,
        timeout_ms: schedule::timeout_ms(parcel.size),
    }
}
