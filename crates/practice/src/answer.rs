//! The shapes of answers: JSON, the gateway's errors, its web console, and a date.

use serde_json::{Value, json};

use crate::{Answer, Delivery};

/// The page that the gateway answers to every path it does not know, with status 200.
const CONSOLE: &str = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Practice console</title></head>\
<body><h1>Practice console</h1><p>This is the page that the gateway shows for a path it does not know.</p></body></html>\n";

impl Answer {
    pub(crate) fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("content-type", content_type.to_owned())];
        Self { status, headers, body: body.into(), delivery: Delivery::After(0) }
    }

    pub(crate) fn json(status: u16, value: &Value) -> Self {
        Self::new(status, "application/json", value.to_string())
    }

    /// The error shape of every `/ideogram/*` failure (GW). `tid` is the id that support asks for.
    pub(crate) fn gateway_error(status: u16, message: &str, tid: &str) -> Self {
        let message = format!("{message} (tid: {tid})");
        Self::json(
            status,
            &json!({"type": "error", "error": {"message": message, "type": "Aihubmix_api_error"}}),
        )
    }

    pub(crate) fn console() -> Self {
        Self::new(200, "text/html; charset=utf-8", CONSOLE)
    }

    pub(crate) fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new(), delivery: Delivery::After(0) }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Lets every origin read the answer, as the gateway does (GW). It exposes no further response header.
    pub(crate) fn cors(self) -> Self {
        self.with("access-control-allow-origin", "*")
    }

    pub(crate) fn preflight() -> Self {
        Self::empty(204)
            .cors()
            .with("access-control-allow-headers", "*")
            .with("access-control-allow-methods", "GET, POST, PUT, DELETE, OPTIONS")
            .with("access-control-max-age", "43200")
    }
}

/// `2026-11-22T18:05:09Z`, from seconds since 1970.
pub(crate) fn iso_time(unix: u64) -> String {
    let (days, rest) = (unix / 86_400, unix % 86_400);
    // Days since the first of March of year 0, in cycles of 400 years, so that leap days come last.
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    let (hour, minute, second) = (rest / 3_600, rest / 60 % 60, rest % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_seconds_are_known_days() {
        assert_eq!(iso_time(0), "1970-01-01T00:00:00Z");
        assert_eq!(iso_time(951_782_400), "2000-02-29T00:00:00Z");
        assert_eq!(iso_time(1_735_689_599), "2024-12-31T23:59:59Z");
        assert_eq!(iso_time(4_107_542_399), "2100-02-28T23:59:59Z");
        assert_eq!(iso_time(4_107_542_400), "2100-03-01T00:00:00Z");
    }
}
