//! One field of the table as a control. The table says what it is; this says how it looks.

use super::palette::PaletteControl;
use super::reframe::TargetSize;
use super::slot::Slot;
use crate::browser;
use crate::state::{Form, studio};
use crate::text::text;
use crate::ui::{
    Button, ButtonSize, ButtonVariant, Choice, Field as Frame, IconName, RatioChoice, RatioPicker, Segmented,
    Select, SelectGroup, Slider, Stepper, TextArea, TextField, draw, when,
};
use ideomix_api::capability::{Field, Kind, Standing, Words};
use ideomix_api::{Reason, Value, sides};
use leptos::prelude::*;

/// A list of at most this many words is a row of buttons, a longer one a drop-down.
const ROW_MAX: usize = 4;

#[component]
pub(super) fn Control(form: Form, field: &'static Field) -> impl IntoView {
    let name = field.name;
    match field.kind {
        Kind::File | Kind::Files { .. } => return view! { <Slot form=form field=field /> }.into_any(),
        Kind::Palette => return view! { <PaletteControl form=form field=field /> }.into_any(),
        Kind::Choice(words) if name == "resolution" && field.required => {
            return view! { <TargetSize form=form field=field words=words /> }.into_any();
        }
        Kind::Model => return ().into_any(),
        _ => {}
    }
    let value = Signal::derive(move || form.text(name));
    let set = move |words: String| form.set_text(name, &words);
    let group = matches!(field.kind, Kind::Choice(words) if name == "aspect_ratio" || (name != "resolution" && words.len() <= ROW_MAX));
    // Built inside the frame, because a control takes its id and its name from the field around it.
    let control = move || match field.kind {
        Kind::Text { .. } => text_control(name, value, set).into_any(),
        Kind::Integer { min, max } if name == "num_images" => count(form, name, min, max).into_any(),
        Kind::Integer { .. } if name == "seed" => seed(form, value, set).into_any(),
        Kind::Integer { min, max } => percent(form, field, min, max).into_any(),
        Kind::Choice(words) if name == "aspect_ratio" => ratio(field, words, value, set).into_any(),
        Kind::Choice(words) if name == "resolution" => resolution(field, words, value, set).into_any(),
        Kind::Choice(words) if words.len() <= ROW_MAX => row(field, words, value, set).into_any(),
        Kind::Choice(words) => list(field, words, value, set).into_any(),
        _ => codes(form, name, value).into_any(),
    };
    view! { <FieldFrame form=form field=field group=group>{control()}</FieldFrame> }.into_any()
}

/// Label, help, standing, error and reset of a field of the table.
#[component]
pub(super) fn FieldFrame(
    form: Form,
    field: &'static Field,
    group: bool,
    children: Children,
) -> impl IntoView {
    let name = field.name;
    let error = move || form.problem(name).map(|problem| (text().problem)(&problem));
    let help = Some((text().field_help)(name)).filter(|help| !help.is_empty());
    let standing = match field.standing {
        Standing::Documented => None,
        Standing::OfficialOnly => Some(text().form.official_only),
        Standing::Disputed => Some(text().form.disputed),
    };
    let reset = move || {
        view! {
                    {when(move || form.is_set(name) && !field.required, move || view! {
                        <Button
                            variant=ButtonVariant::Ghost
                            size=ButtonSize::Small
                            icon=IconName::Close
                            label=format!("{}: {}", text().form.reset, (text().field)(name))
                            on_press=move |()| form.clear(name)
                        />
        }.into_any())}
                }
    };
    view! {
        <Frame
            label=(text().field)(name)
            help=help
            help_label=text().form.help
            hint=standing
            error=error
            group=group
            actions=reset
        >
            {children()}
            {draw(move || conflict(form, name))}
        </Frame>
    }
}

/// A press that clears the other one of two fields that cannot go together.
fn conflict(form: Form, name: &'static str) -> Option<AnyView> {
    let Reason::Conflict { with } = form.problem(name)?.reason else { return None };
    let label = (text().slots.clear_other)((text().field)(with));
    Some(
        view! { <Button size=ButtonSize::Small on_press=move |()| form.clear(with)>{label}</Button> }
            .into_any(),
    )
}

fn text_control(
    name: &'static str,
    value: Signal<String>,
    set: impl Fn(String) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let placeholder = (name == "negative_prompt").then(|| text().form.negative_placeholder);
    view! { <TextArea value=value on_input=set placeholder=placeholder rows=2 /> }
}

fn count(form: Form, name: &'static str, min: i64, max: i64) -> impl IntoView {
    let value = Signal::derive(move || form.text(name).parse().unwrap_or(min));
    let set = move |count: i64| {
        if count == min { form.clear(name) } else { form.set_text(name, &count.to_string()) }
    };
    view! {
        <Stepper
            value=value
            on_change=set
            min=min
            max=max
            less=text().form.fewer
            more=text().form.more
        />
    }
}

fn seed(
    form: Form,
    value: Signal<String>,
    set: impl Fn(String) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let studio = studio();
    let locked = move || form.is_set("seed");
    // Locking takes the seed of the newest picture; without one, any.
    let lock = move |()| {
        if untrack(locked) {
            return form.clear("seed");
        }
        let newest = studio.jobs.entries.with_untracked(|entries| {
            entries.iter().find_map(|entry| {
                entry.job.with_untracked(|job| job.pictures.iter().find_map(|picture| picture.seed))
            })
        });
        let seed = newest.map_or_else(|| browser::random_seed().to_string(), |seed| seed.to_string());
        form.set_text("seed", &seed);
    };
    let buttons = move || {
        view! {
            <Button
                variant=ButtonVariant::Ghost
                size=ButtonSize::Small
                icon=IconName::Dice
                label=text().form.roll
                on_press=move |()| form.set_text("seed", &browser::random_seed().to_string())
            />
            {draw(move || {
                let locked = locked();
                let (icon, label) = match locked {
                    true => (IconName::Lock, text().slots.unlock),
                    false => (IconName::Unlock, text().slots.lock),
                };
                Some(view! {
                    <Button
                        variant=ButtonVariant::Ghost
                        size=ButtonSize::Small
                        icon=icon
                        label=label
                        on_press=lock
                        pressed=Signal::stored(Some(locked))
                    />
                }.into_any())
            })}
        }
    };
    view! {
        <TextField
            value=value
            on_input=set
            placeholder=text().form.seed_placeholder
            input_mode="numeric"
            end=buttons
        />
    }
}

fn percent(form: Form, field: &'static Field, min: i64, max: i64) -> impl IntoView {
    let name = field.name;
    let usual = field.default.and_then(|usual| usual.parse().ok()).unwrap_or(min);
    let value = Signal::derive(move || form.text(name).parse().unwrap_or(usual));
    let ends = name != "detail";
    view! {
        <Slider
            value=value
            on_change=move |part: i64| form.set_text(name, &part.to_string())
            min=min
            max=max
            low=ends.then(|| text().form.loose)
            high=ends.then(|| text().form.close)
        />
    }
}

fn ratio(
    field: &'static Field,
    words: Words,
    value: Signal<String>,
    set: impl Fn(String) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let mut options: Vec<RatioChoice> = words
        .iter()
        .filter_map(|word| {
            let (width, height) = sides(word)?;
            let label = format!("{width}:{height}");
            Some(RatioChoice { value: word.to_owned(), label, hint: pixels(width, height), width, height })
        })
        .collect();
    // Square first, then from wide to wider, then from tall to taller.
    let order = |choice: &RatioChoice| {
        let (long, short) = (choice.width.max(choice.height), choice.width.min(choice.height));
        (choice.width < choice.height, long * 1_000 / short)
    };
    for sorted in 1..options.len() {
        let mut at = sorted;
        while at > 0 && order(&options[at - 1]) > order(&options[at]) {
            options.swap(at - 1, at);
            at -= 1;
        }
    }
    let shown = Signal::derive(move || match (value.get(), field.default) {
        (chosen, Some(usual)) if chosen.is_empty() => usual.to_owned(),
        (chosen, _) => chosen,
    });
    view! { <RatioPicker options=options value=shown on_change=set /> }
}

/// The size that the service gives for a ratio; known for the ratios of both families.
fn pixels(width: u32, height: u32) -> String {
    ideomix_api::usual_size(width, height)
        .map_or_else(String::new, |(width, height)| format!("{width} × {height}"))
}

fn resolution(
    field: &'static Field,
    words: Words,
    value: Signal<String>,
    set: impl Fn(String) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    view! { <Select groups=sizes(field, words) value=value on_change=set /> }
}

/// A list of sizes, by their shape.
pub(super) fn sizes(field: &'static Field, words: Words) -> Signal<Vec<SelectGroup>> {
    Signal::derive(move || {
        let of = |keep: fn(u32, u32) -> bool| -> Vec<Choice> {
            words
                .iter()
                .filter_map(|word| {
                    sides(word).filter(|(width, height)| keep(*width, *height)).map(|size| (word, size))
                })
                .map(|(word, (width, height))| Choice::new(word, format!("{width} × {height}")))
                .collect()
        };
        let form = &text().form;
        vec![
            SelectGroup { label: None, options: vec![Choice::new("", nothing(field))] },
            SelectGroup::named(form.square, of(|width, height| width == height)),
            SelectGroup::named(form.landscape, of(|width, height| width > height)),
            SelectGroup::named(form.portrait, of(|width, height| width < height)),
        ]
    })
}

fn row(
    field: &'static Field,
    words: Words,
    value: Signal<String>,
    set: impl Fn(String) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let options = Signal::derive(move || {
        words.iter().map(|word| Choice::new(word, named(field.name, word))).collect::<Vec<_>>()
    });
    // Where the documents agree on a default it is shown as chosen; nothing is sent for it.
    let shown = Signal::derive(move || match value.get() {
        chosen if chosen.is_empty() => field.default.unwrap_or_default().to_owned(),
        chosen => chosen,
    });
    view! { <Segmented options=options value=shown on_change=set /> }
}

fn list(
    field: &'static Field,
    words: Words,
    value: Signal<String>,
    set: impl Fn(String) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let groups = Signal::derive(move || {
        let mut options = vec![Choice::new("", nothing(field))];
        options.extend(words.iter().map(|word| Choice::new(word, named(field.name, word))));
        SelectGroup::plain(options)
    });
    view! { <Select groups=groups value=value on_change=set /> }
}

/// What stands in a list as long as nothing is chosen.
fn nothing(field: &Field) -> &'static str {
    let form = &text().form;
    match (field.required, field.default) {
        (true, None) => form.choose,
        (false, None) => form.none,
        (_, Some(_)) => form.service_default,
    }
}

/// The name of a choice: ours where there is one, else the service's own word made readable.
fn named(field: &str, word: &str) -> String {
    if let Some(name) = (text().choice)(field, word) {
        return name.to_owned();
    }
    let mut name = word.replace('_', " ").to_ascii_lowercase();
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    name
}

fn codes(form: Form, name: &'static str, value: Signal<String>) -> impl IntoView {
    let set = move |words: String| {
        let codes = words.split([' ', ',', ';']).filter(|code| !code.is_empty()).map(str::to_owned).collect();
        form.set(name, Value::Texts(codes));
    };
    // The box keeps what was typed, spaces and all; the draft keeps the codes.
    let typed = RwSignal::new(value.get_untracked());
    Effect::new(move |_| {
        let kept = value.get();
        if kept.is_empty() && !typed.with_untracked(|typed| typed.trim().is_empty()) {
            typed.set(String::new());
        }
    });
    let input = move |words: String| {
        typed.set(words.clone());
        set(words);
    };
    view! { <TextField value=typed on_input=input placeholder=text().form.codes_placeholder /> }
}
