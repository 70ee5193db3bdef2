//! A plain GeoReport desk: every `POST` it takes is a new row. Its list holds what is published, which is not all.

use crate::{body, world::World};
use tanggap_core::ports::{RawAnswer, Request};

#[derive(Default)]
pub struct PlainServer {
    rows: Vec<Row>,
}

struct Row {
    truth: u32,
    published: bool,
    /// Posts may be answered with a token; the number comes later.
    numbered: bool,
}

impl PlainServer {
    pub fn rows_of(&self, truth: u32) -> usize {
        self.rows.iter().filter(|row| row.truth == truth).count()
    }

    pub fn handle(&mut self, world: &World, request: &Request) -> RawAnswer {
        match request.method {
            "POST" => self.post(world, &request.bytes),
            _ if request.url.contains("/tokens/") => self.token(world, &request.url),
            _ => self.list(),
        }
    }

    fn post(&mut self, world: &World, bytes: &[u8]) -> RawAnswer {
        if world.fault(8) {
            return match world.chance.below(4) {
                0 => RawAnswer { retry_after: Some("30".to_owned()), ..error(429, "slowly") },
                1 => error(403, "which key"),
                2 => RawAnswer { status: 503, content_type: "text/html".to_owned(), ..RawAnswer::default() },
                _ => error(500, "failed before"),
            };
        }
        if body::field(bytes, "valid") != "1" {
            return error(400, "description is required");
        }
        let numbered = !world.chance.once_in(4);
        self.rows.push(Row { truth: body::truth(bytes), published: world.chance.once_in(2), numbered });
        if world.fault(8) {
            return error(500, "failed after");
        }
        let place = self.rows.len();
        json(
            200,
            if numbered {
                format!(r#"[{{"service_request_id":"P{place}"}}]"#)
            } else {
                format!(r#"[{{"token":"{place}"}}]"#)
            },
        )
    }

    fn token(&mut self, world: &World, url: &str) -> RawAnswer {
        let place: usize =
            url.rsplit('/').next().unwrap_or("").trim_end_matches(".json").parse().unwrap_or(0);
        match self.rows.get_mut(place.wrapping_sub(1)) {
            Some(row) => {
                row.numbered |= world.calm.get() || world.chance.once_in(2);
                let number =
                    if row.numbered { format!(r#""service_request_id":"P{place}","#) } else { String::new() };
                json(200, format!(r#"[{{{number}"token":"{place}"}}]"#))
            }
            None => error(404, "no such token"),
        }
    }

    fn list(&self) -> RawAnswer {
        let published = self.rows.iter().enumerate().filter(|(_, row)| row.published);
        let entry = |(place, row): (usize, &Row)| {
            let reference = body::reference(row.truth);
            format!(r#"{{"service_request_id":"P{}","description":"… [ref {reference}]"}}"#, place + 1)
        };
        json(200, format!("[{}]", published.map(entry).collect::<Vec<_>>().join(",")))
    }
}

fn error(status: u16, description: &str) -> RawAnswer {
    json(status, format!(r#"[{{"code":{status},"description":"{description}"}}]"#))
}

fn json(status: u16, body: String) -> RawAnswer {
    RawAnswer {
        status,
        content_type: "application/json".to_owned(),
        body: body.into_bytes(),
        ..RawAnswer::default()
    }
}
