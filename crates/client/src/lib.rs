//! Sends an API call through the browser's fetch: form data, abort, decode. A Rust API only.
