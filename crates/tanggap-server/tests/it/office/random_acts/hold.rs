//! What must never be, asked at every address.

use super::{Known, World};
use crate::{message, office::kinds::DESKS};
use rusqlite::Connection;
use tanggap_core::service::ServiceKind;
use tanggap_server::{random, store::DATABASE};

impl World {
    /// What must never be, of one report.
    pub async fn hold(&self, place: usize) {
        let known = &self.reports[place];
        let Known { ticket, kind, canary, erased, .. } = known;
        let told = format!("{ticket} of kind {kind:?}, withdrawn: {}", known.withdrawn);
        if known.is_guarded() {
            self.hold_from_police(known, &told).await;
        } else {
            self.hold_confidence(ticket).await;
        }
        if *erased || known.may_be_public() {
            return;
        }
        for path in ["requests/TICKET.json", "requests/TICKET/updates.json"] {
            let answer = self.town.get(&format!("/api/{}", path.replace("TICKET", ticket))).await;
            assert_eq!(answer.status, 200, "{told}");
            assert!(!answer.text().contains(canary), "{told}: {}", answer.text());
            if known.is_guarded() {
                assert!(!answer.text().contains("canary"), "{told}: {}", answer.text());
                assert!(!answer.text().contains("media_url"), "{told}: {}", answer.text());
            }
        }
        for desk in DESKS {
            let path = format!("/api/{desk}/requests.json?service_request_id={ticket}");
            assert!(!self.town.get(&path).await.text().contains(canary), "{told} in {path}");
        }
    }

    /// The same of all reports, in the lists of all desks.
    pub async fn hold_lists(&self) {
        for desk in DESKS {
            let list = self.town.get(&format!("/api/{desk}/requests.json")).await.text();
            for known in self.reports.iter().filter(|known| known.erased || !known.may_be_public()) {
                assert!(!list.contains(&known.canary), "{} in the list of {desk}", known.ticket);
            }
        }
    }

    /// Whoever asks at the police and has not the key hears what they hear about a number that nobody has. Whoever has it
    /// is the reporter.
    pub async fn hold_from_police(&self, known: &Known, told: &str) {
        let (town, ticket) = (&self.town, &known.ticket);
        let nobodys = "482719305543";
        let fresh = random::uid().unwrap().unwrap();
        for path in ["requests/TICKET.json", "requests/TICKET/updates.json", "tickets/TICKET.json"] {
            let of = |ticket: &str| format!("/api/polresta/{}", path.replace("TICKET", ticket));
            let (answer, unknown) = (town.get(&of(ticket)).await, town.get(&of(nobodys)).await);
            assert_eq!((answer.status, answer.body), (unknown.status, unknown.body), "{told}: {path}");
        }
        let message = format!("/api/polresta/tickets/{ticket}/messages/{}", fresh.as_str());
        assert_eq!(town.get(&message).await.status, 404, "{told}");
        let wrong = random::unknown_key().unwrap();
        let mut heard = Vec::new();
        for number in [ticket.as_str(), nobodys] {
            let answer =
                message::post_track(town, "/api/polresta", number, wrong.hex(), [127, 0, 0, 1]).await;
            heard.push((answer.status, answer.body));
        }
        assert_eq!(heard[0], heard[1], "{told}");
        let Some(body) = &known.body else { return };
        let uid = body["uid"].as_str().unwrap();
        let token = town.get(&format!("/api/polresta/tokens/{uid}.json")).await;
        assert_eq!(token.status, 404, "{told}: {}", token.text());
        // Only the reporter's device knows the uid, and hears the receipt again.
        let receipt = town.get(&format!("/api/polresta/reports/{uid}")).await;
        let is_first = known.desk == "polresta" && self.gone != Some("polresta");
        let status = if !is_first {
            404
        } else if known.erased {
            410
        } else {
            200
        };
        assert_eq!(receipt.status, status, "{told}: {}", receipt.text());
        assert!(!receipt.text().contains("canary"), "{told}");
        if known.erased {
            return;
        }
        let proof = body["key_proof"].as_str().unwrap();
        let mut bases = vec!["/api".to_owned()];
        bases.extend((self.gone != Some(known.desk)).then(|| format!("/api/{}", known.desk)));
        for base in bases {
            let opened = message::post_track(town, &base, ticket, proof, [127, 0, 0, 1]).await;
            assert_eq!(opened.status, 200, "{told} at {base}: {}", opened.text());
            let session = opened.json()["session"].as_str().unwrap().to_owned();
            let own = message::look(town, &format!("{base}/tickets/{ticket}.json"), &session).await;
            assert_eq!(own.status, 200, "{told} at {base}: {}", own.text());
            assert!(own.text().contains(&known.canary), "{told} at {base}: {}", own.text());
        }
    }

    /// The database itself holds what the addresses say.
    pub fn hold_rows(&self) {
        self.hold_merged();
        let database = Connection::open(self.town.folder.path().join(DATABASE)).unwrap();
        for known in self.reports.iter().filter(|report| !report.erased) {
            let Known { ticket, kind, erased, .. } = known;
            let row = database.query_row(
                "select kind, desk, published_at is not null from reports where ticket = ?1",
                [ticket],
                |row| {
                    Ok((row.get::<_, Option<String>>(0)?, row.get::<_, String>(1)?, row.get::<_, bool>(2)?))
                },
            );
            let (word, desk, published) = row.unwrap();
            assert_eq!(word.as_deref(), kind.map(ServiceKind::word), "{ticket} {erased}");
            let conduct = *kind == Some(ServiceKind::PoliceConduct);
            let guarded = conduct || kind.is_none();
            assert!(!conduct || desk == "pengawasan", "{ticket}");
            assert!(!guarded || (desk != "polresta" && !published), "{ticket}");
            assert!(!published || known.may_be_public(), "{ticket}");
        }
    }
}
