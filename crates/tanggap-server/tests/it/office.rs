//! The office's rules through every door of a real server: whatever is sent, done, renamed or smuggled, what is about
//! police conduct, or may be, never reaches the police or the public.

mod kinds;
mod late_photos;
mod random_acts;
mod redaction;
mod refilled;
