//! The program itself: what it prints, how it fails, how it stops.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
mod common;

use std::io::Read as _;
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use common::upstream::{Act, Upstream, http};
use common::{CANARY, studio};

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ideomix"));
    command.env_remove("AIHUBMIX_API_KEY").env_remove("IDEOMIX_UPSTREAM").env("RUST_BACKTRACE", "1");
    command
}

fn run(arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    program().args(arguments).envs(variables.iter().copied()).output().unwrap()
}

/// A started program, ended with the test.
struct Started {
    child: Child,
    url: String,
}

impl Started {
    fn new(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let out = child.stdout.as_mut().unwrap();
        let mut line = Vec::new();
        let mut byte = [0];
        while line.last() != Some(&b'\n') && out.read(&mut byte).unwrap() == 1 {
            line.push(byte[0]);
        }
        let line = String::from_utf8(line).unwrap();
        let url = line.strip_prefix("Ideomix studio: ").unwrap_or_else(|| panic!("first line: {line:?}"));
        Self { url: url.trim_end().to_owned(), child }
    }

    fn signal(&self, name: &str) {
        let sent =
            Command::new("kill").args([format!("-{name}"), self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// Exit code, the rest of the output, the errors.
    fn end(mut self) -> (Option<i32>, String, String) {
        let (mut out, mut err) = (String::new(), String::new());
        self.child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        (self.child.wait().unwrap().code(), out, err)
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_failure_is_one_line_with_a_next_step_and_an_exit_code() {
    let folder = studio();
    let dir = folder.path().to_str().unwrap();
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let key = ("AIHUBMIX_API_KEY", CANARY);
    type Case<'a> = (&'a [&'a str], &'a [(&'a str, &'a str)], i32, &'a str);
    let cases: [Case<'_>; 9] = [
        (&["serve", "--studio", "/nowhere/at/all"], &[], 1, "index.html"),
        (&["serve"], &[], 1, "--studio DIR"),
        (&["serve", "--studio", dir, "--port", &port, "--strict-port"], &[], 1, "taken"),
        (&["serve", "--studio", dir, "--port", "0", "--host", "0.0.0.0"], &[key], 1, "spend your money"),
        (&["serve", "--studio", dir, "--host", "192.0.2.1"], &[], 1, "cannot listen"),
        (&["serve", "--studio", dir], &[("AIHUBMIX_API_KEY", "sk-can ary")], 1, "does not look like a key"),
        (
            &["serve", "--studio", dir],
            &[key, ("IDEOMIX_UPSTREAM", "http://a.example")],
            1,
            "IDEOMIX_UPSTREAM",
        ),
        (&["serve", "--prot", "1"], &[], 2, "--help"),
        (&["pack", "/nowhere/at/all"], &[], 1, "index.html"),
    ];
    for (arguments, variables, code, part) in cases {
        if cfg!(feature = "embedded") && arguments.len() == 1 {
            continue;
        }
        let output = run(arguments, variables);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        assert!(said.contains(part), "{arguments:?}: {said}");
        assert_eq!(said.lines().count(), 1, "{arguments:?}: {said}");
        assert!(!said.contains("can ary") && !said.contains("canary"), "{said}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn help_and_version_are_plain_output() {
    let help = run(&["--help"], &[]);
    assert!(help.status.success() && String::from_utf8(help.stdout).unwrap().contains("Usage:"));
    let version = run(&["--version"], &[]);
    assert_eq!(
        String::from_utf8(version.stdout).unwrap(),
        format!("ideomix {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[cfg(unix)]
#[test]
fn a_taken_port_gives_the_next_one_and_says_so() {
    let folder = studio();
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let started = Started::new(program().args(["serve", "--port", &port, "--studio"]).arg(folder.path()));
    assert!(started.url.starts_with("http://127.0.0.1:") && started.url.ends_with('/'), "{}", started.url);
    assert!(!started.url.contains(&format!(":{port}/")), "{}", started.url);
    started.signal("TERM");
    let (code, out, err) = started.end();
    assert_eq!((code, out.as_str()), (Some(0), ""), "exactly one line of output");
    assert!(err.contains(&format!("Port {port} is taken")), "{err}");
}

/// Starts the program with a gateway that takes a while, and a call that is running.
#[cfg(unix)]
async fn with_running_call(
    ms: u64,
) -> (Started, tokio::task::JoinHandle<reqwest::Result<String>>, tempfile::TempDir) {
    let folder = studio();
    let answer =
        http("200 OK", &[("content-type", "application/json")], r#"{"data":[{"url":"https://a.b/c"}]}"#);
    let upstream = Upstream::start(Act::Answer(answer, Duration::from_millis(ms))).await;
    let started = Started::new(
        program()
            .args(["serve", "--port", "0", "--studio"])
            .arg(folder.path())
            .env("AIHUBMIX_API_KEY", CANARY)
            .env("IDEOMIX_UPSTREAM", format!("http://{}", upstream.address)),
    );
    let address = format!("{}ideogram/edit?prompt=hidden", started.url);
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let call = tokio::spawn(async move {
        client.post(address).header("x-hidden", "hidden").body("hidden").send().await?.text().await
    });
    while upstream.seen().is_empty() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    (started, call, folder)
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_signal_lets_the_running_call_finish_and_nothing_secret_is_logged() {
    for signal in ["TERM", "INT"] {
        let (started, call, _folder) = with_running_call(700).await;
        let address = started.url.trim_start_matches("http://").trim_end_matches('/').to_owned();
        started.signal(signal);
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert!(std::net::TcpStream::connect(address).is_err(), "nobody new is let in");
        assert!(call.await.unwrap().unwrap().contains("https://a.b/c"));
        let (code, out, err) = tokio::task::spawn_blocking(|| started.end()).await.unwrap();
        assert_eq!((code, out.as_str()), (Some(0), ""), "{err}");
        assert_eq!(err.matches("POST /ideogram/edit 200 ").count(), 1, "{err}");
        assert!(err.contains(" ms done\n"), "{err}");
        assert!(!err.contains("canary") && !err.contains("hidden"), "{err}");
    }
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_second_signal_stops_at_once_and_says_that_calls_were_running() {
    let (started, call, _folder) = with_running_call(20_000).await;
    let began = Instant::now();
    started.signal("TERM");
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(!call.is_finished());
    started.signal("TERM");
    let (code, _, err) = tokio::task::spawn_blocking(|| started.end()).await.unwrap();
    assert!(began.elapsed() < Duration::from_secs(10));
    assert_eq!(code, Some(1));
    assert!(err.contains("while calls were running"), "{err}");
    assert!(call.await.unwrap().is_err());
}
