//! One limit: a bucket of tokens that fills up again, kept as the moment when it will be full; and a count per hour.

/// So many at once, then one every so often.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    pub burst: u32,
    pub every_ms: u64,
}

impl Rate {
    /// The same for so many at once.
    pub fn times(self, factor: u32) -> Self {
        let every_ms = (self.every_ms / u64::from(factor.max(1))).max(1);
        Self { burst: self.burst.saturating_mul(factor), every_ms }
    }

    fn cost_ms(&self, tokens: u32) -> u64 {
        u64::from(tokens) * self.every_ms
    }
}

/// The longest wait that is told. Whoever waits longer than that is told this again: so a place in the queue that was
/// given to somebody who never comes back costs others little.
const LONGEST_MS: u64 = 120_000;
const HOUR_MS: u64 = 3_600_000;

#[derive(Clone, Default)]
pub struct Bucket {
    full_at: u64,
    /// The moment that the last one who was refused was told: the next is told a later one, so that they don't all
    /// come back at once.
    promised: u64,
}

impl Bucket {
    /// Takes so many tokens, or tells how many milliseconds to wait; `at_least_ms` where another limit asks for that.
    pub fn take(&mut self, rate: &Rate, tokens: u32, now: u64, at_least_ms: u64) -> Result<(), u64> {
        let Err(wait) = self.take_now(rate, tokens, now, at_least_ms) else { return Ok(()) };
        let cost = rate.cost_ms(tokens);
        let turn = self.promised.max(now + wait).min(now + wait.max(LONGEST_MS));
        self.promised = turn + cost;
        Err(turn - now)
    }

    /// The same for those who come back by themselves and not when they are told: the wait is that until the next one is
    /// taken, whoever was refused meanwhile.
    pub fn take_now(&mut self, rate: &Rate, tokens: u32, now: u64, at_least_ms: u64) -> Result<(), u64> {
        let (full_at, cost) = (self.full_at.max(now), rate.cost_ms(tokens));
        let wait = (full_at - now + cost).saturating_sub(rate.cost_ms(rate.burst)).max(at_least_ms);
        if wait > 0 {
            return Err(wait);
        }
        self.full_at = full_at + cost;
        Ok(())
    }

    /// Takes tokens that may not be there: what is owed comes back with time.
    pub fn owe(&mut self, rate: &Rate, tokens: u32, now: u64) {
        self.full_at = self.full_at.max(now) + rate.cost_ms(tokens);
    }

    pub fn give_back(&mut self, rate: &Rate, tokens: u32) {
        self.full_at = self.full_at.saturating_sub(rate.cost_ms(tokens));
    }

    pub fn is_full(&self, now: u64) -> bool {
        self.full_at <= now && self.promised <= now
    }
}

/// How many came in this hour, which begins with the first of them.
#[derive(Clone, Default)]
pub struct Hour {
    until: u64,
    count: u32,
}

impl Hour {
    /// Whether nobody has come in it.
    pub fn is_over(&self, now: u64) -> bool {
        now >= self.until || self.count == 0
    }

    /// Until there is room for one more.
    pub fn wait_ms(&self, limit: u32, now: u64) -> u64 {
        if now < self.until && self.count >= limit { self.until - now } else { 0 }
    }

    pub fn count(&mut self, now: u64) {
        if now >= self.until {
            *self = Self { until: now + HOUR_MS, count: 0 };
        }
        self.count += 1;
    }

    pub fn give_back(&mut self) {
        self.count = self.count.saturating_sub(1);
    }
}
