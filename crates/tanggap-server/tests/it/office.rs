//! The office's rules through every door of a real server: whatever is sent, done, renamed or smuggled, what is about
//! police conduct, or may be, never reaches the police or the public.

mod areas;
mod confided;
mod gone_desk;
mod handing_on;
mod kinds;
mod late_photos;
mod merged;
mod publishability;
mod random_acts;
mod reclassified;
mod redaction;
mod refilled;
mod same_matter;
mod seeing;
mod taken_back;
mod targets;
mod words;
