//! Who comes next when an office lets its time pass: bodies outside it, as data of the city, and on which day the way
//! to each is open. What a person takes there is made in [`dossier`].

mod body;
mod dossier;
mod gate;
mod read;

pub use body::{Contact, Demand, DemandKind, Escalation, Origin};
pub use dossier::{Case, Demanded, Dossier, Have, Proof};
pub use gate::{Gate, gate, next_bodies};
pub use read::read;

#[cfg(test)]
mod tests;
