//! The body of `POST track`: a number, and the proof that somebody has its key.

use super::body::{self, BodyError};
use crate::{
    json::Node,
    ticket::{KeyProof, Ticket},
};
use serde_json::json;

pub fn write_track(ticket: &Ticket, key_proof: &KeyProof) -> Vec<u8> {
    json!({"ticket": ticket.digits(), "key_proof": key_proof.hex()}).to_string().into_bytes()
}

pub fn read_track(bytes: &[u8]) -> Result<(Ticket, KeyProof), BodyError> {
    let value = body::object(bytes)?;
    let root = Node::root(&value);
    Ok((body::ticket(&root.get("ticket"))?, body::key_proof(&root.get("key_proof"))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_what_is_wrong_is_named() {
        let proof = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        let (ticket, key_proof) = (Ticket::parse("482719305543").unwrap(), KeyProof::parse(proof).unwrap());
        assert!(read_track(&write_track(&ticket, &key_proof)) == Ok((ticket, key_proof)));
        for (body, field) in [
            (json!({"ticket": "4827 1930 5543", "key_proof": proof}), "ticket"),
            (json!({"ticket": "482719305543", "key_proof": "12345678901234567890"}), "key_proof"),
            (json!({}), "ticket"),
        ] {
            let Err(BodyError::Field(fault)) = read_track(body.to_string().as_bytes()) else {
                panic!("{body}")
            };
            assert_eq!(fault.path, field, "{body}");
        }
    }
}
