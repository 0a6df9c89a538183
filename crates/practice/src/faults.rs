//! The script of faults: what goes wrong with which call. The format is described at [`Spec`].

use std::collections::VecDeque;

use serde::Deserialize;

/// One entry of the script as it is written in JSON. Members that a kind does not use are refused, as are unknown ones.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Spec {
    kind: Kind,
    /// Extra waiting before the answer, in milliseconds. Any kind but `hang`.
    #[serde(default)]
    ms: u64,
    /// Whether the call runs (and counts, and is billed) before it goes wrong. `status`, `html`, `redirect`: before by
    /// default; `hang`, `drop`: after by default.
    when: Option<When>,
    /// `false` leaves the CORS headers out of the answer. Any kind.
    cors: Option<bool>,
    /// `status`, `image_status`: the HTTP status. `redirect`: 301, 302, 303, 307 or 308.
    status: Option<u16>,
    /// `status`: what the body looks like; the gateway's own shape by default.
    shape: Option<Shape>,
    /// `status`: the `Retry-After` header, verbatim; a number is written as seconds.
    retry_after: Option<serde_json::Value>,
    /// `status`: the message of the error.
    message: Option<String>,
    /// `withhold`, `no_url`, `bad_url`: which pictures, counted from 0; all when left out.
    indices: Option<Vec<usize>>,
    /// `redirect`: where to. `bad_url`: the link to give.
    location: Option<String>,
    /// `cut`, `wrong_length`, `image_cut`: how many bytes are sent; half of them when left out.
    bytes: Option<usize>,
    /// `image_*`: how many looks at each picture go wrong before it heals; all when left out.
    times: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    None,
    Delay,
    Status,
    Html,
    Redirect,
    Cut,
    WrongLength,
    Hang,
    Drop,
    Withhold,
    NoUrl,
    BadUrl,
    EmptyData,
    B64,
    NumericCreated,
    UnknownMembers,
    ImageStatus,
    ImageNoCors,
    ImageHtml,
    ImageCut,
    Expire,
}

/// Whether a fault strikes before the call runs or after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum When {
    /// Nothing runs and nothing is billed.
    Before,
    /// The call ran and is billed if it was a good one.
    After,
}

/// What the body of a scripted status looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Shape {
    /// The gateway's own error shape.
    Gateway,
    /// JSON of another shape: `{"detail": "..."}`.
    Json,
    /// A page, as edge servers send it.
    Html,
    /// Nothing at all.
    Empty,
}

/// A checked entry of the script.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fault {
    pub(crate) ms: u64,
    pub(crate) cors: bool,
    pub(crate) what: What,
}

/// What goes wrong.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum What {
    /// Nothing but the waiting.
    Nothing,
    /// Another answer takes the place of the call's own.
    Instead(Instead, When),
    /// The call's own answer, altered.
    Altered(Alter),
    /// The call's own answer; looking at its pictures goes wrong.
    Image(ImageFault),
    /// The call's own answer, with links that have already expired.
    Expired,
}

/// An answer in the place of the call's own.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Instead {
    /// An HTTP error.
    Status { status: u16, shape: Shape, retry_after: Option<String>, message: Option<String> },
    /// A web page with status 200.
    Html,
    /// A redirect.
    Redirect { status: u16, location: String },
    /// No answer for ever.
    Hang,
    /// A dropped connection.
    Drop,
}

/// A change to the call's own answer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Alter {
    /// The body ends early, and the length says so too.
    Cut(Option<usize>),
    /// The body ends before the announced length.
    WrongLength(Option<usize>),
    /// Pictures withheld by the safety check.
    Withhold(Pick),
    /// Safe pictures without a link.
    NoUrl(Pick),
    /// Links that lead nowhere.
    BadUrl(Pick, String),
    /// An empty list of pictures.
    EmptyData,
    /// Pictures in the answer instead of links.
    Base64,
    /// `created` as a number of seconds.
    NumericCreated,
    /// Members that no document names, at every level.
    UnknownMembers,
}

/// Which pictures of a list.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pick(Option<Vec<usize>>);

impl Pick {
    pub(crate) fn holds(&self, index: usize) -> bool {
        self.0.as_ref().is_none_or(|picked| picked.contains(&index))
    }
}

/// What looking at a picture meets.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ImageFault {
    pub(crate) kind: ImageFaultKind,
    /// How many looks are left to go wrong; `None` is all.
    pub(crate) times: Option<u32>,
}

/// The ways in which looking at a picture goes wrong.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ImageFaultKind {
    Status(u16),
    NoCors,
    Html,
    Cut(Option<usize>),
}

/// The faults that are still to come.
pub(crate) type Script = VecDeque<Fault>;

impl Spec {
    /// Checks that the members fit the kind.
    pub(crate) fn check(self) -> Result<Fault, String> {
        self.refuse_strays()?;
        let instead = |instead, default| What::Instead(instead, self.when.unwrap_or(default));
        let pick = || Pick(self.indices.clone());
        let image = |kind| What::Image(ImageFault { kind, times: self.times });
        let what = match self.kind {
            Kind::None | Kind::Delay => What::Nothing,
            Kind::Status => {
                let status = self.status.filter(|status| (400..600).contains(status));
                let status = status.ok_or("status: needs a status from 400 to 599")?;
                let retry_after = self.retry_after.as_ref().map(|value| match value {
                    serde_json::Value::String(text) => text.clone(),
                    other => other.to_string(),
                });
                if retry_after.as_ref().is_some_and(|text| !text.bytes().all(|b| (b' '..0x7F).contains(&b))) {
                    return Err("retry_after: must be printable ASCII".to_owned());
                }
                let (shape, message) = (self.shape.unwrap_or(Shape::Gateway), self.message.clone());
                instead(Instead::Status { status, shape, retry_after, message }, When::Before)
            }
            Kind::Html => instead(Instead::Html, When::Before),
            Kind::Redirect => {
                let status = self.status.unwrap_or(307);
                if !matches!(status, 301 | 302 | 303 | 307 | 308) {
                    return Err("redirect: status must be 301, 302, 303, 307 or 308".to_owned());
                }
                let location = self.location.clone().ok_or("redirect: needs a location")?;
                if !location.bytes().all(|b| (b'!'..0x7F).contains(&b)) {
                    return Err("location: must be an address in ASCII".to_owned());
                }
                instead(Instead::Redirect { status, location }, When::Before)
            }
            Kind::Hang => instead(Instead::Hang, When::After),
            Kind::Drop => instead(Instead::Drop, When::After),
            Kind::Cut => What::Altered(Alter::Cut(self.bytes)),
            Kind::WrongLength => What::Altered(Alter::WrongLength(self.bytes)),
            Kind::Withhold => What::Altered(Alter::Withhold(pick())),
            Kind::NoUrl => What::Altered(Alter::NoUrl(pick())),
            Kind::BadUrl => {
                let link = self.location.clone().unwrap_or_else(|| "not a link".to_owned());
                What::Altered(Alter::BadUrl(pick(), link))
            }
            Kind::EmptyData => What::Altered(Alter::EmptyData),
            Kind::B64 => What::Altered(Alter::Base64),
            Kind::NumericCreated => What::Altered(Alter::NumericCreated),
            Kind::UnknownMembers => What::Altered(Alter::UnknownMembers),
            Kind::ImageStatus => {
                let status = self.status.filter(|status| (400..600).contains(status));
                image(ImageFaultKind::Status(status.ok_or("image_status: needs a status from 400 to 599")?))
            }
            Kind::ImageNoCors => image(ImageFaultKind::NoCors),
            Kind::ImageHtml => image(ImageFaultKind::Html),
            Kind::ImageCut => image(ImageFaultKind::Cut(self.bytes)),
            Kind::Expire => What::Expired,
        };
        Ok(Fault { ms: self.ms, cors: self.cors.unwrap_or(true), what })
    }

    /// A member that the kind does not use is a mistake in a test, and would otherwise pass unnoticed.
    fn refuse_strays(&self) -> Result<(), String> {
        use Kind::{
            BadUrl, Cut, Drop, Hang, Html, ImageCut, ImageHtml, ImageNoCors, ImageStatus, NoUrl, Redirect,
            Status, Withhold, WrongLength,
        };
        let used: [(&str, bool, &[Kind]); 9] = [
            ("when", self.when.is_some(), &[Status, Html, Redirect, Hang, Drop]),
            ("status", self.status.is_some(), &[Status, Redirect, ImageStatus]),
            ("shape", self.shape.is_some(), &[Status]),
            ("retry_after", self.retry_after.is_some(), &[Status]),
            ("message", self.message.is_some(), &[Status]),
            ("indices", self.indices.is_some(), &[Withhold, NoUrl, BadUrl]),
            ("location", self.location.is_some(), &[Redirect, BadUrl]),
            ("bytes", self.bytes.is_some(), &[Cut, WrongLength, ImageCut]),
            ("times", self.times.is_some(), &[ImageStatus, ImageNoCors, ImageHtml, ImageCut]),
        ];
        match used.iter().find(|(_, given, kinds)| *given && !kinds.contains(&self.kind)) {
            Some((name, ..)) => Err(format!("{name}: not used by this kind")),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Fault, String> {
        serde_json::from_str::<Spec>(json).map_err(|error| error.to_string())?.check()
    }

    #[test]
    fn every_kind_can_be_written_down() {
        for kind in
            ["none", "delay", "html", "cut", "wrong_length", "hang", "drop", "withhold", "no_url", "bad_url"]
        {
            assert!(read(&format!("{{\"kind\":\"{kind}\"}}")).is_ok(), "{kind}");
        }
        for kind in [
            "empty_data",
            "b64",
            "numeric_created",
            "unknown_members",
            "image_no_cors",
            "image_html",
            "image_cut",
            "expire",
        ] {
            assert!(read(&format!("{{\"kind\":\"{kind}\"}}")).is_ok(), "{kind}");
        }
        assert!(read(r#"{"kind":"status","status":429,"retry_after":3,"shape":"json"}"#).is_ok());
        assert!(read(r#"{"kind":"redirect","location":"http://localhost/x"}"#).is_ok());
        assert!(read(r#"{"kind":"image_status","status":404,"times":2}"#).is_ok());
    }

    #[test]
    fn mistakes_in_a_script_are_refused() {
        for json in [
            r#"{"kind":"status"}"#,
            r#"{"kind":"status","status":200}"#,
            r#"{"kind":"redirect"}"#,
            r#"{"kind":"redirect","location":"/x\r\nset-cookie: a"}"#,
            r#"{"kind":"hang","indices":[1]}"#,
            r#"{"kind":"cut","byte":3}"#,
            r#"{"kind":"sulk"}"#,
        ] {
            assert!(read(json).is_err(), "{json}");
        }
    }
}
