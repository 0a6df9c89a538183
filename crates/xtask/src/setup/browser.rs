//! A real browser, its driver, and a font that has Chinese.

use std::env;
use std::path::{Path, PathBuf};

use super::{debian, report};
use crate::fail::{Done, Fail};
use crate::run;

/// The browser that tests run in.
#[derive(Debug)]
pub(crate) struct Browser {
    /// Chrome or Chromium.
    pub(crate) chrome: PathBuf,
    /// The WebDriver of the same version.
    pub(crate) driver: PathBuf,
}

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const PLACES: [&str; 4] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
];

/// Finds or brings the browser and its driver; a missing font is only noted.
pub(crate) fn ready() -> Done<Browser> {
    if (chrome()?.is_none() || driver()?.is_none()) && debian::possible() {
        debian::packages("browser", &["chromium", "chromium-driver"])?;
    }
    let Some(chrome) = chrome()? else {
        return Err(Fail::missing(
            "no Chrome or Chromium was found",
            "install one, or name it: CHROME=/path/to/chrome, then run the command again",
        ));
    };
    let Some(driver) = driver()? else {
        return Err(Fail::missing(
            "chromedriver was not found",
            "install the one of the browser's version, or name it: CHROMEDRIVER=/path/to/chromedriver",
        ));
    };
    report::there("browser", &chrome.display().to_string());
    report::there("browser driver", &driver.display().to_string());
    font();
    Ok(Browser { chrome, driver })
}

fn chrome() -> Done<Option<PathBuf>> {
    let standard = || PLACES.iter().map(PathBuf::from).find(|place| place.is_file());
    Ok(named("CHROME")?.or_else(|| NAMES.iter().find_map(|name| run::find(name))).or_else(standard))
}

fn driver() -> Done<Option<PathBuf>> {
    Ok(named("CHROMEDRIVER")?.or_else(|| run::find("chromedriver")))
}

/// The program a variable names; naming one that is not there is a mistake worth stopping for.
fn named(variable: &str) -> Done<Option<PathBuf>> {
    let Some(value) = env::var_os(variable).filter(|value| !value.is_empty()) else { return Ok(None) };
    let path = PathBuf::from(value);
    if path.is_file() {
        return Ok(Some(path));
    }
    let what = format!("{variable} names {}, which is not there", path.display());
    Err(Fail::missing(what, format!("correct {variable}, or unset it to search PATH")))
}

/// Screenshots of the Chinese studio need glyphs; other systems bring a font with them.
fn font() {
    const FONT: &str = "fonts-wqy-microhei";
    if !debian::possible() || Path::new("/usr/share/fonts/truetype/wqy").exists() || has_chinese() {
        return;
    }
    if let Err(fail) = debian::packages("chinese font", &[FONT]) {
        report::note("chinese font", &format!("Chinese text will show as boxes in screenshots: {fail}"));
    }
}

fn has_chinese() -> bool {
    run::ask(run::command("fc-list").arg(":lang=zh")).is_ok_and(|list| !list.trim().is_empty())
}
