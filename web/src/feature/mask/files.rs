//! Reading a file as a mask: what it seems to be, and a live view of what would count.

use super::Around;
use crate::state::studio;
use crate::text::text;
use crate::ui::{Button, ButtonVariant, Choice, Notice, Segmented, Slider, Tone, draw, when};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the engine said about a file; see `offer::look` there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Look([u32; 10]);

impl Look {
    const fn size(self) -> (u32, u32) {
        (self.0[0], self.0[1])
    }
}

#[component]
pub(super) fn ReadFile(around: Around) -> impl IntoView {
    let studio = studio();
    let look = RwSignal::new(None::<Look>);
    // Channel, threshold, polarity, fit: what the engine reads by.
    let wish = RwSignal::new([0_u32, 128, 0, 0]);
    let busy = StoredValue::new(false);
    let read = move || {
        // One reading at a time; the last wish is read when the one before is done.
        if busy.get_value() {
            return;
        }
        let Some(engine) = studio.desk.engine() else { return };
        busy.set_value(true);
        spawn_local(async move {
            loop {
                let now = wish.get_untracked();
                engine.read(now).await;
                if wish.get_untracked() == now || look.get_untracked().is_none() {
                    break;
                }
            }
            busy.set_value(false);
        });
    };
    Effect::new(move |_| {
        let Some(file) = around.file.get() else { return };
        let Some(engine) = studio.desk.engine() else { return };
        spawn_local(async move {
            match engine.look(&file).await {
                Some(numbers) => {
                    look.set(Some(Look(numbers)));
                    around.reading.set(true);
                    wish.set([numbers[7], numbers[8], numbers[9], 0]);
                    read();
                }
                None => studio.messages.note(Tone::Error, text().mask.not_a_mask.to_owned(), None),
            }
            around.file.set(None);
        });
    });
    let set = move |at: usize, number: u32| {
        wish.update(|wish| wish[at] = number);
        read();
    };
    let end = move |keep: bool| {
        look.set(None);
        around.reading.set(false);
        if let Some(engine) = studio.desk.engine() {
            engine.end_reading(keep);
        }
    };
    Effect::new(move |_| {
        if !around.reading.get() && look.with_untracked(Option::is_some) {
            end(false);
        }
    });
    let shot = studio.desk.shot;
    let body = move |Look(numbers): Look| {
        let words = text().mask;
        let [_, _, values, _, has_alpha, has_colors, looks_inverted, ..] = numbers;
        let (file, shot_now) = (Look(numbers).size(), shot.get_untracked());
        let other = (file != (shot_now.width, shot_now.height))
            .then(|| (words.other_size)(file.0, file.1, shot_now.width, shot_now.height));
        let two = move |at: usize, first: &'static str, second: &'static str, label: &'static str| {
            let options = vec![Choice::new("0", first), Choice::new("1", second)];
            view! {
                <Segmented
                    options=Signal::stored(options)
                    value=Signal::derive(move || wish.get()[at].to_string())
                    on_change=move |value: String| set(at, value.parse().unwrap_or_default())
                    label=label
                />
            }
            .into_any()
        };
        let tone = if values == 1 { Tone::Good } else { Tone::Warn };
        view! {
            <section class="easel-read" role="group" aria-label=words.import_title>
                <h2>{words.import_title}</h2>
                <Notice tone=tone>{words.values[(values as usize).min(3)]}</Notice>
                {(has_colors == 1).then(|| view! { <Notice tone=Tone::Warn>{words.has_colors}</Notice> })}
                {(looks_inverted == 1).then(|| view! { <Notice tone=Tone::Warn>{words.looks_inverted}</Notice> })}
                {other.map(|said| view! { <Notice tone=Tone::Warn>{said}</Notice> {two(3, words.scale, words.center, words.scale)} })}
                {(has_alpha == 1).then(|| two(0, words.brightness, words.alpha, words.channel))}
                {when(move || values != 1, move || view! {
                    <h2>{words.threshold}</h2>
                    <Slider
                        value=Signal::derive(move || i64::from(wish.get()[1]))
                        on_change=move |value: i64| set(1, u32::try_from(value).unwrap_or_default())
                        min=1
                        max=255
                        label=words.threshold
                    />
                }.into_any())}
                <div class="easel-row">
                    <Button on_press=move |()| set(2, 1 - wish.get_untracked()[2].min(1))>{words.swap}</Button>
                    <Button on_press=move |()| end(false)>{words.cancel}</Button>
                    <Button variant=ButtonVariant::Primary on_press=move |()| end(true)>{words.use_it}</Button>
                </div>
            </section>
        }
        .into_any()
    };
    draw(move || look.get().map(body))
}
