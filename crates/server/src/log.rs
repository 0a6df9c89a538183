//! One line per gateway call, on the error stream.
//!
//! A line holds the method, the route as the table names it, the status, the time taken and, from the proxy, the
//! outcome. Nothing a caller wrote gets in: no header, no query, no body, no path that is not in the table.
use std::io::Write as _;
use std::time::Instant;

/// A call that will be logged when it is over.
#[derive(Debug)]
pub(crate) struct Line {
    method: &'static str,
    route: &'static str,
    started: Instant,
}

impl Line {
    pub(crate) fn start(method: &axum::http::Method, route: &'static str) -> Self {
        let method = match method.as_str() {
            "GET" => "GET",
            "HEAD" => "HEAD",
            "POST" => "POST",
            "PUT" => "PUT",
            "DELETE" => "DELETE",
            "OPTIONS" => "OPTIONS",
            _ => "OTHER",
        };
        Self { method, route, started: Instant::now() }
    }

    /// Writes the line. `note` is a word of this program.
    pub(crate) fn end(&self, status: u16, note: &str) {
        let line = self.text(status, note, self.started.elapsed().as_millis());
        // A closed error stream is no reason to fail a call.
        let _ = std::io::stderr().write_all(line.as_bytes());
    }

    fn text(&self, status: u16, note: &str, ms: u128) -> String {
        format!("{} {} {status} {ms} ms {note}", self.method, self.route).trim_end().to_owned() + "\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_holds_nothing_the_caller_wrote() {
        let odd = axum::http::Method::from_bytes(b"SECRET").unwrap();
        assert_eq!(Line::start(&odd, "/images/{id}").text(404, "", 7), "OTHER /images/{id} 404 7 ms\n");
        let post = Line::start(&axum::http::Method::POST, "/ideogram/edit");
        assert_eq!(post.text(200, "done", 912), "POST /ideogram/edit 200 912 ms done\n");
    }
}
