//! Which crate may depend on which.

use serde_json::Value;

use super::Finding;

/// The allowed arrows between the crates of this workspace: a crate, and what it may name.
///
/// ARCHITECTURE.md draws them. `api`, `mask` and `picture` name neither each other nor a browser, so that they can
/// be tested anywhere; nothing names `web`.
const ALLOWED: [(&str, &[&str]); 10] = [
    ("api", &[]),
    ("client", &["api", "picture"]),
    ("gallery", &[]),
    ("mask", &[]),
    ("npm", &["api", "mask", "picture"]),
    ("picture", &[]),
    ("practice", &["api", "mask", "picture"]),
    ("server", &["api", "picture", "practice"]),
    ("web", &["api", "client", "gallery", "mask", "picture"]),
    ("xtask", &[]),
];

const PREFIX: &str = "ideomix-";

/// Checks every dependency between two crates of the workspace in the output of `cargo metadata`.
///
/// Tests may depend on anything but `web`, since what only tests name is not shipped.
pub(crate) fn check(meta: &Value) -> Vec<Finding> {
    let packages = || meta.get("packages").and_then(Value::as_array).into_iter().flatten();
    let members: Vec<_> = packages().filter_map(name).collect();
    let root = meta.get("workspace_root").and_then(Value::as_str).unwrap_or_default();
    let mut findings = Vec::new();
    for package in packages() {
        let Some(from) = name(package) else { continue };
        let manifest = package.get("manifest_path").and_then(Value::as_str).unwrap_or_default();
        let mut add = |what: String, mend: String| {
            let file =
                manifest.strip_prefix(root).unwrap_or(manifest).trim_start_matches(['/', '\\']).to_owned();
            findings.push(Finding { file, line: 0, what, mend });
        };
        let Some((_, allowed)) = ALLOWED.iter().find(|(crate_name, _)| *crate_name == short(from)) else {
            add(
                format!("the crate {from} has no place among the arrows"),
                "give it one in crates/xtask/src/tidy/arrows.rs and in ARCHITECTURE.md".into(),
            );
            continue;
        };
        for dependency in package.get("dependencies").and_then(Value::as_array).into_iter().flatten() {
            let Some(to) = name(dependency).filter(|to| members.contains(to)) else { continue };
            let for_tests = dependency.get("kind").and_then(Value::as_str) == Some("dev");
            let fine = if for_tests { short(to) != "web" } else { allowed.contains(&short(to)) };
            if !fine {
                add(
                    format!("{} may not depend on {}", short(from), short(to)),
                    "move what is shared to a crate that both may name, or pass it in as a value or a trait"
                        .into(),
                );
            }
        }
    }
    findings
}

fn name(value: &Value) -> Option<&str> {
    value.get("name").and_then(Value::as_str)
}

fn short(name: &str) -> &str {
    name.strip_prefix(PREFIX).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn workspace(from: &str, to: &str, kind: Option<&str>) -> Value {
        let package = |name: &str, dependencies: Value| {
            json!({
                "name": format!("ideomix-{name}"),
                "manifest_path": format!("/checkout/crates/{name}/Cargo.toml"),
                "dependencies": dependencies,
            })
        };
        let dependency = json!([
            { "name": format!("ideomix-{to}"), "kind": kind },
            { "name": "serde", "kind": null },
        ]);
        json!({
            "workspace_root": "/checkout",
            "packages": [package(from, dependency), package(to, json!([]))],
        })
    }

    #[test]
    fn an_arrow_of_the_drawing_is_fine() {
        assert_eq!(check(&workspace("client", "api", None)), []);
        assert_eq!(check(&workspace("server", "practice", None)), []);
    }

    #[test]
    fn any_other_arrow_is_found_where_it_is_declared() {
        let found = check(&workspace("api", "picture", None));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].file, "crates/api/Cargo.toml");
        assert!(found[0].what.contains("api may not depend on picture"));
        assert_eq!(check(&workspace("client", "web", None)).len(), 1);
        assert_eq!(
            check(&workspace("api", "picture", Some("build"))).len(),
            1,
            "a build script is not a test"
        );
    }

    #[test]
    fn tests_may_depend_on_anything_but_the_studio() {
        assert_eq!(check(&workspace("api", "practice", Some("dev"))), []);
        assert_eq!(check(&workspace("api", "web", Some("dev"))).len(), 1);
    }

    #[test]
    fn a_new_crate_must_be_given_a_place() {
        assert!(check(&workspace("newcomer", "api", None))[0].what.contains("no place"));
    }

    #[test]
    fn a_foreign_crate_is_no_arrow() {
        let mut meta = workspace("api", "mask", None);
        meta["packages"][0]["dependencies"] = json!([{ "name": "picture", "kind": null }]);
        assert_eq!(check(&meta), []);
    }
}
