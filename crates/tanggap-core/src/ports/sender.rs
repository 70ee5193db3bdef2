//! The way to a server: a request, and what comes back, unjudged.

/// Sends bytes and brings the answer home, whole and unjudged.
pub trait Sender {
    async fn send(&self, request: &Request) -> Result<RawAnswer, SendFault>;
}

/// A request, ready to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub method: &'static str,
    pub url: String,
    pub headers: Vec<(String, String)>,
    pub bytes: Vec<u8>,
    pub timeout_ms: u32,
}

/// What came back. The body is cut off at [`crate::wire::ANSWER_LIMIT`] by whoever reads it: more is no answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RawAnswer {
    /// 0 for a redirect that was not followed.
    pub status: u16,
    pub content_type: String,
    pub retry_after: Option<String>,
    /// The server's own time, where it may be read.
    pub date: Option<String>,
    pub body: Vec<u8>,
}

/// Why nothing came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SendFault {
    /// Not one byte left the device, for certain.
    NotSent,
    /// It may or may not have arrived: every other failure.
    Ambiguous,
}
