//! Puts the style sheets of the page into one file.
//!
//! They are apart to be read and edited. A browser waits for all of them before it paints, and over a slow line each
//! costs a journey of its own.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use crate::fail::{At, Done, Fail, show};

/// Joins the style sheets of the site that Trunk has built.
pub(super) fn join(site: &Path) -> Done {
    let path = site.join("index.html");
    let page = fs::read_to_string(&path).at("reading", &path)?;
    let sheets = sheets(&page);
    if sheets.is_empty() {
        return Err(Fail::Form { what: show(&path), why: "names no style sheet".into() });
    }
    let mut styles = String::new();
    for (_, file) in &sheets {
        let file = site.join(file);
        styles.push_str(&fs::read_to_string(&file).at("reading", &file)?);
        styles.push('\n');
    }
    let mut hasher = DefaultHasher::new();
    styles.hash(&mut hasher);
    let name = format!("styles-{:016x}.css", hasher.finish());
    let all = site.join(&name);
    fs::write(&all, styles).at("writing", &all)?;
    for (_, file) in &sheets {
        let file = site.join(file);
        fs::remove_file(&file).at("removing", &file)?;
    }
    let page = with_one(&page, &sheets, &name);
    fs::write(&path, page).at("writing", &path)
}

/// The tags that name a style sheet of the site, in their order, each with its file.
fn sheets(page: &str) -> Vec<(&str, &str)> {
    let tags = page.split('<').filter(|rest| rest.starts_with("link "));
    let tags = tags.filter_map(|rest| rest.split_once('>').map(|(tag, _)| tag));
    let of_style = tags.filter(|tag| tag.contains("rel=stylesheet") || tag.contains("rel=\"stylesheet\""));
    let with_file = of_style.filter_map(|tag| {
        let (_, href) = tag.split_once("href=")?;
        let href = href.trim_start_matches('"').split(['"', ' ']).next()?;
        Some((tag, href.trim_start_matches(['.', '/'])))
    });
    with_file.collect()
}

/// The page with one sheet where the first stood, at an address of the same kind.
fn with_one(page: &str, sheets: &[(&str, &str)], name: &str) -> String {
    let mut page = page.to_owned();
    for (n, (tag, file)) in sheets.iter().enumerate() {
        let root = tag.split_once("href=").map_or("", |(_, href)| href.trim_start_matches('"'));
        let root = root.split(file).next().unwrap_or_default();
        let one = if n == 0 { format!("<link href={root}{name} rel=stylesheet>") } else { String::new() };
        page = page.replacen(&format!("<{tag}>"), &one, 1);
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head><link href=/base-1.css integrity=x rel=stylesheet><link href=icon.svg rel=icon>\
                        <link rel=\"stylesheet\" href=\"/ui-2.css\"/></head>";

    #[test]
    fn the_sheets_are_found_in_their_order_and_nothing_else_is() {
        let files: Vec<_> = sheets(PAGE).into_iter().map(|(_, file)| file).collect();
        assert_eq!(files, ["base-1.css", "ui-2.css"]);
    }

    #[test]
    fn one_sheet_stands_where_the_first_stood() {
        assert_eq!(
            with_one(PAGE, &sheets(PAGE), "styles-3.css"),
            "<head><link href=/styles-3.css rel=stylesheet><link href=icon.svg rel=icon></head>"
        );
    }

    #[test]
    fn the_joined_sheet_holds_all_in_their_order_and_the_old_ones_are_gone() {
        let site = std::env::temp_dir().join(format!("ideomix-styles-{}", std::process::id()));
        fs::create_dir_all(&site).unwrap();
        fs::write(site.join("index.html"), PAGE).unwrap();
        fs::write(site.join("base-1.css"), "a{}").unwrap();
        fs::write(site.join("ui-2.css"), "b{}").unwrap();
        join(&site).unwrap();
        let page = fs::read_to_string(site.join("index.html")).unwrap();
        let (_, file) = sheets(&page)[0];
        assert_eq!(fs::read_to_string(site.join(file)).unwrap(), "a{}\nb{}\n");
        assert!(!site.join("base-1.css").exists() && !site.join("ui-2.css").exists());
        fs::remove_dir_all(&site).unwrap();
    }
}
