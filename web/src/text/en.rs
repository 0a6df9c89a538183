//! English.

use super::*;
use ideomix_api::{BaseProblem, KeyProblem, Model, Reason, Speed};
use ideomix_client::UploadProblem;
use ideomix_picture::Problem as Damage;

pub(super) const TEXT: Text = Text {
    tag: "en",
    operation,
    operation_about,
    field: |name| fields::find(name).map_or("", |row| row.label.0),
    field_help: |name| fields::find(name).map_or("", |row| row.help.0),
    choice: |field, value| fields::choice(field, value).map(|(en, _)| en),
    problem,
    warning,
    advice,
    billed: |billed| match billed {
        "no" => "Not billed",
        "yes" => "Billed",
        _ => "May have been billed",
    },
    store: |error| match error {
        StoreError::NoDatabase => {
            "This browser keeps nothing for pages like this one (private window?). Pictures stay until you close the tab: download what you want to keep."
        }
        StoreError::Blocked => {
            "Another tab of the studio holds the gallery. Close the other tabs and reload."
        }
        StoreError::VersionTooNew => "The gallery was written by a newer studio. Reload the page to get it.",
        StoreError::NoRoom => {
            "There is no room left to keep pictures. Download what you want to keep, then delete some."
        }
        _ => {
            "The gallery could not be read or written. Pictures stay on screen: download what you want to keep."
        }
    },
    unreadable: |code| match code {
        "not_readable" => "The picture's host does not let a page read its bytes, or could not be reached.",
        "not_a_picture" => "What came from the link is no picture, or is damaged.",
        "too_large" => "The picture is larger than 64 MB.",
        "status" => "The picture's host answered with an error.",
        _ => "The picture's bytes could not be fetched.",
    },
    file,
    places: Places {
        operations: "Operations",
        places: "Places",
        gallery: "Gallery",
        jobs: "Jobs",
        settings: "Settings",
        create: "Create",
        history: "Recent",
        stage: "Results",
        skip: "Skip to the form",
        practice: "Practice",
        practice_about: "Pictures are drawn on this machine for trying things out. Nothing is sent anywhere, and nothing costs money.",
        direct: "Direct",
        proxy: "Proxy",
    },
    form: Form {
        model: "Model and speed",
        more_models: "More models",
        model_about: |model| match model {
            Model::V3 => "Ideogram 3.0: best quality, all operations",
            Model::V2A => "2a: fast, good at design and photos",
            Model::V2ATurbo => "2a Turbo: fastest of the 2a line",
            Model::V2 => "2.0: strong lettering, exact sizes, palettes",
            Model::V2Turbo => "2.0 Turbo: like 2.0, faster and cheaper",
            Model::V1 => "1.0: the first model",
            Model::V1Turbo => "1.0 Turbo: the cheapest",
        },
        speed: |speed| match speed {
            Speed::Turbo => "Turbo",
            Speed::Default => "Default",
            Speed::Quality => "Quality",
        },
        advanced: "Advanced",
        official_only: "Ideogram documents this field; AiHubMix does not mention it.",
        disputed: "AiHubMix and Ideogram disagree about this field. Leave it empty if a call is refused.",
        service_default: "Default",
        none: "None",
        choose: "Choose one",
        roll: "Roll a seed",
        reset: "Reset",
        help: "What is this?",
        fewer: "Fewer",
        more: "More",
        prompt_placeholder: "A red fox reading in a snowy library, “OPEN LATE” in neon above the door",
        negative_placeholder: "blurry, watermark",
        seed_placeholder: "Random",
        codes_placeholder: "0A1B2C3D",
        loose: "loose",
        close: "close",
        portrait: "Portrait",
        landscape: "Landscape",
        square: "Square",
        choose_file: "Choose a picture",
        drop_here: "or drop or paste it here: PNG, JPEG, WebP",
        remove_file: |name| format!("Remove {name}"),
        add_color: "Add a color",
        color: |n| format!("Color {n}"),
        weight: "Weight",
        remove_color: |n| format!("Remove color {n}"),
        own_colors: "Own colors",
        run: |operation, images, price| {
            let verb = match operation {
                Operation::ReplaceBackground => "Replace background",
                _ => self::operation(operation),
            };
            let count = if operation == Operation::Describe { String::new() } else { format!(" {images}") };
            price.map_or_else(|| format!("{verb}{count}"), |price| format!("{verb}{count} · {price}"))
        },
        run_hint: "Ctrl + Enter",
        price_free: "free",
        price_unknown: "price not published",
        price_of: |unit, images, total, date| format!("{unit} × {images} = {total}. Prices of {date}."),
        price_disputed: |lower| format!("Some price lists say {lower}; the higher figure is shown."),
        missing: |label| format!("Needed: {label}"),
        problems: |count| {
            if count == 1 {
                "One field needs a look".to_owned()
            } else {
                format!("{count} fields need a look")
            }
        },
        key_needed: "Direct calls need your AiHubMix key.",
        open_settings: "Open settings",
    },
    slots: forms::EN,
    result: Results {
        empty_title: "What shall we make?",
        empty_text: "Describe a picture, choose its shape, and run. Every picture is kept here at once, before its link expires.",
        try_one: "Try one of these",
        examples: [
            "A paper-cut mountain village at dawn, layered shadows, “Good Morning” on a banner",
            "Poster for a jazz night, bold type “BLUE HOUR”, saxophone made of city lights",
            "A tiny greenhouse inside a light bulb, macro photograph, soft morning light",
            "Flat vector logo of a fox made of three triangles, orange on cream",
        ],
        picture: |n, of, prompt| format!("Picture {n} of {of}: {prompt}"),
        withheld_title: "Withheld by the safety check",
        withheld_text: "The service made this picture and does not show it. It is billed all the same.",
        no_link_title: "No link",
        no_link_text: "The service lists this picture without a usable link.",
        saving: "Saving",
        not_saved: "Not saved yet",
        no_room: "No room to save",
        expired: "The link has expired",
        expired_text: "The picture was made, and its bytes were not kept in time. Its settings are.",
        try_saving: "Try saving again",
        open_link: "Open the link",
        download: "Download",
        copy_prompt: "Copy the prompt",
        copied: "Copied",
        use_settings: "Use these settings",
        send_to: "Send to",
        remove: "Delete",
        removed: "Deleted",
        undo: "Undo",
        asked: "You asked",
        got: "You got",
        trace: "Number for support",
        status: "Status",
        gateway_said: "The gateway said",
        generate_with: "Generate with this",
        previous: "Previous picture",
        next: "Next picture",
        fit: "Fit",
        full_size: "100 %",
        time: "Time",
        size: "File size",
        price: "Estimate",
        partly_withheld: |withheld, of| {
            format!("{withheld} of {of} withheld by the safety check; billed all the same")
        },
    },
    look: look::EN,
    jobs: Jobs {
        title: "Jobs",
        running: |count| if count == 1 { "1 job".to_owned() } else { format!("{count} jobs") },
        waiting_place: |place| format!("Waiting, number {place} in line"),
        sending: "Being made",
        seconds: |seconds| format!("{seconds} s"),
        waiting_retry: |seconds| format!("The service is busy. Trying again in {seconds} s"),
        saving: "Saving",
        done: "Done",
        failed: "Failed",
        refused: "Refused",
        not_sent: "Not sent",
        unknown: "Outcome unknown",
        cancel: "Cancel (free)",
        stop: "Stop waiting",
        stop_title: "Stop waiting for this one?",
        stop_text: "It has been sent. Stopping does not stop the service: it may still be billed, and its pictures would be lost. Leaving it running costs nothing more.",
        stop_confirm: "Stop, and maybe pay for nothing",
        keep_waiting: "Keep waiting",
        dismiss: "Dismiss",
        none: "Nothing is running.",
        usage_page: "Check your usage at AiHubMix before you send it again.",
        died: "The page was closed while this was under way, so nobody knows how it ended.",
        died_waiting: "The page was closed while this waited in line. It never left this device.",
        ask_again: "Fill the form with its settings and run it.",
        finished_spoken: |what, count| {
            if count == 1 {
                format!("{what}: 1 picture ready")
            } else {
                format!("{what}: {count} pictures ready")
            }
        },
        failed_spoken: |what, why| format!("{what}: {why}"),
        started_spoken: |what| format!("{what} started"),
    },
    settings: Settings {
        title: "Settings",
        connection: "Connection",
        practice: "Practice",
        practice_hint: "Free, offline, for learning and trying out.",
        practice_missing: "This page was not started with a practice gateway. Run `cargo xtask start` to get one.",
        direct: "Direct",
        direct_hint: "Your key, straight to AiHubMix.",
        proxy: "Proxy",
        proxy_hint: "A server of yours holds the key; this page never sees one.",
        proxy_here: "the server of this page",
        key: "AiHubMix key",
        key_hint: "Kept in this tab's memory only, and gone when you close or reload it. It is sent to the gateway's address and nowhere else. Use a key with a spending limit.",
        key_set: |hint| format!("A key is set ({hint}). It will be forgotten when this tab closes."),
        key_use: "Use this key",
        key_forget: "Forget the key",
        key_show: "Show what I type",
        key_problem: |problem| match problem {
            KeyProblem::BadCharacter => {
                "A key has no spaces, line breaks or special characters. Copy it again."
            }
            KeyProblem::Empty => "Paste your key first.",
            KeyProblem::TooLong => "This is longer than any key. Copy only the key itself.",
            KeyProblem::TooShort => "This is shorter than any key. Copy all of it.",
        },
        address: "Address of the proxy",
        address_hint: "https://…, or http:// for this machine. Leave it empty for the server of this page.",
        address_use: "Use this address",
        address_problem: |problem| match problem {
            BaseProblem::BadHost => "The host name is not right.",
            BaseProblem::BadPath => "The path may hold letters, digits, hyphens and single slashes only.",
            BaseProblem::BadPort => "The port must be a number from 1 to 65535.",
            BaseProblem::NotEncrypted => "Use https://. Plain http:// is for this machine only.",
            BaseProblem::NotHttp => "Start the address with https://.",
            BaseProblem::UserInfo => "An address with a name or password in it is not accepted.",
        },
        address_current: |address| format!("Calls go to {address}."),
        look: "Language and look",
        language: "Language",
        theme: "Look",
        theme_system: "As the system",
        theme_light: "Light",
        theme_dark: "Dark",
        storage: "Storage",
        storage_used: |used, quota| format!("{used} used of {quota} that this browser allows."),
        storage_unknown: "This browser does not say how much room there is.",
        storage_kept: "The browser promised not to clear this gallery by itself.",
        storage_may_go: "The browser may clear this gallery when the disk is nearly full.",
        storage_ask: "Ask to keep it",
        prices: "Prices",
        prices_as_of: |date| {
            format!(
                "US dollars per image, from AiHubMix's page as compared on {date}. An estimate: the gateway's bill counts."
            )
        },
        privacy: "Privacy",
        privacy_text: "Prompts and pictures go to the address above and to nobody else. Ideogram may keep prompts. This page loads nothing from third parties and reports nothing.",
    },
    gallery: Gallery {
        title: "Gallery",
        empty: "Nothing here yet",
        empty_text: "Every picture you make is kept here, in this browser.",
        more: "Show more",
        today: "Today",
        yesterday: "Yesterday",
        quarantined: |count| {
            if count == 1 {
                "One damaged record was set aside.".to_owned()
            } else {
                format!("{count} damaged records were set aside.")
            }
        },
        memory_only: "Nothing is kept after this tab closes",
        go_create: "Make a picture",
    },
    mask: &mask::EN,
    common: Common { close: "Close", back: "Back" },
};

fn operation(operation: Operation) -> &'static str {
    match operation {
        Operation::Generate => "Generate",
        Operation::Remix => "Remix",
        Operation::Edit => "Edit",
        Operation::Reframe => "Reframe",
        Operation::ReplaceBackground => "Background",
        Operation::Upscale => "Upscale",
        Operation::Describe => "Describe",
    }
}

fn operation_about(operation: Operation) -> &'static str {
    match operation {
        Operation::Generate => "A picture from words.",
        Operation::Remix => "A new picture that keeps something of yours.",
        Operation::Edit => "Change the masked part and leave the rest.",
        Operation::Reframe => "Extend a picture to another shape.",
        Operation::ReplaceBackground => "Keep the subject, change what is behind it.",
        Operation::Upscale => "Twice the size, with redrawn detail.",
        Operation::Describe => "Words from a picture.",
    }
}

fn problem(problem: &Problem) -> String {
    let label = fields::find(&problem.field).map_or("", |row| row.label.0);
    let name = |wire: &str| fields::find(wire).map_or_else(|| wire.to_owned(), |row| row.label.0.to_owned());
    match &problem.reason {
        Reason::BadColor { given } => format!("“{given}” is no color. Write #RRGGBB."),
        Reason::BadStyleCode { given } => {
            format!("“{given}” is no style code. A code has eight hexadecimal digits.")
        }
        Reason::BadWeight => "A weight lies between 0.05 and 1.".to_owned(),
        Reason::Conflict { with } => format!("Not together with {}. Clear one of the two.", name(with)),
        Reason::CountMismatch { with } => format!("Needs as many files as {}.", name(with)),
        Reason::FileTooLarge { bytes, max } => {
            format!("The file has {}; the service takes at most {}.", size(*bytes), size(*max))
        }
        Reason::MaskSize { image, mask } => {
            format!(
                "The mask is {}×{}, the picture {}×{}. They must be equal.",
                mask.0, mask.1, image.0, image.1
            )
        }
        Reason::NotAllowed { given, suggestion, .. } => match suggestion {
            Some(word) => format!("“{given}” is not possible here. Did you mean {word}?"),
            None => format!("“{given}” is not possible here."),
        },
        Reason::NotAnInteger { .. } => "Write a whole number.".to_owned(),
        Reason::NotForModel { model, models } => {
            let names: Vec<&str> = models.iter().map(|model| model.wire()).collect();
            format!("{model} does not take this. {} do.", names.join(", "))
        }
        Reason::OutOfRange { min, max, .. } => format!("Must lie between {min} and {max}."),
        Reason::Required => format!("{label} is needed."),
        Reason::RequestTooLarge { bytes, max } => {
            format!("The whole request has {}; the service takes at most {}.", size(*bytes), size(*max))
        }
        Reason::TooMany { given, max } => format!("{given} given; at most {max} are taken."),
        Reason::TooManyPixels { width, height } => {
            format!("{width}×{height} pixels are too many: at most 8192 a side and 40 megapixels.")
        }
        Reason::UnknownField { .. } => "This operation has no such field.".to_owned(),
        _ => "This value does not belong here.".to_owned(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "shown with one digit after the point")]
fn size(size: u64) -> String {
    bytes(size as f64)
}

fn warning(warning: &Warning) -> String {
    match warning {
        Warning::FileLarge { bytes, .. } => {
            format!("A file of {} is above the older limit of 10 MB and may be refused.", size(*bytes))
        }
        Warning::PriceUnknown => "The price of this is not published.".to_owned(),
        Warning::PromptLong { characters, .. } => {
            format!("{characters} characters are many; the service may refuse more than 10,000.")
        }
        Warning::SeedWithManyImages { images } => {
            format!("With a fixed seed all {images} pictures come out the same, and all are billed.")
        }
        Warning::SourceNotSquare => "Ideogram documents reframing for square pictures only.".to_owned(),
        Warning::StyleReferenceWithStyle => {
            "Style references work with the styles Auto and General.".to_owned()
        }
        Warning::TurboAtDefaultPrice => {
            "Turbo is listed at the price of Default here: Default gives more for the same money.".to_owned()
        }
        _ => String::new(),
    }
}

fn advice(cause: Cause) -> Advice {
    let (title, sentence, next) = match cause {
        Cause::BadRequest => (
            "The gateway refused the request",
            "It did not accept one of the values and rarely says which.",
            "Remove advanced fields one by one and run again.",
        ),
        Cause::CutAnswer => (
            "The answer broke off",
            "The service answered, but its answer arrived incomplete, so the pictures cannot be found in it.",
            "Check your usage at AiHubMix before you send it again: this one was billed.",
        ),
        Cause::EmptyAnswer => (
            "An answer without pictures",
            "The service reported success and sent no picture.",
            "Try other words. This one was billed; its number helps AiHubMix's support.",
        ),
        Cause::Forbidden => (
            "This key may not do that",
            "The account or the key is limited by address, model or suspension.",
            "Check the key's limits at AiHubMix.",
        ),
        Cause::GatewayFailed => (
            "The gateway reports a failure",
            "AiHubMix could not get the picture made. Normally that is not billed, but it is not proved.",
            "Wait a little, check your usage, and send it again.",
        ),
        Cause::HtmlAnswer => (
            "A web page instead of an answer",
            "The address answered with a page. It may be the wrong address, or a login page of your network.",
            "Check the connection in Settings.",
        ),
        Cause::KeyMissing => (
            "A key is missing",
            "Direct calls need your AiHubMix key.",
            "Enter it in Settings, or switch to practice.",
        ),
        Cause::KeyRefused => (
            "The key was refused",
            "AiHubMix does not know this key.",
            "Check it in Settings: copied whole, not revoked?",
        ),
        Cause::NoBalance => (
            "Not enough balance",
            "The account's balance or a spending limit does not cover this call.",
            "Top up or raise the limit at AiHubMix, then run again.",
        ),
        Cause::Offline => (
            "You are offline",
            "There is no network, so nothing was sent.",
            "Run again when you are back online; your form is kept.",
        ),
        Cause::Overloaded => (
            "No room at the service",
            "The gateway has no free channel for this model just now, or the key may not use it.",
            "Try again in a minute, or choose another model.",
        ),
        Cause::RateLimited => (
            "Too many at once",
            "The service limits how many pictures are made at the same time, for all users of the gateway.",
            "Wait a little and run again, with fewer images.",
        ),
        Cause::Safety => (
            "Refused by the safety check",
            "The prompt or a picture was refused before anything was made.",
            "Change the words or the picture.",
        ),
        Cause::Stopped => (
            "You stopped waiting",
            "The call had been sent, so it may still have been made and billed.",
            "Check your usage at AiHubMix before you send it again.",
        ),
        Cause::TimedOut => (
            "No answer in five minutes",
            "The call was sent and never answered.",
            "Check your usage at AiHubMix before you send it again.",
        ),
        Cause::TooLarge => (
            "Too large for the gateway",
            "The files together are larger than the gateway takes.",
            "Use smaller pictures.",
        ),
        Cause::Unreachable => (
            "Nothing readable came back",
            "The address could not be reached, the connection broke, or the browser was not allowed to read the answer. The browser does not say which.",
            "Check the connection and your usage before you send it again.",
        ),
        Cause::Withdrawn => (
            "Taken back",
            "It was stopped before anything was sent.",
            "Run again whenever you like; your form is kept.",
        ),
        _ => (
            "An answer that makes no sense",
            "Something between here and the service answered with an error of its own.",
            "Check your usage at AiHubMix before you send it again.",
        ),
    };
    Advice { title, sentence, next }
}

fn file(problem: &UploadProblem) -> String {
    if let UploadProblem::Animated(_) = problem {
        return "The file is a film. One picture is wanted.".to_owned();
    }
    let UploadProblem::Picture(damage) = problem else {
        return "The file cannot be read any more. Choose it again.".to_owned();
    };
    match damage {
        Damage::Empty => "The file is empty.".to_owned(),
        Damage::Unsupported(kind) => format!("{} is not taken. Save it as PNG, JPEG or WebP.", kind.name()),
        Damage::NotAPicture => "This is no picture. Choose a PNG, JPEG or WebP file.".to_owned(),
        _ => "The picture is damaged or cut off. Save it again and choose the new file.".to_owned(),
    }
}
