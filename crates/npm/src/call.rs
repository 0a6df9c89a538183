//! The functions of the core: one text in, one text out, which is JSON.

use crate::boundary::{give, given};
use crate::{answer, plan};
use ideomix_api::policy;

/// What a call would send: `{ issues }`, or `{ warnings, images, path, json }`, or the same with `parts`, a list of
/// `[name, text]` and `[name, file, fileName]`. Reads the operation, `\0` and its parameters. Files are given as
/// `{ file, kind, bytes, width, height }`, or as `{ problem }` where [`sniff`](crate::sniff) found one.
#[unsafe(no_mangle)]
pub extern "C" fn plan() -> usize {
    asked(plan::plan)
}

/// What one try of a call came to: `{ images }`, `{ descriptions }` or `{ failure }`, whose `waitMs` is there where the
/// call may be sent once more.
///
/// Reads the operation, `\0` and `{ fault }` or `{ status, contentType, retryAfter, text, json }`, and with either
/// `online`, how many `tries` were made, for how long was `waited`, the most of both that the caller wants, and a
/// `random` number.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> usize {
    asked(answer::answer)
}

/// How many milliseconds to wait before a result's bytes are fetched again, after that many tries; 0 means enough.
#[unsafe(no_mangle)]
pub extern "C" fn download_wait(tries: u8, random: u32) -> u32 {
    policy::after_download(tries, random).unwrap_or_default()
}

fn asked(function: fn(&str, &str) -> String) -> usize {
    let given = given();
    #[expect(unsafe_code, reason = "the facade's encoder writes nothing but UTF-8")]
    let text = unsafe { core::str::from_utf8_unchecked(&given) };
    let end = text.bytes().position(|byte| byte == 0).unwrap_or(text.len());
    let (operation, value) = text.split_at_checked(end).unwrap_or_default();
    give(function(operation, value.get(1..).unwrap_or_default()).into_bytes())
}
